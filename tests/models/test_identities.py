"""models/identities.py: nobody is keyed by login, and everybody is met once."""

from datetime import UTC, datetime, timedelta

import pytest

from models import db, identities, memberships, organizations, people
from models.errors import NotFound
from models.identities import Key
from models.ledger import Entry
from models.people import Identity, Membership, Person
from models.rules.work import Account, MembershipSeen
from tests.cast import ADA, BOB, CYD, ROBOT, Lumen
from tests.models.deeds import at_once, carry, home, issue, who

HOUR = timedelta(hours=1)


def renamed(account: Account, login: str) -> Account:
    return account.model_copy(update={"login": login, "avatar": f"https://avatars.test/{login}"})


def meet(lumen: Lumen, account: Account, seen_at: datetime) -> tuple[int, bool]:
    """(the person, whether they were renamed)."""
    met = identities.recognise(lumen.organization.id, [account], seen_at, seen_at)
    return met.people[account.key], bool(met.renamed)


@pytest.mark.usefixtures("unit")
def test_a_newcomer_is_a_person_with_an_identity_and_a_member(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    [identity], [membership] = Identity.select(), Membership.select()
    assert (identity.person_id, identity.external_id, identity.login) == (ada, "1001", "ada")
    assert (membership.person_id, membership.role, membership.left_at) == (ada, "contributor", None)
    assert people.card(people.member(lumen.organization.id, ada)).login == "ada"


@pytest.mark.usefixtures("unit")
def test_who_has_a_name_is_called_by_it(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA.model_copy(update={"name": "Ada Lovelace"}), now)
    assert Person.get_by_id(ada).name == "Ada Lovelace"
    assert meet(lumen, renamed(ADA, "countess"), now + HOUR) == (ada, True)
    assert (Person.get_by_id(ada).name, Person.get_by_id(ada).login) == ("Ada Lovelace", "countess")


@pytest.mark.usefixtures("unit")
def test_meeting_somebody_again_changes_nothing(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    assert meet(lumen, ADA, now + HOUR) == (ada, False)
    assert (Person.select().count(), Membership.select().count()) == (1, 1)


@pytest.mark.usefixtures("unit")
def test_a_new_login_is_the_same_person(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    assert meet(lumen, renamed(ADA, "countess"), now + HOUR) == (ada, True)
    card = people.cards([ada])[ada]
    assert (card.name, card.login, card.avatar) == ("countess", "countess", "https://avatars.test/countess")


@pytest.mark.usefixtures("unit")
def test_a_login_that_changed_hands_takes_nothing_along(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    meet(lumen, renamed(ADA, "countess"), now + HOUR)
    heir, _ = meet(lumen, renamed(BOB, "ada"), now + 2 * HOUR)
    assert heir != ada
    assert [people.cards([one])[one].login for one in (ada, heir)] == ["countess", "ada"]


@pytest.mark.usefixtures("unit")
@pytest.mark.parametrize("late", [timedelta(0), HOUR])
def test_an_older_name_that_arrives_late_is_not_believed(lumen: Lumen, now: datetime, late: timedelta) -> None:
    ada = who(lumen.organization, renamed(ADA, "countess"), now)
    assert meet(lumen, ADA, now - late) == (ada, False)
    assert Person.get_by_id(ada).login == "countess"


@pytest.mark.usefixtures("unit")
def test_the_same_id_at_another_provider_is_somebody_else(lumen: Lumen, now: datetime) -> None:
    elsewhere = ADA.model_copy(update={"provider": "trello"})
    assert who(lumen.organization, ADA, now) != who(lumen.organization, elsewhere, now)


@pytest.mark.usefixtures("unit")
def test_a_person_is_one_in_every_organisation_but_a_member_only_where_they_worked(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    ada = who(lumen.organization, ADA, now)
    with pytest.raises(NotFound):
        people.member(ember.id, ada)
    assert who(ember, ADA, now) == ada
    assert people.member(ember.id, ada).id == ada


@pytest.mark.usefixtures("unit")
def test_members_come_and_go(lumen: Lumen, now: datetime) -> None:
    joined, left = MembershipSeen(account=ADA, present=True), MembershipSeen(account=ADA, present=False)
    memberships.note(lumen.organization.id, [joined], now)
    assert Membership.get().left_at is None
    memberships.note(lumen.organization.id, [left], now + HOUR)
    assert Membership.get().left_at == now + HOUR
    memberships.note(lumen.organization.id, [joined], now + 2 * HOUR)
    assert Membership.get().left_at is None


@pytest.mark.usefixtures("unit")
def test_bots_are_no_members(lumen: Lumen, now: datetime) -> None:
    memberships.note(lumen.organization.id, [MembershipSeen(account=ROBOT, present=True)], now)
    assert Person.select().count() == 0


@pytest.mark.usefixtures("unit")
def test_news_of_a_member_has_no_time_of_its_own_so_it_renames_nobody(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, renamed(ADA, "countess"), now)
    memberships.note(lumen.organization.id, [MembershipSeen(account=ADA, present=True)], now + HOUR)
    assert Person.get_by_id(ada).login == "countess"


@pytest.mark.usefixtures("unit")
def test_what_work_says_of_somebody_goes_before_what_a_membership_said(lumen: Lumen, now: datetime) -> None:
    memberships.note(lumen.organization.id, [MembershipSeen(account=ADA, present=True)], now)
    assert Identity.get().seen_at == datetime.fromtimestamp(0, UTC)
    _, changed = meet(lumen, renamed(ADA, "countess"), now - HOUR)
    assert changed


def test_a_newcomer_whom_two_workers_meet_at_once_is_one_person(lumen: Lumen, now: datetime) -> None:
    everybody = [ADA, BOB, CYD]

    def meet_all(order: list[Account]) -> dict[Key, int]:
        return identities.recognise(lumen.organization.id, order, now, now).people

    met = at_once(*[lambda: meet_all(everybody), lambda: meet_all(everybody[::-1])] * 3)
    assert all(one == met[0] for one in met)
    with db.unit():
        assert (Person.select().count(), Identity.select().count(), Membership.select().count()) == (3, 3, 3)


@pytest.mark.usefixtures("unit")
def test_who_was_merged_is_met_as_who_they_are_now_and_earns_as_who_they_were(lumen: Lumen, now: datetime) -> None:
    ada, bob, cyd = (who(lumen.organization, one, now) for one in (ADA, BOB, CYD))
    Person.update(merged_into=ada).where(Person.id == bob).execute()
    Person.update(merged_into=cyd).where(Person.id == ada).execute()
    met = identities.recognise(lumen.organization.id, [ADA, BOB, CYD], now, now)
    assert set(met.people.values()) == {cyd}
    assert met.earners == {ADA.key: ada, BOB.key: bob, CYD.key: cyd}


@pytest.mark.usefixtures("unit")
def test_only_newcomers_join(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    met = identities.recognise(lumen.organization.id, [ADA, BOB], now, now)
    assert met.joined == [met.people[BOB.key]] != [ada]
    assert memberships.note(lumen.organization.id, [MembershipSeen(account=CYD, present=True)], now) == [
        who(lumen.organization, CYD, now)
    ]


@pytest.mark.usefixtures("unit")
def test_the_work_of_one_id_at_two_providers_is_two_peoples(lumen: Lumen, now: datetime) -> None:
    elsewhere = ADA.model_copy(update={"provider": "trello", "login": "adele"})
    carry(home(lumen.organization), now, issue(1, now, ADA), issue(2, now, elsewhere))
    entries = Entry.select().order_by(Entry.id)
    assert len({entry.person_id for entry in entries}) == len(entries) == 2


def test_one_waiting_name_is_resolved_once_by_two_workers(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        row = {"provider": "github-login", "external_id": "ada", "login": "ada", "seen_at": now}
        waiting = Person.create(name="Ada Lovelace", created_at=now)
        Identity.create(person=waiting, **row)
    met = at_once(*[lambda: identities.recognise(lumen.organization.id, [ADA], now, now).people] * 4)
    assert met == [{ADA.key: waiting.id}] * 4
    with db.unit():
        assert [one.provider for one in Identity.select()] == ["github"]
        assert Person.select().count() == 1
