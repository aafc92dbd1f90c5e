"""models/callers.py: who calls is who they are now, with the role that they have now."""

from datetime import datetime, timedelta

import pytest

from models import callers, jwts, organizations, sessions, tokens
from models.errors import NotSignedIn
from models.people import Membership, Person
from models.tenants import Organization
from models.tokens import Token
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")


class Place:
    """Lumen, and Ada who is an admin there."""

    def __init__(self, lumen: Lumen, now: datetime) -> None:
        self.now, self.organization = now, Organization.get_by_id(lumen.organization.id)
        self.ada = Person.create(name="Ada", created_at=now)
        self.member = Membership.create(organization=self.organization, person=self.ada, role="admin", joined_at=now)
        self.token = jwts.sign(self.ada, self.organization.id, now)
        self.secret = sessions.start(self.ada, "here", now)

    def roles(self) -> list[str | None]:
        """By signed token and by session."""
        caller = callers.of_session(self.secret, "lumen", self.now)
        try:
            return [callers.of_bearer(self.token, self.now).role, caller and caller.role]
        except NotSignedIn:
            return [None, caller and caller.role]

    def set(self, **changes: object) -> None:
        Membership.update(**changes).where(Membership.id == self.member.id).execute()


@pytest.fixture
def place(lumen: Lumen, now: datetime) -> Place:
    return Place(lumen, now)


def test_a_signed_token_and_a_session_are_their_person(place: Place) -> None:
    for caller in (callers.of_bearer(place.token, place.now), callers.of_session(place.secret, "lumen", place.now)):
        assert caller is not None
        assert (caller.person, caller.name, caller.org, caller.token_id) == (place.ada.id, "Ada", "lumen", None)
        assert caller.scopes is None
    assert callers.of_bearer(place.token, place.now).way == "jwt"


def test_the_role_is_todays(place: Place) -> None:
    assert place.roles() == ["admin", "admin"]
    place.set(role="moderator")
    assert place.roles() == ["moderator", "moderator"]


def test_who_has_left_is_a_contributor(place: Place, now: datetime) -> None:
    place.set(left_at=now)
    assert place.roles() == ["contributor", "contributor"]


def test_who_has_opted_out_keeps_their_role(place: Place, now: datetime) -> None:
    place.set(hidden_at=now)
    assert place.roles() == ["admin", "admin"]


def test_the_servers_owner_is_one_everywhere(place: Place, now: datetime) -> None:
    organizations.create("ember", "Ember", "UTC", now)
    assert callers.of_session(place.secret, "ember", now) is None
    Person.update(owner=True).where(Person.id == place.ada.id).execute()
    assert place.roles() == ["owner", "owner"]
    caller = callers.of_session(place.secret, "ember", now)
    assert caller is not None
    assert (caller.role, caller.org) == ("owner", "ember")


@pytest.mark.parametrize("org", [None, "", "nowhere", "\x00"])
def test_a_session_is_nobody_where_there_is_no_organisation(place: Place, org: str | None) -> None:
    assert callers.of_session(place.secret, org, place.now) is None


def test_a_stranger_with_a_signed_token_is_nobody(place: Place, now: datetime) -> None:
    other = organizations.create("ember", "Ember", "UTC", now)
    with pytest.raises(NotSignedIn):
        callers.of_bearer(jwts.sign(place.ada, other.id, now), now)
    with pytest.raises(NotSignedIn):
        callers.of_bearer(jwts.sign(place.ada, 10**9, now), now)


def test_a_later_epoch_ends_signed_tokens(place: Place) -> None:
    Person.update(epoch=1).where(Person.id == place.ada.id).execute()
    assert place.roles() == [None, "admin"]


def test_nobody_acts_as_somebody_erased(place: Place, now: datetime) -> None:
    Person.update(erased_at=now).where(Person.id == place.ada.id).execute()
    assert place.roles() == [None, None]


def test_nobody_acts_as_somebody_merged_into_another(place: Place, now: datetime) -> None:
    kept = Person.create(name="Kept", created_at=now)
    Person.update(merged_into=kept).where(Person.id == place.ada.id).execute()
    assert place.roles() == [None, None]


def test_an_api_token_is_known_by_its_beginning(place: Place, now: datetime) -> None:
    row, text = tokens.create(place.organization, "moderator", "script", now)
    caller = callers.of_bearer(text, now)
    assert (caller.token_id, caller.person, caller.role, caller.way) == (row.id, None, "moderator", "token")


@pytest.mark.parametrize("text", ["", "cbt_", "cbt_unknown", "cbr_x", "a.b.c", "\ud800", "\x00"])
def test_a_text_that_is_no_token_is_nobodys(place: Place, text: str) -> None:
    with pytest.raises(NotSignedIn):
        callers.of_bearer(text, place.now)


def test_use_is_noted_for_tokens_and_browsers_when_it_is_due(place: Place, now: datetime) -> None:
    row, text = tokens.create(place.organization, "moderator", "script", now)
    later = now + timedelta(hours=1)
    callers.note_use(callers.of_bearer(text, now), None, now)
    assert Token.get_by_id(row.id).used_at == now
    seen = callers.visitor(place.secret, later)
    callers.note_use(None, seen, later)
    assert sessions.of(place.ada.id, None, later)[0].seen_at == later
    callers.note_use(callers.of_bearer(text, now), callers.visitor(place.secret, later), later)
    assert Token.get_by_id(row.id).used_at == now


def test_a_token_falls_with_whoever_made_it(place: Place) -> None:
    _, text = tokens.create(place.organization, "admin", "script", place.now, person=place.ada.id)
    assert callers.of_bearer(text, place.now).role == "admin"
    place.set(role="moderator")
    assert callers.of_bearer(text, place.now).role == "moderator"
    place.set(role="super_admin")
    assert callers.of_bearer(text, place.now).role == "admin"
    place.set(role="admin", left_at=place.now)
    assert callers.of_bearer(text, place.now).role == "contributor"


def test_a_token_of_somebody_who_was_merged_falls_with_who_they_are_now(place: Place) -> None:
    _, text = tokens.create(place.organization, "admin", "script", place.now, person=place.ada.id)
    kept = Person.create(name="Ada", created_at=place.now)
    Membership.create(organization=place.organization, person=kept, role="moderator", joined_at=place.now)
    Person.update(merged_into=kept).where(Person.id == place.ada.id).execute()
    assert callers.of_bearer(text, place.now).role == "moderator"
