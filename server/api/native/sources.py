"""`/v1`: where work comes in: repositories and boards are connected, explained, mended and let go of."""

import contextlib
from typing import Any

from pydantic import Field

from models import connections, github_apps, hook_health, queues, source_reading
from models.connections import ConnectionCard
from models.errors import Elsewhere, Exhausted, Invalid, NotAllowed, NotFound, NotHeld, Refusal, Taken
from models.github_apps import AppCard
from models.jobs import JobCard
from models.rules.messages import PersonCard
from models.rules.work import Value
from models.source_reading import SourceCard
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

SOURCES = ORGANIZATION + "/sources"
SOURCE = SOURCES + "/{hook}"
BEGUN = {"source": SourceCard, "job": JobCard | None}


class Look(Value):
    """`health`: 1 asks the providers how their webhooks fare, unless that was done within a minute."""

    health: int = Field(default=0, ge=0, le=1)


async def _sources(ask: Ask) -> dict[str, Any]:
    due = await ask.parts.bridge.look(_due, ask)
    if due:
        # What the providers say is shown if they say it soon; the page does not depend on it.
        with contextlib.suppress(Refusal):
            await ask.parts.bridge.beside(queues.ask_worker, "health", {"hooks": due}, ask.parts.bounds.health_time)
    return await ask.parts.bridge.look(_shown, ask)


def _due(ask: Ask) -> list[int]:
    return hook_health.due(ask.organization().id, ask.now) if ask.query.health else []


def _shown(ask: Ask) -> dict[str, Any]:
    organization = ask.organization()
    return {
        "sources": source_reading.every(organization, ask.means.settings.public_url, ask.now),
        "connections": connections.every(organization.id),
        "app": github_apps.card(organization.id),
    }


ROUTES = (
    Route(
        "GET",
        SOURCES,
        "All that is connected, with the access to providers and the organisation's GitHub App.",
        _sources,
        gives={"sources": list[SourceCard], "connections": list[ConnectionCard], "app": AppCard | None},
        query=Look,
        needs="hook:write",
    ),
    write(
        "POST",
        SOURCES,
        "source:connect",
        "Connects a repository or a board. Without access the answer holds, this once, the secret to be pasted there.",
        {**BEGUN, "url": str, "secret": str | None},
        status=201,
        refuses=(NotFound, NotHeld, Invalid, Taken, Elsewhere, Exhausted),
    ),
    write(
        "PUT",
        SOURCE + "/board",
        "source:board",
        "What a board's lists and fields mean; all its cards are counted anew by it.",
        BEGUN,
        refuses=(NotFound, Invalid, Exhausted),
    ),
    write(
        "POST",
        SOURCE + "/history",
        "source:fetch",
        "Its past is fetched once more, from the beginning; with a mode it counts so from now on.",
        BEGUN,
        refuses=(NotFound, NotHeld, Elsewhere, Exhausted),
    ),
    write(
        "POST",
        SOURCE + "/reconnect",
        "source:reconnect",
        "The provider is asked for a webhook that sends again.",
        BEGUN,
        refuses=(NotFound, Invalid, Elsewhere, Exhausted),
    ),
    write(
        "POST",
        SOURCE + "/repair",
        "source:repair",
        "What was missed is sent again, or fetched. While that is under way, asking again asks nothing new.",
        {"job": JobCard},
        refuses=(NotFound, Elsewhere, Exhausted),
    ),
    write(
        "DELETE",
        SOURCE,
        "source:disconnect",
        "Nothing more comes in, for ever; the webhook is removed at the provider, if it may be. Points stay.",
        BEGUN,
        refuses=(NotFound, Invalid, Exhausted),
    ),
    write(
        "PUT",
        SOURCE + "/members",
        "source:member",
        "A member of the board is this person; both become one, which can be undone.",
        {"person": PersonCard, "merge": int | None},
        refuses=(NotFound, NotAllowed),
    ),
)
