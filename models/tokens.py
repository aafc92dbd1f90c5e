"""A role comes in; a token goes out, shown once and kept as a hash. server/auth.py asks who holds one."""

import hashlib
import secrets
from datetime import datetime

from peewee import CharField

from models.db import Instant, Json, Record, link
from models.errors import Invalid, NotSignedIn
from models.people import Person
from models.rules.callers import Caller
from models.rules.roles import GIVEN
from models.tenants import Organization

PREFIX = "cbt_"


class Token(Record):
    """An API token. `digest` is SHA-256 of 32 random bytes' text: too much entropy to need a slow hash.

    `person`: who made it. `scopes`: the capabilities it is limited to; None for all of its role.
    """

    organization_id: int
    organization = link(Organization)
    name = CharField(max_length=200)
    role = CharField(max_length=20)
    digest = CharField(max_length=64, unique=True)
    person = link(Person, null=True)
    scopes = Json(null=True)
    created_at = Instant()
    expires_at = Instant(null=True)
    revoked_at = Instant(null=True)
    used_at = Instant(null=True)


Token.add_index(Token.index(Token.organization, Token.id, name="token_organization"))


def create(
    organization: Organization, role: str, name: str, now: datetime, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """(the row, the token's text that is shown this once). Raises Invalid for an unknown role."""
    if role not in GIVEN:
        raise Invalid(f"There is no role “{role[:40]}”. Roles are {', '.join(GIVEN)}.")
    text = PREFIX + secrets.token_urlsafe(32)
    row = Token.create(
        organization=organization, name=name, role=role, digest=_digest(text), created_at=now, expires_at=expires_at
    )
    return row, text


def caller(text: str, now: datetime) -> Caller:
    """Who holds this token. Raises NotSignedIn."""
    row = Token.get_or_none(Token.digest == _digest(text), Token.revoked_at.is_null()) if text else None
    if row is None or (row.expires_at is not None and row.expires_at <= now):
        raise NotSignedIn("This token is unknown, expired or revoked.")
    organization = row.organization
    return Caller.model_validate(
        {
            "token_id": row.id,
            "organization": organization.id,
            "org": organization.slug,
            "role": row.role,
            "name": row.name,
            "scopes": None if row.scopes is None else frozenset(row.scopes),
        }
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
