"""models/privacy.py: who is hidden or erased, who may do it, and what stays. (Where they no longer show:
tests/server/test_hidden_everywhere.py.)"""

from datetime import datetime, timedelta

import pytest

from models import (
    accounts,
    drift,
    estimates,
    exporting,
    identities,
    organizations,
    people,
    privacy,
    sessions,
    standings,
    tokens,
)
from models.db import rows
from models.errors import Invalid, NotAllowed, NotFound
from models.people import Identity, Membership, Person
from models.rules.callers import Caller
from models.rules.roles import Role
from models.rules.valuing import Ruling
from models.tenants import Organization
from models.tokens import Token
from models.workitems import WorkItem
from tests.cast import ADA, BOB, Lumen
from tests.models import deeds
from tests.models.deeds import home, who

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("unit")


def caller(organization: Organization, role: Role = "admin", person: int | None = None) -> Caller:
    return Caller(
        organization=organization.id, org=organization.slug, role=role, name="Eve", person=person, way="session"
    )


def worked(lumen: Lumen, now: datetime) -> int:
    """Ada, with points."""
    deeds.carry(home(lumen.organization), now, deeds.issue(1, now, ADA))
    return who(lumen.organization, ADA, now)


def erased(lumen: Lumen, person: int, now: datetime, role: Role = "admin") -> None:
    privacy.erase(lumen.organization, caller(lumen.organization, role), person, Person.get_by_id(person).name, now)


def test_hiding_twice_changes_nothing_more(lumen: Lumen, now: datetime) -> None:
    ada = worked(lumen, now)
    here, me = lumen.organization, caller(lumen.organization, "contributor", ada)
    assert [privacy.set_hidden(here, me, ada, hidden, now) for hidden in (True, True, False, False)] == [
        True,
        False,
        True,
        False,
    ]


def test_erasing_leaves_the_points_and_takes_everything_that_says_who_it_was(lumen: Lumen, now: datetime) -> None:
    ada = worked(lumen, now)
    accounts.link(lumen.organization, caller(lumen.organization), ada, ("email", "ada@example.org"), now)
    before = standings.totals(lumen.organization, ada, now)
    erased(lumen, ada, now)
    person = Person.get_by_id(ada)
    assert (person.name, person.login, person.avatar) == (f"Erased person {ada}", None, None)
    assert standings.totals(lumen.organization, ada, now) == before
    assert not drift.mend_standings(lumen.organization).drifted
    [stone] = Identity.select()
    assert stone.external_id.startswith("erased:") and "1001" not in stone.external_id and stone.login == ""


def test_an_erased_person_is_signed_out_everywhere_and_their_tokens_end(lumen: Lumen, now: datetime) -> None:
    ada = worked(lumen, now)
    secret = sessions.start(Person.get_by_id(ada), "Firefox", now)
    tokens.create(lumen.organization, "contributor", "Ada's laptop", now, person=ada)
    erased(lumen, ada, now)
    assert sessions.find(secret, now) is None
    assert rows("SELECT 1 FROM session UNION ALL SELECT 1 FROM refresh_token") == []
    token = Token.get()
    assert (token.name, token.revoked_at) == (f"Erased person {ada}", now)


def test_what_an_erased_person_decided_stays_and_names_them_no_more(lumen: Lumen, now: datetime) -> None:
    ada = worked(lumen, now)
    [item] = WorkItem.select()
    ruling = Ruling(points=8, kind="override", by="ada", person=ada, at=now)
    estimates.rule(item, ruling)
    erased(lumen, ada, now + HOUR)
    kept = estimates.valuations([item.id])[item.id].ruling
    assert kept == ruling.model_copy(update={"by": f"Erased person {ada}"})


def test_later_work_of_the_account_counts_for_the_erased_person_and_makes_nobody_new(
    lumen: Lumen, now: datetime
) -> None:
    ada = worked(lumen, now)
    erased(lumen, ada, now)
    deeds.carry(home(lumen.organization), now, deeds.issue(2, now, ADA), deeds.issue(1, now + HOUR, ADA, state="open"))
    assert standings.totals(lumen.organization, ada, now).all == 3
    assert (Person.select().count(), Person.get().name) == (1, f"Erased person {ada}")
    ember = organizations.create("ember", "Ember", "UTC", now)
    assert who(ember, ADA, now) == ada
    assert people.shown(ember.id, ada) is None


