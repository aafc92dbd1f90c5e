"""A message that an outlet tells comes in; a Dispatch goes out, tried until it is taken; workers/outgoing.py is next.

The request itself is made between two units: `take` leases an outlet's next ones, `note` keeps what came of them. An
outlet is locked before its dispatches, and served by one worker at a time, so that its events arrive in their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from peewee import SQL, BigIntegerField, CharField, IntegerField, TextField

from models import outbox, outlets, ranking, seasons
from models.db import Instant, Record, database, execute_many, link, rows, unit
from models.errors import InUse, NotFound
from models.outbox import HIDING, Numbered
from models.outlets import Outlet
from models.rules import outgoing
from models.rules.outgoing import Verdict
from models.rules.standings import key as board_key
from models.tenants import Organization

AT_ONCE = 8
"""Outlets that are served side by side."""
EACH = 10
"""Events that one of them is told in its turn; then it is the others'."""
GATHERED = 200
"""Messages of an outlet that are looked at in one unit."""
LEASE = timedelta(minutes=2)
"""Whoever took an outlet has so long."""
OLDEST = timedelta(days=7)
"""What is older when an outlet is let go on is not told any more."""
KEPT = timedelta(days=30)
TIDIED = 1_000
"""Old rows that one sweep deletes."""


class Dispatch(Record):
    """One event for one outlet. `key`: its `webhook-id`; `body`: the JSON text as it is signed; `person_id`: whom it
    is about. `state`: waiting (tried at `next_at`), sent, failed (no more tries but by hand). `status`: what the other
    side answered last. Kept for 30 days."""

    outlet_id: int
    outlet = link(Outlet)
    key = CharField(max_length=80)
    kind = CharField(max_length=40)
    person_id = BigIntegerField(null=True)
    body = TextField()
    state = CharField(max_length=12)
    attempts = IntegerField(default=0)
    next_at = Instant(null=True)
    status = IntegerField(null=True)
    error = TextField(null=True)
    created_at = Instant()
    sent_at = Instant(null=True)

    class Meta:
        indexes = ((("outlet", "key"), True),)


Dispatch.add_index(
    Dispatch.index(Dispatch.outlet, Dispatch.next_at, name="dispatch_due", where=SQL("state = 'waiting'"))
)
Dispatch.add_index(Dispatch.index(Dispatch.outlet, Dispatch.id, name="dispatch_outlet"))


@dataclass(frozen=True)
class Parcel:
    """One event, ready to be signed and sent. `secrets` are sealed."""

    id: int
    outlet: int
    key: str
    body: bytes
    url: str
    secrets: tuple[str, ...]


# Said so that an outlet that rests, and one that is worked at, cost nothing.
_OPEN = "o.state = 'active' AND (o.rests_until IS NULL OR o.rests_until <= %s)"
_WAITING = (
    "EXISTS (SELECT 1 FROM dispatch d WHERE d.outlet_id = o.id AND d.state = 'waiting' AND d.next_at <= %s LIMIT 1)"
)
_BEHIND = "o.upto < g.last_seq"
_HOME = "FROM outlet o JOIN organization g ON g.id = o.organization_id"


def due(now: datetime) -> bool:
    """Whether there is anything to send or to look at: cheap, for the relay."""
    return bool(rows(f"SELECT 1 {_HOME} WHERE {_OPEN} AND ({_BEHIND} OR {_WAITING}) LIMIT 1", now, now))


def gather_all(public_url: str, now: datetime) -> int:
    """Makes dispatches of what was told since, for every outlet; how many."""
    wanted = f"o.state = 'active' AND {_BEHIND} ORDER BY o.id FOR NO KEY UPDATE OF o SKIP LOCKED"
    behind = rows(f"SELECT o.id {_HOME} WHERE {wanted}")
    return sum(gather(Outlet.get_by_id(one), GATHERED, public_url, now) for (one,) in behind)


def gather(outlet: Outlet, limit: int, public_url: str, now: datetime) -> int:
    """Makes dispatches of the organisation's next messages; how many. The outlet is locked."""
    organization: Organization = Organization.get_by_id(outlet.organization_id)
    told = (*outlet.events, HIDING)
    found = outbox.after(organization.id, outlet.upto, organization.last_seq, told, now - OLDEST, limit)
    made = [_content(outlet, organization, one, public_url, now) for one in found if _is_told(outlet, one)]
    for one in found:
        if one.kind == HIDING:
            _take_back(outlet, one.person)
    if made:
        execute_many(_MADE, made)
    outlet.upto = found[-1].seq if len(found) == limit else organization.last_seq
    outlet.save(only=[Outlet.upto])
    return len(made)


_MADE = """
INSERT INTO dispatch (outlet_id, key, kind, person_id, body, state, attempts, next_at, created_at) VALUES %s
ON CONFLICT (outlet_id, key) DO NOTHING
"""


