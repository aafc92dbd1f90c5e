"""models/commands/: an admin's command is allowed, done and audited in one unit, or refused and nothing is left."""

from datetime import datetime, timedelta

import pytest

from models import boards, commands, db, tokens
from models.audit import AuditLine
from models.deliveries import Delivery
from models.errors import AlreadyHeld, Invalid, NotAllowed, NotFound, NotHeld, NotSignedIn
from models.outbox import Message
from models.rules import roles
from models.rules.roles import GIVEN, Role
from models.standings import Standing
from models.tenants import Organization
from tests.models.commands.office import Office


def last_audit() -> tuple[str, str, str, str, str]:
    with db.unit():
        line = AuditLine.select().order_by(AuditLine.id.desc()).get()
        return line.actor, line.door, line.action, line.target, line.why


def test_points_adjusted_by_hand_are_explained_counted_told_and_audited(office: Office) -> None:
    done = office.run("points:adjust", office.admin, {"person": office.ada, "points": -2, "reason": "counted twice"})
    assert done.answer["line"]["reason"] == "-2 points from the admin: counted twice"
    assert last_audit() == ("the admin", "socket", "points:adjust", f"person:{office.ada}", "counted twice")
    with db.unit():
        assert Standing.get(Standing.board == f"{office.lumen.organization.id}:0:all:-").points == 1
        told = Message.select().order_by(Message.id.desc()).get()
        assert (told.kind, told.body["totals"]["all"]) == ("points.changed", 1)


def test_a_badge_is_given_and_taken_back_by_hand(office: Office) -> None:
    given = {"person": office.ada, "badge": "special", "reason": "for the talk"}
    assert office.run("badge:award", office.moderator, given).answer["award"]["by"] == "the moderator"
    with pytest.raises(AlreadyHeld):
        office.run("badge:award", office.moderator, given)
    assert office.run("badge:revoke", office.moderator, given).answer["award"]["revoked_at"] is not None
    assert last_audit()[2:4] == ("badge:revoke", f"person:{office.ada}")
    with db.unit():
        given_line, taken_line = AuditLine.select().order_by(AuditLine.id.desc()).limit(2)[::-1]
        assert given_line.after == taken_line.before != {}
        assert (given_line.before, taken_line.after) == (None, None)
    with pytest.raises(NotHeld):
        office.run("badge:revoke", office.moderator, given)


def test_a_replayed_delivery_waits_again_and_is_rung_for(office: Office) -> None:
    done = office.run("delivery:replay", office.admin, {"delivery": office.delivery})
    assert done.ring_for == office.delivery
    with db.unit():
        assert Delivery.get_by_id(office.delivery).state == "pending"


def test_boards_to_be_rebuilt_are_no_longer_believed(office: Office) -> None:
    office.redis.set(boards.READY, 1)
    office.run("board:rebuild", office.admin, None)
    assert not boards.ready(office.redis)


GOOD = {
    "points:adjust": {"person": 1, "points": 3, "reason": "well done"},
    "badge:award": {"person": 1, "badge": "special"},
    "badge:revoke": {"person": 1, "badge": "issue-1", "reason": "a mistake"},
    "delivery:replay": {"delivery": 1},
    "board:rebuild": {},
}


@pytest.mark.parametrize("name", sorted(commands.COMMANDS))
@pytest.mark.parametrize("role", GIVEN)
def test_whoever_stands_too_low_is_refused_and_nothing_is_left(office: Office, name: str, role: Role) -> None:
    """With arguments that no command takes: whoever may is told that, and nobody else is told even that."""
    allowed = roles.may(role, commands.COMMANDS[name].needs)
    before = office.rows()
    with pytest.raises(Invalid if allowed else NotAllowed):
        office.run(name, office.tokens[role], {"no such field": 1})
    assert office.rows() == before


def test_a_tokens_scopes_narrow_its_role(office: Office, now: datetime) -> None:
    with db.unit():
        row, text = tokens.create(office.lumen.organization, "admin", "only awards", now)
        tokens.Token.update(scopes=["badge:award"]).where(tokens.Token.id == row.id).execute()
    office.run("badge:award", text, {"person": office.ada, "badge": "special"})
    with pytest.raises(NotAllowed, match="scopes"):
        office.run("points:adjust", text, {"person": office.ada, "points": 1, "reason": "why not"})


@pytest.mark.parametrize("name", [name for name in GOOD if name != "board:rebuild"])
def test_another_organisations_admin_finds_nobody_here(office: Office, name: str) -> None:
    before = office.rows()
    with pytest.raises(NotFound):
        office.run(name, office.stranger, GOOD[name])
    assert office.rows() == before


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize(
    "given", [[], "x", {"person": "1"}, {"unknown": 1}, {"person": 1, "points": 2.5, "reason": "abc"}]
)
def test_arguments_of_the_wrong_form_are_refused_by_name(office: Office, name: str, given: object) -> None:
    with pytest.raises(Invalid):
        office.run(name, office.admin, given)


@pytest.mark.parametrize("points", [0, 1_000_001, -1_000_001])
def test_an_adjustment_has_bounds(office: Office, points: int) -> None:
    with pytest.raises(Invalid):
        office.run("points:adjust", office.admin, {"person": office.ada, "points": points, "reason": "why not"})


def test_a_token_that_was_revoked_or_expired_does_nothing_more(office: Office, now: datetime) -> None:
    with db.unit():
        organization = Organization.get_by_id(office.lumen.organization.id)
        _, short = tokens.create(organization, "admin", "for a day", now, now + timedelta(days=1))
        tokens.Token.update(revoked_at=now).where(tokens.Token.name == "the admin").execute()
    assert office.run("points:adjust", short, GOOD["points:adjust"] | {"person": office.ada})
    for token, at in ((office.admin, now), (short, now + timedelta(days=1)), ("cbt_wrong", now), ("", now)):
        with pytest.raises(NotSignedIn):
            office.run("points:adjust", token, GOOD["points:adjust"] | {"person": office.ada}, at)
