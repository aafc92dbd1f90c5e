"""An address comes in; an Outlet goes out, a webhook of ours that tells others; dispatches.py keeps what it tells."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from peewee import BigIntegerField, CharField, TextField

from models import audit, sealing
from models.audit import Actor
from models.db import Instant, Json, Record, link
from models.errors import Exhausted, NotFound
from models.sources import standard_webhooks
from models.tenants import Organization

MOST = 20
"""Outlets of one organisation."""
OVERLAP = timedelta(hours=24)
"""How long the former secret signs, too, so that the other side can be changed in peace."""
WORKER = Actor(name="Codebadge", door="worker")


class Outlet(Record):
    """An outgoing webhook. `sealed`: its secret, as Standard Webhooks has it (`former` signs, too, until
    `former_until`); `events`: the kinds that are told; `upto`: the `seq` of the organisation's last message that was
    looked at. `state`: active, paused by an admin, or off after failing too long (`failing_since`, `error`).
    `rests_until`: nothing is sent before that, and once it is past, when something was sent last; `sent_at`: the last
    success. `notice_at`: of one that is off, when admins are to be told by mail; None once they were."""

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
    rests_until = Instant(null=True)
    error = TextField(null=True)
    created_at = Instant()
    sent_at = Instant(null=True)
    notice_at = Instant(null=True)

    def signing(self, now: datetime) -> tuple[str, ...]:
        """The sealed secrets that sign now, the newest first."""
        overlaps = self.former is not None and self.former_until is not None and now < self.former_until
        return (self.sealed, str(self.former)) if overlaps else (self.sealed,)


Outlet.add_index(Outlet.index(Outlet.organization, Outlet.id, name="outlet_organization"))


def create(organization: Organization, name: str, url: str, events: Sequence[str], now: datetime) -> tuple[Outlet, str]:
    """An outlet that tells what happens from now on, and its secret, which is shown this once. Raises Exhausted."""
    if Outlet.select().where(Outlet.organization == organization).count() >= MOST:
        raise Exhausted(f"An organisation has at most {MOST} outgoing webhooks.")
    secret = _new_secret()
    # Read anew: whoever called may have read it long ago.
    upto = Organization.get_by_id(organization.id).last_seq
    made: Outlet = Outlet.create(
        organization=organization,
        name=name,
        url=url,
        sealed=sealing.seal(secret),
        events=list(events),
        upto=upto,
        state="active",
        created_at=now,
    )
    return made, secret


def find(organization: Organization, outlet_id: int, hold: bool = True) -> Outlet:
    """An outlet of this organisation; with `hold` locked, to be changed. Raises NotFound."""
    wanted = Outlet.select().where(Outlet.id == outlet_id, Outlet.organization == organization)
    found: Outlet | None = (wanted.for_update() if hold else wanted).first()
    if found is None:
        raise NotFound(f"There is no outgoing webhook {outlet_id} in this organisation.")
    return found


def change(outlet: Outlet, name: str | None, url: str | None, events: Sequence[str] | None) -> None:
    """Another name, address or choice of events. A new address begins without the old one's failures."""
    if url is not None and url != outlet.url:
        outlet.url = url
        outlet.failing_since = outlet.rests_until = outlet.error = None
    outlet.name = name if name is not None else outlet.name
    outlet.events = list(events) if events is not None else outlet.events
    outlet.save()


def pause(outlet: Outlet, paused: bool) -> None:
    """Nothing is sent while it is paused; what happens meanwhile is told afterwards. One that was off begins anew."""
    if paused:
        outlet.state = "paused" if outlet.state == "active" else outlet.state
    elif outlet.state != "active":
        outlet.state = "active"
        outlet.failing_since = outlet.rests_until = outlet.error = outlet.notice_at = None
    outlet.save()


def rotate(outlet: Outlet, now: datetime) -> str:
    """A new secret, shown this once; the one before signs, too, for OVERLAP."""
    secret = _new_secret()
    outlet.former, outlet.former_until = outlet.sealed, now + OVERLAP
    outlet.sealed = sealing.seal(secret)
    outlet.save()
    return secret


def switch_off(outlet: Outlet, words: str, now: datetime) -> None:
    """After failing for too long, or for ever; told in the audit trail, on the page of today, and by mail
    (outlet_notices.py). Its audit line is the last thing that is written."""
    outlet.state, outlet.error, outlet.notice_at = "off", words, now
    outlet.save()
    after = {"state": "off", "failing_since": outlet.failing_since and outlet.failing_since.isoformat()}
    audit.write(outlet.organization, WORKER, "outlet:off", f"outlet:{outlet.id}", now, after=after, why=words)


def _new_secret() -> str:
    return standard_webhooks.secret(secrets.token_bytes(standard_webhooks.KEY_BYTES))
