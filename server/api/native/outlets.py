"""`/v1`: webhooks of ours, and what each of them told. A secret is shown once, when it is made."""

from models import dispatches, outlet_reading, outlets
from models.errors import Exhausted, InUse, NotFound
from models.outlet_reading import DispatchLine, OutletCard, WholeDispatch
from models.outlets import Outlet
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import write
from server.api.routes import Route

OUTLETS = ORGANIZATION + "/outlets"
OUTLET = OUTLETS + "/{outlet}"
DISPATCHES = OUTLET + "/dispatches"
SHOWN_ONCE = {"outlet": OutletCard, "secret": str}


def _outlets(ask: Ask) -> dict[str, object]:
    return {"outlets": outlet_reading.every(ask.organization())}


def _dispatches(ask: Ask) -> dict[str, object]:
    found, following = outlet_reading.page(_outlet(ask), before(ask), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"dispatches": found}


def _dispatch(ask: Ask) -> dict[str, object]:
    wanted = ask.id("dispatch", "There is no such delivery of this webhook.")
    found = dispatches.find(_outlet(ask), wanted, hold=False)
    return {"dispatch": outlet_reading.whole(found)}


def _outlet(ask: Ask) -> Outlet:
    return outlets.find(ask.organization(), ask.id("outlet", "There is no such outgoing webhook."), hold=False)


ROUTES = (
    Route(
        "GET",
        OUTLETS,
        "The organisation's outgoing webhooks, oldest first, without their secrets.",
        _outlets,
        gives={"outlets": list[OutletCard]},
        needs="hook:write",
    ),
    Route(
        "GET",
        DISPATCHES,
        "What an outgoing webhook told in the last 30 days, newest first.",
        _dispatches,
        gives={"dispatches": list[DispatchLine]},
        query=Page,
        needs="hook:write",
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        DISPATCHES + "/{dispatch}",
        "One event with what is sent.",
        _dispatch,
        gives={"dispatch": WholeDispatch},
        needs="hook:write",
        refuses=(NotFound,),
    ),
    write(
        "POST",
        OUTLETS,
        "outlet:create",
        "An outgoing webhook, which tells what happens from now on. The answer shows its secret, this once.",
        SHOWN_ONCE,
        status=201,
        refuses=(Exhausted,),
    ),
    write(
        "PATCH",
        OUTLET,
        "outlet:change",
        "Another name, address or choice of events; paused, or let go on. What is left out stays.",
        {"outlet": OutletCard},
    ),
    write(
        "DELETE",
        OUTLET,
        "outlet:delete",
        "It tells nothing any more, and what it told is forgotten.",
        {"deleted": int},
    ),
    write(
        "POST",
        OUTLET + "/rotate",
        "outlet:rotate",
        "A new secret, shown this once; for a day what is sent is signed by the former one, too.",
        SHOWN_ONCE,
    ),
    write(
        "POST",
        OUTLET + "/test",
        "outlet:test",
        "Sends an event that says nothing, as any other is sent.",
        {"dispatch": DispatchLine},
        refuses=(NotFound, InUse),
    ),
    write(
        "POST",
        DISPATCHES + "/{dispatch}/replay",
        "outlet:replay",
        "Sends an event again, under the same id.",
        {"dispatch": DispatchLine},
        refuses=(NotFound, InUse),
    ),
)
