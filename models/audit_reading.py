"""An organisation comes in; lines of its audit trail go out, and whether its chain holds (audit.py writes it)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models import audit
from models.audit import START, AuditHead, AuditLine
from models.rules.messages import Time
from models.rules.work import Value
from models.tenants import Organization

FAULTS = 20
"""Faults of one chain that are told; after the first, more only say the same."""
STRETCH = 1_000


class AuditCard(Value):
    """One line as an admin reads it. `actor` is the name at the time."""

    id: int
    at: Time
    actor: str
    door: str
    action: str
    target: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    why: str


class Wanted(Value):
    """Which lines: all that is given must fit. `since` is within, `until` is not; `before` is a line's id."""

    action: str | None = None
    actor: str | None = None
    target: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


class Fault(Value):
    """What is wrong with a chain, and at which line it shows."""

    line: int | None
    words: str


def page(organization: Organization, wanted: Wanted, limit: int) -> tuple[list[AuditCard], int | None]:
    """(lines newest first, the `before` of the next page or None)."""
    found = list(_fitting(organization, wanted).order_by(AuditLine.id.desc()).limit(limit + 1))
    return [card(line) for line in found[:limit]], found[limit - 1].id if len(found) > limit else None


def after(organization_id: int, line_id: int, limit: int) -> list[AuditCard]:
    """The lines that follow one, oldest first. None is ever missed: an organisation's lines commit in order of id,
    for the chain's head is locked from a line's making to its commit."""
    mine = AuditLine.organization == organization_id
    found = AuditLine.select().where(mine, AuditLine.id > line_id).order_by(AuditLine.id).limit(limit)
    return [card(line) for line in found]


def last(organization_id: int, limit: int) -> list[AuditCard]:
    """The last lines, oldest first."""
    mine = AuditLine.select().where(AuditLine.organization == organization_id)
    return [card(line) for line in reversed(list(mine.order_by(AuditLine.id.desc()).limit(limit)))]


def card(line: AuditLine) -> AuditCard:
    """How a line is shown."""
    return AuditCard.model_validate({name: getattr(line, name) for name in AuditCard.model_fields})


def verify(organization: Organization) -> tuple[int, list[Fault]]:
    """(lines looked at, what is wrong with the chain): a line that was changed, left out, put in or moved shows."""
    faults: list[Fault] = []
    count, last_id, previous = 0, None, START
    for line in _chained(organization):
        count += 1
        faults += [Fault(line=line.id, words=words) for words in _wrong(line, previous, begun=last_id is not None)]
        if line.digest is not None:
            last_id, previous = line.id, line.digest
        if len(faults) >= FAULTS:
            return count, faults[:FAULTS]
    head = AuditHead.get_or_none(AuditHead.organization == organization)
    if (head.line_id if head else None, head.digest if head else START) != (last_id, previous):
        faults.append(Fault(line=last_id, words="the chain does not end here: lines are missing at its end"))
    return count, faults


def _wrong(line: AuditLine, previous: str, begun: bool) -> Iterator[str]:
    if line.digest is None:
        if begun:
            yield "it is not in the chain: it was put in beside it"
        return
    if line.previous != previous:
        yield "what it follows is not the line before it: a line was left out, put in or moved"
    if line.digest != audit.digest(line):
        yield "it was changed"
    # The name of somebody who was erased has lost its salt, and can no longer be compared.
    if line.salt is not None and line.actor_digest != audit.actor_digest(line.salt, line.actor):
        yield "the name of who did it was changed"


def _chained(organization: Organization) -> Iterator[AuditLine]:
    """Every line in its order, a stretch at a time."""
    last = 0
    while True:
        mine = AuditLine.select().where(AuditLine.organization == organization, AuditLine.id > last)
        stretch = list(mine.order_by(AuditLine.id).limit(STRETCH))
        yield from stretch
        if len(stretch) < STRETCH:
            return
        last = stretch[-1].id


def _fitting(organization: Organization, wanted: Wanted) -> Any:
    conditions = [AuditLine.organization == organization]
    for column in ("action", "actor", "target"):
        value = getattr(wanted, column)
        conditions += [] if value is None else [getattr(AuditLine, column) == value]
    if wanted.since is not None:
        conditions.append(AuditLine.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(AuditLine.at < wanted.until)
    if wanted.before is not None:
        conditions.append(AuditLine.id < wanted.before)
    return AuditLine.select().where(*conditions)
