"""`/awards/{id}` and its picture: an award's id comes in; a page that needs no script, or a large PNG, goes out."""

import asyncio
import html
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aiohttp import hdrs, web

from models import award_pages, award_whys, organizations
from models.art import drawn
from models.award_pages import AwardShown
from models.award_whys import AwardWhy
from models.errors import NotFound, Unavailable
from models.rules import cards
from models.rules.sharing import Told
from models.rules.work import Value
from server import award_html
from server.pages import DIST, NOT_BUILT, PLACE, POLICY
from server.parts import PARTS, Parts
from server.remembered import Remembered

TAGS, BODY = "<!--codebadge:tags-->", "<!--codebadge:award-->"
ID = "{id:[0-9]{1,18}}"
KEPT, HOUR = 100, 3_600
"""Pictures that are remembered, and for how many seconds."""
WAITING = 20
"""Pictures that may wait to be drawn; each takes some tenths of a second."""


class Picture(Value):
    """What a picture shows; nothing else goes into it."""

    told: Told
    color: str
    art: str | None


class AwardPages:
    """The pages and pictures of awards, of every organisation of this server."""

    def __init__(self, parts: Parts, dist: Path) -> None:
        self._parts, self._dist = parts, dist
        self._pen, self._waiting = ThreadPoolExecutor(1, "pen"), 0
        self._drawn = Remembered[Picture, bytes](self._draw, HOUR, KEPT)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page; 404, as a page, for an unknown award and for one of somebody who is not shown."""
        try:
            template = (self._dist / "award.html").read_text("utf-8")
        except FileNotFoundError:
            return web.Response(status=503, text=NOT_BUILT, headers={"Retry-After": "5"})
        found, org = await self._parts.bridge.look(self._look, int(request.match_info["id"]))
        shown = found[0] if found else None
        tags, body = award_html.NOBODY if found is None else self._written(*found, org)
        text = template.replace(PLACE, html.escape(shown.organization if shown else org))
        text = text.replace(TAGS, tags, 1).replace(BODY, body, 1)
        headers = {"Content-Security-Policy": POLICY, hdrs.CACHE_CONTROL: "no-cache"}
        return web.Response(status=200 if shown else 404, text=text, content_type="text/html", headers=headers)

    async def picture(self, request: web.Request) -> web.StreamResponse:
        """1200 by 630, as other sites want it. Raises NotFound, Unavailable when it cannot be drawn here or now."""
        shown = await self._parts.bridge.look(award_pages.shown, int(request.match_info["id"]))
        told = award_pages.told(shown, self._parts.settings.public_url)
        drawn = await self._drawn.get(Picture(told=told, color=shown.award.badge.color, art=shown.art))
        headers = {hdrs.CACHE_CONTROL: "public, max-age=300", "Cross-Origin-Resource-Policy": "cross-origin"}
        return web.Response(body=drawn, content_type="image/png", headers=headers)

    async def close(self, _: web.Application) -> None:
        """Lets go of the pen."""
        self._pen.shutdown(wait=False, cancel_futures=True)

    async def _draw(self, picture: Picture) -> bytes:
        if self._waiting >= WAITING:
            raise Unavailable("Too many pictures are being drawn; try again in a moment.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pen, self._png, picture)
        finally:
            self._waiting -= 1

    def _png(self, picture: Picture) -> bytes:
        svg = cards.svg(picture.told, picture.color, self._art(picture.art))
        return drawn.of_svg(svg, "png", cards.WIDTH, cards.HEIGHT)

    def _art(self, name: str | None) -> str | None:
        path = self._dist / "badges" / f"{name}.svg"
        return path.read_text("utf-8") if name and path.is_file() else None

    def _look(self, award: int) -> tuple[tuple[AwardShown, AwardWhy] | None, str]:
        front = organizations.shown(self._parts.settings.organization)
        org = front.slug if front else ""
        try:
            return (award_pages.shown(award), award_whys.of(award)), org
        except NotFound:
            return None, org

    def _written(self, shown: AwardShown, why: AwardWhy, org: str) -> tuple[str, str]:
        told = award_pages.told(shown, self._parts.settings.public_url)
        return award_html.tags(told), award_html.body(shown, why, told, shown.organization == org)


def add_routes(app: web.Application, dist: Path = DIST) -> None:
    """The page and the picture."""
    pages = AwardPages(app[PARTS], dist.resolve())
    app.router.add_get(f"/awards/{ID}", pages.page)
    app.router.add_get(f"/awards/{ID}.png", pages.picture)
    app.on_cleanup.append(pages.close)
