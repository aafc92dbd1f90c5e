"""`/v1`: an organisation and its boards, for everybody to read. Those of now come from Redis, in one round trip."""

from typing import Annotated, Any, Literal

from pydantic import Field

from models import public, ranks
from models.errors import NotAllowed, NotFound, NotSignedIn
from models.public import BoardLine, PublicOrganization
from models.ranks import BoardNames, BoardPage, FormerPeriod, RankOfDay
from models.rules.messages import BOARD_LENGTH, Board
from models.rules.standings import parse_board
from models.rules.stretches import Stretch, parse_cursor
from models.rules.texts import Day
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Limit, Page, before, person
from server.api.routes import Route

BOARDS = ORGANIZATION + "/boards"
BOARD = BOARDS + "/{board}"
SPAN = 5
MOST_SPAN = 25


class Rows(Page):
    """From the top, or from a cursor on; or around a person; or oneself and those whom one follows.

    `at`: a day of the period that is meant, instead of now; `since`: the day at whose end people stood where
    `movement` begins, yesterday if not given.
    """

    limit: Limit = BOARD_LENGTH
    at: Day | None = None
    since: Day | None = None
    person: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    friends: Literal["0", "1"] = "0"


class Around(Value):
    """How many lines on either side."""

    span: Annotated[int, Field(ge=1, le=MOST_SPAN)] = SPAN


class Former(Page):
    """Which part of the list."""

    limit: Annotated[int, Field(ge=1, le=50)] = 12


class RankDays(Value):
    """Which board, and how many days back from today."""

    board: Annotated[str, Field(max_length=80)] = "month"
    days: Annotated[int, Field(ge=1, le=ranks.MOST_DAYS)] = 30


def _organization(ask: Ask) -> PublicOrganization:
    return public.organization(ask.path["org"])


def _names(ask: Ask) -> BoardNames:
    return ranks.names(ask.path["org"])


async def _board(ask: Ask) -> BoardPage:
    asked, org, name = ask.query, ask.path["org"], parse_board(ask.path["board"])
    if asked.friends == "1":
        me = ask.by.person
        if me is None:
            raise NotAllowed("Only a person has friends here; this token is a program's.")
        return await ask.parts.boards.friends(org, name, me, asked.at, asked.since)
    given = asked.limit if "limit" in asked.model_fields_set else SPAN
    after = None if asked.cursor is None else parse_cursor(asked.cursor)
    around = Stretch(limit=min(given, MOST_SPAN), person=asked.person)
    wanted = Stretch(limit=asked.limit, after=after) if asked.person is None else around
    return await ask.parts.boards.page(org, name, wanted, asked.at, asked.since)


async def _around(ask: Ask) -> Board:
    return await _read(ask, Stretch(limit=ask.query.span, person=person(ask)))


async def _line(ask: Ask) -> BoardLine:
    return public.line(await _read(ask, Stretch(limit=0, person=person(ask))))


async def _read(ask: Ask, wanted: Stretch) -> Board:
    return await ask.parts.boards.read(ask.path["org"], parse_board(ask.path["board"]), wanted)


def _periods(ask: Ask) -> dict[str, Any]:
    name = parse_board(ask.path["board"])
    found, following = ranks.former(ask.path["org"], name, before(ask), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"periods": found}


def _ranks(ask: Ask) -> dict[str, Any]:
    name = parse_board(ask.query.board)
    return {"days": ranks.history(ask.path["org"], person(ask), name, ask.query.days, ask.now)}


ROUTES = (
    Route(
        "GET",
        ORGANIZATION,
        "The organisation, its projects and boards.",
        _organization,
        gives=PublicOrganization,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        BOARDS,
        "Which boards there are: any of the periods, of any of the scopes.",
        _names,
        gives=BoardNames,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        BOARD,
        "A board from the top or from a cursor on, around a person, or of oneself and those whom one follows; of now, "
        "or of a period that is past.",
        _board,
        gives=BoardPage,
        query=Rows,
        needs=None,
        refuses=(NotFound, NotSignedIn, NotAllowed),
    ),
    Route(
        "GET",
        BOARD + "/periods",
        "The closed periods of a board with their winners, newest first.",
        _periods,
        gives={"periods": list[FormerPeriod]},
        query=Former,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        BOARD + "/around/{person}",
        "A person's line with `span` lines on either side; no rows for someone without points.",
        _around,
        gives=Board,
        query=Around,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        BOARD + "/people/{person}",
        "One person's line, or null.",
        _line,
        gives=BoardLine,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        ORGANIZATION + "/people/{person}/ranks",
        "Where a person stood on a board at the end of each of the last days, and stands now.",
        _ranks,
        gives={"days": list[RankOfDay]},
        query=RankDays,
        needs=None,
        refuses=(NotFound,),
    ),
)
