"""A webhook request comes in; it is answered once its row is committed (law 3); workers/intake.py is next."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import aiohttp
import orjson
from aiohttp import web

from models import deliveries, hooks
from models.deliveries import Arrival, Kept
from models.errors import BadDelivery, BadSignature, NotAllowed, NotFound, Refusal, TooLarge, TooSlow, Unavailable
from models.hooks import Door
from models.sources import github_request
from models.sources.github_request import Envelope, Received
from server import metrics
from server.ending import end
from server.gathering import Gathering
from server.parts import PARTS, Parts
from server.remembered import Remembered

LARGE = 200_000
"""Bytes from which a body is checked on a thread: hashing and parsing it would hold everybody else up."""
ANSWER_TIME = 9.0
"""Seconds; GitHub gives up after ten."""


class Hooks:
    """The doors of one server, and the deliveries that come through them."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._bounds = parts, parts.bounds
        self._doors = Remembered[str, Door](lambda key: parts.bridge.ask(hooks.door, key), parts.bounds.door_age)
        self._gathering = Gathering(self._keep, parts.bells.after)
        self._reading = 0

    async def running(self, _: web.Application) -> AsyncIterator[None]:
        """Writes groups for as long as the application runs."""
        writing = asyncio.create_task(self._gathering.run())
        yield
        await end(writing)

    async def github(self, request: web.Request) -> web.Response:
        """202 with the delivery's id; 200 when it was known already."""
        try:
            async with asyncio.timeout(ANSWER_TIME + self._bounds.body_time):
                kept = await self._take(request)
        except TimeoutError:
            metrics.DELIVERIES.labels(Unavailable.code).inc()
            raise Unavailable("This delivery could not be kept in time; send it again.") from None
        except Refusal as refusal:
            metrics.DELIVERIES.labels(refusal.code).inc()
            raise
        metrics.DELIVERIES.labels("kept" if kept.fresh else "known").inc()
        answer = {"delivery": kept.id} | ({} if kept.fresh else {"known": True})
        return web.Response(
            body=orjson.dumps(answer), status=202 if kept.fresh else 200, content_type="application/json"
        )

    async def _take(self, request: web.Request) -> Kept:
        key = request.match_info["hook"]
        outside = github_request.envelope(list(request.headers.items()))
        await self._door(key)
        body = await self._body(request)
        received = await self._open(key, outside, body)
        door = await self._door(key)
        return await self._gathering.keep(
            Arrival(
                hook_id=door.hook_id,
                guid=received.guid,
                event=received.event,
                body=received.payload,
                received_at=self._parts.now(),
            )
        )

    async def _door(self, key: str, age: float | None = None) -> Door:
        door = await self._doors.get(key, age)
        if door.provider != "github":
            raise NotFound("There is no such hook.")
        if door.paused and self._doors.age(key) >= self._bounds.door_again:
            # GitHub does not send again by itself: whoever let it go on means the very next delivery.
            door = await self._doors.get(key, 0.0)
        if door.paused:
            raise NotAllowed("This hook is paused; nothing is taken in through it.")
        return door

    async def _body(self, request: web.Request) -> bytes:
        length = request.content_length or 0
        if length > self._bounds.body:
            raise TooLarge(f"The body is larger than {self._bounds.body // 1024 // 1024} MB.")
        try:
            async with asyncio.timeout(self._bounds.body_time):
                return await self._read(request)
        except TimeoutError:
            raise TooSlow("The body did not arrive in time.") from None
        except (aiohttp.ClientError, aiohttp.http_exceptions.HttpProcessingError, web.RequestPayloadError):
            raise BadDelivery("The body broke off.") from None

    async def _read(self, request: web.Request) -> bytes:
        body = bytearray()
        try:
            async for chunk in request.content.iter_any():
                body += chunk
                self._reading += len(chunk)
                if len(body) > self._bounds.body:
                    raise TooLarge(f"The body is larger than {self._bounds.body // 1024 // 1024} MB.")
                if self._reading > self._bounds.bodies:
                    raise Unavailable("Too much is coming in at once; send this delivery again in a moment.")
        finally:
            self._reading -= len(body)
        return bytes(body)

    async def _open(self, key: str, outside: Envelope, body: bytes) -> Received:
        """A signature that does not fit what we remember may be by a secret that is younger than our memory."""
        door = await self._door(key)
        try:
            return await _opened(outside, body, door.active(self._parts.now()))
        except BadSignature:
            if self._doors.age(key) < self._bounds.door_again:
                raise
        door = await self._door(key, 0.0)
        return await _opened(outside, body, door.active(self._parts.now()))

    async def _keep(self, arrivals: Sequence[Arrival]) -> list[Kept]:
        return await self._parts.bridge.ask(deliveries.keep, arrivals)


async def _opened(outside: Envelope, body: bytes, secrets: Sequence[bytes]) -> Received:
    if len(body) < LARGE:
        return github_request.opened(outside, body, secrets)
    return await asyncio.to_thread(github_request.opened, outside, body, secrets)


def add_routes(app: web.Application) -> None:
    """`POST /hooks/github/{hook}`."""
    taking = Hooks(app[PARTS])
    app.cleanup_ctx.append(taking.running)
    app.router.add_post("/hooks/github/{hook:[A-Za-z0-9_-]{1,60}}", taking.github)
