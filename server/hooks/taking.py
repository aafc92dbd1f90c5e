"""A webhook request comes in; it is answered once its row is committed (law 3); workers/intake.py is next."""

import asyncio
from collections.abc import Sequence
from typing import Any

import orjson
from aiohttp import web

from models import deliveries
from models.deliveries import Arrival, Kept
from models.errors import BadSignature, NotAllowed, Refusal, Unavailable
from models.hooks import Door
from models.sources.requests import Received
from server import metrics
from server.gathering import Gathering
from server.hooks.bodies import Bodies
from server.hooks.doors import Doors
from server.hooks.integration import Integration
from server.parts import Parts

LARGE = 200_000
"""Bytes from which a body is checked on a thread: hashing and parsing it would hold everybody else up."""
ANSWER_TIME = 9.0
"""Seconds; GitHub gives up after ten, and Trello hardly later."""


class Taking:
    """The deliveries of one provider that come to one server."""

    def __init__(
        self, integration: Integration, parts: Parts, doors: Doors, bodies: Bodies, gathering: Gathering
    ) -> None:
        self._integration, self._parts = integration, parts
        self._doors, self._bodies, self._gathering = doors, bodies, gathering

    async def post(self, request: web.Request) -> web.Response:
        """The integration's status with the delivery's id; 200 when it was known already."""
        try:
            async with asyncio.timeout(ANSWER_TIME + self._parts.bounds.body_time):
                kept = await self._take(request)
        except TimeoutError:
            metrics.DELIVERIES.labels(Unavailable.code).inc()
            raise Unavailable("This delivery could not be kept in time; send it again.") from None
        except Refusal as refusal:
            metrics.DELIVERIES.labels(refusal.code).inc()
            raise
        if kept is None:
            metrics.DELIVERIES.labels("paused").inc()
            return _said(200, {"paused": True})
        metrics.DELIVERIES.labels("kept" if kept.fresh else "known").inc()
        if kept.fresh:
            return _said(self._integration.kept, {"delivery": kept.id})
        return _said(200, {"delivery": kept.id, "known": True})

    async def _take(self, request: web.Request) -> Kept | None:
        """None for what is quietly not kept, because its hook is paused."""
        key = request.match_info["hook"]
        outside = self._integration.envelope(list(request.headers.items()), self._parts.now())
        if (await self._door(key)).paused:
            return None
        body = await self._bodies.read(request, self._integration.most(self._parts.bounds))
        received = await self._open(key, outside, body)
        door = await self._door(key)
        if door.paused:
            return None
        return await self._known(door, received) or await self._gathering.keep(
            Arrival(
                hook_id=door.hook_id,
                guid=received.guid,
                event=received.event,
                body=received.payload,
                received_at=self._parts.now(),
            )
        )

    async def _door(self, key: str, age: float | None = None) -> Door:
        door = await self._doors.find(key, self._integration.provider, age)
        if door.paused and not self._integration.quiet:
            raise NotAllowed("This hook is paused; nothing is taken in through it.")
        return door

    async def _open(self, key: str, outside: Any, body: bytes) -> Received:
        """A signature that does not fit what we remember may be by a secret that is younger than our memory."""
        door = await self._door(key)
        try:
            return await self._opened(outside, body, door)
        except BadSignature:
            if not self._doors.may_be_younger(key):
                raise
        return await self._opened(outside, body, await self._door(key, 0.0))

    async def _opened(self, outside: Any, body: bytes, door: Door) -> Received:
        secrets: Sequence[bytes] = door.active(self._parts.now())
        if len(body) < LARGE:
            return self._integration.opened(outside, body, door, secrets)
        return await asyncio.to_thread(self._integration.opened, outside, body, door, secrets)

    async def _known(self, door: Door, received: Received) -> Kept | None:
        if not self._integration.shared:
            return None
        return await self._parts.bridge.ask(deliveries.told, door.organization_id, door.provider, received.guid)


def _said(status: int, answer: dict[str, object]) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(answer), content_type="application/json")
