"""A picture's bytes come in; a response goes out that any site may show, and in which nothing can run."""

from collections.abc import Mapping

from aiohttp import hdrs, web

from models.rules.art.wish import Format

TYPES: dict[Format, str] = {"svg": "image/svg+xml", "png": "image/png", "webp": "image/webp"}
POLICY = "default-src 'none'; img-src data:; sandbox"
"""Of an SVG that is opened by itself: no script, no style, nothing from anywhere."""
RESOURCE = "Cross-Origin-Resource-Policy"
USUAL = "public, max-age=300, stale-while-revalidate=86400"
AN_HOUR = "public, max-age=3600, stale-while-revalidate=86400"
"""Of a picture that changes only when we draw better than before."""
FOREVER = "public, max-age=31536000, immutable"
PRIVATE = "private, no-cache"
SHORT = "public, max-age=60"
"""Of a picture that says what is wrong."""


def picture(body: bytes, kind: Format, headers: Mapping[str, str]) -> web.Response:
    """`headers`: how long it lasts, and what else there is to say."""
    return web.Response(body=body, content_type=TYPES[kind], headers=guarded(headers))


def is_held(request: web.Request, tag: str) -> bool:
    """Whether the asker has that picture already."""
    return tag in [held.value for held in request.if_none_match or ()]


def unchanged(headers: Mapping[str, str]) -> web.Response:
    """Whoever has it already keeps it. What this says takes the place of what was said with it, so it says the same."""
    return web.Response(status=304, headers=guarded(headers))


def guarded(headers: Mapping[str, str]) -> dict[str, str]:
    """With who may show it: any site, unless it is private."""
    if headers[hdrs.CACHE_CONTROL].startswith("private"):
        return {**headers, "Content-Security-Policy": POLICY, RESOURCE: "same-origin"}
    open_to_all = {RESOURCE: "cross-origin", hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*"}
    return {**headers, "Content-Security-Policy": POLICY, **open_to_all}
