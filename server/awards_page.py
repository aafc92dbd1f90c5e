"""`/awards/{id}`: an award's id comes in; a page that needs no script goes out. server/pictures draws its card."""

import html
from pathlib import Path

from aiohttp import hdrs, web

from models import award_pages, award_whys, organizations
from models.award_pages import AwardShown
from models.award_whys import AwardWhy
from models.errors import NotFound
from server import award_html
from server.pages import DIST, NOT_BUILT, PLACE, POLICY
from server.parts import PARTS, Parts

TAGS, BODY = "<!--codebadge:tags-->", "<!--codebadge:award-->"
ID = "{id:[0-9]{1,18}}"


class AwardPages:
    """The pages of awards, of every organisation of this server."""

    def __init__(self, parts: Parts, dist: Path) -> None:
        self._parts, self._dist = parts, dist

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
    """The page."""
    pages = AwardPages(app[PARTS], dist.resolve())
    app.router.add_get(f"/awards/{ID}", pages.page)
