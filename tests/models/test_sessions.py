"""models/sessions.py: a browser's session lives for 30 days, or until it is ended, here or everywhere."""

from datetime import datetime, timedelta

import pytest

from models import jwts, refreshing, sessions
from models.errors import NotSignedIn
from models.people import Person
from models.sessions import Session
from models.tenants import Organization
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def ada(now: datetime) -> Person:
    return Person.create(name="Ada", created_at=now)


def person_of(secret: str, now: datetime) -> int | None:
    found = sessions.find(secret, now)
    return None if found is None else found.person_id


def test_a_secret_leads_to_its_person_for_thirty_days(ada: Person, now: datetime) -> None:
    secret = sessions.start(ada, "Firefox", now)
    assert person_of(secret, now + 30 * DAY - SECOND) == ada.id
    assert person_of(secret, now + 30 * DAY) is None


def test_only_a_hash_is_kept(ada: Person, now: datetime) -> None:
    secret = sessions.start(ada, "Firefox", now)
    row = Session.get()
    assert all(secret not in str(value) for value in row.__data__.values())
    assert len(secret) >= 43
    assert person_of(row.digest, now) is None


@pytest.mark.parametrize("secret", ["", "x", "\x00", "\ud800", "ü" * 1000])
def test_a_text_that_is_no_secret_leads_to_nobody(ada: Person, now: datetime, secret: str) -> None:
    sessions.start(ada, "Firefox", now)
    assert person_of(secret, now) is None


def test_what_a_browser_says_of_itself_is_cut_to_what_can_be_shown(ada: Person, now: datetime) -> None:
    sessions.start(ada, "Fire\x00fox\n" + "x" * 1000, now)
    assert Session.get().agent == ("Firefox" + "x" * 1000)[:300]


def test_signing_out_ends_this_browser_alone(ada: Person, now: datetime) -> None:
    here, there = sessions.start(ada, "here", now), sessions.start(ada, "there", now)
    sessions.end(here, now)
    assert (person_of(here, now), person_of(there, now)) == (None, ada.id)
    assert [(one.agent, one.current) for one in sessions.of(ada.id, None, now)] == [("there", False)]


def test_ones_browsers_are_listed_the_last_seen_first(ada: Person, now: datetime) -> None:
    first, second = sessions.start(ada, "first", now), sessions.start(ada, "second", now)
    found = sessions.find(first, now)
    assert found is not None
    sessions.see(found.id, now + DAY)
    listed = sessions.of(ada.id, found.id, now + DAY)
    assert [(one.agent, one.current) for one in listed] == [("first", True), ("second", False)]
    assert sessions.of(ada.id, None, now + 31 * DAY) == []
    assert person_of(second, now) == ada.id


def test_when_a_browser_was_seen_is_noted_every_five_minutes(ada: Person, now: datetime) -> None:
    found = sessions.find(sessions.start(ada, "here", now), now)
    assert found is not None
    assert not sessions.is_due(found, now + timedelta(minutes=5) - SECOND)
    assert sessions.is_due(found, now + timedelta(minutes=5))


def test_signing_out_everywhere_ends_every_kind_of_key(lumen: Lumen, ada: Person, now: datetime) -> None:
    bob = Person.create(name="Bob", created_at=now)
    mine = [sessions.start(ada, "here", now), sessions.start(ada, "there", now)]
    his = sessions.start(bob, "his", now)
    organization = Organization.get_by_id(lumen.organization.id)
    refresh = refreshing.start(ada.id, organization.id, now)
    token = jwts.sign(ada, organization.id, now)
    assert sessions.end_everywhere(ada.id, now) == 2
    assert [person_of(secret, now) for secret in [*mine, his]] == [None, None, bob.id]
    with pytest.raises(NotSignedIn):
        refreshing.rotate(refresh, now)
    assert jwts.read(token, now).epoch != Person.get_by_id(ada.id).epoch
    assert sessions.end_everywhere(ada.id, now) == 0


def test_nobody_acts_as_somebody_erased_or_merged_away(ada: Person, now: datetime) -> None:
    bob = Person.create(name="Bob", created_at=now)
    secrets = [sessions.start(one, "here", now) for one in (ada, bob)]
    Person.update(erased_at=now).where(Person.id == ada.id).execute()
    Person.update(merged_into=ada).where(Person.id == bob.id).execute()
    assert [person_of(secret, now) for secret in secrets] == [None, None]


def test_old_rows_go_when_a_new_session_comes(ada: Person, now: datetime) -> None:
    sessions.start(ada, "old", now)
    sessions.start(ada, "new", now + 31 * DAY)
    assert [row.agent for row in Session.select()] == ["new"]
