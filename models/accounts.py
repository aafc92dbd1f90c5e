"""Names and addresses come in; a person's account goes out, and changes. Only an admin's word stands behind it yet.

An identity that nobody has proven waits: its owner is recognised by it at their first sign-in or work.
"""

from datetime import datetime
from typing import Literal

from models import account_reading, contributors, identities, memberships, people, touching
from models.db import rows
from models.errors import InUse, Invalid, NotAllowed, NotFound, Taken
from models.identities import WAITING
from models.people import Identity, Membership, Person
from models.rules import names, roles
from models.rules.callers import Caller
from models.rules.roles import Role
from models.tenants import Organization

Provider = Literal["email", "github-login"]
Wanted = tuple[Provider, str]


def wanted(email: str | None, github: str | None) -> list[Wanted]:
    """What an admin knows of somebody, as identities. Raises Invalid for nothing at all."""
    found: list[Wanted] = [("email", email.lower())] if email else []
    found += [(WAITING, github)] if github else []  # type: ignore[list-item]
    if not found:
        raise Invalid("Give an e-mail address, a GitHub name, or both.")
    return found


def create(
    organization: Organization, caller: Caller, name: str, known: list[Wanted], role: str, now: datetime
) -> Person:
    """A member with these identities: somebody who was met already, here in passing or elsewhere, or somebody new.

    Raises Taken for who is a contributor here already, NotAllowed for a role above the caller's.
    """
    granted = grantable(caller, role)
    found_by = (_owner(one, organization.id) for one in known)
    owners = {identity.id: identity for identity in found_by if identity is not None}
    found = set(people.current(identity.person_id for identity in owners.values()).values())
    if len(found) > 1:
        raise Taken("The e-mail address and the GitHub name belong to two people; merge them instead.")
    person = Person.get_by_id(found.pop()) if found else _person(name, known, now)
    identities.sure(organization.id, person, list(owners.values()))
    is_new = person.erased_at is None and bool(identities.join(organization.id, [person.id], now))
    # Of two who add somebody at once, one finds them here.
    people.lock(organization.id, [person.id])
    if not is_new and not contributors.only_passed_by(organization.id, person.id):
        raise Taken(f"They are here already, as person {person.id}.")
    memberships.belong(organization.id, person.id, memberships.HERE)
    Membership.update(role=granted).where(
        Membership.organization == organization, Membership.person == person.id
    ).execute()
    for one in known:
        if _owner(one, organization.id) is None:
            _only_new(person, owners)
            _attach(organization, person, one, now)
    for identity in owners.values():
        identities.note_known(identity, organization.id)
    return person


def rename(person: Person, name: str) -> None:
    """What somebody is called from now on; no provider changes it again."""
    person.name = name
    person.save(only=[Person.name])


def set_role(organization: Organization, caller: Caller, person_id: int, role: str) -> tuple[str, str]:
    """(the role before, the role now). Raises NotFound, NotAllowed for what is above the caller, and for the last
    super admin."""
    granted = grantable(caller, role)
    person, member = touching.find(organization, caller, person_id)
    before = str(member.role)
    if granted != before:
        touching.not_the_last(organization, person, member)
        member.role = granted
        member.save(only=[Membership.role])
        if member.left_at is None:
            # Whoever gives a role, or takes it back, says that they belong here.
            memberships.belong(organization.id, person_id, memberships.HERE)
    return before, granted


def grantable(caller: Caller, role: str) -> Role:
    """The role of that name, in either set of names. Raises Invalid, NotAllowed."""
    known = roles.SPELLINGS.get(role)
    if known is None:
        raise Invalid(f"There is no role “{role[:40]}”. Roles are {', '.join(roles.GIVEN)}.")
    if not roles.outranks(caller.role, known):
        raise NotAllowed("Nobody gives a higher role than their own.")
    return known


def link(organization: Organization, caller: Caller, person_id: int, one: Wanted, now: datetime) -> Identity:
    """An identity that waits to be proven. Raises Taken, NotFound; NotAllowed for whoever has signed in before or
    belongs to another organisation."""
    person, _ = touching.find(organization, caller, person_id)
    touching.only_ours(organization, person)
    touching.never_signed_in(person)
    owner = _owner(one, organization.id)
    if owner is not None:
        here = people.current([owner.person_id])[owner.person_id]
        raise Taken("It is theirs already." if here == person_id else "It is somebody else's; merge the two instead.")
    return _attach(organization, person, one, now)


def unlink(organization: Organization, caller: Caller, person_id: int, identity_id: int) -> Identity:
    """Raises NotFound; InUse for the last one and for one that earned points; NotAllowed as for linking, except for
    oneself."""
    person, _ = touching.find(organization, caller, person_id)
    if caller.person != person_id:
        touching.only_ours(organization, person)
    known = account_reading.identities_of([person_id])[person_id]
    found = next((identity for identity in known if identity.id == identity_id), None)
    if found is None:
        raise NotFound(f"They have no identity {identity_id}.")
    if caller.person != person_id and found.is_certain:
        touching.never_signed_in(person)
    if len(known) == 1:
        raise InUse("It is their only identity; without it nobody would know who they are.")
    if found.provider not in ("email", WAITING) and _worked(found.person_id):
        raise InUse("Their work came with this account, and would find nobody without it.")
    found.delete_instance()
    return found


def _owner(one: Wanted, organization_id: int) -> Identity | None:
    """Whose identity that is. A GitHub name may be known by its account, the last who was seen with it."""
    provider, text = one
    waiting = (Identity.provider == provider) & (Identity.external_id == text.lower())
    if provider == WAITING:
        found = identities.met(text.lower(), organization_id)
        if found is not None:
            return found
    return Identity.get_or_none(waiting)


def _person(name: str, known: list[Wanted], now: datetime) -> Person:
    login = next((text for provider, text in known if provider == WAITING), None)
    shown = name or login or names.of_email(known[0][1])
    return Person.create(name=shown, login=login, created_at=now)


def _only_new(person: Person, owners: dict[int, Identity]) -> None:
    # Whoever is known already proves further accounts themselves: an admin of another tenant must not add a way in.
    if owners:
        raise Taken(f"One of the two is known already, as person {person.id}; give that one alone.")


def _attach(organization: Organization, person: Person, one: Wanted, now: datetime) -> Identity:
    provider, text = one
    row = {"person": person, "provider": provider, "external_id": text.lower(), "login": text, "seen_at": now}
    noted = Identity.insert(row | {"known_to": [organization.id]})
    won = list(noted.on_conflict_ignore().returning(Identity).execute())
    if not won:
        raise Taken("Somebody else was given this identity just now.")
    attached: Identity = won[0]
    return attached


def _worked(person_id: int) -> bool:
    earned = "SELECT 1 FROM entry WHERE item_id IS NOT NULL AND coalesce(earner_id, person_id) = %s LIMIT 1"
    return bool(rows(earned, person_id))
