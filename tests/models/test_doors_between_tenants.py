"""No organisation's word, by its admins or by its hooks, opens somebody's account or tells their address elsewhere."""

import json
from datetime import datetime, timedelta

import pytest

from models import (
    account_reading,
    accounts,
    board_members,
    founding,
    holdings,
    identities,
    organizations,
    people,
    signing_in,
    sources,
    tariffs,
)
from models.accounts import Wanted
from models.audit import Actor, AuditLine
from models.db import rows
from models.deeds import Deed
from models.errors import Taken, Unproven
from models.founding import Admin, Founding
from models.ledger import Entry
from models.people import Identity, Membership, Person
from models.rules.accounts import Account
from models.rules.callers import Caller
from models.rules.points import Tariff
from models.rules.work import Change
from models.signing_in import Proven, by_email
from models.tenants import Organization
from tests.cast import ADA, BOB, Lumen
from tests.models import deeds
from tests.models.deeds import home, who
from tests.models.sources import trello_actions as told

HOUR = timedelta(hours=1)
MAIL: Wanted = ("email", "ada@example.org")
LOGIN: Wanted = ("github-login", "ada")
THIEF = ADA.model_copy(update={"external_id": "6666"})
"""What a hook's secret can say: the thief's number beside Ada's name."""
pytestmark = pytest.mark.usefixtures("unit")


@pytest.fixture
def ember(lumen: Lumen, now: datetime) -> Organization:
    """Another organisation of the same server; its admins are strangers."""
    return organizations.create("ember", "Ember", "UTC", now)


def github(number: str, login: str) -> Proven:
    return Proven(provider="github", external_id=number, login=login, name=login, avatar=None)


def made(here: Organization, now: datetime, *known: Wanted, role: str = "contributor") -> int:
    boss = Caller(organization=here.id, org=here.slug, role="super_admin", name="Eve", way="session")
    return int(accounts.create(here, boss, "", list(known), role, now).id)


def test_a_hook_of_another_organisation_gives_nobody_the_account_that_waits(
    lumen: Lumen, ember: Organization, now: datetime
) -> None:
    ada = made(lumen.organization, now, LOGIN, role="super_admin")
    assert who(ember, THIEF, now) != ada
    assert signing_in.sign_in(github("6666", "mallory"), now).id != ada
    assert signing_in.sign_in(github("1001", "ada"), now).id == ada


def test_whoever_worked_elsewhere_first_has_what_waited_for_them(
    lumen: Lumen, ember: Organization, now: datetime
) -> None:
    waiting = made(lumen.organization, now, LOGIN, role="admin")
    worker = who(ember, ADA, now)
    deeds.carry(home(lumen.organization), now, deeds.issue(1, now))
    assert signing_in.sign_in(github("1001", "ada"), now + HOUR).id == worker != waiting
    member = Membership.get(Membership.organization == lumen.organization, Membership.person == worker)
    assert (member.role, people.current([waiting])[waiting]) == ("admin", worker)
    assert account_reading.points_of(lumen.organization, [worker])[worker] > 0
    assert AuditLine.select().where(AuditLine.action == "person:merge").count() == 1
    assert signing_in.sign_in(github("1001", "ada"), now + 2 * HOUR).id == worker


def test_whoever_waits_and_has_signed_in_another_way_is_not_made_somebody_else(
    lumen: Lumen, ember: Organization, now: datetime
) -> None:
    waiting, worker = made(lumen.organization, now, LOGIN, MAIL, role="admin"), who(ember, ADA, now)
    assert signing_in.sign_in(by_email(MAIL[1]), now).id == waiting
    assert signing_in.sign_in(github("1001", "ada"), now).id == worker
    assert people.current([waiting]) == {waiting: waiting}


def test_a_second_door_that_an_admin_lent_somebody_stays_shut_once_they_came_by_the_first(
    ember: Organization, now: datetime
) -> None:
    ada = made(ember, now, MAIL, ("github-login", "mallory"))
    assert signing_in.sign_in(by_email(MAIL[1]), now).id == ada
    with pytest.raises(Unproven):
        signing_in.sign_in(github("6666", "mallory"), now)
    # Work under that name makes it no more proven.
    identities.recognise(ember.id, [THIEF.model_copy(update={"login": "mallory"})], now, now)
    with pytest.raises(Unproven):
        signing_in.sign_in(github("6666", "mallory"), now)


