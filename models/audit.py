"""A manual operation comes in; one audit line goes out, in the operation's own transaction."""

from datetime import datetime
from typing import Any

from peewee import CharField, TextField

from models.db import Instant, Json, Record, link
from models.rules.work import Value
from models.tenants import Organization


class Actor(Value):
    """Who acts, and from which door: `rest`, `socket` or `command line`."""

    name: str
    door: str


class AuditLine(Record):
    """Who did what to what, before and after, and why."""

    organization = link(Organization)
    at = Instant()
    actor = CharField(max_length=200)
    door = CharField(max_length=20)
    action = CharField(max_length=60)
    target = CharField(max_length=200)
    before = Json(null=True)
    after = Json(null=True)
    why = TextField(default="")


AuditLine.add_index(AuditLine.index(AuditLine.organization, AuditLine.id, name="audit_organization"))


def write(
    organization: Organization,
    actor: Actor,
    action: str,
    target: str,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str = "",
) -> None:
    """One line, committed with what it tells of."""
    AuditLine.create(
        organization=organization,
        at=now,
        actor=actor.name,
        door=actor.door,
        action=action,
        target=target,
        before=before,
        after=after,
        why=why,
    )
