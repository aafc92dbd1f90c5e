"""Codebadge's own REST dialect: paths, words and shapes; every rule and query is in models/. Reads are public."""

from typing import Annotated, Literal

from aiohttp import web
from aiohttp_pydantic import PydanticView
from pydantic import Field, ValidationError

from models import public
from models.errors import Invalid
from models.rules.messages import BOARD_LENGTH, FEED_LENGTH
from models.rules.standings import parse_board
from models.rules.stretches import Stretch, parse_cursor
from server.api.answers import fresh
from server.parts import PARTS, Parts

Id = Annotated[int, Field(ge=1, lt=2**63)]
Limit = Annotated[int, Field(ge=1, le=100)]
Cursor = Annotated[str, Field(max_length=100)]
ROOT = "/v1/organizations/{org:[a-z0-9-]{1,60}}"


class Read(PydanticView):  # type: ignore[misc]
    """A view whose wrong arguments are refused like everything else."""

    knows: frozenset[str] = frozenset()
    """The query parameters that there are."""

    @property
    def parts(self) -> Parts:
        """What the server's handlers share."""
        request: web.Request = self.request
        return request.app[PARTS]

    async def _iter(self) -> web.StreamResponse:
        if unknown := sorted(self.request.query.keys() - self.knows):
            raise Invalid(f"There is no parameter “{unknown[0][:40]}” here.")
        return await super()._iter()  # type: ignore[no-any-return]

    async def on_validation_error(
        self, exception: ValidationError, context: Literal["body", "headers", "path", "query string"]
    ) -> web.StreamResponse:
        """Raises Invalid in the words of the first thing that is wrong."""
        first = exception.errors()[0]
        raise Invalid(f"{first['loc'][0]}: {first['msg']}.") from None


class OrganizationView(Read):
    """`/v1/organizations/{org}`."""

    async def get(self, org: str, /) -> web.StreamResponse:
        """The organisation, its projects and boards."""
        return fresh(self.request, await self.parts.bridge.look(public.organization, org))


class BoardView(Read):
    """`…/boards/{board}`."""

    knows = frozenset({"limit", "cursor"})

    async def get(
        self, org: str, board: str, /, limit: Limit = BOARD_LENGTH, cursor: Cursor | None = None
    ) -> web.StreamResponse:
        """A board from the top, or from a cursor on."""
        wanted = Stretch(limit=limit, after=None if cursor is None else parse_cursor(cursor))
        return fresh(self.request, await self.parts.boards.read(org, parse_board(board), wanted))


class AroundView(Read):
    """`…/boards/{board}/around/{person}`."""

    knows = frozenset({"span"})

    async def get(
        self, org: str, board: str, person: Id, /, span: Annotated[int, Field(ge=1, le=25)] = 5
    ) -> web.StreamResponse:
        """A person's line with `span` lines on either side; no rows for someone without points."""
        wanted = Stretch(limit=span, person=person)
        return fresh(self.request, await self.parts.boards.read(org, parse_board(board), wanted))


class LineView(Read):
    """`…/boards/{board}/people/{person}`."""

    async def get(self, org: str, board: str, person: Id, /) -> web.StreamResponse:
        """One person's line, or null."""
        found = await self.parts.boards.read(org, parse_board(board), Stretch(limit=0, person=person))
        return fresh(self.request, public.line(found))


class PersonView(Read):
    """`…/people/{person}`."""

    async def get(self, org: str, person: Id, /) -> web.StreamResponse:
        """All that is shown of a person."""
        return fresh(self.request, await self.parts.bridge.look(public.person, org, person, self.parts.now()))


class LedgerView(Read):
    """`…/people/{person}/ledger`."""

    knows = frozenset({"limit", "cursor"})

    async def get(
        self, org: str, person: Id, /, limit: Limit = FEED_LENGTH, cursor: Cursor | None = None
    ) -> web.StreamResponse:
        """A person's ledger, newest first."""
        return fresh(
            self.request, await self.parts.bridge.look(public.ledger_page, org, person, limit, cursor, self.parts.now())
        )


class AwardsView(Read):
    """`…/awards`."""

    knows = frozenset({"limit"})

    async def get(self, org: str, /, limit: Limit = FEED_LENGTH) -> web.StreamResponse:
        """The last awards, newest first."""
        return fresh(self.request, await self.parts.bridge.look(public.awards_page, org, limit))


class FeedView(Read):
    """`…/feed`."""

    async def get(self, org: str, /) -> web.StreamResponse:
        """The last awards and points, newest first."""
        return fresh(self.request, await self.parts.bridge.look(public.feed_page, org))


ROUTES: dict[str, type[Read]] = {
    "": OrganizationView,
    "/boards/{board}": BoardView,
    "/boards/{board}/around/{person}": AroundView,
    "/boards/{board}/people/{person}": LineView,
    "/people/{person}": PersonView,
    "/people/{person}/ledger": LedgerView,
    "/awards": AwardsView,
    "/feed": FeedView,
}


def add_routes(app: web.Application) -> None:
    """Everything below /v1."""
    for path, view in ROUTES.items():
        app.router.add_view(ROOT + path, view)