def test_a_second_account_is_added_by_whoever_has_signed_in(ember: Organization, now: datetime) -> None:
    ada = made(ember, now, MAIL, LOGIN)
    signing_in.sign_in(by_email(MAIL[1]), now)
    signing_in.add(github("1001", "ada"), ada, now)
    assert signing_in.sign_in(github("1001", "ada"), now).id == ada


def test_nobody_is_given_a_role_by_an_account_to_which_others_may_hold_another_key(
    lumen: Lumen, ember: Organization, now: datetime
) -> None:
    made(ember, now, LOGIN, ("email", "mallory@example.org"))
    with pytest.raises(Taken):
        made(lumen.organization, now, LOGIN, role="admin")
    with pytest.raises(Taken):
        found(Admin(github="ada"), now)
    ada = signing_in.sign_in(github("1001", "ada"), now)
    assert made(lumen.organization, now, LOGIN, role="admin") == ada.id


def found(admin: Admin, now: datetime) -> Person:
    wanted = Founding(name="Third", slug="third", admin=admin)
    return founding.found(wanted, Actor(name="Owner", door="rest"), "rest", now).admin


def test_a_name_from_another_organisations_hook_is_nobodys_key(
    lumen: Lumen, ember: Organization, now: datetime
) -> None:
    mallory = signing_in.sign_in(github("6666", "mallory"), now)
    who(ember, THIEF, now + HOUR)
    assert Person.get_by_id(mallory.id).login == "mallory"
    met = who(ember, ADA.model_copy(update={"external_id": "7777"}), now)
    assert mallory.id != made(lumen.organization, now, LOGIN, role="admin") != met
    assert found(Admin(github="ada"), now).id not in (mallory.id, met)


