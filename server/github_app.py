"""A browser comes back from GitHub, where an app was made for an organisation; it goes on to the page of sources.

GitHub's code is good once, for the app's key and its webhooks' secret. A worker takes it there: see workers/apps.py.
"""

import logging
from datetime import datetime
from urllib.parse import urlencode

from aiohttp import hdrs, web

from models import callers, github_apps, queues, sealing
from models.errors import NotAllowed, NotFound, NotSignedIn, Refusal, Taken, Unavailable
from models.people import Person
from models.tenants import Organization
from server import auth
from server.auth import Shown
from server.parts import PARTS

PAGE = "/admin/hooks"
FAILED: dict[type[Refusal], str] = {
    NotSignedIn: "signed-out",
    NotAllowed: "not-yours",
    NotFound: "not-yours",
    Taken: "taken",
    Unavailable: "unreachable",
}
"""What the page is told; it has a sentence for each, and one for all others."""
LONGEST = 400
log = logging.getLogger("codebadge.apps")


def add_routes(app: web.Application) -> None:
    """`/github-app/made`, to which GitHub leads back."""
    app.router.add_get(github_apps.BACK, made)


async def made(request: web.Request) -> web.StreamResponse:
    """303 to the page of sources, with `app=made` or why not."""
    parts = request.app[PARTS]
    who = await auth.shown(request)
    await parts.limits.spend(("github-address", who.address))
    state, code = (request.query.get(name, "")[:LONGEST] for name in ("state", "code"))
    told = {"app": "made"}
    try:
        told["org"], asked = await parts.bridge.ask(_may, who, state, code, parts.now())
        await parts.bridge.beside(queues.ask_worker, "app", asked, parts.bounds.ask_time)
    except Refusal as refusal:
        log.warning("an app was not made: %s", refusal)
        told["app"] = FAILED.get(type(refusal), "failed")
    headers = {hdrs.LOCATION: f"{PAGE}?{urlencode(told)}", hdrs.CACHE_CONTROL: "no-store"}
    return web.Response(status=303, headers=headers)


def _may(who: Shown, state: str, code: str, now: datetime) -> tuple[str, dict[str, str | int]]:
    """(the organisation's slug, what the worker is asked): the code is sealed, for it is worth as much as what it is
    good for. Raises NotSignedIn, NotAllowed."""
    visitor = auth.visitor(who, now)
    if visitor is None:
        raise NotSignedIn("nobody is signed in")
    came = github_apps.came_back(state, visitor.person, now)
    organization = Organization.get_by_id(came.organization)
    caller = callers.of_person(Person.get_by_id(visitor.person), organization, "session")
    if caller is None:
        raise NotAllowed("they are a stranger there")
    caller.must("hook:write")
    about = {"organization": organization.id, "person": visitor.person}
    return organization.slug, about | {"code": sealing.seal(code)}
