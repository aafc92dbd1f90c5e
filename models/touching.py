"""Somebody and whom they want to change come in; nothing goes out, or a refusal: who may touch whose account."""

from models import people
from models.db import rows
from models.errors import NotAllowed, NotFound
from models.people import Membership, Person
from models.rules import roles
from models.rules.callers import Caller
from models.rules.roles import Capability, Ladder
from models.tenants import Organization


def oneself_or(caller: Caller, person_id: int, capability: Capability, ladder: Ladder = "plain") -> None:
    """Everybody may do this to themselves, others need the capability. Raises NotAllowed."""
    if caller.person != person_id:
        caller.must(capability, ladder)


def oneself(caller: Caller, person_id: int) -> None:
    """Nobody else may. Raises NotAllowed."""
    if caller.person != person_id:
        raise NotAllowed("Only the person themselves may have this.")


def find(organization: Organization, caller: Caller, person_id: int) -> tuple[Person, Membership]:
    """The same as `look`, with the person's lock."""
    people.lock(organization.id, [person_id])
    return look(organization, caller, person_id)


def look(organization: Organization, caller: Caller, person_id: int) -> tuple[Person, Membership]:
    """Somebody whom the caller may touch. Raises NotFound for strangers and for whoever was erased or merged away,
    NotAllowed for people of a higher role than the caller's."""
    person = people.member(organization.id, person_id, hidden=True)
    member: Membership = Membership.get(Membership.organization == organization, Membership.person == person_id)
    if person.erased_at is not None or person.merged_into is not None:
        raise NotFound(f"There is no person {person_id} in this organisation.")
    if caller.person != person_id and not roles.outranks(caller.role, rank(person, member)):
        raise NotAllowed("Nobody changes the account of somebody with a higher role than their own.")
    return person, member


def rank(person: Person, member: Membership) -> roles.Role:
    """How high somebody stands here."""
    if person.owner:
        return "owner"
    return roles.SPELLINGS[member.role]


def only_ours(organization: Organization, person: Person) -> None:
    """Raises NotAllowed for people who belong to another organisation, too: its admins have a say in them."""
    if people.organizations_of(person.id) != [organization.id]:
        raise NotAllowed("They belong to another organisation as well; only they themselves can do this.")


def never_signed_in(person: Person) -> None:
    """Raises NotAllowed for people who have: they prove their accounts themselves."""
    if person.signed_in_at is not None:
        raise NotAllowed("They have signed in before; they add their own accounts by signing in with them.")


_OTHERS = """
SELECT m.person_id FROM membership m JOIN person p ON p.id = m.person_id
WHERE m.organization_id = %s AND m.role = 'super_admin' AND m.person_id <> %s AND m.left_at IS NULL
  AND p.erased_at IS NULL AND p.merged_into_id IS NULL
"""


def not_the_last(organization: Organization, person: Person, member: Membership) -> None:
    """Raises NotAllowed for a server owner, and where nobody would be left who stands highest in the organisation."""
    if person.owner:
        raise NotAllowed("They own this server; only another owner of it could stand for them.")
    if member.role != "super_admin":
        return
    # One lock for all who look: two who go at once must not both find the other one still there.
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    if not rows(_OTHERS, organization.id, member.person_id):
        raise NotAllowed("This is the last super admin of the organisation; make somebody else one first.")
