"""What a handler raises comes in; a JSON error goes out. One table from class to status (law 9)."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import orjson
from aiohttp import web

from models import errors

STATUS: dict[type[errors.Refusal], int] = {
    errors.NotFound: 404,
    errors.Gone: 410,
    errors.Invalid: 400,
    errors.Missing: 400,
    errors.Taken: 409,
    errors.LeagueHasBadge: 409,
    errors.Unproven: 409,
    errors.NothingToChange: 400,
    errors.Reused: 422,
    errors.InUse: 409,
    errors.Exhausted: 409,
    errors.AlreadyHeld: 409,
    errors.AlreadyOpen: 409,
    errors.NotHeld: 409,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.Forged: 403,
    errors.TooLarge: 413,
    errors.TooSlow: 408,
    errors.BadSignature: 403,
    errors.BadDelivery: 400,
    errors.UnsupportedEncoding: 415,
    errors.RateLimited: 429,
    errors.Elsewhere: 409,
    errors.Unavailable: 503,
    errors.BadPicture: 400,
    errors.NotContributor: 403,
}
HEADERS: dict[int, dict[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "1"},
    503: {"Retry-After": "2"},
}


def wire(code: str, message: str) -> dict[str, dict[str, str]]:
    """The usual shape of an error, for REST and acknowledgements."""
    return {"error": {"code": code, "message": message}}


@dataclass(frozen=True)
class Voice:
    """How a dialect tells an error, and where its statuses differ from STATUS."""

    shape: Callable[[str, str], object]
    statuses: Mapping[type[errors.Refusal], int] = field(default_factory=dict)


PLAIN = Voice(wire)
VOICES: dict[str, Voice] = {
    "/api/": Voice(
        lambda code, message: {"success": False, "error": message},
        dict.fromkeys((errors.AlreadyHeld, errors.LeagueHasBadge, errors.InUse, errors.Exhausted), 400)
        | {errors.NotHeld: 404},
    )
}
"""By the path's beginning, so that an unknown path below it answers in the same voice."""
INTERNAL = ("internal", "Something went wrong on our side; it is in the server's log.")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = logging.getLogger("codebadge.server")


@web.middleware
async def as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error in its dialect's shape; a bug is logged in full and told without detail."""
    say = voice(request.path)
    try:
        return await handler(request)
    except errors.Refusal as refusal:
        told = answer(say, say.statuses.get(type(refusal)) or STATUS[type(refusal)], refusal.code, str(refusal))
        if isinstance(refusal, errors.RateLimited):
            told.headers["Retry-After"] = str(refusal.seconds)
        return told
    except web.HTTPException as raised:
        if raised.status < 400:
            raise
        allow = raised.headers.get("Allow")
        return answer(say, raised.status, f"http_{raised.status}", f"{raised.reason}.", allow)
    except ConnectionResetError:
        raise
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return answer(say, 500, *INTERNAL)


def answer(say: Voice, status: int, code: str, message: str, allow: str | None = None) -> web.Response:
    """An error as REST tells it."""
    headers = HEADERS.get(status, {}) | ({"Allow": allow} if allow else {}) | {"Cache-Control": "no-store"}
    body = orjson.dumps(say.shape(code, message))
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)


def voice(path: str) -> Voice:
    """How errors are told below that path."""
    return next((one for prefix, one in VOICES.items() if path.startswith(prefix)), PLAIN)
