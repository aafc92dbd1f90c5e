"""A message that an outlet tells comes in; a Dispatch goes out, tried until it is taken; workers/outgoing.py is next.

telling.py makes them, parcels.py hands them to the worker; an outlet is locked before its dispatches.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from peewee import SQL, BigIntegerField, CharField, IntegerField, TextField

from models import outbox
from models.db import Instant, Record, database, link, rows, unit
from models.errors import InUse, NotFound
from models.outbox import HIDING
from models.outlets import Outlet
from models.rules import outgoing
from models.tenants import Organization

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


def find(outlet: Outlet, dispatch_id: int, hold: bool = True) -> Dispatch:
    """A dispatch of this outlet; with `hold` locked, to be changed. Raises NotFound."""
    wanted = Dispatch.select().where(Dispatch.id == dispatch_id, Dispatch.outlet == outlet)
    found: Dispatch | None = (wanted.for_update() if hold else wanted).first()
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
