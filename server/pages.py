"""A page's address comes in; HTML that Vite has built goes out, with the organisation's slug in it, and its assets."""

import html
from pathlib import Path

from aiohttp import hdrs, web

from models import organizations
from models.errors import NotFound, Unavailable
from server.parts import PARTS, Parts
from server.refusals import Handler
from server.remembered import Remembered

DIST = Path(__file__).parent.parent / "static" / "dist"
PLACE = "%CODEBADGE_ORG%"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; "
    "connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FORMS = "form-action 'self'"
NOT_BUILT = "The pages are not built yet. `make run` builds them, or `npm run build` in static/.\n"
ADMIN, STUDIO = "admin.html", "studio.html"
PAGES = (
    ("/", "index.html"),
    ("/people/{id:[0-9]{1,18}}", "person.html"),
    ("/sign-in", "sign-in.html"),
    ("/set-up", "set-up.html"),
    ("/organizations/new", "new-organization.html"),
    ("/me", "me.html"),
    ("/shared", "shared.html"),
    ("/leagues", "leagues.html"),
    ("/badges-gallery", "badges-gallery.html"),
    ("/boards", "boards.html"),
    ("/estimates", "estimates.html"),
    ("/studio", STUDIO),
    ("/studio/{id:[0-9]{1,18}}", STUDIO),
    ("/admin", ADMIN),
    ("/admin/{page:[a-z0-9/-]{1,80}}", ADMIN),
)
"""Where each page is, and the file that Vite has built for it."""
WIDGET = "codebadge-leaderboard.js"
HOUR, YEAR = 3_600, 31_536_000
SLUG_SECONDS, SLUG_MOST = 5.0, 60


class Pages:
    """The pages of one server, which show one organisation, or the one that `?org=` names."""

    def __init__(self, parts: Parts, dist: Path) -> None:
        self._parts, self._dist = parts, dist.resolve()
        self._slug = Remembered[None, str](self._shown, SLUG_SECONDS)

    def page(self, name: str) -> Handler:
        """A handler that gives that page."""

        async def give(request: web.Request) -> web.StreamResponse:
            try:
                text = (self._dist / name).read_text("utf-8")
            except FileNotFoundError:
                return web.Response(status=503, text=NOT_BUILT, headers={"Retry-After": "5"})
            text = text.replace(PLACE, html.escape(request.query.get("org", "")[:SLUG_MOST] or await self._slug_now()))
            headers = {"Content-Security-Policy": self._policy(name), hdrs.CACHE_CONTROL: "no-cache"}
            return web.Response(text=text, content_type="text/html", headers=headers)

        return give

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """A file below /static. What has its content's hash in its name never changes."""
        path = (self._dist / request.match_info["path"]).resolve()
        if not path.is_relative_to(self._dist) or not path.is_file() or path.suffix == ".html":
            raise NotFound("There is no such file.")
        return web.FileResponse(path, headers=_asset_headers(path.relative_to(self._dist)))

    def _policy(self, name: str) -> str:
        """Admins post the manifest of their GitHub App to GitHub; no other page posts anything elsewhere."""
        return POLICY.replace(FORMS, f"{FORMS} {self._parts.settings.github_url}") if name == ADMIN else POLICY

    async def _slug_now(self) -> str:
        try:
            # That there is none is not remembered: whoever has just set one up wants to see it.
            return await self._slug.get(None) or await self._slug.get(None, seconds=0)
        except Unavailable:
            return self._parts.settings.organization or ""

    async def _shown(self, _: None) -> str:
        return await self._parts.bridge.ask(_shown_slug, self._parts.settings.organization)


def add_routes(app: web.Application, dist: Path) -> None:
    """The pages, `/static/…` and the icon that browsers ask for unbidden."""
    pages = Pages(app[PARTS], dist)
    for path, name in PAGES:
        app.router.add_get(path, pages.page(name))
    app.router.add_get("/static/{path:[A-Za-z0-9_./-]{1,200}}", pages.asset)
    app.router.add_get("/favicon.ico", _icon)


async def _icon(_: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/static/badges/merge-100.svg")


def _shown_slug(wanted: str | None) -> str:
    organization = organizations.shown(wanted)
    return organization.slug if organization else ""


def _asset_headers(path: Path) -> dict[str, str]:
    lasting = path.parts[0] == "assets"
    age = f"public, max-age={YEAR}, immutable" if lasting else f"public, max-age={HOUR}"
    headers = {hdrs.CACHE_CONTROL: age, "Cross-Origin-Resource-Policy": "cross-origin"}
    if path.name == WIDGET or path.parts[0] == "badges":
        headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = "*"
    return headers