def test_an_account_that_waited_by_name_is_known_again_as_well(lumen: Lumen, now: datetime) -> None:
    here = lumen.organization
    bob = int(accounts.create(here, caller(here), "Bob", [("github-login", "BOB")], "contributor", now).id)
    erased(lumen, bob, now)
    met = identities.recognise(here.id, [BOB], now, now)
    assert met.people == {BOB.key: bob} and met.joined == []
    assert Person.get().name == f"Erased person {bob}"


def test_the_name_must_be_written_to_erase_somebody(lumen: Lumen, now: datetime) -> None:
    ada = worked(lumen, now)
    for confirm in ("", "Ada", "ADA"):
        with pytest.raises(Invalid):
            privacy.erase(lumen.organization, caller(lumen.organization), ada, confirm, now)
    assert Person.get_by_id(ada).erased_at is None


def test_nobody_is_erased_twice_or_shown_again(lumen: Lumen, now: datetime) -> None:
    ada = worked(lumen, now)
    erased(lumen, ada, now)
    with pytest.raises(NotFound):
        erased(lumen, ada, now)
    with pytest.raises(NotFound):
        privacy.set_hidden(lumen.organization, caller(lumen.organization), ada, False, now)


def test_whoever_stands_alone_at_the_top_is_not_erased(lumen: Lumen, now: datetime) -> None:
    ada, bob = worked(lumen, now), who(lumen.organization, BOB, now)
    Membership.update(role="super_admin").where(Membership.person == ada).execute()
    with pytest.raises(NotAllowed, match="higher role"):
        erased(lumen, ada, now)
    with pytest.raises(NotAllowed, match="last super admin"):
        erased(lumen, ada, now, "super_admin")
    Membership.update(role="super_admin").execute()
    Person.update(owner=True).where(Person.id == bob).execute()
    with pytest.raises(NotAllowed, match="own this server"):
        erased(lumen, bob, now, "owner")
    erased(lumen, ada, now, "super_admin")


def test_an_admin_erases_nobody_who_belongs_to_another_organisation_but_they_may_themselves(
    lumen: Lumen, now: datetime
) -> None:
    ada = worked(lumen, now)
    ember = organizations.create("ember", "Ember", "UTC", now)
    who(ember, ADA, now)
    with pytest.raises(NotAllowed, match="another organisation"):
        erased(lumen, ada, now)
    me = caller(lumen.organization, "contributor", ada)
    assert privacy.erase(lumen.organization, me, ada, "ada", now) == [lumen.organization.id, ember.id]
    assert Membership.select().where(Membership.hidden_at == now).count() == 2


def test_whoever_was_merged_into_them_is_erased_along(lumen: Lumen, now: datetime) -> None:
    ada, bob = worked(lumen, now), who(lumen.organization, BOB, now)
    Person.update(merged_into=ada).where(Person.id == bob).execute()
    erased(lumen, ada, now)
    assert {person.name for person in Person.select()} == {f"Erased person {ada}", f"Erased person {bob}"}
    assert identities.recognise(lumen.organization.id, [BOB], now, now).people == {BOB.key: ada}


def test_ones_data_is_all_there(lumen: Lumen, now: datetime) -> None:
    ada = worked(lumen, now)
    accounts.link(lumen.organization, caller(lumen.organization), ada, ("email", "ada@example.org"), now)
    sessions.start(Person.get_by_id(ada), "Firefox", now)
    told = exporting.export(lumen.organization, ada).model_dump(mode="json")
    assert told["person"]["name"] == "ada"
    assert [one["login"] for one in told["identities"]] == ["ada", "ada@example.org"]
    assert [one["organization"] for one in told["memberships"]] == ["lumen"]
    assert [one["agent"] for one in told["sessions"]] == ["Firefox"]
    assert [one["kind"] for one in told["entries"]] == ["issue.closed"]
    with pytest.raises(NotFound):
        exporting.export(lumen.organization, 4_000)
