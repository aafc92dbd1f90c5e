"""models/commands/tokens.py: nobody makes, or ends, a key that opens more than their own does."""

from datetime import datetime, timedelta

import pytest

from models import callers, db, tokens
from models.audit import AuditLine
from models.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from models.people import Membership, Person
from models.tokens import Token
from tests.models.commands.office import Office


def scoped(office: Office, *scopes: str) -> str:
    with db.unit():
        return tokens.create(office.lumen.organization, "admin", "narrow", office.now, scopes=scopes)[1]


def test_a_token_is_shown_once_and_audited_without_its_text(office: Office) -> None:
    done = office.run("token:create", office.admin, {"name": "script", "role": "moderator", "scopes": ["badge:award"]})
    with db.unit():
        assert callers.of_bearer(done.answer["text"], office.now).role == "moderator"
        line = AuditLine.select().order_by(AuditLine.id.desc()).get()
        assert (line.action, line.target) == ("token:create", f"token:{done.answer['token']['id']}")
        assert line.after == {"role": "moderator", "scopes": ["badge:award"], "expires_at": None}
        assert done.answer["text"][4:] not in str([vars(row) for row in (*AuditLine.select(), *Token.select())])


def test_nobody_makes_a_token_above_their_own_role(office: Office) -> None:
    with pytest.raises(NotAllowed, match="higher role"):
        office.run("token:create", office.admin, {"name": "script", "role": "super_admin"})


@pytest.mark.parametrize(
    ("scopes", "allowed"),
    [(["token:write"], True), (["badge:award"], False), (["token:write", "badge:award"], False), (None, False)],
)
def test_a_narrow_token_makes_none_that_is_wider(office: Office, scopes: list[str] | None, allowed: bool) -> None:
    given = {"name": "script", "role": "admin", "scopes": scopes}
    narrow = scoped(office, "token:write")
    if allowed:
        assert office.run("token:create", narrow, given).answer["token"]["scopes"] == scopes
        return
    with pytest.raises(NotAllowed, match="scopes"):
        office.run("token:create", narrow, given)


def test_a_token_that_a_token_made_falls_with_the_person_behind_both(office: Office, now: datetime) -> None:
    with db.unit():
        here = office.lumen.organization
        eve = Person.create(name="Eve", created_at=now)
        Membership.create(organization=here, person=eve, role="admin", joined_at=now)
        first = tokens.create(here, "admin", "first", now, person=eve.id)[1]
    second = office.run("token:create", first, {"name": "second", "role": "admin"}).answer["text"]
    with db.unit():
        assert callers.of_bearer(second, now).role == "admin"
        Membership.update(left_at=now).where(Membership.person == eve).execute()
        assert callers.of_bearer(second, now).role == "contributor"


def test_a_token_expires_in_the_future(office: Office, now: datetime) -> None:
    given = {"name": "script", "role": "moderator", "expires_at": (now + timedelta(hours=1)).isoformat()}
    text = office.run("token:create", office.admin, given).answer["text"]
    with db.unit():
        assert callers.of_bearer(text, now)
        with pytest.raises(NotSignedIn):
            callers.of_bearer(text, now + timedelta(hours=1))
    with pytest.raises(Invalid, match="future"):
        office.run("token:create", office.admin, given | {"expires_at": now.isoformat()})


def test_a_revoked_token_is_ended_and_that_is_audited(office: Office) -> None:
    made = office.run("token:create", office.admin, {"name": "script", "role": "moderator"}).answer
    office.run("token:revoke", office.admin, {"token": made["token"]["id"]})
    with db.unit():
        assert AuditLine.select().order_by(AuditLine.id.desc()).get().action == "token:revoke"
        with pytest.raises(NotSignedIn):
            callers.of_bearer(made["text"], office.now)


def test_nobody_ends_a_token_above_their_own_role_or_of_others(office: Office) -> None:
    with db.unit():
        above = tokens.create(office.lumen.organization, "super_admin", "boss", office.now)[0].id
    with pytest.raises(NotAllowed):
        office.run("token:revoke", office.admin, {"token": above})
    with pytest.raises(NotFound):
        office.run("token:revoke", office.stranger, {"token": above})
