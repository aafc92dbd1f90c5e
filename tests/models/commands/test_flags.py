"""models/commands/flags.py: an admin judges a flag, or blocks somebody; both are in the audit trail."""

import pytest

from models import db, flags
from models.audit import AuditLine
from models.errors import Invalid, NotAllowed, NotFound
from models.people import Membership
from models.rules.suspicion import Suspicion
from tests.models.commands.office import Office


def flag(office: Office) -> int:
    """One in the queue."""
    seen = Suspicion("burst", f"{office.ada}:2026-W10", (office.ada,), "24 pieces of work", (1, 2))
    with db.unit():
        assert flags.put_up(office.lumen.organization.id, seen, (), office.now)
        [card], _ = flags.page(office.lumen.organization.id, "open", None, 10)
    return card.id


def last_line() -> AuditLine:
    with db.unit():
        return AuditLine.select().order_by(AuditLine.id.desc()).get()


def test_an_admin_judges_and_may_think_again(office: Office) -> None:
    which = flag(office)
    given = {"flag": which, "state": "cleared", "note": "She tidied up"}
    told = office.run("flag:decide", office.admin, given).answer["flag"]
    assert (told["state"], told["decided_by"], told["note"]) == ("cleared", "the admin", "She tidied up")
    assert office.run("flag:decide", office.admin, {"flag": which, "state": "confirmed"}).answer["flag"]["note"] is None
    line = last_line()
    assert (line.action, line.target, line.before, line.after) == (
        "flag:decide",
        f"flag:{which}",
        {"state": "cleared"},
        {"state": "confirmed"},
    )


def test_flags_are_for_admins_of_their_own_organisation(office: Office) -> None:
    which = flag(office)
    with pytest.raises(NotAllowed):
        office.run("flag:decide", office.moderator, {"flag": which, "state": "cleared"})
    with pytest.raises(NotFound):
        office.run("flag:decide", office.stranger, {"flag": which, "state": "cleared"})
    with pytest.raises(Invalid):
        office.run("flag:decide", office.admin, {"flag": which, "state": "open"})


def test_somebody_is_blocked_and_not_blocked_again(office: Office) -> None:
    for blocked, since in ((True, office.now), (False, None)):
        given = {"person": office.ada, "blocked": blocked, "why": "as we agreed"}
        assert office.run("person:block", office.admin, given).answer == {"person": office.ada, "blocked": blocked}
        rows = office.rows()
        office.run("person:block", office.admin, given)
        assert office.rows() == rows, "the second time changes nothing"
        with db.unit():
            assert Membership.get(Membership.person == office.ada).blocked_at == since
        assert last_line().why == "as we agreed"


def test_a_block_needs_a_reason_and_an_admin(office: Office) -> None:
    with pytest.raises(Invalid):
        office.run("person:block", office.admin, {"person": office.ada, "blocked": True, "why": ""})
    with pytest.raises(NotAllowed):
        office.run("person:block", office.moderator, {"person": office.ada, "blocked": True, "why": "no reason"})
    with pytest.raises(NotFound):
        office.run("person:block", office.stranger, {"person": office.ada, "blocked": True, "why": "no reason"})
