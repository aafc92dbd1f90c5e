"""Browsers come in over Socket.IO; boards, people and the feed go out as they change: the live side of the server."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from models.rules.board_changes import BoardChanged
from server import redis_pool
from server.ending import end
from server.live import sweep
from server.live.admin import Admin
from server.live.engine import make_server
from server.live.held import HeldBoards
from server.live.hub import Hub
from server.live.public import Public
from server.live.studio import Studio
from server.live.studio_bell import StudioBells
from server.live.studio_rooms import StudioRooms
from server.live.tail import AuditTail
from server.live.watch import DeliveryWatch
from server.parts import PARTS

PATIENCE = 5.0
"""Seconds for Redis to answer the studio's listener."""


def add_routes(app: web.Application) -> None:
    """`/socket.io/`, and the tasks that stand behind it."""
    parts = app[PARTS]

    def allowed(_: str, environ: dict[str, Any]) -> bool:
        return parts.origins.may_have_any(environ["aiohttp.request"])

    def tell(changed: BoardChanged) -> None:
        body = changed.model_dump(mode="json", by_alias=True)
        server.fan_out("board.changed", body, [f"{changed.org}:board:{changed.board}"])

    server = make_server(parts.bounds, allowed)
    boards = HeldBoards(parts.boards, tell, parts.now, parts.bounds)
    hub = Hub(parts.bridge, str(parts.settings.redis_url), server, boards, parts.bounds.silence)
    tail, watch = AuditTail(server, parts), DeliveryWatch(server, parts)
    Admin(server, parts, tail, watch)
    Public(server, parts, boards)
    heard = redis_pool.client(str(parts.settings.redis_url), patience=PATIENCE, connecting=PATIENCE)
    studio_bells = StudioBells(secrets.token_hex(8), parts.redis, heard)
    studio_rooms = StudioRooms(server, parts, studio_bells)
    Studio(server, parts, studio_rooms, studio_bells)
    server.attach(app)

    async def alive(_: web.Application) -> AsyncIterator[None]:
        listening = studio_bells.run(
            studio_rooms.on_bell, studio_rooms.on_people, studio_rooms.on_pointed, studio_rooms.look_everywhere
        )
        running = (hub.run(), sweep.run(server, parts.bounds), studio_rooms.run(), listening)
        tasks = [asyncio.create_task(one) for one in running]
        yield
        await end(*tasks)
        await studio_rooms.close()
        await studio_bells.close()
        await tail.followers.close()
        await watch.followers.close()
        await boards.close()
        await hub.close()

    async def leaving(_: web.Application) -> None:
        await server.hang_up()
        await server.shutdown()

    app.on_shutdown.append(leaving)
    app.cleanup_ctx.append(alive)
