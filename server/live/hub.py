"""The Redis stream of numbered messages comes in; every message goes out to its rooms, in order, none missed.

Each hub reads on from its own place. What the stream does not have (a gap, trimmed, flushed) is filled from PostgreSQL.
"""

import asyncio
import logging
import time
from typing import Any

from pydantic import ValidationError
from redis.exceptions import RedisError

from models import outbox
from models.errors import Unavailable
from models.outbox import SHOWING, STREAM, Numbered
from server import metrics, redis_pool
from server.bridge import Bridge
from server.live.engine import Server
from server.live.held import HeldBoards

BATCH = 500
BACK_OFF = (0.1, 0.2, 0.5, 1.0, 2.0)
"""Seconds between tries while an engine is away."""
SOON = 0.05
PATIENCE = 2.0
"""Seconds in which a message that the stream lost must turn up as told in PostgreSQL."""
log = logging.getLogger("codebadge.live")


class Hub:
    """One per server. `place` is that of the last message that it told."""

    def __init__(self, bridge: Bridge, redis_url: str, server: Server, boards: HeldBoards, silence: float) -> None:
        self._bridge, self._server, self._boards, self._silence = bridge, server, boards, silence
        # A frozen Redis must be noticed, but not while a blocking read rightly waits.
        self._redis = redis_pool.client(redis_url, patience=silence + 3.0, connecting=2.0)
        self.place: int | None = None
        self._compared = 0.0
        self._failures = 0

    async def run(self) -> None:
        """Tells until it is cancelled; whatever goes wrong, it goes on from its place."""
        while True:
            try:
                await self._follow()
            except (RedisError, OSError, Unavailable) as away:
                self._failures += 1
                if self._failures == 1:
                    log.warning("the hub waits: %s", str(away) or type(away).__name__)
            except Exception:
                self._failures += 1
                log.exception("the hub stumbled")
            await asyncio.sleep(BACK_OFF[min(self._failures, len(BACK_OFF)) - 1])

    async def close(self) -> None:
        """Lets go of Redis."""
        await self._redis.aclose()

    async def _follow(self) -> None:
        if self.place is None:
            self.place = await self._bridge.ask(outbox.place)
        await self._compare()
        while True:
            heard = await self._listen()
            if self._failures:
                log.info("the hub hears again")
                self._failures = 0
            for _, entries in heard:
                for entry, fields in entries:
                    await self._take(int(entry.split(b"-")[0]), fields.get(b"m", b""))
            if time.monotonic() - self._compared > self._silence:
                await self._compare()

    async def _listen(self) -> Any:
        """[[stream, [(id, fields)]]] beyond our place; nothing after a while of silence."""
        return await self._redis.xread({STREAM: f"{self.place}-0"}, count=BATCH, block=int(self._silence * 1000))

    async def _take(self, place: int, text: bytes) -> None:
        mine = self.place or 0
        if place <= mine:
            return
        if place > mine + 1:
            await self._fill(place - 1)
        try:
            message = Numbered.model_validate_json(text)
        except ValidationError:
            log.error("an entry of the stream is not ours, at place %s", place)
            await self._fill(place)
            return
        self._tell(message)
        await asyncio.sleep(0)

    async def _compare(self) -> None:
        """Is there more in PostgreSQL than the stream brought, or less than we have told?"""
        told, given = await self._bridge.look(_places)
        self._compared = time.monotonic()
        metrics.BEHIND.set(max(0, told - (self.place or 0)))
        if given < (self.place or 0):
            log.warning("the database has gone back from place %s to %s; everybody begins anew", self.place, given)
            await self._begin_anew(told)
        elif told > (self.place or 0):
            await self._fill(told)

    async def _fill(self, upto: int) -> None:
        """Tells from PostgreSQL what lies between our place and `upto`."""
        metrics.GAPS.inc()
        deadline = time.monotonic() + PATIENCE
        while (self.place or 0) < upto:
            found = await self._bridge.look(outbox.told_after, self.place or 0, BATCH)
            for message in found:
                self._tell(message)
                await asyncio.sleep(0)
            if not found and time.monotonic() > deadline:
                log.error("messages up to place %s are nowhere; everybody begins anew", upto)
                await self._begin_anew(upto)
            if not found:
                await asyncio.sleep(SOON)

    async def _begin_anew(self, place: int) -> None:
        self.place = place
        self._boards.touch_all()
        await self._server.hang_up()

    def _tell(self, message: Numbered) -> None:
        if message.place <= (self.place or 0):
            return
        self.place = message.place
        body = message.wire()
        kind = body.pop("kind")
        self._server.fan_out(kind, body, [f"{message.org}:{room}" for room in message.rooms])
        metrics.TOLD.labels(kind).inc()
        self._boards.touch(message.boards)
        if kind == "person.changed":
            self._boards.touch_person(message.org, message.person)
        if kind in SHOWING:
            self._boards.touch_organization(message.org)


def _places() -> tuple[int, int]:
    return outbox.place(), outbox.last_place()
