"""A person's id, or some letters, come in; what they and admins may know of accounts goes out. accounts.py is next."""

from collections.abc import Iterable

from models import people
from models.db import rows
from models.errors import NotFound
from models.people import Identity, Membership, Person
from models.rules import roles
from models.rules.messages import PersonCard, Time
from models.rules.work import Value
from models.tenants import Organization

ERASED = "erased:"
"""How a tombstone's external id begins; it is nobody's to read."""


class IdentityCard(Value):
    """One account elsewhere. `proven`: its owner has shown that it is theirs."""

    id: int
    provider: str
    login: str
    proven: bool


class AdminPerson(PersonCard):
    """A person with what is for their own eyes and those of admins: addresses above all."""

    role: str
    role_name: str
    joined_at: Time
    left_at: Time | None
    hidden: bool
    blocked: bool
    signed_in_at: Time | None
    email: str | None
    identities: tuple[IdentityCard, ...]
    points: int
    badges: int


class Listed(Value):
    """Some of the people who were asked for, by name; `next` is where the rest begins, `total` counts them all."""

    ids: tuple[int, ...]
    total: int
    next: int | None


def account(organization: Organization, person_id: int) -> AdminPerson:
    """One account, of hidden people too. Raises NotFound for strangers, and for whoever was erased or merged away."""
    found = accounts(organization, [person_id])
    if not found:
        raise NotFound(f"There is no person {person_id} in this organisation.")
    return found[0]


def accounts(organization: Organization, ids: Iterable[int]) -> list[AdminPerson]:
    """Several accounts, in their order."""
    wanted = list(ids)
    members = {
        member.person_id: member
        for member in Membership.select(Membership, Person)
        .join(Person)
        .where(
            Membership.organization == organization,
            Membership.person.in_(wanted or [0]),
            Person.erased_at.is_null(),
            Person.merged_into.is_null(),
        )
    }
    known, points, badges = (
        _told(organization, members),
        points_of(organization, members),
        _badges(organization, members),
    )
    return [
        _account(members[one], known[one], points.get(one, 0), badges.get(one, 0)) for one in wanted if one in members
    ]


def find(organization: Organization, search: str, after: int | None, limit: int, everybody: bool) -> Listed:
    """People whose name or login holds these letters. `everybody`: hidden ones too, and by their addresses."""
    text = "%" + search.strip().replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
    of = "FROM membership m JOIN person p ON p.id = m.person_id WHERE m.organization_id = %s "
    of += "AND p.merged_into_id IS NULL AND p.erased_at IS NULL AND (p.name ILIKE %s OR p.login ILIKE %s "
    of += f"OR ({'true' if everybody else 'false'} AND {_BY_ADDRESS})) "
    of += "" if everybody else "AND m.hidden_at IS NULL "
    values = (organization.id, text, text, text)
    behind = "AND (lower(p.name), p.id) > (SELECT lower(name), id FROM person WHERE id = %s) " if after else ""
    found = rows(
        f"SELECT p.id {of}{behind}ORDER BY lower(p.name), p.id LIMIT %s",
        *values,
        *([after] if after else []),
        limit + 1,
    )
    ids = [person for (person,) in found]
    [(total,)] = rows(f"SELECT count(*) {of}", *values)
    return Listed(ids=tuple(ids[:limit]), total=total, next=ids[limit - 1] if len(ids) > limit else None)


_BY_ADDRESS = f"EXISTS (SELECT 1 FROM identity i WHERE i.person_id = p.id AND i.login ILIKE %s AND {people.TOLD})"


def identities_of(ids: Iterable[int]) -> dict[int, list[Identity]]:
    """All accounts of these people, those of whom was merged into them included; proven ones first."""
    everybody = people.all_of(ids)
    owner = {one: person for person, several in everybody.items() for one in several}
    found: dict[int, list[Identity]] = {person: [] for person in everybody}
    order = (Identity.proven_at.asc(nulls="last"), Identity.id)
    for identity in Identity.select().where(Identity.person.in_(list(owner) or [0])).order_by(*order):
        if not identity.external_id.startswith(ERASED):
            found[owner[identity.person_id]].append(identity)
    return found


_READABLE = f"""
SELECT i.id FROM unnest(%s::bigint[], %s::bigint[]) AS known (identity_id, person_id)
JOIN identity i ON i.id = known.identity_id
JOIN membership m ON m.person_id = known.person_id AND m.organization_id = %s WHERE {people.TOLD}
"""


def _told(organization: Organization, ids: Iterable[int]) -> dict[int, list[Identity]]:
    """Those accounts of these people that the organisation's admins may read."""
    known = identities_of(ids)
    pairs = [(identity.id, person) for person, several in known.items() for identity in several]
    told = {one for (one,) in rows(_READABLE, [one for one, _ in pairs], [who for _, who in pairs], organization.id)}
    return {person: [identity for identity in several if identity.id in told] for person, several in known.items()}


def points_of(organization: Organization, ids: Iterable[int]) -> dict[int, int]:
    """Everybody's points of all time."""
    board = f"{organization.id}:0:all:-"
    found = rows("SELECT person_id, points FROM standing WHERE board = %s AND person_id = ANY(%s)", board, list(ids))
    return {person: int(points) for person, points in found}


def _badges(organization: Organization, ids: Iterable[int]) -> dict[int, int]:
    found = rows(
        "SELECT person_id, count(DISTINCT badge_id) FROM award WHERE organization_id = %s AND person_id = ANY(%s) "
        "AND revoked_at IS NULL GROUP BY person_id",
        organization.id,
        list(ids),
    )
    return {person: int(count) for person, count in found}


def _account(member: Membership, known: list[Identity], points: int, badges: int) -> AdminPerson:
    person = member.person
    return AdminPerson(
        **dict(people.card(person)),
        role=member.role,
        role_name=roles.NAMES["plain"][roles.SPELLINGS[member.role]],
        joined_at=member.joined_at,
        left_at=member.left_at,
        hidden=member.hidden_at is not None,
        blocked=member.blocked_at is not None,
        signed_in_at=person.signed_in_at,
        email=next((identity.external_id for identity in known if identity.provider == "email"), None),
        identities=tuple(card(identity) for identity in known),
        points=points,
        badges=badges,
    )


def card(identity: Identity) -> IdentityCard:
    """How an identity is shown to those who may see it."""
    return IdentityCard(id=identity.id, provider=identity.provider, login=identity.login, proven=identity.is_certain)
