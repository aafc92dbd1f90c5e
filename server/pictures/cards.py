"""A person, a board or an award comes in; a card of 1200 by 630 goes out, as other sites and READMEs show it."""

import hashlib
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web

from models import card_looks
from models.errors import BadPicture
from models.rules.art.award_card import HEIGHT, WIDTH
from models.rules.art.sheet import Sheet
from models.rules.art.wish import RENDERER, Format, Theme, Wish
from server.parts import Parts
from server.pictures import answers, asking, telling
from server.pictures.drawing import Drawn
from server.remembered import Remembered

LEAST, MOST = 300, 2_400
"""Pixels of a card's width."""
MOST_KEPT = 500
"""Cards of each kind that are remembered for a moment."""


class Cards:
    """The cards of every organisation of this server."""

    def __init__(self, parts: Parts, drawn: Drawn) -> None:
        self._parts, self._drawn = parts, drawn
        age, look = parts.bounds.pictures_age, parts.bridge.look
        self._people = Remembered[tuple[str | None, int, Theme, str], Sheet](
            lambda key: look(self._person, *key), age, MOST_KEPT
        )
        self._boards = Remembered[tuple[str, str, Theme, str], Sheet](
            lambda key: look(self._board, *key), age, MOST_KEPT
        )

    async def person(self, request: web.Request) -> web.StreamResponse:
        """Somebody's points and badges; of which organisation says `org`, else it is the one of the front page."""
        org, person = request.query.get("org"), int(request.match_info["id"])
        return await self._told(request, lambda wish: self._people.get((org, person, wish.theme, wish.locale)))

    async def board(self, request: web.Request) -> web.StreamResponse:
        """The top of a board."""
        org, board = request.match_info["org"], request.match_info["board"]
        return await self._told(request, lambda wish: self._boards.get((org, board, wish.theme, wish.locale)))

    async def award(self, request: web.Request) -> web.StreamResponse:
        """An award as social pages show it. Raises NotFound: its page says so, too."""
        # Not remembered: what was taken back is seen at once.
        award, url = int(request.match_info["id"]), self._parts.settings.public_url
        look = self._parts.bridge.look(card_looks.of_award, award, url)
        return await self._given(request, "png", WIDTH, look)

    def _person(self, org: str | None, person: int, theme: Theme, locale: str) -> Sheet:
        found = asking.organization(org or self._parts.settings.organization)
        return card_looks.of_person(found, person, theme, locale, self._parts.now())

    def _board(self, org: str, name: str, theme: Theme, locale: str) -> Sheet:
        return card_looks.of_board(asking.organization(org), name, theme, locale, self._parts.now())

    async def _told(self, request: web.Request, look: Callable[[Wish], Awaitable[Sheet]]) -> web.StreamResponse:
        return await telling.or_told(self._parts, self._drawn, request, self._wished(request, look))

    async def _wished(self, request: web.Request, look: Callable[[Wish], Awaitable[Sheet]]) -> web.StreamResponse:
        wish = asking.wish(request, WIDTH)
        if not LEAST <= wish.size <= MOST:
            raise BadPicture(f"A card is from {LEAST} to {MOST} pixels wide.")
        return await self._given(request, asking.kind(request), wish.size, look(wish))

    async def _given(
        self, request: web.Request, kind: Format, width: int, look: Awaitable[Sheet]
    ) -> web.StreamResponse:
        sheet = await look
        digest = hashlib.sha256(f"{RENDERER} card {kind} {width} {sheet.model_dump_json()}".encode()).hexdigest()
        headers: dict[str, str] = {hdrs.ETAG: f'"{digest[:32]}"', hdrs.CACHE_CONTROL: answers.USUAL}
        if answers.is_held(request, digest[:32]):
            return answers.unchanged(headers)
        height, spend = round(width * HEIGHT / WIDTH), asking.spender(self._parts, request)
        body = await self._drawn.card(digest, sheet, kind, width, height, spend)
        return answers.picture(body, kind, headers)
