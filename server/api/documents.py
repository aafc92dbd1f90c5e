"""The documents of REST and of the live socket, and the page that shows them, go out to whoever asks."""

import asyncio
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path

from aiohttp import hdrs, web

from server.api import asyncapi, openapi
from server.api.answers import fresh
from server.api.dialects import DIALECTS
from server.pages import NOT_BUILT
from server.refusals import Handler

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Everything comes from this server; the package needs no more than pictures within its styles."""


def add_routes(app: web.Application, dist: Path) -> None:
    """What they say does not change while the process runs."""
    app.router.add_get("/openapi.json", _json(_openapi))
    app.router.add_get("/asyncapi.json", _json(_asyncapi))
    app.router.add_get("/docs", _page(dist / "docs" / "index.html"))


@cache
def _openapi() -> dict[str, object]:
    return openapi.document(DIALECTS, _version())


@cache
def _asyncapi() -> dict[str, object]:
    return asyncapi.document(_version())


def _json(document: Callable[[], dict[str, object]]) -> Handler:
    async def give(request: web.Request) -> web.StreamResponse:
        # Made when it is first asked for, beside the loop: that takes half a second.
        response = fresh(request, await asyncio.to_thread(document))
        response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = "*"
        return response

    return give


def _page(file: Path) -> Handler:
    async def give(_: web.Request) -> web.StreamResponse:
        text = _read(file)
        if text is None:
            return web.Response(status=503, text=NOT_BUILT, headers={"Retry-After": "5"})
        headers = {"Content-Security-Policy": POLICY, hdrs.CACHE_CONTROL: "no-cache"}
        return web.Response(text=text, content_type="text/html", headers=headers)

    return give


def _read(file: Path) -> str | None:
    return file.read_text("utf-8") if file.is_file() else None


def _version() -> str:
    try:
        return metadata.version("codebadge")
    except metadata.PackageNotFoundError:
        return "0"
