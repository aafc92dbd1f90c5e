"""Checked requests come in; Deliveries, kept before they are acknowledged, go out; workers/intake.py is next.

The row is the queue: pending → processing (lease, attempts) → done | ignored | parked | dead. While it waits,
`due_at` says from when it may be taken; while it is processed, when its lease ends.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal

from peewee import SQL, BlobField, CharField, SmallIntegerField, TextField

from models.db import Instant, Record, columns, execute_many, link, loaded, rows
from models.errors import NotFound
from models.hooks import Hook
from models.rules.work import Value
from models.tenants import Organization

Outcome = Literal["done", "ignored", "parked", "dead"]
LEASE = timedelta(seconds=10)
"""After it, a row whose worker died is taken again. One that is still worked on is locked, and skipped."""
ATTEMPTS = 6
OVERDUE = timedelta(seconds=5)


class Delivery(Record):
    """One request received through a hook; `body` is the JSON text. `note` explains its outcome to an admin."""

    hook_id: int
    hook = link(Hook)
    guid = CharField(max_length=200)
    event = CharField(max_length=100)
    body = BlobField()
    received_at = Instant()
    state = CharField(max_length=12, default="pending")
    attempts = SmallIntegerField(default=0)
    due_at = Instant()
    note = TextField(default="")
    finished_at = Instant(null=True)

    class Meta:
        indexes = ((("hook", "guid"), True),)


Delivery.add_index(
    Delivery.index(Delivery.id, name="delivery_waiting", where=SQL("state IN ('pending', 'processing')"))
)
Delivery.add_index(Delivery.index(Delivery.id, name="delivery_lost", where=SQL("state IN ('parked', 'dead')")))
Delivery.add_index(Delivery.index(Delivery.hook, Delivery.id, name="delivery_hook"))
# Of Trello's actions, which several hooks may tell of.
Delivery.add_index(Delivery.index(Delivery.guid, name="delivery_action", where=SQL("length(guid) = 24")))


class Arrival(Value):
    """A request whose signature was right."""

    hook_id: int
    guid: str
    event: str
    body: bytes
    received_at: datetime


class Kept(Value):
    """The row that an arrival became. `fresh` is False for a delivery that was known (and is not waiting anew)."""

    id: int
    fresh: bool


_KEEP = """
INSERT INTO delivery (hook_id, guid, event, body, received_at, due_at, state, attempts, note) VALUES %s
ON CONFLICT (hook_id, guid) DO NOTHING RETURNING hook_id, guid, id
"""
# Not as ON CONFLICT DO UPDATE: that would wait for the lock of a row which a worker is settling just now, and make
# the whole group of arrivals wait with it.
_REVIVE = """
UPDATE delivery d SET state = 'pending', attempts = 0, due_at = %s, note = ''
FROM unnest(%s::bigint[], %s::text[]) AS a(hook_id, guid)
WHERE d.hook_id = a.hook_id AND d.guid = a.guid AND d.state = 'dead' RETURNING d.hook_id, d.guid, d.id
"""
_KNOWN = """
SELECT d.hook_id, d.guid, d.id FROM delivery d
JOIN unnest(%s::bigint[], %s::text[]) AS a(hook_id, guid) ON d.hook_id = a.hook_id AND d.guid = a.guid
"""
_LEASE = """
UPDATE delivery SET state = 'processing', attempts = attempts + 1, due_at = %s
WHERE id = (SELECT id FROM delivery WHERE state IN ('pending', 'processing') AND due_at <= %s {one}
            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id
"""


# By hand, as all that every delivery asks: put together by peewee, it costs more than PostgreSQL's answer.
_CLAIM = f"""
SELECT {columns(Delivery, "d")}, {columns(Hook, "h")}, {columns(Organization, "o")}
FROM delivery d JOIN hook h ON h.id = d.hook_id JOIN organization o ON o.id = h.organization_id
WHERE d.id = %s AND d.state = 'processing' FOR UPDATE OF d
"""


def keep(arrivals: Sequence[Arrival]) -> list[Kept]:
    """Rows for all arrivals by one insert; the same delivery again makes no second row, a dead one lives again."""
    # One statement may not touch a row twice, and the same delivery can arrive twice in one group.
    unique = {(arrival.hook_id, arrival.guid): arrival for arrival in arrivals}
    # In one order for everybody: two groups that share deliveries must not wait for each other in a circle.
    values = [
        (a.hook_id, a.guid, a.event, a.body, a.received_at, a.received_at, "pending", 0, "")
        for _, a in sorted(unique.items())
    ]
    fresh = {(hook, guid): row for hook, guid, row in execute_many(_KEEP, values)}
    fresh |= _revive([key for key in unique if key not in fresh], arrivals[-1].received_at)
    known = _find([key for key in unique if key not in fresh])
    return [Kept(id=(fresh | known)[key], fresh=key in fresh) for key in ((a.hook_id, a.guid) for a in arrivals)]


# By the index delivery_action, of ids as long as those of Trello's actions.
_TOLD = """
SELECT d.id FROM delivery d JOIN hook h ON h.id = d.hook_id
WHERE d.guid = %s AND length(d.guid) = 24 AND d.state <> 'dead' AND h.organization_id = %s AND h.provider = %s LIMIT 1
"""


def told(organization_id: int, provider: str, guid: str) -> Kept | None:
    """The row of what one of the organisation's hooks at this provider told already, under an id that they share.

    Asked before the row is kept, without a lock: two hooks that tell at the same moment leave two rows, and the fold
    of the second one changes nothing (law 4). A unique index over hooks would cost every provider's every delivery.
    """
    found = rows(_TOLD, guid, organization_id, provider)
    return Kept(id=found[0][0], fresh=False) if found else None


def lease(now: datetime, delivery_id: int | None = None) -> int | None:
    """Takes the oldest waiting row (or that one) for `LEASE`; None when there is none or another worker has it."""
    one = "" if delivery_id is None else "AND id = %s"
    values = [now + LEASE, now] + ([] if delivery_id is None else [delivery_id])
    found = rows(_LEASE.format(one=one), *values)
    return int(found[0][0]) if found else None


def claim(delivery_id: int) -> Delivery | None:
    """The leased row, locked until the unit ends; None when somebody finished it meanwhile."""
    found = rows(_CLAIM, delivery_id)
    if not found:
        return None
    parts = iter(found[0])
    delivery = loaded(Delivery, islice(parts, len(Delivery._meta.sorted_fields)))
    hook = loaded(Hook, islice(parts, len(Hook._meta.sorted_fields)))
    delivery.hook, hook.organization = hook, loaded(Organization, parts)
    return delivery


def finish(delivery: Delivery, outcome: Outcome, note: str, now: datetime) -> None:
    """The row's end, committed together with everything that the delivery caused."""
    rows(_FINISH, outcome, note[:1000], now, delivery.id)


_FINISH = "UPDATE delivery SET state = %s, note = %s, finished_at = %s WHERE id = %s RETURNING 1"


def fail(delivery_id: int, note: str, now: datetime) -> None:
    """An attempt failed: the row waits longer each time, and is dead after the last attempt.

    Nothing, when another worker has finished it since (its lease had ended).
    """
    row = Delivery.select().where(Delivery.id == delivery_id, Delivery.state == "processing").for_update().first()
    if row is None:
        return
    if row.attempts >= ATTEMPTS:
        finish(row, "dead", note, now)
    else:
        due = now + timedelta(seconds=2**row.attempts)
        Delivery.update(state="pending", due_at=due, note=note[:1000]).where(Delivery.id == delivery_id).execute()


def replay(organization_id: int, delivery_id: int, now: datetime) -> None:
    """Lets a finished delivery be read again; reconciling makes that harmless. Raises NotFound."""
    row = Delivery.select().join(Hook).where(Delivery.id == delivery_id, Hook.organization == organization_id).first()
    if row is None:
        raise NotFound(f"There is no delivery {delivery_id} in this organisation.")
    Delivery.update(state="pending", attempts=0, due_at=now, note="").where(
        Delivery.id == delivery_id, Delivery.state != "processing"
    ).execute()


def overdue(now: datetime) -> int | None:
    """A row that should have been taken by now: its bell was lost, or its worker died."""
    found = rows(
        "SELECT id FROM delivery WHERE state IN ('pending', 'processing') AND due_at <= %s ORDER BY id LIMIT 1",
        now - OVERDUE,
    )
    return int(found[0][0]) if found else None


def waiting(now: datetime) -> tuple[int, float]:
    """(how many rows wait, seconds that the oldest due one has waited): the intake's lag."""
    [(count, oldest)] = rows("SELECT count(*), min(due_at) FROM delivery WHERE state IN ('pending', 'processing')")
    return int(count), max(0.0, (now - oldest).total_seconds()) if oldest else 0.0


def _revive(keys: Sequence[tuple[int, str]], now: datetime) -> dict[tuple[int, str], int]:
    return _ids(_REVIVE, keys, now)


def _find(keys: Sequence[tuple[int, str]]) -> dict[tuple[int, str], int]:
    return _ids(_KNOWN, keys)


def _ids(sql: str, keys: Sequence[tuple[int, str]], *before: object) -> dict[tuple[int, str], int]:
    found = rows(sql, *before, [hook for hook, _ in keys], [guid for _, guid in keys]) if keys else []
    return {(hook, guid): row for hook, guid, row in found}
