"""A browser that wants to sign in with GitHub comes in; it goes out signed in: OAuth 2 with PKCE.

What must come back with the browser (state, verifier, where it was going) waits in a sealed cookie of its own, so that
nobody else's answer of GitHub signs it in.
"""

import logging
import re
import secrets
import warnings
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import authlib.deprecate  # noqa: F401 - sets its own filter of warnings, which must come before ours
import httpx
from aiohttp import hdrs, web
from pydantic import Field, StrictInt, ValidationError

from models import linking, sealing, sessions, signing_in
from models.audit import Actor
from models.errors import (
    Invalid,
    Misconfigured,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Refusal,
    Taken,
    Unavailable,
    Unproven,
)
from models.rules import names
from models.rules.work import Value
from models.settings import Settings
from models.signing_in import Proven
from server import auth, cookies
from server.auth import Shown
from server.cookies import Cookie
from server.parts import PARTS

with warnings.catch_warnings():
    # It says that httpx will be followed by httpx2, at every import and in every log.
    warnings.simplefilter("ignore")
    from authlib.integrations.base_client import OAuthError
    from authlib.integrations.httpx_client import AsyncOAuth2Client

START = "/sign-in/github"
BACK = "/sign-in/github/callback"
COOKIE = "codebadge_sign_in"
LASTS = timedelta(minutes=10)
PATIENCE = 10.0
"""Seconds for one answer of GitHub."""
FAILED: dict[type[Refusal], str] = {
    NotSignedIn: "expired",
    NotAllowed: "denied",
    Unavailable: "unreachable",
    Taken: "taken",
    Unproven: "unproven",
}
"""What the sign-in page is told; it has a sentence for each."""
NEXT_LENGTH = 1_000
log = logging.getLogger("codebadge.auth")


class Leaving(Value):
    """What a browser takes along to GitHub and back, sealed."""

    state: str
    verifier: str
    next: str
    until: float
    link: bool
    """Whoever is signed in wants one more account, and no new session."""


class GitHubUser(Value, extra="ignore"):
    """An account as GitHub's `/user` tells it; what we need of it."""

    id: StrictInt = Field(gt=0, lt=10**15)
    login: str = Field(min_length=1, max_length=100)
    name: str | None = None
    avatar_url: str | None = None


def add_routes(app: web.Application) -> None:
    """`/sign-in/github` and the address to which GitHub leads back."""
    app.router.add_get(START, leave)
    app.router.add_get(BACK, come_back)


async def leave(request: web.Request) -> web.StreamResponse:
    """To GitHub. Raises NotFound where there is no such sign-in."""
    parts = request.app[PARTS]
    settings = _configured(parts.settings)
    await parts.limits.spend(("github-address", parts.origins.address(request)))
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(32)
    async with _client(settings) as client:
        address, _ = client.create_authorization_url(settings.github_authorize_url, state=state, code_verifier=verifier)
    until = (parts.now() + LASTS).timestamp()
    going = local(request.query.get("next"))
    kept = Leaving(state=state, verifier=verifier, next=going, until=until, link=_is_link(request))
    response = _redirect(address)
    cookies.put(response, request, Cookie(COOKIE, sealing.seal(kept.model_dump_json()), LASTS, START))
    return response


async def come_back(request: web.Request) -> web.StreamResponse:
    """From GitHub, and on to where the browser was going; what went wrong is told on the sign-in page."""
    parts = request.app[PARTS]
    settings = _configured(parts.settings)
    who = await auth.shown(request)
    await parts.limits.spend(("github-address", who.address))
    page, next, secret = "/sign-in", "/", None
    try:
        kept = _kept(request, parts.now())
        page, next = "/me" if kept.link else page, kept.next
        account = proven(await _user(settings, kept, request.query))
        if kept.link:
            await parts.bridge.ask(_link, account, who, parts.now())
        else:
            secret = await parts.bridge.ask(_begin, account, who.secret, who.agent, parts.now())
    except Refusal as refusal:
        log.warning("a sign-in with GitHub failed: %s", refusal)
        return _redirect(f"{page}?{urlencode({'error': FAILED[type(refusal)], 'next': next})}", request)
    response = _redirect(kept.next, request)
    if secret is not None:
        cookies.put(response, request, cookies.session(secret))
    return response


