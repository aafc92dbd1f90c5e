"""`/v1`: what looks like farming, for admins to judge; and people whose work shall not count."""

from typing import Any

from models import flags
from models.flags import FlagCard, State
from server.api.asking import Ask
from server.api.native.people import PERSON
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import write
from server.api.routes import Route

FLAGS = ORGANIZATION + "/flags"


class Queue(Page):
    """Which flags: those to be judged, or those that were; all without a state."""

    state: State | None = None


def _flags(ask: Ask) -> dict[str, Any]:
    found, following = flags.page(ask.organization().id, ask.query.state, before(ask), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"flags": found}


ROUTES = (
    Route(
        "GET",
        FLAGS,
        "What looks like farming, newest first, with the deeds behind it. Nobody is punished by it.",
        _flags,
        gives={"flags": list[FlagCard]},
        query=Queue,
        needs="flag:decide",
    ),
    write(
        "POST",
        FLAGS + "/{flag}/decide",
        "flag:decide",
        "All is well, or not. The same deeds are never brought up again.",
        {"flag": FlagCard},
    ),
    write(
        "PUT",
        PERSON + "/blocked",
        "person:block",
        "What they do from now on counts for nothing; or it counts again.",
        {"person": int, "blocked": bool},
    ),
)
