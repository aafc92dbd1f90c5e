"""Webhooks come in, each provider's at its own door; a folder per server, a file per provider; workers/ is next."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from aiohttp import web

from models import deliveries
from models.deliveries import Arrival, Kept
from server.ending import end
from server.gathering import Gathering
from server.hooks.bodies import Bodies
from server.hooks.doors import Doors
from server.hooks.generic import GENERIC
from server.hooks.github import GITHUB
from server.hooks.taking import Taking
from server.hooks.trello import TRELLO, Looking
from server.parts import PARTS

KEY = "{hook:[A-Za-z0-9_-]{1,60}}"


def add_routes(app: web.Application) -> None:
    """`POST /hooks/{provider}/{hook}`, and `HEAD` for Trello."""
    parts = app[PARTS]

    async def keep(arrivals: Sequence[Arrival]) -> list[Kept]:
        return await parts.bridge.ask(deliveries.keep, arrivals)

    async def writing(_: web.Application) -> AsyncIterator[None]:
        running = asyncio.create_task(gathering.run())
        yield
        await end(running)

    doors, bodies, gathering = Doors(parts), Bodies(parts.bounds), Gathering(keep, parts.bells.after)
    app.cleanup_ctx.append(writing)
    for integration in (GITHUB, TRELLO, GENERIC):
        taking = Taking(integration, parts, doors, bodies, gathering)
        app.router.add_post(f"/hooks/{integration.provider}/{KEY}", taking.post)
    app.router.add_head(f"/hooks/{TRELLO.provider}/{KEY}", Looking(doors).head)
