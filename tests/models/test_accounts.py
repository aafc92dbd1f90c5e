"""models/accounts.py: accounts are made and changed by admins, within their rank and their organisation."""

from datetime import datetime, timedelta

import pytest

from models import account_reading, accounts, identities, organizations, people, signing_in
from models.accounts import Wanted
from models.errors import InUse, Invalid, NotAllowed, NotFound, Refusal, Taken
from models.people import Identity, Membership, Person
from models.rules.callers import Caller
from models.rules.roles import GIVEN, ROLES, Role
from models.tenants import Organization
from tests.cast import ADA, BOB, Lumen
from tests.models import deeds
from tests.models.deeds import home, who

HOUR = timedelta(hours=1)
MAIL: Wanted = ("email", "ada@example.org")
LOGIN: Wanted = ("github-login", "ada")
pytestmark = pytest.mark.usefixtures("unit")


def caller(organization: Organization, role: Role = "admin", person: int | None = None) -> Caller:
    return Caller(
        organization=organization.id, org=organization.slug, role=role, name="Eve", person=person, way="session"
    )


def made(lumen: Lumen, now: datetime, *known: Wanted, name: str = "", role: str = "contributor") -> int:
    here = lumen.organization
    return int(accounts.create(here, caller(here), name, list(known or [MAIL, LOGIN]), role, now).id)


def test_an_account_waits_with_its_role_for_somebody_who_was_never_here(lumen: Lumen, now: datetime) -> None:
    ada = made(lumen, now, name="Ada Lovelace", role="moderator")
    account = account_reading.account(lumen.organization, ada)
    assert (account.name, account.login, account.role, account.role_name) == (
        "Ada Lovelace",
        "ada",
        "moderator",
        "Moderator",
    )
    assert (account.email, account.signed_in_at, account.points, account.badges) == ("ada@example.org", None, 0, 0)
    assert [(one.provider, one.login, one.proven) for one in account.identities] == [
        ("email", "ada@example.org", False),
        ("github-login", "ada", False),
    ]


def test_without_a_name_a_person_is_called_by_login_or_the_front_of_the_address(lumen: Lumen, now: datetime) -> None:
    assert Person.get_by_id(made(lumen, now, LOGIN)).name == "ada"
    assert Person.get_by_id(made(lumen, now, ("email", "bob+work@example.org"))).name == "bob"


def test_whoever_waits_is_recognised_by_the_first_work_of_that_login(lumen: Lumen, now: datetime) -> None:
    ada = made(lumen, now, name="Ada Lovelace")
    countess = ADA.model_copy(update={"login": "Ada", "avatar": "https://avatars.test/ada"})
    assert who(lumen.organization, countess, now + HOUR) == ada
    person = Person.get_by_id(ada)
    assert (person.name, person.login, person.avatar) == ("Ada Lovelace", "Ada", "https://avatars.test/ada")
    account = account_reading.account(lumen.organization, ada)
    assert {one.provider for one in account.identities} == {"email", "github"}
    heir = BOB.model_copy(update={"login": "ada"})
    assert who(lumen.organization, heir, now + 2 * HOUR) != ada


def test_whoever_is_here_already_is_not_made_again(lumen: Lumen, now: datetime) -> None:
    # Whoever only passed by is made a member once.
    ada = who(lumen.organization, ADA, now)
    assert made(lumen, now, LOGIN) == ada
    with pytest.raises(Taken, match=f"person {ada}"):
        made(lumen, now, LOGIN)
    made(lumen, now, MAIL, name="Somebody")
    with pytest.raises(Taken):
        made(lumen, now, MAIL)
    with pytest.raises(Taken, match="merge"):
        made(lumen, now, MAIL, LOGIN)
    assert Person.select().count() == 2


