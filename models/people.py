"""Ids come in; the Persons of an organisation go out, as anybody may see them. identities.py meets them."""

from collections.abc import Iterable, Mapping
from typing import Any

from peewee import SQL, BooleanField, CharField, IntegerField, fn

from models.db import Instant, Json, Record, link, rows
from models.errors import NotFound
from models.rules.messages import PersonCard
from models.tenants import Organization


class Person(Record):
    """A human (or a bot that never earns). May hold points before ever signing in.

    `owner`: of this server. `epoch` is in every signed token; raising it ends them all.
    `merged_into`: who they are now; their identities stay theirs, so that un-merging is exact.
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

    Providers: `github` (its number for the account), `trello` and `generic` (theirs, behind the organisation's own id:
    nobody can prove such an account, so it finds nobody elsewhere), `email` (the address in small letters),
    and `github-login` (the name in small letters), which waits until that account is met by its number. `proven_at` is
    None until somebody signs in with it: an admin or a webhook, which speaks for one organisation, is all that stands
    behind it. `known_to`: the ids of the organisations whose admins wrote it down. An erased person's have a keyed hash
    for their id (identities.tombstone).
    """

    person_id: int
    person = link(Person, index=True)
    provider = CharField(max_length=20)
    external_id = CharField(max_length=100)
    login = CharField(max_length=100)
    avatar = CharField(max_length=1000, null=True)
    seen_at = Instant()
    proven_at = Instant(null=True)
    known_to = Json(default=list)

    class Meta:
        indexes = ((("provider", "external_id"), True),)

    @property
    def is_certain(self) -> bool:
        """Whether it is shown as theirs: proven, or an account whose number came with their work."""
        return self.proven_at is not None or self.provider not in ("email", "github-login")


# Names are looked up as people write them.
Identity.add_index(Identity.index(fn.LOWER(Identity.login), name="identity_login"))


class Membership(Record):
    """A person in an organisation, with a role. Its row is also the lock under which a person's points change.

    `hidden_at`: opted out, erased or merged away; whoever is hidden appears nowhere in public.
    `blocked_at`: what they do from then on counts for nothing. `belongs`: by whose word they are a member or a
    collaborator, `here` by an admin's, else the provider's place of which they are one; empty for whoever only works or
    passes by (contributors.py).
    """

    person_id: int
    organization_id: int
    organization = link(Organization)
    person = link(Person, index=True)
    role = CharField(max_length=20, default="contributor")
    joined_at = Instant()
    left_at = Instant(null=True)
    hidden_at = Instant(null=True)
    blocked_at = Instant(null=True)
    belongs = Json(default=list)

    class Meta:
        indexes = ((("organization", "person"), True),)


Membership.add_index(
    Membership.index(
        Membership.organization, Membership.person, name="membership_hidden", where=SQL("hidden_at IS NOT NULL")
    )
)

HIDDEN = "SELECT person_id FROM membership WHERE organization_id = %s AND hidden_at IS NOT NULL"
"""Whom nobody sees, in SQL; takes the organisation's id."""
TOLD = """
(i.provider <> 'email' OR i.known_to @> to_jsonb(m.organization_id) OR i.proven_at >= m.joined_at AND NOT EXISTS (
    SELECT 1 FROM membership o WHERE o.person_id = m.person_id AND o.organization_id <> m.organization_id))
"""
"""Whether the admins of a membership `m` may read an identity `i` of that person, in SQL: any account, but of e-mail
addresses those that they wrote down themselves, and what was proven by members who belong to them alone."""


def card(person: Person) -> PersonCard:
    """How a person is shown."""
    return PersonCard(id=person.id, name=person.name, login=person.login, avatar=person.avatar)


def cards(ids: Iterable[int]) -> dict[int, PersonCard]:
    """How these people are shown, by id. Whoever asks has left hidden people out."""
    wanted = list(ids)
    return {person.id: card(person) for person in Person.select().where(Person.id.in_(wanted))} if wanted else {}


def visible(organization_id: int, who: Any) -> Any:
    """That the person in this column is shown in this organisation, as a condition of a query."""
    hidden = Membership.select(Membership.person).where(
        Membership.organization == organization_id, Membership.hidden_at.is_null(False)
    )
    return who.not_in(hidden)


def member(organization_id: int, person_id: int, hidden: bool = False) -> Person:
    """A person of this organisation. Raises NotFound, also for people of other organisations.

    Opted out, erased and merged people are not found, except by those who may see the `hidden` ones too.
    """
    found: Person | None = (
        Person.select()
        .join(Membership, on=Membership.person == Person.id)
        .where(
            Membership.organization == organization_id,
            Person.id == person_id,
            Membership.id.is_null(False) if hidden else Membership.hidden_at.is_null(),
        )
        .first()
    )
    if found is None:
        raise NotFound(f"There is no person {person_id} in this organisation.")
    return found


