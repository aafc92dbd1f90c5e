"""A request comes in; who says to call goes out, unread; the unit of work then asks models/ who it is."""

from dataclasses import dataclass
from datetime import datetime

from aiohttp import hdrs, web

from models import callers
from models.errors import NotAllowed, NotSignedIn
from models.rules.callers import Caller

TOKEN_LENGTH = 4_000


@dataclass(frozen=True)
class Shown:
    """What a request shows of its caller: a bearer token, or nothing."""

    bearer: str | None = None


async def shown(request: web.Request) -> Shown:
    """Raises NotSignedIn for an Authorization header that is none of ours."""
    header = request.headers.get(hdrs.AUTHORIZATION)
    if header is None:
        return Shown()
    kind, _, text = header.partition(" ")
    if kind.lower() != "bearer" or not 0 < len(text.strip()) <= TOKEN_LENGTH:
        raise NotSignedIn("Send a token as “Authorization: Bearer …”.")
    return Shown(bearer=text.strip())


def shown_key(request: web.Request) -> str:
    """Whose Idempotency-Keys these are: hashed by once.py's reader, never a secret itself."""
    return callers.fingerprint(request.headers.get(hdrs.AUTHORIZATION) or f"address {request.remote}")


def caller(who: Shown, org: str | None, now: datetime) -> Caller | None:
    """Inside a unit. None for nobody. Raises NotSignedIn for a bad token, NotAllowed for another organisation's."""
    if who.bearer is None:
        return None
    found = callers.of_bearer(who.bearer, now)
    if org is not None and found.org != org:
        raise NotAllowed("This token is for another organisation.")
    return found