def test_somebody_whom_another_organisation_knows_joins_as_the_same_person(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    ada = int(signing_in.sign_in(signing_in.by_email(MAIL[1]), now).id)
    identities.join(ember.id, [ada], now)
    assert made(lumen, now, MAIL, role="moderator") == ada
    assert Membership.get(Membership.person == ada, Membership.organization == ember).role == "contributor"
    bob = who(ember, BOB, now)
    Identity.update(proven_at=now).where(Identity.person == bob).execute()
    with pytest.raises(Taken, match=f"person {bob}"):
        made(lumen, now, ("github-login", "bob"), ("email", "mallory@example.org"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("mine", ROLES)
def test_nobody_gives_a_role_above_their_own(lumen: Lumen, now: datetime, mine: Role, role: Role) -> None:
    ada = who(lumen.organization, ADA, now)
    allowed = role in GIVEN and ROLES.index(mine) >= ROLES.index(role)
    try:
        accounts.set_role(lumen.organization, caller(lumen.organization, mine), ada, role)
        assert allowed
    except (NotAllowed, Invalid):
        assert not allowed


@pytest.mark.parametrize("theirs", GIVEN)
@pytest.mark.parametrize("mine", GIVEN)
def test_nobody_touches_the_role_of_somebody_above_them(lumen: Lumen, now: datetime, mine: Role, theirs: Role) -> None:
    ada, bob = who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)
    Membership.update(role=theirs).where(Membership.person == ada).execute()
    Membership.update(role="super_admin").where(Membership.person == bob).execute()
    try:
        before, after = accounts.set_role(lumen.organization, caller(lumen.organization, mine), ada, "pioneer")
        assert (before, after) == (theirs, "contributor")
        assert ROLES.index(mine) >= ROLES.index(theirs)
    except NotAllowed:
        assert ROLES.index(mine) < ROLES.index(theirs)


def test_the_last_super_admin_stays_one(lumen: Lumen, now: datetime) -> None:
    ada, bob = who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)
    boss = caller(lumen.organization, "super_admin", ada)
    accounts.set_role(lumen.organization, boss, ada, "Grand_Pathfinder".lower())
    with pytest.raises(NotAllowed, match="last super admin"):
        accounts.set_role(lumen.organization, boss, ada, "admin")
    accounts.set_role(lumen.organization, boss, bob, "super_admin")
    assert accounts.set_role(lumen.organization, boss, ada, "admin") == ("super_admin", "admin")


def test_a_server_owner_is_above_every_admin(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    Person.update(owner=True).execute()
    with pytest.raises(NotAllowed, match="higher role"):
        accounts.set_role(lumen.organization, caller(lumen.organization, "super_admin"), ada, "contributor")


def test_an_identity_is_linked_once_and_only_by_whoever_may(lumen: Lumen, now: datetime) -> None:
    here, boss = lumen.organization, caller(lumen.organization)
    ada, bob = who(here, ADA, now), who(here, BOB, now)
    assert accounts.link(here, boss, ada, MAIL, now).proven_at is None
    for person in (ada, bob):
        with pytest.raises(Taken):
            accounts.link(here, boss, person, MAIL, now)
    with pytest.raises(Taken, match="merge"):
        accounts.link(here, boss, ada, ("github-login", "BOB"), now)
    Person.update(signed_in_at=now).where(Person.id == bob).execute()
    with pytest.raises(NotAllowed, match="signed in"):
        accounts.link(here, boss, bob, ("email", "mallory@example.org"), now)
    who(organizations.create("ember", "Ember", "UTC", now), ADA, now)
    with pytest.raises(NotAllowed, match="another organisation"):
        accounts.link(here, boss, ada, ("email", "mallory@example.org"), now)
    with pytest.raises(NotFound):
        accounts.link(here, boss, 4_000, ("email", "mallory@example.org"), now)


def test_the_last_identity_and_one_that_earned_points_stay(lumen: Lumen, now: datetime) -> None:
    here, boss = lumen.organization, caller(lumen.organization)
    ada = made(lumen, now)
    mail, login = account_reading.identities_of([ada])[ada]
    accounts.unlink(here, boss, ada, login.id)
    with pytest.raises(InUse, match="only identity"):
        accounts.unlink(here, boss, ada, mail.id)
    with pytest.raises(NotFound):
        accounts.unlink(here, boss, ada, login.id)
    deeds.carry(home(here), now, deeds.issue(1, now, BOB))
    bob = who(here, BOB, now)
    accounts.link(here, boss, bob, ("email", "bob@example.org"), now)
    with pytest.raises(InUse, match="work"):
        accounts.unlink(here, boss, bob, Identity.get(Identity.provider == "github").id)


def test_whoever_has_signed_in_unlinks_for_themselves(lumen: Lumen, now: datetime) -> None:
    ada = made(lumen, now)
    Person.update(signed_in_at=now).execute()
    Identity.update(proven_at=now).where(Identity.provider == "email").execute()
    mail, _ = account_reading.identities_of([ada])[ada]
    with pytest.raises(NotAllowed):
        accounts.unlink(lumen.organization, caller(lumen.organization, "super_admin"), ada, mail.id)
    accounts.unlink(lumen.organization, caller(lumen.organization, "contributor", ada), ada, mail.id)


def test_what_nobody_has_proven_is_taken_back_by_an_admin(lumen: Lumen, now: datetime) -> None:
    ada = made(lumen, now)
    Person.update(signed_in_at=now).execute()
    _, login = account_reading.identities_of([ada])[ada]
    accounts.unlink(lumen.organization, caller(lumen.organization), ada, login.id)
    assert [one.provider for one in account_reading.identities_of([ada])[ada]] == ["email"]


def test_people_are_found_by_letters_and_by_address_only_for_admins(lumen: Lumen, now: datetime) -> None:
    ada, bob = made(lumen, now, name="Ada_% Lovelace"), who(lumen.organization, BOB, now)

    def found(search: str, everybody: bool = True) -> tuple[int, ...]:
        return account_reading.find(lumen.organization, search, None, 10, everybody).ids

    assert [found(text) for text in ("", "LOVE", "_%", "bO", "example.org", "nobody", "%")] == [
        (ada, bob),
        (ada,),
        (ada,),
        (bob,),
        (ada,),
        (),
        (ada,),
    ]
    assert found("example.org", everybody=False) == ()
    Membership.update(hidden_at=now).where(Membership.person == ada).execute()
    assert (found(""), found("", everybody=False)) == ((ada, bob), (bob,))


def test_many_people_come_in_pages_by_name(lumen: Lumen, now: datetime) -> None:
    for number in range(7):
        made(lumen, now, ("email", f"p{number}@example.org"), name=f"{'Bb'[number % 2]}{number % 3}")
    everybody: list[int] = []
    after: int | None = None
    while after is not None or not everybody:
        page = account_reading.find(lumen.organization, "", after, 2, True)
        everybody += page.ids
        after = page.next
        assert page.total == 7
    names = [people.cards([one])[one].name.lower() for one in everybody]
    assert len(set(everybody)) == 7 and names == sorted(names)


def test_a_refusal_is_one_of_ours(lumen: Lumen, now: datetime) -> None:
    with pytest.raises(Refusal):
        accounts.wanted(None, None)
    with pytest.raises(Invalid, match="There is no role"):
        made(lumen, now, role="king")
