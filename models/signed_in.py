"""Somebody who is signed in, or nobody, comes in; what they may know of themselves and where they belong goes out."""

from models import callers, people, studio_access
from models.people import Identity, Membership, Person
from models.rules import roles
from models.rules.messages import PersonCard
from models.rules.roles import Role
from models.rules.work import Value
from models.tenants import Organization

MOST = 200


class Account(Value):
    """One account of a person. `proven`: they have shown that it is theirs."""

    id: int
    provider: str
    login: str
    proven: bool


class Myself(PersonCard):
    """A person as they see themselves."""

    email: str | None
    identities: tuple[Account, ...]


class Place(Value):
    """An organisation, and somebody's role in it today. `studio`: they may draw there, or it is shared with them."""

    slug: str
    name: str
    role: Role
    role_name: str
    person_hidden: bool
    studio: bool


def myself(person: Person) -> Myself:
    """A person with their accounts; those of people who were merged into them are theirs, too."""
    everybody = people.all_of([person.id])[person.id]
    found = list(Identity.select().where(Identity.person.in_(everybody)).order_by(Identity.id))
    accounts = tuple(Account(id=one.id, provider=one.provider, login=one.login, proven=one.is_certain) for one in found)
    mails = sorted((one for one in accounts if one.provider == "email"), key=lambda one: not one.proven)
    card = people.card(person)
    return Myself(**dict(card), email=mails[0].login if mails else None, identities=accounts)


def places(person: Person) -> list[Place]:
    """Where they belong, oldest organisation first; the server's owner belongs everywhere."""
    mine = {one.organization_id: one for one in Membership.select().where(Membership.person == person)}
    wanted = Organization.id.is_null(False) if person.owner else Organization.id.in_(list(mine))
    found = Organization.select().where(wanted).order_by(Organization.id).limit(MOST)
    shared = studio_access.somewhere(person.id)
    return [_place(one, person, mine.get(one.id), one.id in shared) for one in found]


def _place(organization: Organization, person: Person, member: Membership | None, is_shared: bool) -> Place:
    role: Role = "owner" if person.owner or member is None else callers.role_of(member)
    return Place(
        slug=organization.slug,
        name=organization.name,
        role=role,
        role_name=roles.NAMES["plain"][role],
        person_hidden=member is not None and member.hidden_at is not None,
        studio=is_shared or roles.may(role, "design:write"),
    )
