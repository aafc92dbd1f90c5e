"""A message that an outlet tells comes in; a Dispatch goes out, tried until it is taken; workers/outgoing.py is next."""

from peewee import SQL, CharField, IntegerField, TextField

from models.db import Instant, Record, link
from models.outlets import Outlet


class Dispatch(Record):
    """One event for one outlet. `key`: its `webhook-id`; `body`: the JSON text as it is signed. `state`: waiting (tried
    at `next_at`), sent, failed (no more tries but by hand). `status`: what the other side answered last."""

    outlet_id: int
    outlet = link(Outlet)
    key = CharField(max_length=80)
    kind = CharField(max_length=40)
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


Dispatch.add_index(Dispatch.index(Dispatch.next_at, name="dispatch_due", where=SQL("state = 'waiting'")))