def _is_told(outlet: Outlet, message: Numbered) -> bool:
    """Of somebody who is hidden by now, only that they are is told."""
    return message.kind in outlet.events and (message.kind == HIDING or not message.hidden)


def _content(
    outlet: Outlet, organization: Organization, message: Numbered, public_url: str, now: datetime
) -> tuple[Any, ...]:
    if message.kind == "season.closed":
        facts = outgoing.season_facts(message.body, _top(organization, message), organization.slug, public_url)
    else:
        facts = outgoing.facts(message.body, public_url)
    body = outgoing.body(message.kind, message.at, organization.slug, organization.name, facts)
    key = outgoing.key(organization.id, message.seq)
    return outlet.id, key, message.kind, message.person or None, body, "waiting", 0, now, now


def _top(organization: Organization, message: Numbered) -> list[dict[str, Any]]:
    """Who was in front. Read now: the board is frozen, but somebody may be hidden since."""
    try:
        season = seasons.find(organization.id, message.body["season"]["id"])
    except NotFound:
        return []
    board = board_key(organization.id, None, season.window())
    lines = ranking.stretch(board, outgoing.TOP, ranking=organization.ranking)
    return [one.model_dump(mode="json") for one in lines]


def _take_back(outlet: Outlet, person: int) -> None:
    """What was not sent yet of somebody who is hidden now is not sent."""
    about = (Dispatch.outlet == outlet) & (Dispatch.person_id == person) & (Dispatch.state == "waiting")
    Dispatch.delete().where(about, Dispatch.kind != HIDING).execute()


def forget(organizations: Sequence[int], person: int, patterns: Sequence[str]) -> None:
    """Whatever was told of an erased person, or names them (`patterns`, for LIKE), is kept no longer."""
    here = "outlet_id IN (SELECT id FROM outlet WHERE organization_id = ANY(%s))"
    named = f"DELETE FROM dispatch WHERE {here} AND kind <> '{HIDING}' AND (person_id = %s OR body LIKE ANY(%s))"
    database.execute_sql(named, (list(organizations), person, list(patterns)))


def try_out(outlet: Outlet, now: datetime) -> Dispatch:
    """An event that says nothing, sent as any other. Raises InUse unless the outlet is active."""
    _must_be_active(outlet)
    organization: Organization = outlet.organization
    body = outgoing.body(outgoing.TEST, now, organization.slug, organization.name, {"words": "Hello from Codebadge."})
    [(number,)] = rows("SELECT nextval('dispatch_id_seq')")
    made: Dispatch = Dispatch.create(
        id=number,
        outlet=outlet,
        key=f"msg_{organization.id}_test_{number}",
        kind=outgoing.TEST,
        body=body,
        state="waiting",
        next_at=now,
        created_at=now,
    )
    _at_once(outlet, now)
    return made


def replay(outlet: Outlet, dispatch_id: int, now: datetime) -> Dispatch:
    """Sends it again, under the same id. Raises NotFound, InUse unless the outlet is active."""
    _must_be_active(outlet)
    row = find(outlet, dispatch_id)
    row.state, row.attempts, row.next_at = "waiting", 0, now
    row.save(only=[Dispatch.state, Dispatch.attempts, Dispatch.next_at])
    _at_once(outlet, now)
    return row


def find(outlet: Outlet, dispatch_id: int) -> Dispatch:
    """A dispatch of this outlet, locked. Raises NotFound."""
    mine = (Dispatch.id == dispatch_id) & (Dispatch.outlet == outlet)
    found: Dispatch | None = Dispatch.select().where(mine).for_update().first()
    if found is None:
        raise NotFound("There is no such delivery of this webhook; they are kept for 30 days.")
    return found


def _must_be_active(outlet: Outlet) -> None:
    if outlet.state != "active":
        raise InUse("This webhook is paused or switched off; let it go on first.")


def _at_once(outlet: Outlet, now: datetime) -> None:
    """Somebody waits for it, so an outlet that rests is asked all the same."""
    if outlet.rests_until is not None and outlet.rests_until > now:
        outlet.rests_until = now
        outlet.save(only=[Outlet.rests_until])
    outbox.wake()


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


def sweep(now: datetime) -> int:
    """Deletes what is older than KEPT, some at a time; how many. In a unit of its own."""
    first = f"SELECT id, created_at FROM dispatch ORDER BY id LIMIT {TIDIED}"
    old = f"SELECT id FROM ({first}) AS first WHERE created_at < %s"
    with unit():
        return len(rows(f"DELETE FROM dispatch WHERE id IN ({old}) RETURNING 1", now - KEPT))


def delete(outlet: Outlet) -> None:
    """The outlet and all that it told."""
    Dispatch.delete().where(Dispatch.outlet == outlet).execute()
    outlet.delete_instance()
