"""An organisation as somebody wants it comes in; it goes out with its admin and its special badges, ready to work.

On an empty server the set-up code opens this door, once: who can read the server's log founds the first organisation.
The first admin owns the server.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field, field_validator, model_validator

from models import audit, identities, organizations, people, sealing, special
from models.audit import Actor
from models.badges import Badge
from models.db import rows
from models.errors import NotAllowed
from models.people import Identity, Membership, Person
from models.rules import names
from models.rules.special import Special
from models.rules.texts import Name, text
from models.rules.work import Value
from models.tenants import Organization

MOST_SPECIAL = 50
_PURPOSE, _CODE_LENGTH = "set-up code", 24
_LOCK = 0x636F6465
"""Of PostgreSQL's advisory locks: two who found at once, found one after the other."""


class Admin(Value):
    """Who will run it: by e-mail or by GitHub name, known here or not yet."""

    name: Name | None = None
    email: text(3, 320) | None = None  # type: ignore[valid-type]
    github: text(1, 100) | None = None  # type: ignore[valid-type]

    @field_validator("email")
    @classmethod
    def _an_address(cls, given: str | None) -> str | None:
        return None if given is None else names.as_value(names.email, given)

    @field_validator("github")
    @classmethod
    def _a_name(cls, given: str | None) -> str | None:
        return None if given is None else names.as_value(names.github, given)

    @model_validator(mode="after")
    def _one_of_both(self) -> "Admin":
        if (self.email is None) == (self.github is None):
            raise ValueError("give either the e-mail address or the GitHub name of the admin")
        return self


class Founding(Value):
    """A new organisation. `set_up_code`: on a server that has none yet."""

    name: Name
    slug: text(1, 60)  # type: ignore[valid-type]
    time_zone: text(1, 60) = "UTC"  # type: ignore[valid-type]
    admin: Admin
    special_badges: tuple[Special, ...] = Field(default=(), max_length=MOST_SPECIAL)
    set_up_code: text(0, 100) | None = None  # type: ignore[valid-type]


@dataclass(frozen=True)
class Founded:
    """What was made."""

    organization: Organization
    admin: Person
    badges: list[Badge]
    first: bool


def is_open() -> bool:
    """Whether there is no organisation yet."""
    return not Organization.select().exists()


def set_up_code() -> str:
    """What whoever runs this server shows to prove it; the same until its secret key changes."""
    return _codes()[0]


def check(code: str | None) -> None:
    """Raises NotAllowed for a code that is not this server's."""
    shown = (code or "").strip().encode("utf-8", "replace")
    fits = [hmac.compare_digest(one.encode(), shown) for one in _codes()]
    if not any(fits):
        raise NotAllowed("The set-up code is missing or wrong; `codebadge up` shows the link that holds it.")


def alone() -> None:
    """Nobody else founds until this unit ends; so what `is_open` says then is so."""
    rows("SELECT pg_advisory_xact_lock(%s)", _LOCK)


def found(wanted: Founding, by: Actor | None, door: str, now: datetime) -> Founded:
    """The organisation; its admin is a super admin. Without `by`, the admin themselves has made it.

    Raises Invalid, and Taken for a slug in use.
    """
    alone()
    first = is_open()
    organization = organizations.create(wanted.slug, wanted.name, wanted.time_zone, now)
    admin = _admin(organization, wanted.admin, now)
    if not Person.select().where(Person.owner).exists():
        Person.update(owner=True).where(Person.id == admin.id).execute()
    Membership.create(organization=organization, person=admin, role="super_admin", joined_at=now)
    badges = [special.create(organization, one, now) for one in wanted.special_badges]
    after = {
        "slug": organization.slug,
        "time_zone": organization.time_zone,
        "admin": admin.id,
        "special": [badge.id for badge in badges],
    }
    actor = by or Actor(name=admin.name, door=door, person=admin.id)
    audit.write(organization, actor, "organization:create", f"organization:{organization.id}", now, after=after)
    return Founded(organization, Person.get_by_id(admin.id), badges, first)


def _admin(organization: Organization, wanted: Admin, now: datetime) -> Person:
    known = _known(organization, wanted)
    if known is not None:
        return known
    login = str(wanted.email or wanted.github)
    called = wanted.name or (names.of_email(login) if wanted.email else login)
    person: Person = Person.create(name=called, login=wanted.github, avatar=None, created_at=now)
    Identity.create(
        person=person,
        provider="email" if wanted.email else "github-login",
        external_id=login,
        login=login,
        seen_at=now,
        known_to=[organization.id],
    )
    return person


def _known(organization: Organization, wanted: Admin) -> Person | None:
    """The person of that account, as they are after all merging; who was erased is nobody. Raises Taken."""
    identity = identities.met(wanted.github, organization.id) if wanted.github else None
    if identity is None:
        provider, text = ("github-login", wanted.github) if wanted.github else ("email", wanted.email)
        identity = Identity.get_or_none(Identity.provider == provider, Identity.external_id == text)
    if identity is None:
        return None
    person: Person = Person.get_by_id(people.current([identity.person_id])[identity.person_id])
    if person.erased_at is not None:
        return None
    identities.sure(organization.id, person, [identity])
    identities.note_known(identity, organization.id)
    return person


def _codes() -> list[str]:
    return [mark[:_CODE_LENGTH] for mark in sealing.marks(_PURPOSE, "codebadge")]
