"""Accounts come in; the Persons they belong to go out. Nobody is keyed by login: logins change hands."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from peewee import BooleanField, CharField, IntegerField

from models.db import Instant, Record, link, rows
from models.errors import NotFound
from models.rules.messages import PersonCard
from models.rules.work import Account, MembershipSeen
from models.tenants import Organization


class Person(Record):
    """A human (or a bot that never earns). May hold points before ever signing in.

    `owner`: of this server. `epoch` is in every signed token; raising it ends them all.
    `merged_into`: who they are now.
    """

    name = CharField(max_length=200)
    login = CharField(max_length=100, null=True)
    avatar = CharField(max_length=1000, null=True)
    owner = BooleanField(default=False)
    epoch = IntegerField(default=0)
    created_at = Instant()
    signed_in_at = Instant(null=True)
    erased_at = Instant(null=True)
    merged_into = link("self", null=True)


class Identity(Record):
    """One account of a person, keyed by the provider's immutable id. `seen_at`: the provider's time of what we know.

    Providers: `github` (its number for the account), `email` (the address in small letters), and `github-login` (the
    name in small letters), which waits until that account is met by its number. `proven_at` is None while only an
    admin says that it is this person's.
    """

    person_id: int
    person = link(Person, index=True)
    provider = CharField(max_length=20)
    external_id = CharField(max_length=100)
    login = CharField(max_length=100)
    avatar = CharField(max_length=1000, null=True)
    seen_at = Instant()
    proven_at = Instant(null=True)

    class Meta:
        indexes = ((("provider", "external_id"), True),)


class Membership(Record):
    """A person in an organisation, with a role. Its row is also the lock under which a person's points change.

    `hidden_at`: opted out, erased or merged away; whoever is hidden appears nowhere in public.
    """

    organization = link(Organization)
    person = link(Person, index=True)
    role = CharField(max_length=20, default="contributor")
    joined_at = Instant()
    left_at = Instant(null=True)
    hidden_at = Instant(null=True)

    class Meta:
        indexes = ((("organization", "person"), True),)


def card(person: Person) -> PersonCard:
    """How a person is shown."""
    return PersonCard(id=person.id, name=person.name, login=person.login, avatar=person.avatar)


def cards(ids: Iterable[int]) -> dict[int, PersonCard]:
    """How these people are shown, by id."""
    wanted = list(ids)
    return {person.id: card(person) for person in Person.select().where(Person.id.in_(wanted))} if wanted else {}


def member(organization_id: int, person_id: int) -> Person:
    """A person of this organisation. Raises NotFound, also for people of other organisations."""
    found: Person | None = (
        Person.select()
        .join(Membership, on=Membership.person == Person.id)
        .where(Membership.organization == organization_id, Person.id == person_id)
        .first()
    )
    if found is None:
        raise NotFound(f"There is no person {person_id} in this organisation.")
    return found


def named(organization_id: int, who: int | str) -> int | None:
    """The id of the member that is meant: by id, e-mail, GitHub name or `@name`; None when nobody is."""
    wanted = "m.person_id = %s"
    if isinstance(who, str):
        who = who.strip().lower().removeprefix("@")
        mail = "@" in who
        wanted = "i.provider = 'email'" if mail else "i.provider IN ('github', 'github-login')"
        wanted += " AND lower(i.login) = %s"
    found = rows(
        "SELECT m.person_id FROM membership m LEFT JOIN identity i ON i.person_id = m.person_id "
        f"WHERE m.organization_id = %s AND {wanted} ORDER BY i.seen_at DESC LIMIT 1",
        organization_id,
        who,
    )
    return int(found[0][0]) if found else None


def organizations_of(person_id: int) -> list[int]:
    """The ids of the organisations in which a person is a member, in one order for everybody."""
    found = rows("SELECT organization_id FROM membership WHERE person_id = %s ORDER BY organization_id", person_id)
    return [organization for (organization,) in found]


def recognise(
    organization_id: int, accounts: Iterable[Account], seen_at: datetime, now: datetime
) -> tuple[dict[str, int], list[int]]:
    """({external id: person id}, ids of people whose name or picture changed); newcomers are made members."""
    wanted = {account.external_id: account for account in accounts}
    known = {identity.external_id: identity for identity in _identities(wanted.values())}
    changed = [
        known[key].person_id
        for key, account in wanted.items()
        if key in known and _keep_up(known[key], account, seen_at)
    ]
    found = {key: identity.person_id for key, identity in known.items()}
    # Sorted: two workers that meet the same newcomers wait for each other in one order, never in a circle.
    for key in sorted(wanted.keys() - known.keys()):
        found[key] = _meet(wanted[key], seen_at, now)
    _join(organization_id, found.values(), now)
    return found, changed


def lock(organization_id: int, ids: Iterable[int]) -> list[int]:
    """Takes the people's locks in one order for everybody; their points change by nobody else until the unit ends."""
    people = sorted(set(ids))
    if people:
        rows(
            "SELECT 1 FROM membership WHERE organization_id = %s AND person_id = ANY(%s) ORDER BY person_id FOR UPDATE",
            organization_id,
            people,
        )
    return people


