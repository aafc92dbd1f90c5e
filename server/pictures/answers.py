"""A picture's bytes come in; a response goes out that any site may show, and in which nothing can run."""

from collections.abc import Mapping

from aiohttp import hdrs, web

from models.rules.art.wish import Format

TYPES: dict[Format, str] = {"svg": "image/svg+xml", "png": "image/png", "webp": "image/webp"}
POLICY = "default-src 'none'; img-src data:; sandbox"
"""Of an SVG that is opened by itself: no script, no style, nothing from anywhere."""
USUAL = "public, max-age=300, stale-while-revalidate=86400"
FOREVER = "public, max-age=31536000, immutable"
PRIVATE = "private, no-cache"
SHORT = "public, max-age=60"
"""Of a picture that says what is wrong."""


def picture(body: bytes, kind: Format, headers: Mapping[str, str]) -> web.Response:
    """`headers`: how long it lasts, and what else there is to say."""
    shared = {"Cross-Origin-Resource-Policy": "cross-origin", "Content-Security-Policy": POLICY}
    if not headers[hdrs.CACHE_CONTROL].startswith("private"):
        shared[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = "*"
    return web.Response(body=body, content_type=TYPES[kind], headers={**headers, **shared})
