"""What a handler raises comes in; a JSON error goes out. One table from class to status (law 9)."""

import logging
from collections.abc import Awaitable, Callable

import orjson
from aiohttp import web

from models import errors

STATUS: dict[type[errors.Refusal], int] = {
    errors.NotFound: 404,
    errors.Invalid: 400,
    errors.Taken: 409,
    errors.AlreadyHeld: 409,
    errors.NotHeld: 409,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.TooLarge: 413,
    errors.TooSlow: 408,
    errors.BadSignature: 403,
    errors.BadDelivery: 400,
    errors.UnsupportedEncoding: 415,
    errors.RateLimited: 429,
    errors.Unavailable: 503,
}
HEADERS: dict[int, dict[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "1"},
    503: {"Retry-After": "2"},
}
INTERNAL = ("internal", "Something went wrong on our side; it is in the server's log.")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = logging.getLogger("codebadge.server")


@web.middleware
async def as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error in one shape; a bug is logged in full and told without detail."""
    try:
        return await handler(request)
    except errors.Refusal as refusal:
        return answer(STATUS[type(refusal)], refusal.code, str(refusal))
    except web.HTTPException as raised:
        if raised.status < 400:
            raise
        return answer(raised.status, f"http_{raised.status}", f"{raised.reason}.", raised.headers.get("Allow"))
    except ConnectionResetError:
        raise
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return answer(500, *INTERNAL)


def answer(status: int, code: str, message: str, allow: str | None = None) -> web.Response:
    """An error as REST tells it."""
    headers = HEADERS.get(status, {}) | ({"Allow": allow} if allow else {}) | {"Cache-Control": "no-store"}
    body = orjson.dumps(wire(code, message))
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)


def wire(code: str, message: str) -> dict[str, dict[str, str]]:
    """The one shape of an error, for REST and acknowledgements."""
    return {"error": {"code": code, "message": message}}
