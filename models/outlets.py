"""An address comes in; an Outlet goes out, a webhook of ours that tells others; dispatches.py keeps what it tells."""

from peewee import BigIntegerField, CharField, TextField

from models.db import Instant, Json, Record, link
from models.tenants import Organization


class Outlet(Record):
    """An outgoing webhook. `sealed`: its secret, as Standard Webhooks has it (`former` signs, too, until
    `former_until`); `events`: the kinds that are told; `upto`: the place of the last message that was looked at.
    `state`: active, paused by an admin, or off after failing too long (`failing_since`, `error`)."""

    organization_id: int
    organization = link(Organization)
    name = CharField(max_length=100)
    url = CharField(max_length=1000)
    sealed = TextField()
    former = TextField(null=True)
    former_until = Instant(null=True)
    events = Json()
    upto = BigIntegerField()
    state = CharField(max_length=12)
    failing_since = Instant(null=True)
    error = TextField(null=True)
    created_at = Instant()


Outlet.add_index(Outlet.index(Outlet.organization, Outlet.id, name="outlet_organization"))
