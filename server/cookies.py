"""A session's secret comes in; a signed cookie goes out, and the secret is read again from what a browser shows."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import web

from models import sealing, sessions
from server.parts import PARTS

SESSION = "codebadge_session"
_PURPOSE = "session cookie"
_LONGEST = 300


@dataclass(frozen=True)
class Cookie:
    """What a browser is to keep, and for how long; None as its value: it shall forget."""

    name: str
    value: str | None
    lasts: timedelta = timedelta()
    path: str = "/"


def session(secret: str | None) -> Cookie:
    """The cookie of a session; None takes it away."""
    if secret is None:
        return Cookie(SESSION, None)
    return Cookie(SESSION, f"{secret}.{sealing.mark(_PURPOSE, secret)}", sessions.LASTS)


def kept(cookie: Cookie) -> list[str | float | None]:
    """As JSON, to be kept with an answer."""
    return [cookie.name, cookie.value, cookie.lasts.total_seconds(), cookie.path]


def again(kept: list[Any]) -> Cookie:
    """From `kept`."""
    name, value, seconds, path = kept
    return Cookie(name, value, timedelta(seconds=seconds), path)


def secret_of(request: web.Request) -> str | None:
    """The secret of the session that the browser shows; None when there is none that we have signed."""
    secret, _, mark = request.cookies.get(SESSION, "")[:_LONGEST].rpartition(".")
    return secret if secret and sealing.is_mark(_PURPOSE, secret, mark) else None


def put(response: web.StreamResponse, request: web.Request, cookie: Cookie) -> None:
    """Scripts cannot read it, other sites cannot make use of it, and where the site has TLS it needs TLS."""
    secure = request.app[PARTS].settings.public_url.startswith("https:")
    if cookie.value is None:
        response.del_cookie(cookie.name, path=cookie.path, secure=secure, httponly=True, samesite="Lax")
        return
    response.set_cookie(
        cookie.name,
        cookie.value,
        max_age=int(cookie.lasts.total_seconds()),
        path=cookie.path,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
