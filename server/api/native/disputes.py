"""`/v1`: objections to points, badges and refusals, and their answers."""

from typing import Any

from models import disputes
from models.disputes import DisputeCard, State
from models.errors import AlreadyOpen, NotAllowed, NotFound, NotHeld
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import write
from server.api.routes import Route

DISPUTES = ORGANIZATION + "/disputes"
DISPUTE = DISPUTES + "/{dispute}"
GIVEN = {"dispute": DisputeCard}


class Queue(Page):
    """In which state; `mine`: one's own only, for those who may answer."""

    state: State | None = None
    mine: bool = False


def _disputes(ask: Ask) -> dict[str, Any]:
    everybody = ask.may("dispute:answer") and not ask.query.mine
    if not everybody and ask.by.person is None:
        raise NotAllowed("A token stands for nobody; sign in to see your own disputes.")
    who = None if everybody else ask.by.person
    found, following = disputes.page(ask.organization().id, who, ask.query.state, before(ask), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"disputes": found}


ROUTES = (
    Route(
        "GET",
        DISPUTES,
        "Disputes, newest first: one's own; for moderators everybody's.",
        _disputes,
        gives={"disputes": list[DisputeCard]},
        query=Queue,
    ),
    write(
        "POST",
        DISPUTES,
        "dispute:open",
        "Objects to a line of one's ledger, an award, a refusal (by the deed's id), or asks for a badge that one has "
        "not got.",
        GIVEN,
        status=201,
        refuses=(NotFound, AlreadyOpen),
    ),
    write(
        "POST",
        DISPUTE + "/answer",
        "dispute:answer",
        "Accepts or declines, with an answer that the person reads; never one's own dispute.",
        GIVEN,
        refuses=(NotFound, NotHeld),
    ),
    write(
        "POST",
        DISPUTE + "/withdraw",
        "dispute:withdraw",
        "One's own dispute is over.",
        GIVEN,
        refuses=(NotFound, NotHeld),
    ),
)
