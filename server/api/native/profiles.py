"""`/v1`: a person's page and ledger, and what was given to whom of late, for everybody to read."""

from models import public
from models.errors import NotFound
from models.public import AwardsPage, FeedPage, LedgerPage, PublicPerson
from models.rules.messages import FEED_LENGTH
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Limit, Page, person
from server.api.routes import Route

PERSON = ORGANIZATION + "/people/{person}"


class Lines(Page):
    """Which part of a ledger."""

    limit: Limit = FEED_LENGTH


class Last(Value):
    """How many of the last."""

    limit: Limit = FEED_LENGTH


def _person(ask: Ask) -> PublicPerson:
    return public.person(ask.path["org"], person(ask), ask.now)


def _ledger(ask: Ask) -> LedgerPage:
    return public.ledger_page(ask.path["org"], person(ask), ask.query.limit, ask.query.cursor, ask.now)


def _awards(ask: Ask) -> AwardsPage:
    return public.awards_page(ask.path["org"], ask.query.limit)


def _feed(ask: Ask) -> FeedPage:
    return public.feed_page(ask.path["org"])


ROUTES = (
    Route(
        "GET",
        PERSON,
        "All that is shown of a person.",
        _person,
        gives=PublicPerson,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        PERSON + "/ledger",
        "A person's ledger, newest first.",
        _ledger,
        gives=LedgerPage,
        query=Lines,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        ORGANIZATION + "/awards",
        "The last awards, newest first.",
        _awards,
        gives=AwardsPage,
        query=Last,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        ORGANIZATION + "/feed",
        "The last awards and points, newest first.",
        _feed,
        gives=FeedPage,
        needs=None,
        refuses=(NotFound,),
    ),
)
