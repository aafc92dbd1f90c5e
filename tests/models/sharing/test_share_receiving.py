"""models/share_receiving.py: a link opens to its receiver alone, who proves it by an account of their own."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from models import merges, organizations, privacy, share_receiving, sharing_out
from models.errors import Gone, NotAllowed, NotContributor, NotFound
from models.people import Identity, Membership, Person
from models.rules.callers import Caller
from models.shares import Share
from models.tenants import Organization
from tests.models.shared import MAIL, confirmed, drawn, joins, may, shared, signed_in

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
pytestmark = pytest.mark.usefixtures("unit")


def admin(here: Organization) -> Caller:
    return Caller(organization=here.id, org=here.slug, role="super_admin", name="Eve", way="command line")


def test_the_receiver_confirms_and_may_from_then_on(here: Organization, ada: int, eve: int, now: datetime) -> None:
    design, other = drawn(here, now), drawn(here, now, "Other")
    _, token = shared(here, now, design=design.id)
    assert may(here, ada, design.id) is None
    assert confirmed(token, ada, now).person_id == ada
    assert [may(here, who, which) for who in (ada, eve) for which in (design.id, other.id)] == [
        "edit",
        None,
        None,
        None,
    ]


def test_the_whole_studio_is_every_design(here: Organization, ada: int, now: datetime) -> None:
    confirmed(shared(here, now, role="comment")[1], ada, now)
    assert [may(here, ada, drawn(here, now).id), may(here, ada, None)] == ["comment", "comment"]


def test_looking_at_a_link_changes_nothing(here: Organization, ada: int, now: datetime) -> None:
    _, token = shared(here, now)
    before = Share.get().__data__
    for _ in range(20):
        share_receiving.opened(token)
    assert Share.get().__data__ == before
    assert confirmed(token, ada, now).confirmed_at == now


def test_a_token_that_is_none_opens_nothing(here: Organization, now: datetime) -> None:
    _, token = shared(here, now)
    for wrong in ("", token[:-1], token + "A", sharing_out.digest(token), "\ud800"):
        with pytest.raises(NotFound):
            share_receiving.opened(wrong)


def test_a_forwarded_link_is_of_no_use_and_tells_no_address(here: Organization, eve: int, now: datetime) -> None:
    for address, way, mask in ((MAIL, "email", "a…@e….org"), ("ada-lovelace", "github", "a…")):
        _, token = shared(here, now, way=way, address=address)
        with pytest.raises(NotAllowed) as refused:
            confirmed(token, eve, now)
        assert mask in str(refused.value)
        assert address not in str(refused.value)
    assert not Share.select().where(Share.confirmed_at.is_null(False)).exists()


def test_an_address_that_nobody_has_proven_confirms_nothing(here: Organization, eve: int, now: datetime) -> None:
    Identity.create(person=eve, provider="email", external_id=MAIL, login=MAIL, seen_at=now)
    with pytest.raises(NotAllowed):
        confirmed(shared(here, now)[1], eve, now)


def test_who_is_no_contributor_of_that_organisation_is_refused(here: Organization, now: datetime) -> None:
    stranger = signed_in(now, mail=MAIL)
    joins(organizations.create("ember", "Ember", "UTC", now), stranger, now)
    _, token = shared(here, now)
    with pytest.raises(NotContributor, match="contributors of Lumen"):
        confirmed(token, stranger, now)
    joins(here, stranger, now)
    assert confirmed(token, stranger, now).person_id == stranger


@pytest.mark.parametrize("state", ["left_at", "blocked_at"])
def test_who_has_left_or_is_blocked_neither_confirms_nor_keeps_it(
    here: Organization, ada: int, now: datetime, state: str
) -> None:
    _, token = shared(here, now)
    mine = Membership.update({state: now}).where(Membership.person == ada)
    mine.execute()
    with pytest.raises(NotContributor):
        confirmed(token, ada, now)
    Membership.update({state: None}).where(Membership.person == ada).execute()
    confirmed(token, ada, now)
    assert may(here, ada, None) == "edit"
    mine.execute()
    assert may(here, ada, None) is None


def taken_back(found: Share, now: datetime) -> None:
    sharing_out.revoke(found.organization, found.id, now)


def design_deleted(found: Share, now: datetime) -> None:
    found.design.deleted_at = now
    found.design.save()


@pytest.mark.parametrize("end", [taken_back, design_deleted])
def test_what_is_no_more_is_not_confirmed(
    here: Organization, ada: int, now: datetime, end: Callable[[Share, datetime], None]
) -> None:
    found, token = shared(here, now, design=drawn(here, now).id)
    end(found, now)
    with pytest.raises(Gone):
        confirmed(token, ada, now)


def test_an_invitation_expires_and_what_was_confirmed_does_not(here: Organization, ada: int, now: datetime) -> None:
    found, token = shared(here, now, days=2)
    with pytest.raises(Gone, match="expired"):
        confirmed(token, ada, now + 2 * DAY)
    sharing_out.resend(here, found.id, 2, now + 2 * DAY)
    again = confirmed(token, ada, now + 3 * DAY)
    assert confirmed(token, ada, now + 99 * DAY).confirmed_at == again.confirmed_at == now + 3 * DAY
    assert may(here, ada, None) == "edit"


def test_a_github_account_keeps_it_whatever_it_is_called_and_the_names_next_holder_gets_nothing(
    here: Organization, now: datetime
) -> None:
    ada = signed_in(now, github=("1001", "ada"))
    joins(here, ada, now)
    _, token = shared(here, now, way="github", address="ada")
    ada_again = signed_in(now + HOUR, github=("1001", "lovelace"))
    thief = signed_in(now + HOUR, github=("6666", "ada"))
    joins(here, thief, now)
    with pytest.raises(NotAllowed, match="had your GitHub name before"):
        confirmed(token, thief, now + HOUR)
    assert confirmed(token, ada_again, now + HOUR).person_id == ada


def test_a_name_that_nobody_knew_is_whose_it_is_at_the_moment_of_confirming(here: Organization, now: datetime) -> None:
    _, token = shared(here, now, way="github", address="ada")
    former = signed_in(now + HOUR, github=("1001", "ada"))
    signed_in(now + 2 * HOUR, github=("1001", "lovelace"))
    holder = signed_in(now + 2 * HOUR, github=("1002", "Ada"))
    joins(here, former, now)
    joins(here, holder, now)
    with pytest.raises(NotAllowed):
        confirmed(token, former, now + 2 * HOUR)
    assert confirmed(token, holder, now + 2 * HOUR).account == "1002"


def test_what_github_said_of_a_name_before_it_was_shared_is_not_believed(here: Organization, now: datetime) -> None:
    """Somebody who had the name once, and has been signed in ever since."""
    former = signed_in(now, github=("1001", "ada"))
    _, token = shared(here, now + DAY, way="github", address="ada")
    joins(here, former, now)
    with pytest.raises(NotAllowed, match="Sign in with GitHub once more"):
        confirmed(token, former, now + DAY)
    signed_in(now + DAY, github=("1001", "ada"))
    assert confirmed(token, former, now + DAY)


def test_an_address_that_is_anothers_by_now_does_not_open_what_its_former_owner_confirmed(
    here: Organization, ada: int, eve: int, now: datetime
) -> None:
    _, token = shared(here, now)
    confirmed(token, ada, now)
    Identity.update(person=eve).where(Identity.external_id == MAIL).execute()
    with pytest.raises(NotAllowed, match="before you"):
        confirmed(token, eve, now)
    assert (may(here, ada, None), may(here, eve, None)) == ("edit", None)


def test_people_who_are_made_one_and_two_again_keep_what_is_theirs(
    here: Organization, ada: int, eve: int, now: datetime
) -> None:
    design, other = drawn(here, now), drawn(here, now)
    confirmed(shared(here, now, design=design.id)[1], ada, now)
    found = merges.merge(here, admin(here), eve, ada, "Eve", now)
    # By Ada's address, while the two are one.
    assert confirmed(shared(here, now, design=other.id)[1], eve, now).person_id == ada
    assert [may(here, eve, one.id) for one in (design, other)] == ["edit", "edit"]
    merges.undo(here, admin(here), found.id, now)
    assert [may(here, who, one.id) for who in (ada, eve) for one in (design, other)] == ["edit", "edit", None, None]


def test_a_hidden_person_confirms_as_any_other(here: Organization, ada: int, now: datetime) -> None:
    Membership.update(hidden_at=now).where(Membership.person == ada).execute()
    assert confirmed(shared(here, now)[1], ada, now)


def test_who_is_erased_has_it_no_more_and_their_address_goes(
    here: Organization, ada: int, eve: int, now: datetime
) -> None:
    design = drawn(here, now)
    confirmed(shared(here, now)[1], ada, now)
    _, waiting = shared(here, now, design=design.id, note="for Ada")
    other, _ = shared(here, now, address="eve@example.org")
    privacy.erase(here, admin(here), ada, Person.get_by_id(ada).name, now)
    theirs = Share.select().where(Share.id != other.id)
    assert [(one.address, one.note, one.account, one.revoked_at) for one in theirs] == [("", "", None, now)] * 2
    assert Share.get_by_id(other.id).address == "eve@example.org"
    assert may(here, ada, design.id) is None
    # Whoever signs in with the address again is somebody new.
    again = signed_in(now, mail=MAIL)
    with pytest.raises(NotAllowed):
        confirmed(waiting, again, now)


def test_one_finds_leaves_and_declines_what_is_ones_own_alone(
    here: Organization, ada: int, eve: int, now: datetime
) -> None:
    waiting, token = shared(here, now)
    assert share_receiving.find(waiting.id, ada) == waiting
    for wrong in (waiting.id, 9_999):
        with pytest.raises(NotFound):
            share_receiving.find(wrong, eve)
    confirmed(token, ada, now)
    assert may(here, ada, None) == "edit"
    assert share_receiving.leave(waiting.id, ada, now).revoked_at == now
    assert may(here, ada, None) is None