def local(wanted: str | None) -> str:
    """A path on this server; `/` for whatever may lead elsewhere, or what browsers read as if it did."""
    if wanted is None or len(wanted) > NEXT_LENGTH or not _LOCAL.fullmatch(wanted):
        return "/"
    parts = urlsplit(wanted)
    return "/" if parts.scheme or parts.netloc else wanted


_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*", re.A)
"""Browsers drop tabs and line ends, and read a backslash as a slash."""


def proven(user: GitHubUser) -> Proven:
    """GitHub's account as ours. Raises Unavailable for a name that GitHub cannot have given."""
    try:
        names.github(user.login)
    except Invalid:
        raise Unavailable("GitHub told a name that is none") from None
    called = "".join(one for one in user.name or "" if one.isprintable()).strip()[:200] or user.login
    avatar = user.avatar_url if user.avatar_url and _PICTURE.fullmatch(user.avatar_url) else None
    return Proven(provider="github", external_id=str(user.id), login=user.login, name=called, avatar=avatar)


_PICTURE = re.compile(r"https://[!-~]{1,900}", re.A)


async def _user(settings: Settings, kept: Leaving, query: Mapping[str, str]) -> GitHubUser:
    """Whom GitHub says it is. Raises NotSignedIn, NotAllowed when the person did not want it, Unavailable."""
    if not secrets.compare_digest(query.get("state", "").encode(), kept.state.encode()):
        raise NotSignedIn("the state is another browser's")
    if "code" not in query:
        raise NotAllowed("the person did not want it")
    try:
        async with _client(settings) as client:
            await client.fetch_token(
                settings.github_token_url,
                code=query["code"],
                code_verifier=kept.verifier,
                headers={"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = await client.get(f"{settings.github_api_url}/user", headers=_VERSION)
            answer.raise_for_status()
            return GitHubUser.model_validate_json(answer.content)
    # Without its words: an answer of GitHub may hold what nobody should read in a log.
    except (OAuthError, httpx.HTTPError, httpx.InvalidURL, ValidationError, ValueError) as failed:
        raise Unavailable(f"GitHub's answer was of no use ({failed.__class__.__name__})") from None


_VERSION = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}


def _begin(account: Proven, former: str | None, agent: str, now: datetime) -> str:
    """A new session, never the one that the browser showed; that one ends."""
    person = signing_in.sign_in(account, now)
    if former:
        sessions.end(former, now)
    return sessions.start(person, agent, now)


def _is_link(request: web.Request) -> bool:
    """Asked for on our own page: a stranger's page gives nobody another account."""
    return request.query.get("link") == "1" and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _link(account: Proven, who: Shown, now: datetime) -> None:
    """Raises NotSignedIn, Taken."""
    found = auth.visitor(who, now)
    if found is None:
        raise NotSignedIn("nobody is signed in any more")
    linking.link(account, Actor(name=found.name, door="page", person=found.person), now)


def _kept(request: web.Request, now: datetime) -> Leaving:
    try:
        kept = Leaving.model_validate_json(sealing.unseal(request.cookies.get(COOKIE, "")))
    except (Misconfigured, ValidationError, UnicodeError):
        raise NotSignedIn("the browser brought nothing along") from None
    if kept.until <= now.timestamp():
        raise NotSignedIn("it took too long")
    return kept


def _configured(settings: Settings) -> Settings:
    if not settings.github:
        raise NotFound("Nobody can sign in with GitHub here.")
    return settings


def _client(settings: Settings) -> Any:
    return AsyncOAuth2Client(
        settings.github_client_id,
        settings.github_client_secret,
        token_endpoint_auth_method="client_secret_post",  # noqa: S106 - the name of a method
        code_challenge_method="S256",
        redirect_uri=settings.public_url + BACK,
        timeout=PATIENCE,
        follow_redirects=False,
    )


def _redirect(address: str, request: web.Request | None = None) -> web.Response:
    """303; with the request, what the browser took along is forgotten."""
    response = web.Response(status=303, headers={hdrs.LOCATION: address, hdrs.CACHE_CONTROL: "no-store"})
    if request is not None:
        cookies.put(response, request, Cookie(COOKIE, None, path=START))
    return response