def shown(organization_id: int, person_id: int) -> PersonCard | None:
    """How a person is shown to everybody; None for whom nobody sees, and for strangers."""
    found = rows(
        "SELECT p.id, p.name, p.login, p.avatar FROM person p JOIN membership m ON m.person_id = p.id "
        "WHERE m.organization_id = %s AND p.id = %s AND m.hidden_at IS NULL",
        organization_id,
        person_id,
    )
    return PersonCard.model_validate(dict(zip(PersonCard.model_fields, found[0], strict=True))) if found else None


UNSEEN = "an admin"
"""What is said of a hidden person who gave something to others."""


def unseen(organization_id: int, ids: Iterable[int | None], names: Iterable[str | None]) -> tuple[set[int], set[str]]:
    """Which of these people, and of these names, are hidden people's, who must not be named."""
    found = rows(
        "SELECT p.id, p.name FROM person p JOIN membership m ON m.person_id = p.id WHERE m.organization_id = %s "
        "AND m.hidden_at IS NOT NULL AND (p.id = ANY(%s) OR p.name = ANY(%s))",
        organization_id,
        [one for one in ids if one],
        [one for one in names if one],
    )
    return {person for person, _ in found}, {name for _, name in found}


def named(organization_id: int, who: int | str, hidden: bool = False) -> int | None:
    """The id of the member that is meant: by id, e-mail, GitHub name or `@name`; None when nobody is."""
    wanted = "p.id = %s"
    if isinstance(who, str):
        who = who.strip().lower().removeprefix("@")
        wanted = "lower(i.login) = %s AND i.provider "
        wanted += "= 'email'" if "@" in who else "IN ('github', 'github-login')"
    found = rows(
        "SELECT p.id FROM person p LEFT JOIN identity i ON i.person_id = p.id "
        f"WHERE {wanted} ORDER BY i.seen_at DESC LIMIT 5",
        who,
    )
    # Whoever was merged is meant by their former names, too.
    candidates = [current([person])[person] for (person,) in found]
    members = "SELECT person_id FROM membership WHERE organization_id = %s AND person_id = ANY(%s)"
    shown_only = "" if hidden else " AND hidden_at IS NULL"
    here = {person for (person,) in rows(members + shown_only, organization_id, candidates)}
    return next((person for person in candidates if person in here), None)


def organizations_of(person_id: int) -> list[int]:
    """The ids of the organisations in which a person is a member, in one order for everybody."""
    found = rows("SELECT organization_id FROM membership WHERE person_id = %s ORDER BY organization_id", person_id)
    return [organization for (organization,) in found]


_ALL_OF = """
WITH RECURSIVE down AS (
    SELECT id AS now, id FROM person WHERE id = ANY(%s)
    UNION ALL SELECT down.now, p.id FROM down JOIN person p ON p.merged_into_id = down.id
) SELECT now, id FROM down ORDER BY id
"""


def current(ids: Iterable[int]) -> dict[int, int]:
    """{person: who they are now}, after all merging."""
    now_are = {person: person for person in ids}
    merged = "SELECT id, merged_into_id FROM person WHERE id = ANY(%s) AND merged_into_id IS NOT NULL"
    # Asked at every piece of work, and nearly always nobody was merged: one look then.
    asked = sorted(now_are)
    while asked and (found := dict(rows(merged, asked))):
        now_are = {person: found.get(now, now) for person, now in now_are.items()}
        asked = sorted(set(found.values()))
    return now_are


def all_of(ids: Iterable[int]) -> dict[int, list[int]]:
    """{person: everybody who was merged into them, and they themselves}."""
    found: dict[int, list[int]] = {person: [] for person in ids}
    for now, person in rows(_ALL_OF, list(found)) if found else []:
        found[now].append(person)
    return found


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


def hold(organization_id: int, earners: Iterable[int], known: Mapping[int, int] | None = None) -> dict[int, int]:
    """{whoever earned: who they are now}, with the locks of them all. `known`: who some of them were a moment ago."""
    wanted = set(earners)
    before = {one: known[one] for one in wanted} if known and wanted <= known.keys() else current(wanted)
    locked = set(lock(organization_id, {*before, *before.values()}))
    after = current(wanted)
    # Merged or un-merged while we waited: so rare that PostgreSQL may end the one of two that wait in a circle.
    lock(organization_id, set(after.values()) - locked)
    return after
