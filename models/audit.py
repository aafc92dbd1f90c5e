"""A manual operation comes in; one audit line goes out, in the operation's own transaction, chained to the one before.

Each line's digest covers what it says and the digest of the organisation's line before it, so that none can be changed
or left out unseen (models/audit_reading.py verifies). The actor's name is covered by a salted digest: when the person
is erased, the name and its salt go, and the chain still holds.
"""

import hashlib
import secrets
from datetime import datetime
from typing import Any

import orjson
from peewee import SQL, BigIntegerField, CharField, TextField

from models.db import Instant, Json, Record, link, rows
from models.rules.messages import iso
from models.rules.work import Value
from models.tenants import Organization


class Actor(Value):
    """Who acts, and from which door: `rest`, `socket`, `command line`, `page` or `worker`."""

    name: str
    door: str
    person: int | None = None


class AuditLine(Record):
    """Who did what to what, before and after, and why. `before` and `after` hold ids, never names or addresses.

    Lines without a digest were written before there was a chain.
    """

    organization_id: int
    organization = link(Organization)
    at = Instant()
    actor = CharField(max_length=200)
    door = CharField(max_length=20)
    action = CharField(max_length=60)
    target = CharField(max_length=200)
    before = Json(null=True)
    after = Json(null=True)
    why = TextField(default="")
    person_id = BigIntegerField(null=True)
    salt = CharField(max_length=32, null=True)
    actor_digest = CharField(max_length=64, null=True)
    previous = CharField(max_length=64, null=True)
    digest = CharField(max_length=64, null=True)


AuditLine.add_index(AuditLine.index(AuditLine.organization, AuditLine.id, name="audit_organization"))
AuditLine.add_index(AuditLine.index(AuditLine.person_id, name="audit_person", where=SQL("person_id IS NOT NULL")))


class AuditHead(Record):
    """The end of an organisation's chain. Its row is the lock under which lines are added, taken last of all locks."""

    organization = link(Organization, unique=True)
    line_id = BigIntegerField(null=True)
    digest = CharField(max_length=64)


START = "0" * 64
_HEAD = """
INSERT INTO audit_head (organization_id, digest) VALUES (%s, %s)
ON CONFLICT (organization_id) DO UPDATE SET digest = audit_head.digest RETURNING digest
"""


def write(
    organization: Organization,
    actor: Actor,
    action: str,
    target: str,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str = "",
) -> AuditLine:
    """One line, committed with what it tells of. Nothing that takes another lock may follow in the unit."""
    [(previous,)] = rows(_HEAD, organization.id, START)
    salt = secrets.token_hex(16)
    line = AuditLine(
        organization=organization,
        at=now,
        actor=actor.name,
        door=actor.door,
        action=action,
        target=target,
        before=before,
        after=after,
        why=why,
        person_id=actor.person,
        salt=salt,
        actor_digest=actor_digest(salt, actor.name),
        previous=previous,
    )
    line.digest = digest(line)
    line.save(force_insert=True)
    AuditHead.update(line_id=line.id, digest=line.digest).where(AuditHead.organization == organization).execute()
    return line


def actor_digest(salt: str, name: str) -> str:
    """What stands for the actor's name in the chain."""
    return hashlib.sha256(f"{salt}|{name}".encode()).hexdigest()


def digest(line: AuditLine) -> str:
    """SHA-256, in hex, of the line's content as sorted JSON and the digest before it."""
    content = {
        "organization": line.organization_id,
        "at": iso(line.at),
        "actor": line.actor_digest,
        "person": line.person_id,
        "door": line.door,
        "action": line.action,
        "target": line.target,
        "before": line.before,
        "after": line.after,
        "why": line.why,
        "previous": line.previous,
    }
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