def test_a_hook_renames_nobody_of_another_organisation(lumen: Lumen, ember: Organization, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    who(ember, ADA, now)
    who(ember, ADA.model_copy(update={"login": "mud", "avatar": "https://mud.test/"}), now + HOUR)
    assert (Person.get_by_id(ada).name, Person.get_by_id(ada).login, Person.get_by_id(ada).avatar) == (
        "ada",
        "ada",
        None,
    )


def test_a_member_of_trello_who_is_somebody_here_is_nobody_known_elsewhere(
    lumen: Lumen, ember: Organization, now: datetime
) -> None:
    """Nobody can prove such an account, so an admin could have the work of strangers by their id."""
    member, action = told.ADA["id"], told.moved(1, told.TODO, told.DONE)
    boss = Caller(organization=ember.id, org=ember.slug, role="super_admin", name="Eve", way="session")
    mallory = who(ember, THIEF, now)
    board_members.is_person(ember, boss, member, "ada", mallory, "Eve", now)
    for here, known in ((lumen.organization, False), (ember, True)):
        source = sources.Source(organization=here.id, name="")
        [change] = sources.read("trello", "updateCard", json.dumps(told.delivery(action)).encode(), now, source).changes
        [(key, found)] = identities.recognise(here.id, [by(change)], now, now).people.items()
        assert (found == mallory, member in key[1]) == (known, True)
        assert set(board_members.known(here.id, [member])) == {member}


def by(change: Change) -> Account:
    """Who moved the card."""
    assert change.card is not None
    [mover] = [one.by for one in change.card.moves if one.by]
    return mover


class TestAddresses:
    def test_only_admins_who_wrote_an_address_down_read_it_once_somebody_is_of_two_organisations(
        self, lumen: Lumen, ember: Organization, now: datetime
    ) -> None:
        ada = made(lumen.organization, now, MAIL)
        identities.join(ember.id, [ada], now)
        assert [read(one, ada) for one in (lumen.organization, ember)] == [MAIL[1], None]
        assert read(ember, made(ember, now, ("email", "bob@example.org"))) == "bob@example.org"

    def test_an_address_by_which_somebody_is_added_here_is_read_here(
        self, lumen: Lumen, ember: Organization, now: datetime
    ) -> None:
        ada = made(lumen.organization, now, MAIL)
        assert made(ember, now, MAIL) == ada
        assert [read(one, ada) for one in (lumen.organization, ember)] == [MAIL[1], MAIL[1]]

    def test_an_address_that_a_member_proves_is_read_while_they_belong_nowhere_else(
        self, lumen: Lumen, ember: Organization, now: datetime
    ) -> None:
        ada = who(lumen.organization, ADA, now)
        signing_in.add(by_email(MAIL[1]), ada, now + HOUR)
        assert read(lumen.organization, ada) == MAIL[1]
        who(ember, ADA, now + 2 * HOUR)
        assert [read(one, ada) for one in (lumen.organization, ember)] == [None, None]

    def test_what_somebody_proved_before_they_came_is_theirs(self, lumen: Lumen, now: datetime) -> None:
        ada = int(signing_in.sign_in(by_email(MAIL[1]), now).id)
        identities.join(lumen.organization.id, [ada], now + HOUR)
        assert read(lumen.organization, ada) is None
        assert holdings.mails([ada], None) == {ada: MAIL[1]}


def read(here: Organization, person: int) -> str | None:
    """The address as that organisation's admins read it, by every way in which they could."""
    account = account_reading.account(here, person)
    listed = [one.login for one in account.identities if one.provider == "email"]
    found = account_reading.find(here, "@example.", None, 100, True)
    assert listed == ([account.email] if account.email else [])
    assert (person in found.ids) == bool(account.email)
    assert holdings.mails([person], here.id).get(person) == account.email
    assert Identity.select().where(Identity.person == person, Identity.provider == "email").exists()
    return account.email


class TestWhoIsNamedInACommit:
    """Anybody can type `Co-authored-by`: it finds members by what they have proven, and nobody else."""

    def named(self, lumen: Lumen, now: datetime, *several: Account) -> None:
        """Ada's merged pull request, whose commits name these people as well."""
        tariffs.decide(lumen.organization, None, Tariff(co_authors=True), now - 2 * HOUR)
        deeds.carry(home(lumen.organization), now, deeds.merge(1, now, ADA, co_authors=several))

    def test_somebody_of_another_organisation_is_no_member_by_it_and_gets_nothing(
        self, lumen: Lumen, ember: Organization, now: datetime
    ) -> None:
        bob, cyd = who(ember, BOB, now - HOUR), made(ember, now - HOUR, ("email", "cyd@example.org"))
        Identity.update(proven_at=now - HOUR).where(Identity.person == cyd).execute()
        before = Person.select().count()
        self.named(lumen, now, typed("github", "1002"), typed("email", "cyd@example.org"), typed("github", "4711"))
        ada = who(lumen.organization, ADA, now)
        here = Membership.select().where(Membership.organization == lumen.organization)
        assert {one.person_id for one in here} == {ada}
        assert Person.select().count() == before + 1
        assert [(one.person_id, one.points) for one in Entry.select()] == [(ada, 5)]
        assert all(set(one.others) == set() and one.person_id not in (bob, cyd) for one in Deed.select())

    def test_an_address_that_only_an_admin_wrote_down_finds_nobody(self, lumen: Lumen, now: datetime) -> None:
        cyd = made(lumen.organization, now - HOUR, ("email", "cyd@example.org"))
        self.named(lumen, now, typed("email", "cyd@example.org"))
        assert not Entry.select().where(Entry.person == cyd).exists()
        assert not Deed.select().where(Deed.person == cyd).exists()

    def test_a_member_who_has_proven_it_has_a_share(self, lumen: Lumen, now: datetime) -> None:
        cyd = made(lumen.organization, now - HOUR, ("email", "cyd@example.org"))
        Identity.update(proven_at=now - HOUR).where(Identity.person == cyd).execute()
        self.named(lumen, now, typed("email", "cyd@example.org"))
        assert [one.points for one in Entry.select().where(Entry.person == cyd)] == [2]
        assert "cyd@" not in str(rows("SELECT e::text FROM entry e")) + str(rows("SELECT d::text FROM deed d"))


def typed(provider: str, external_id: str) -> Account:
    return Account(provider=provider, external_id=external_id, login=external_id, trust="typed")
