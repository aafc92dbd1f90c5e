"""A token's text or a session's secret comes in; who calls goes out: an organisation, their role in it now, and who."""

import hashlib
from datetime import datetime
from typing import cast

from models import jwts, people, sessions, tokens
from models.errors import NotSignedIn
from models.people import Membership, Person
from models.rules import roles
from models.rules.callers import Caller, Visitor, Way
from models.rules.roles import Role
from models.tenants import Organization


def of_bearer(text: str, now: datetime) -> Caller:
    """Who holds this token: an API token, or a signed one. Raises NotSignedIn."""
    if text.startswith(tokens.PREFIX):
        return _below_its_maker(tokens.caller(text, now))
    claims = jwts.read(text, now)
    person = Person.get_or_none(Person.id == int(claims.sub)) if claims.sub.isdigit() else None
    if person is None or not is_current(person) or person.epoch != claims.epoch:
        raise NotSignedIn("This token is unknown, expired or revoked.")
    organization = Organization.get_or_none(Organization.id == claims.org)
    found = of_person(person, organization, "jwt") if organization else None
    if found is None:
        raise NotSignedIn("You are no longer a member of this organisation.")
    return found


def visitor(secret: str, now: datetime) -> Visitor | None:
    """Who is signed in with this session; None when it has ended."""
    session = sessions.find(secret, now)
    if session is None:
        return None
    person: Person = session.person
    return Visitor(
        person=person.id,
        name=person.name,
        owner=person.owner,
        session=session.id,
        due=sessions.is_due(session, now),
    )


def of_session(secret: str, org: str | None, now: datetime) -> Caller | None:
    """Who calls with this session, in the organisation of that slug; None when it has ended, and for strangers."""
    found = visitor(secret, now)
    return None if found is None else of_visitor(found, org)


def of_visitor(found: Visitor, org: str | None) -> Caller | None:
    """Somebody signed in, as a member of that organisation; None for strangers there."""
    organization = Organization.get_or_none(Organization.slug == org) if org and org.isprintable() else None
    return None if organization is None else of_person(Person.get_by_id(found.person), organization, "session")


def of_person(person: Person, organization: Organization, way: Way) -> Caller | None:
    """A person with the role that they have in this organisation now; None for strangers there."""
    role = role_in(person, organization.id)
    if role is None:
        return None
    return Caller(
        organization=organization.id, org=organization.slug, role=role, name=person.name, person=person.id, way=way
    )


def role_in(person: Person, organization_id: int) -> Role | None:
    """The server's owner stands above all; who has left is a contributor; strangers have none."""
    if person.owner:
        return "owner"
    member = Membership.get_or_none(Membership.organization == organization_id, Membership.person == person.id)
    return None if member is None else role_of(member)


def _below_its_maker(token: Caller) -> Caller:
    """Whoever made a token and has fallen since, takes it along."""
    if token.maker is None:
        return token
    now_is = people.current([token.maker])[token.maker]
    maker = role_in(Person.get_by_id(now_is), token.organization) or "contributor"
    return token if roles.outranks(maker, token.role) else token.model_copy(update={"role": maker})


def role_of(member: Membership) -> Role:
    """What a membership lets do today."""
    return cast(Role, member.role) if member.left_at is None else "contributor"


def is_current(person: Person) -> bool:
    """Whether they can act: nobody does as a person who was erased or merged into another."""
    return person.erased_at is None and person.merged_into is None


def note_use(caller: Caller | None, seen: Visitor | None, now: datetime) -> None:
    """Keeps when a token or a session was last used; in a unit of its own, after what was asked."""
    if caller is not None and caller.due and caller.token_id is not None:
        tokens.note_use(caller.token_id, now)
    if seen is not None and seen.due:
        sessions.see(seen.session, now)


def fingerprint(shown: str) -> str:
    """What stands for a caller's token where only equality matters."""
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
