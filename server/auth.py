"""A request comes in; who says to call goes out, unread; the unit of work then asks models/ who it is.

Two ways: `Authorization: Bearer …`, and a browser's session cookie, which for unsafe methods needs a proof that the
request comes from our own page (CSRF): its header `X-CSRF-Token`, and an Origin that is ours if there is one.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

from aiohttp import hdrs, web

from models import callers, organizations
from models.errors import Forged, NotAllowed, NotFound, NotSignedIn
from models.rules.callers import Caller, Visitor
from server import cookies
from server.parts import PARTS

TOKEN_LENGTH = 4_000
PROOF = "X-CSRF-Token"
SHARE, SHARE_LENGTH = "X-Share-Token", 100
SAFE = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})


@dataclass(frozen=True)
class Shown:
    """What a request shows of its caller. `secret`: of the session in its cookie; `proven`: it is from our own page.

    `org`: the organisation that a session's person means with `?org=`; without one the server's `default`.
    """

    bearer: str | None = None
    secret: str | None = None
    proven: bool = False
    org: str | None = None
    default: str | None = None
    address: str = ""
    agent: str = ""
    share: str = ""
    """The token of a link to something shared, in a header: it stands in no address, and so in no log."""


async def shown(request: web.Request) -> Shown:
    """Raises NotSignedIn for an Authorization header that is none of ours, Forged for another site's page."""
    parts = request.app[PARTS]
    header = request.headers.get(hdrs.AUTHORIZATION)
    secret = cookies.secret_of(request) if header is None else None
    if header is None and request.method not in SAFE:
        _refuse_strangers_page(request)
    return Shown(
        bearer=None if header is None else _bearer(header),
        secret=secret,
        proven=request.method in SAFE or _is_proof(secret, request.headers.get(PROOF, "")),
        org=request.query.get("org"),
        default=parts.settings.organization,
        address=parts.origins.address(request),
        agent=request.headers.get(hdrs.USER_AGENT, ""),
        share=request.headers.get(SHARE, "")[:SHARE_LENGTH],
    )


def shown_key(request: web.Request) -> str:
    """Who it seems to be, for Idempotency-Keys and limits: a fingerprint, never a secret itself."""
    shows = request.headers.get(hdrs.AUTHORIZATION) or cookies.secret_of(request)
    return callers.fingerprint(shows or f"address {request.app[PARTS].origins.address(request)}")


def token_key(token: str) -> str:
    """The same of a token that came by the socket."""
    return callers.fingerprint(f"Bearer {token}")


def proof(secret: str | None) -> str:
    """The CSRF token of a session; nothing that another site's page could learn or guess."""
    return "" if secret is None else hmac.new(secret.encode(), b"csrf", "sha256").hexdigest()


def visitor(who: Shown, now: datetime) -> Visitor | None:
    """Inside a unit: who is signed in with a browser. Raises Forged without the proof that unsafe methods need."""
    found = callers.visitor(who.secret, now) if who.secret else None
    if found is not None and not who.proven:
        raise Forged("The X-CSRF-Token is missing or old; GET /v1/session tells today's.")
    return found


def caller(
    who: Shown, org: str | None, now: datetime, seen: Visitor | None = None, named: bool = True
) -> Caller | None:
    """Inside a unit: the caller in the organisation of the path. None for nobody, and for a visitor who is a stranger.

    Raises NotSignedIn for a bad token; for another organisation's NotAllowed, or, where the path did not name the
    organisation, NotFound: a token opens nothing elsewhere.
    """
    if who.bearer is None:
        return None if seen is None else callers.of_visitor(seen, org or who.org or _default(who))
    found = callers.of_bearer(who.bearer, now)
    if org is not None and found.org != org:
        raise NotAllowed("This token is for another organisation.") if named else NotFound("There is no such thing.")
    return found


def _default(who: Shown) -> str | None:
    found = organizations.shown(who.default)
    return None if found is None else str(found.slug)


def _bearer(header: str) -> str:
    kind, _, text = header.partition(" ")
    if kind.lower() != "bearer" or not 0 < len(text.strip()) <= TOKEN_LENGTH:
        raise NotSignedIn("Send a token as “Authorization: Bearer …”.")
    return text.strip()


def _refuse_strangers_page(request: web.Request) -> None:
    """Nobody is signed in, out or anything else by a page of another site. Programs send no Origin."""
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is not None and not request.app[PARTS].origins.is_own(origin, request):
        raise Forged("Another site's page may not do this.")


def _is_proof(secret: str | None, header: str) -> bool:
    return secret is not None and hmac.compare_digest(proof(secret).encode(), header.encode("utf-8", "replace"))
