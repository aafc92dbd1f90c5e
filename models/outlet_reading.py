"""An organisation comes in; its outgoing webhooks go out as an admin sees them, and what each of them told."""

from collections.abc import Iterable
from typing import Literal

from models.db import rows
from models.dispatches import Dispatch
from models.outlets import Outlet
from models.rules.messages import Time
from models.rules.outgoing import Event
from models.rules.work import Value
from models.tenants import Organization

OutletState = Literal["active", "paused", "off"]
DispatchState = Literal["waiting", "sent", "failed"]


class OutletCard(Value):
    """An outgoing webhook. `sent_at`: its last success; `failing_since` is set while it fails, `error` says how;
    `waiting`: events that are still to be sent; `former_until`: until when the former secret signs, too."""

    id: int
    name: str
    url: str
    events: tuple[Event, ...]
    state: OutletState
    sent_at: Time | None
    failing_since: Time | None
    error: str | None
    waiting: int
    former_until: Time | None
    created_at: Time


class DispatchLine(Value):
    """One event for one outlet. `key`: its `webhook-id`; `status`: what was answered last; `next_at`: when it is tried
    again."""

    id: int
    key: str
    kind: str
    state: DispatchState
    attempts: int
    status: int | None
    error: str | None
    next_at: Time | None
    created_at: Time
    sent_at: Time | None


class WholeDispatch(DispatchLine):
    """The same with what is sent: `body` is its JSON text."""

    body: str


def every(organization: Organization) -> list[OutletCard]:
    """The organisation's outlets, oldest first."""
    return cards(Outlet.select().where(Outlet.organization == organization).order_by(Outlet.id))


def cards(several: Iterable[Outlet]) -> list[OutletCard]:
    """How these outlets are shown; their secrets never are."""
    kept = list(several)
    waiting = dict(rows(_WAITING, [one.id for one in kept]))
    return [OutletCard.model_validate(_told(one, OutletCard, "waiting") | {"waiting": waiting[one.id]}) for one in kept]


_WAITING = """
SELECT o.id, (SELECT count(*) FROM dispatch d WHERE d.outlet_id = o.id AND d.state = 'waiting')
FROM unnest(%s::bigint[]) AS o(id)
"""


def page(outlet: Outlet, before: int | None, limit: int) -> tuple[list[DispatchLine], int | None]:
    """(what it told, newest first, the `before` of the next page or None)."""
    wanted = Dispatch.outlet == outlet
    if before is not None:
        wanted &= Dispatch.id < before
    columns = [getattr(Dispatch, name) for name in DispatchLine.model_fields]
    found = list(Dispatch.select(*columns).where(wanted).order_by(Dispatch.id.desc()).limit(limit + 1))
    lines = [line(one) for one in found[:limit]]
    return lines, lines[-1].id if len(found) > limit else None


def line(dispatch: Dispatch) -> DispatchLine:
    """How an event is shown in a list."""
    return DispatchLine.model_validate(_told(dispatch, DispatchLine))


def whole(dispatch: Dispatch) -> WholeDispatch:
    """One event with its body."""
    return WholeDispatch.model_validate(_told(dispatch, WholeDispatch))


def _told(row: Outlet | Dispatch, shape: type[Value], *without: str) -> dict[str, object]:
    return {name: getattr(row, name) for name in shape.model_fields if name not in without}
