"""`/v1`: why a line of the ledger is there, and why a deed counts for nothing: for whoever may see the person."""

from typing import Any

from models import refusals, whys
from models.errors import NotFound
from models.refusals import Refusal
from models.whys import Why
from server.api.asking import Ask
from server.api.native.people import PERSON
from server.api.native.words import Page, before
from server.api.routes import Route


def _entry(ask: Ask) -> Why:
    found = whys.of_entry(ask.id("entry", "There is no such line."))
    ask.within(found.org)
    return found


def _refusal(ask: Ask) -> Why:
    found = refusals.why(ask.id("refusal", "Nothing was refused at this address."))
    ask.within(found.org)
    return found


def _refusals(ask: Ask) -> dict[str, Any]:
    person = ask.id("person", "There is no such person.")
    found, following = refusals.page(ask.organization(), person, before(ask), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"refusals": found}


ROUTES = (
    Route(
        "GET",
        "/v1/entries/{entry}/why",
        "Why a line of the ledger is there: delivery, work, rule and numbers.",
        _entry,
        gives=Why,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        "/v1/refusals/{refusal}/why",
        "Why a deed counts for nothing.",
        _refusal,
        gives=Why,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        PERSON + "/refusals",
        "What somebody did that counts for nothing, and why; the last first.",
        _refusals,
        gives={"refusals": list[Refusal]},
        query=Page,
        needs=None,
        refuses=(NotFound,),
    ),
)
