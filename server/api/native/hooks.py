"""`/v1`: projects, and the hooks through which their work comes in. A secret is shown once, when it is made."""

from models import hook_reading, public
from models.errors import NotFound
from models.hook_reading import HookCard
from models.public import PublicProject
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

HOOKS = ORGANIZATION + "/hooks"
SHOWN_ONCE = {"hook": HookCard, "url": str, "secret": str}


def _projects(ask: Ask) -> dict[str, object]:
    return {"projects": public.organization(ask.path["org"]).projects}


def _hooks(ask: Ask) -> dict[str, object]:
    return {"hooks": hook_reading.every(ask.organization(), ask.means.settings.public_url, ask.now)}


ROUTES = (
    Route(
        "GET",
        ORGANIZATION + "/projects",
        "The organisation's projects, by name.",
        _projects,
        gives={"projects": list[PublicProject]},
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        HOOKS,
        "The organisation's hooks, oldest first, with their addresses and without their secrets.",
        _hooks,
        gives={"hooks": list[HookCard]},
        needs="hook:write",
    ),
    write(
        "POST",
        HOOKS,
        "hook:create",
        "A webhook for `owner/repo`, or for a generic source. The answer shows its address and, this once, its secret.",
        SHOWN_ONCE,
        status=201,
        refuses=(),
    ),
    write(
        "POST",
        HOOKS + "/{hook}/rotate",
        "hook:rotate",
        "A new secret, shown this once; the one before opens for a day longer.",
        SHOWN_ONCE,
    ),
    write(
        "PUT",
        HOOKS + "/{hook}/paused",
        "hook:pause",
        "A paused hook refuses deliveries until it is let go on; servers know of it within seconds.",
        {"hook": HookCard},
    ),
)
