"""`/v1`: what came through the hooks and what became of it; reading it again, and making boards again."""

from models import delivery_reading
from models.delivery_reading import DeliveryLine, State, WholeDelivery
from models.errors import NotFound, Unavailable
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import write
from server.api.routes import Route

DELIVERIES = ORGANIZATION + "/deliveries"


class Which(Page):
    """All, or those in one state: `parked` were not understood, `dead` were given up."""

    state: State | None = None


def _deliveries(ask: Ask) -> dict[str, object]:
    found, following = delivery_reading.page(ask.organization(), ask.query.state, before(ask), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"deliveries": found}


def _delivery(ask: Ask) -> dict[str, object]:
    return {"delivery": delivery_reading.whole(ask.organization(), ask.id("delivery", "There is no such delivery."))}


ROUTES = (
    Route(
        "GET",
        DELIVERIES,
        "Deliveries, newest first.",
        _deliveries,
        gives={"deliveries": list[DeliveryLine]},
        query=Which,
        needs="delivery:read",
    ),
    Route(
        "GET",
        DELIVERIES + "/{delivery}",
        "One delivery with what was sent.",
        _delivery,
        gives={"delivery": WholeDelivery},
        needs="delivery:read",
        refuses=(NotFound,),
    ),
    write(
        "POST",
        DELIVERIES + "/{delivery}/replay",
        "delivery:replay",
        "Reads a finished delivery again; what was counted is not counted twice.",
        {"delivery": int},
    ),
    write(
        "POST",
        ORGANIZATION + "/boards/rebuild",
        "board:rebuild",
        "Makes every board in Redis again from PostgreSQL; readers notice nothing.",
        {},
        refuses=(Unavailable,),
    ),
)
