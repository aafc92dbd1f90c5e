"""A role comes in; a token goes out, shown once and kept as a hash. models/callers.py asks who holds one."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from peewee import CharField

from models.db import Instant, Json, Record, link
from models.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from models.people import Person
from models.rules import roles
from models.rules.callers import Caller
from models.rules.messages import Time
from models.rules.roles import CAPABILITIES, GIVEN, Role
from models.rules.work import Value
from models.tenants import Organization

PREFIX = "cbt_"
SEEN_EVERY = timedelta(minutes=1)


class Token(Record):
    """An API token. `digest` is SHA-256 of 32 random bytes' text: too much entropy to need a slow hash.

    `person`: who made it. `scopes`: the capabilities it is limited to; None for all of its role.
    """

    organization_id: int
    person_id: int | None
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


class TokenCard(Value):
    """A token as admins see it: everything but its text, which is kept nowhere."""

    id: int
    name: str
    role: str
    scopes: tuple[str, ...] | None
    created_at: Time
    expires_at: Time | None
    used_at: Time | None
    revoked_at: Time | None


def create(
    organization: Organization,
    role: str,
    name: str,
    now: datetime,
    expires_at: datetime | None = None,
    *,
    scopes: Sequence[str] | None = None,
    person: int | None = None,
) -> tuple[Token, str]:
    """(the row, the token's text that is shown this once). Raises Invalid for a role or scope that cannot be."""
    if role not in GIVEN:
        raise Invalid(f"There is no role “{role[:40]}”. Roles are {', '.join(GIVEN)}.")
    text = PREFIX + secrets.token_urlsafe(32)
    row = Token.create(
        organization=organization,
        name=name,
        role=role,
        digest=_digest(text),
        person=person,
        scopes=None if scopes is None else _scopes(role, scopes),
        created_at=now,
        expires_at=expires_at,
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
            "maker": row.person_id,
            "due": row.used_at is None or now - row.used_at >= SEEN_EVERY,
        }
    )


def note_use(token: int, now: datetime) -> None:
    """Keeps when the token was last used."""
    Token.update(used_at=now).where(Token.id == token).execute()


def revoke(organization_id: int, token: int, by: Role, now: datetime) -> Token:
    """Ends a token of this organisation, for ever. Raises NotFound, and NotAllowed for one of a higher role."""
    row: Token | None = Token.get_or_none(Token.id == token, Token.organization == organization_id)
    if row is None:
        raise NotFound(f"There is no token {token} in this organisation.")
    if not roles.outranks(by, _role(row)):
        raise NotAllowed("This token has a higher role than you.")
    if row.revoked_at is None:
        Token.update(revoked_at=now).where(Token.id == token, Token.revoked_at.is_null()).execute()
        row.revoked_at = now
    return row


def listed(organization_id: int, limit: int, before: int | None = None) -> list[TokenCard]:
    """The organisation's tokens, newest first; `before`: older than the token of that id."""
    older = Token.id.is_null(False) if before is None else Token.id < before
    found = Token.select().where(Token.organization == organization_id, older).order_by(Token.id.desc())
    return [card(row) for row in found.limit(limit)]


def card(row: Token) -> TokenCard:
    """A token as admins see it."""
    return TokenCard(
        id=row.id,
        name=row.name,
        role=row.role,
        scopes=None if row.scopes is None else tuple(row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )


def _scopes(role: str, wanted: Sequence[str]) -> list[str]:
    for scope in wanted:
        if scope not in CAPABILITIES:
            raise Invalid(f"There is no scope “{scope[:40]}”. Scopes are {', '.join(CAPABILITIES)}.")
        if not roles.may(role, scope):  # type: ignore[arg-type]
            raise Invalid(f"The role {role} cannot do {scope}, so no token of it can.")
    return sorted(set(wanted))


def _role(row: Token) -> Role:
    return cast(Role, row.role)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
