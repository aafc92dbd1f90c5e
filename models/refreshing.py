"""A refresh token comes in; a new pair of tokens goes out, once: a second use ends its whole family."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

from peewee import CharField

from models.db import Instant, Record, link, rows
from models.errors import NotSignedIn
from models.people import Person
from models.tenants import Organization

LASTS = timedelta(days=30)
PREFIX = "cbr_"
log = logging.getLogger("codebadge.auth")


class RefreshToken(Record):
    """One link of a chain of refresh tokens; `family` names the chain. `digest` is SHA-256 of its text."""

    person_id: int
    organization_id: int
    person = link(Person, index=True)
    organization = link(Organization)
    family = CharField(max_length=40, index=True)
    digest = CharField(max_length=64, unique=True)
    created_at = Instant()
    expires_at = Instant()
    used_at = Instant(null=True)
    ended_at = Instant(null=True)


def start(person_id: int, organization_id: int, now: datetime) -> str:
    """The first token of a new family."""
    RefreshToken.delete().where(RefreshToken.person == person_id, RefreshToken.expires_at <= now).execute()
    return _add(person_id, organization_id, secrets.token_hex(16), now)


def rotate(text: str, now: datetime) -> tuple[int, int, str] | None:
    """(person, organisation, the next token). Raises NotSignedIn for a token that is unknown, expired or ended.

    None for one that was used before: either it or its successor was stolen, so its family has ended now. That must
    be committed before the caller is refused.
    """
    row = _locked(text)
    if row is None or row.ended_at is not None or row.expires_at <= now:
        raise NotSignedIn("This refresh token is unknown, expired or ended.")
    if row.used_at is not None:
        RefreshToken.update(ended_at=now).where(
            RefreshToken.family == row.family, RefreshToken.ended_at.is_null()
        ).execute()
        log.warning("a refresh token was used twice; its family has ended", extra={"person": row.person_id})
        return None
    RefreshToken.update(used_at=now).where(RefreshToken.id == row.id).execute()
    return row.person_id, row.organization_id, _add(row.person_id, row.organization_id, row.family, now)


def revoke(text: str, now: datetime) -> None:
    """Ends the token's family; says nothing of a token that there is not."""
    row = _locked(text)
    if row is not None:
        RefreshToken.update(ended_at=now).where(
            RefreshToken.family == row.family, RefreshToken.ended_at.is_null()
        ).execute()


def end_all(person_id: int, now: datetime) -> None:
    """Ends every family of a person."""
    RefreshToken.update(ended_at=now).where(RefreshToken.person == person_id, RefreshToken.ended_at.is_null()).execute()


def _locked(text: str) -> RefreshToken | None:
    """The row as it is once nobody else renews or ends this person's tokens."""
    mine = RefreshToken.digest == hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    found: RefreshToken | None = RefreshToken.get_or_none(mine)
    if found is None:
        return None
    rows("SELECT 1 FROM person WHERE id = %s FOR NO KEY UPDATE", found.person_id)
    again: RefreshToken | None = RefreshToken.get_or_none(mine)
    return again


def _add(person_id: int, organization_id: int, family: str, now: datetime) -> str:
    text = PREFIX + secrets.token_urlsafe(32)
    RefreshToken.create(
        person=person_id,
        organization=organization_id,
        family=family,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        created_at=now,
        expires_at=now + LASTS,
    )
    return text