def note_memberships(organization_id: int, seen: Sequence[MembershipSeen], now: datetime) -> None:
    """People who joined or left the organisation at the provider.

    Such an event has no time of the provider's, so what it says of a name is older than anything that work says.
    """
    long_ago = datetime.fromtimestamp(0, UTC)
    found, _ = recognise(organization_id, (m.account for m in seen if not m.account.bot), long_ago, now)
    for change in seen:
        if change.account.external_id in found:
            Membership.update(left_at=None if change.present else now).where(
                Membership.organization == organization_id,
                Membership.person == found[change.account.external_id],
            ).execute()


def _identities(accounts: Iterable[Account]) -> list[Identity]:
    by_provider: dict[str, list[str]] = {}
    for account in accounts:
        by_provider.setdefault(account.provider, []).append(account.external_id)
    return [
        identity
        for provider, ids in by_provider.items()
        for identity in Identity.select().where(Identity.provider == provider, Identity.external_id.in_(ids))
    ]


def _meet(account: Account, seen_at: datetime, now: datetime) -> int:
    person = Person.create(
        name=account.name or account.login, login=account.login, avatar=account.avatar, created_at=now
    )
    won = (
        Identity.insert(
            person=person,
            provider=account.provider,
            external_id=account.external_id,
            login=account.login,
            avatar=account.avatar,
            seen_at=seen_at,
            proven_at=now,
        )
        .on_conflict_ignore()
        .returning(Identity.id)
        .execute()
    )
    if list(won):
        return int(person.id)
    # Another worker met the same newcomer first; its row is visible by now.
    person.delete_instance()
    return int(_identities([account])[0].person_id)


def _keep_up(identity: Identity, account: Account, seen_at: datetime) -> bool:
    if seen_at <= identity.seen_at or (identity.login, identity.avatar) == (account.login, account.avatar):
        return False
    named_by_login = Person.name == identity.login
    Person.update(name=account.login).where(Person.id == identity.person_id, named_by_login).execute()
    Person.update(login=account.login, avatar=account.avatar).where(Person.id == identity.person_id).execute()
    identity.login, identity.avatar, identity.seen_at = account.login, account.avatar, seen_at
    identity.save()
    return True


_JOIN = """
INSERT INTO membership (organization_id, person_id, role, joined_at)
SELECT %s, newcomer, 'contributor', %s FROM unnest(%s::bigint[]) AS newcomer
WHERE NOT EXISTS (SELECT 1 FROM membership WHERE organization_id = %s AND person_id = newcomer)
ORDER BY newcomer ON CONFLICT DO NOTHING RETURNING 1
"""


def _join(organization_id: int, people: Iterable[int], now: datetime) -> None:
    rows(_JOIN, organization_id, now, list(people), organization_id)
