"""models/share_reading.py: admins see who has what, receivers what is theirs, and whoever holds a link little."""

from datetime import datetime, timedelta

import pytest

from models import exporting, memberships, organizations, privacy, share_reading, sharing_out
from models.errors import Gone
from models.people import Identity, Membership, Person
from models.rules.callers import Caller
from models.shares import Share
from models.tenants import Organization
from tests.models.shared import MAIL, confirmed, drawn, joins, shared, signed_in

DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("unit")


def test_a_designs_list_holds_those_of_the_whole_studio_and_of_no_other_design(
    here: Organization, now: datetime
) -> None:
    medal, star = drawn(here, now), drawn(here, now, "Star")
    ids = [shared(here, now, design=design)[0].id for design in (medal.id, star.id, None)]
    shared(organizations.create("ember", "Ember", "UTC", now), now)
    sharing_out.revoke(here, ids[0], now)
    assert [one.id for one in share_reading.listed(here, medal.id, now)] == [ids[2], ids[0]]
    assert [one.id for one in share_reading.listed(here, None, now)] == [ids[2], ids[1], ids[0]]


def test_what_waits_expires_and_what_is_confirmed_does_not(here: Organization, ada: int, now: datetime) -> None:
    found, token = shared(here, now, days=1)
    assert [share_reading.state(found, at) for at in (now, now + DAY)] == ["waiting", "expired"]
    found = confirmed(token, ada, now)
    assert share_reading.state(found, now + 9 * DAY) == "confirmed"
    assert share_reading.card(found, now).person.id == ada  # type: ignore[union-attr]


def test_what_opens_nothing_is_not_said_to_be_confirmed(here: Organization, ada: int, eve: int, now: datetime) -> None:
    for person, way, address in ((ada, "email", MAIL), (eve, "github", "eve")):
        confirmed(shared(here, now, way=way, address=address)[1], person, now)
    Membership.update(belongs=[]).where(Membership.person == ada).execute()
    states = {one.person.id: one.state for one in share_reading.listed(here, None, now) if one.person}
    assert states == {ada: "dormant", eve: "confirmed"}
    memberships.belong(here.id, ada, memberships.HERE)
    assert {one.state for one in share_reading.listed(here, None, now)} == {"confirmed"}


def test_an_invitation_tells_neither_the_address_nor_the_note_nor_hidden_admins(
    here: Organization, now: datetime
) -> None:
    grace = Person.create(name="Grace", created_at=now)
    joins(here, grace.id, now, hidden_at=now)
    design = drawn(here, now)
    found, token = shared(here, now, design=design.id, note="for Ada")
    Share.update(by="Grace", by_person_id=grace.id).execute()
    told = share_reading.invitation(token, now).model_dump_json()
    assert not [word for word in (MAIL, "for Ada", "Grace") if word in told]
    assert found.address == MAIL
    design.deleted_at = now
    design.save()
    with pytest.raises(Gone):
        share_reading.invitation(token, now)


def test_mine_is_what_i_confirmed_and_what_waits_for_accounts_that_i_have_proven(
    here: Organization, ada: int, now: datetime
) -> None:
    signed_in(now, github=("1001", "ada"))
    Identity.update(person=ada).where(Identity.external_id == "1001").execute()
    Identity.create(person=ada, provider="email", external_id="x@example.org", login="x@example.org", seen_at=now)
    mine = [shared(here, now)[0].id, shared(here, now, way="github", address="ada")[0].id]
    shared(here, now, address="x@example.org")
    shared(here, now, way="github", address="eve")
    expired, _ = shared(here, now, design=drawn(here, now).id, days=1)
    _, token = shared(here, now, design=drawn(here, now).id, days=1)
    theirs = confirmed(token, ada, now).id
    assert [one.id for one in share_reading.mine(ada, now + DAY)] == [theirs, mine[1], mine[0]]
    assert expired.id not in mine
    sharing_out.revoke(here, theirs, now)
    assert [one.id for one in share_reading.mine(ada, now + DAY)] == [mine[1], mine[0]]


def test_an_account_that_is_known_by_its_number_is_not_found_by_its_name(
    here: Organization, ada: int, now: datetime
) -> None:
    joins(here, signed_in(now, github=("1001", "lovelace")), now)
    found, _ = shared(here, now, way="github", address="lovelace")
    thief = signed_in(now + DAY, github=("6666", "lovelace"))
    assert (found.account, share_reading.mine(thief, now + DAY)) == ("1001", [])


def test_an_export_holds_what_was_shared_with_them_alone(here: Organization, ada: int, now: datetime) -> None:
    confirmed(shared(here, now, design=drawn(here, now).id, note="please")[1], ada, now)
    shared(here, now, address="bob@example.org")
    [one] = exporting.export(here, ada).shares
    assert (one["design"], one["address"], one["note"], one["role"]) == ("Medal", MAIL, "please", "edit")


def test_an_admin_who_is_erased_is_named_no_more(here: Organization, now: datetime) -> None:
    grace = Person.create(name="Grace", created_at=now)
    joins(here, grace.id, now, role="admin")
    found, _ = shared(here, now)
    Share.update(by="Grace", by_person_id=grace.id).execute()
    boss = Caller(organization=here.id, org=here.slug, role="super_admin", name="Eve", way="command line")
    privacy.erase(here, boss, grace.id, "Grace", now)
    assert Share.get_by_id(found.id).by == f"Erased person {grace.id}"
    assert Share.get_by_id(found.id).revoked_at is None
