"""A moment comes in; due Dispatches go out as Parcels, leased; what came of them comes back from workers/outgoing.py.

The request itself is made between two units. An outlet is locked before its dispatches, and served by one worker at a
time, so that its events arrive in their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models import outlets
from models.db import rows
from models.dispatches import Dispatch
from models.outlets import Outlet
from models.rules import outgoing
from models.rules.outgoing import Verdict

AT_ONCE = 8
"""Outlets that are served side by side."""
EACH = 10
"""Events that one of them is told in its turn; then it is the others'."""
LEASE = timedelta(minutes=2)
"""Whoever took an outlet has so long."""
# Of an outlet that rests, or is worked at, no row is looked at.
_OPEN = "o.state = 'active' AND (o.rests_until IS NULL OR o.rests_until <= %s)"
_WAITING = (
    "EXISTS (SELECT 1 FROM dispatch d WHERE d.outlet_id = o.id AND d.state = 'waiting' AND d.next_at <= %s LIMIT 1)"
)


@dataclass(frozen=True)
class Parcel:
    """One event, ready to be signed and sent. `secrets` are sealed."""

    id: int
    outlet: int
    key: str
    body: bytes
    url: str
    secrets: tuple[str, ...]


_DUE = f"""
SELECT 1 FROM outlet o JOIN organization g ON g.id = o.organization_id
WHERE {_OPEN} AND (o.upto < g.last_seq OR {_WAITING}) LIMIT 1
"""


def due(now: datetime) -> bool:
    """Whether there is anything to send or to look at: cheap, for the relay."""
    return bool(rows(_DUE, now, now))


def take(now: datetime) -> list[list[Parcel]]:
    """What is due of some outlets, those first that have waited longest; each is leased."""
    found = rows(
        f"SELECT o.id FROM outlet o WHERE {_OPEN} AND {_WAITING} "
        f"ORDER BY o.rests_until NULLS FIRST, o.id LIMIT {AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED",
        now,
        now,
    )
    return [_parcels(Outlet.get_by_id(one), now) for (one,) in found]


def _parcels(outlet: Outlet, now: datetime) -> list[Parcel]:
    mine = (Dispatch.outlet == outlet) & (Dispatch.state == "waiting") & (Dispatch.next_at <= now)
    found = list(Dispatch.select().where(mine).order_by(Dispatch.id).limit(EACH))
    outlet.rests_until = now + LEASE
    outlet.save(only=[Outlet.rests_until])
    secrets = outlet.signing(now)
    return [Parcel(one.id, outlet.id, one.key, one.body.encode(), outlet.url, secrets) for one in found]


def note(outlet_id: int, outcomes: Sequence[tuple[Parcel, Verdict]], now: datetime, jitter: float) -> None:
    """What came of those of an outlet's parcels that were tried, in their order. `jitter`: from 0 to 1."""
    outlet: Outlet | None = Outlet.select().where(Outlet.id == outlet_id).for_update().first()
    if outlet is None:
        return
    outlet.rests_until = now
    for parcel, verdict in outcomes:
        _note_one(outlet, parcel, verdict, now, jitter)
    outlet.save()
    last = outcomes[-1][1] if outcomes else None
    if outlet.state != "active" or last is None or outlet.failing_since is None:
        return
    if last.meaning == "gone" or now - outlet.failing_since >= outgoing.LONG:
        outlets.switch_off(outlet, last.words, now)


def _note_one(outlet: Outlet, parcel: Parcel, verdict: Verdict, now: datetime, jitter: float) -> None:
    row: Dispatch | None = Dispatch.select().where(Dispatch.id == parcel.id).for_update().first()
    if verdict.meaning == "sent":
        outlet.failing_since, outlet.error, outlet.sent_at = None, None, now
    else:
        outlet.failing_since, outlet.error = outlet.failing_since or now, verdict.words
        outlet.rests_until = outgoing.rest(verdict, outlet.failing_since, now)
    if row is None:
        return
    row.attempts, row.status, row.error = row.attempts + 1, verdict.status, verdict.words or None
    if verdict.meaning == "sent":
        row.state, row.sent_at, row.next_at = "sent", now, None
    else:
        gone = verdict.meaning == "gone"
        row.next_at = None if gone else outgoing.next_try(row.attempts, verdict, now, jitter)
        row.state = "waiting" if row.next_at else "failed"
    row.save()
