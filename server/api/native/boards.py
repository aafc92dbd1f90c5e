"""`/v1`: an organisation and its boards, for everybody to read. Boards come from Redis, in one round trip."""

from typing import Annotated

from pydantic import Field

from models import public
from models.errors import NotFound
from models.public import BoardLine, PublicOrganization
from models.rules.messages import BOARD_LENGTH, Board
from models.rules.standings import parse_board
from models.rules.stretches import Stretch, parse_cursor
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Limit, Page, person
from server.api.routes import Route

BOARD = ORGANIZATION + "/boards/{board}"


class Rows(Page):
    """From the top, or from a cursor on."""

    limit: Limit = BOARD_LENGTH


class Around(Value):
    """How many lines on either side."""

    span: Annotated[int, Field(ge=1, le=25)] = 5


def _organization(ask: Ask) -> PublicOrganization:
    return public.organization(ask.path["org"])


async def _board(ask: Ask) -> Board:
    cursor = ask.query.cursor
    return await _read(ask, Stretch(limit=ask.query.limit, after=None if cursor is None else parse_cursor(cursor)))


async def _around(ask: Ask) -> Board:
    return await _read(ask, Stretch(limit=ask.query.span, person=person(ask)))


async def _line(ask: Ask) -> BoardLine:
    return public.line(await _read(ask, Stretch(limit=0, person=person(ask))))


async def _read(ask: Ask, wanted: Stretch) -> Board:
    return await ask.parts.boards.read(ask.path["org"], parse_board(ask.path["board"]), wanted)


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
        BOARD,
        "A board from the top, or from a cursor on.",
        _board,
        gives=Board,
        query=Rows,
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
)
