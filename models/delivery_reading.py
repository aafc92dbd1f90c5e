"""An organisation comes in; what came through its hooks goes out as an admin sees it, and what became of it."""

from typing import Literal

from models.db import rows
from models.deliveries import Delivery
from models.errors import NotFound
from models.hooks import Hook
from models.rules.messages import Time
from models.rules.work import Value
from models.tenants import Organization

NEWEST = 50
"""Deliveries that make a pulse: as many as a page shows first."""
State = Literal["pending", "processing", "done", "ignored", "parked", "dead"]


class DeliveryLine(Value):
    """One delivery. `note` says why it was ignored, parked or given up. `hook` is the hook's id."""

    id: int
    event: str
    state: State
    attempts: int
    note: str
    received_at: Time
    finished_at: Time | None
    hook: int


class WholeDelivery(DeliveryLine):
    """The same with what was sent: `body` is its JSON text, `guid` the sender's name for it."""

    guid: str
    body: str


def page(
    organization: Organization, state: State | None, before: int | None, limit: int
) -> tuple[list[DeliveryLine], int | None]:
    """(deliveries newest first, the `before` of the next page or None)."""
    wanted = Hook.organization == organization
    if state is not None:
        wanted &= Delivery.state == state
    if before is not None:
        wanted &= Delivery.id < before
    columns = [getattr(Delivery, name) for name in (*DeliveryLine.model_fields.keys() - {"hook"}, "hook")]
    found = list(Delivery.select(*columns).join(Hook).where(wanted).order_by(Delivery.id.desc()).limit(limit + 1))
    lines = [DeliveryLine.model_validate(_told(one)) for one in found[:limit]]
    return lines, lines[-1].id if len(found) > limit else None


_PULSE = f"""
SELECT md5(coalesce(string_agg(newest.id || ' ' || newest.state || ' ' || newest.attempts, ',' ORDER BY newest.id), ''))
FROM (SELECT d.id, d.state, d.attempts FROM hook h,
    LATERAL (SELECT id, state, attempts FROM delivery WHERE hook_id = h.id ORDER BY id DESC LIMIT {NEWEST}) AS d
    WHERE h.organization_id = %s ORDER BY d.id DESC LIMIT {NEWEST}) AS newest
"""


def pulse(organization_id: int) -> str:
    """Another text whenever one of the newest deliveries is new, or stands otherwise."""
    [(found,)] = rows(_PULSE, organization_id)
    return str(found)


def whole(organization: Organization, delivery_id: int) -> WholeDelivery:
    """One delivery with its body. Raises NotFound."""
    found = Delivery.select().join(Hook).where(Delivery.id == delivery_id, Hook.organization == organization).first()
    if found is None:
        raise NotFound(f"There is no delivery {delivery_id} in this organisation.")
    body = bytes(found.body).decode("utf-8", "replace")
    return WholeDelivery.model_validate(_told(found) | {"guid": found.guid, "body": body})


def _told(delivery: Delivery) -> dict[str, object]:
    return {name: getattr(delivery, name) for name in DeliveryLine.model_fields if name != "hook"} | {
        "hook": delivery.hook_id
    }
