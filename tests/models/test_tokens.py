"""models/tokens.py: a token is shown once, kept as a hash, and says whose it is."""

from datetime import datetime, timedelta

import pytest

from models import organizations, tokens
from models.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from models.rules.roles import GIVEN
from models.tokens import Token
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("role", GIVEN)
def test_a_token_says_whose_it_is_and_in_which_role(lumen: Lumen, now: datetime, role: str) -> None:
    row, text = tokens.create(lumen.organization, role, "release script", now)
    caller = tokens.caller(text, now)
    assert (caller.token_id, caller.organization, caller.org) == (row.id, lumen.organization.id, "lumen")
    assert (caller.role, caller.name) == (role, "release script")


def test_only_a_hash_is_kept(lumen: Lumen, now: datetime) -> None:
    row, text = tokens.create(lumen.organization, "admin", "script", now)
    assert all(text not in str(value) and text[4:] not in str(value) for value in row.__data__.values())
    assert text.startswith("cbt_")
    assert len(text) >= 47


def test_two_tokens_are_never_the_same(lumen: Lumen, now: datetime) -> None:
    assert len({tokens.create(lumen.organization, "admin", "script", now)[1] for _ in range(5)}) == 5


def test_a_token_is_of_one_organisation(lumen: Lumen, now: datetime) -> None:
    _, mine = tokens.create(lumen.organization, "admin", "script", now)
    _, theirs = tokens.create(organizations.create("ember", "Ember", "UTC", now), "admin", "script", now)
    assert [tokens.caller(text, now).org for text in (mine, theirs)] == ["lumen", "ember"]


def test_a_token_ends_at_its_time(lumen: Lumen, now: datetime) -> None:
    _, text = tokens.create(lumen.organization, "admin", "script", now, expires_at=now + HOUR)
    assert tokens.caller(text, now + HOUR - timedelta(seconds=1)).org == "lumen"
    with pytest.raises(NotSignedIn):
        tokens.caller(text, now + HOUR)


def test_a_revoked_token_is_nobodys(lumen: Lumen, now: datetime) -> None:
    row, text = tokens.create(lumen.organization, "admin", "script", now)
    Token.update(revoked_at=now).where(Token.id == row.id).execute()
    with pytest.raises(NotSignedIn):
        tokens.caller(text, now)


@pytest.mark.parametrize("text", ["", "cbt_", "cbt_unknown", "\ud800", "\x00", "ü" * 100, "x" * 100_000])
def test_a_text_that_is_no_token_is_nobodys(text: str, now: datetime) -> None:
    with pytest.raises(NotSignedIn):
        tokens.caller(text, now)


def test_the_hash_itself_opens_nothing(lumen: Lumen, now: datetime) -> None:
    row, _ = tokens.create(lumen.organization, "admin", "script", now)
    with pytest.raises(NotSignedIn):
        tokens.caller(row.digest, now)


@pytest.mark.parametrize("role", ["", "owner", "Admin", "admin "])
def test_there_is_no_other_role(lumen: Lumen, now: datetime, role: str) -> None:
    with pytest.raises(Invalid, match="contributor, moderator, admin, super_admin"):
        tokens.create(lumen.organization, role, "script", now)


def test_scopes_are_kept_once_each_and_say_what_the_token_may(lumen: Lumen, now: datetime) -> None:
    row, text = tokens.create(
        lumen.organization, "admin", "script", now, scopes=["badge:write", "badge:award", "badge:award"]
    )
    caller = tokens.caller(text, now)
    assert tokens.card(row).scopes == ("badge:award", "badge:write")
    assert caller.may("badge:award")
    assert not caller.may("person:write")


@pytest.mark.parametrize(("role", "scope"), [("admin", "badge:eat"), ("moderator", "badge:write"), ("admin", "")])
def test_a_scope_is_a_capability_of_the_role(lumen: Lumen, now: datetime, role: str, scope: str) -> None:
    with pytest.raises(Invalid):
        tokens.create(lumen.organization, role, "script", now, scopes=[scope])


def test_when_it_was_last_used_is_noted_once_a_minute(lumen: Lumen, now: datetime) -> None:
    row, text = tokens.create(lumen.organization, "admin", "script", now)
    assert tokens.caller(text, now).due
    tokens.note_use(row.id, now)
    assert not tokens.caller(text, now + timedelta(seconds=59)).due
    assert tokens.caller(text, now + timedelta(seconds=60)).due
    assert tokens.listed(lumen.organization.id, 10)[0].used_at == now


def test_a_revoked_token_stays_in_the_list(lumen: Lumen, now: datetime) -> None:
    row, text = tokens.create(lumen.organization, "admin", "script", now)
    tokens.revoke(lumen.organization.id, row.id, "admin", now)
    tokens.revoke(lumen.organization.id, row.id, "admin", now + HOUR)
    assert [(one.id, one.revoked_at) for one in tokens.listed(lumen.organization.id, 10)] == [(row.id, now)]
    with pytest.raises(NotSignedIn):
        tokens.caller(text, now)


def test_nobody_revokes_above_themselves_or_elsewhere(lumen: Lumen, now: datetime) -> None:
    row, text = tokens.create(lumen.organization, "super_admin", "script", now)
    other = organizations.create("ember", "Ember", "UTC", now)
    with pytest.raises(NotAllowed):
        tokens.revoke(lumen.organization.id, row.id, "admin", now)
    with pytest.raises(NotFound):
        tokens.revoke(other.id, row.id, "owner", now)
    assert tokens.caller(text, now)


def test_a_long_list_comes_in_pieces_newest_first(lumen: Lumen, now: datetime) -> None:
    ids = [tokens.create(lumen.organization, "admin", "script", now)[0].id for _ in range(5)]
    first = tokens.listed(lumen.organization.id, 3)
    rest = tokens.listed(lumen.organization.id, 3, before=first[-1].id)
    assert [one.id for one in first + rest] == ids[::-1]
