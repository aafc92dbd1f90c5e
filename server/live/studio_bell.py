"""What other servers say of designs comes in from Redis, and goes out to them: bells, who is there, where they point.

Redis forgets; what must not be lost is in rows, which studio_rooms.py reads now and then in any case.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from models.rules.work import Value
from models.studio_bell import CHANNEL, StudioBell
from server.live.studio_words import Here, PointedTold

HERE_CHANNEL = "codebadge:studio:here"
PRESENT = "codebadge:studio:present:{}"
"""A design's hash of those who are there, by key, each with when it was last said."""
FRESH = 30.0
"""Seconds for which that is believed: a server that died takes its people along."""
WAIT = 2.0
BACK_OFF = 1.0
log = logging.getLogger("codebadge.live")


class _Present(Value):
    here: Here
    at: float


class _Said(Value):
    """On HERE_CHANNEL: somebody came or went, or points somewhere."""

    server: str
    people: int | None = None
    pointed: PointedTold | None = None


class StudioBells:
    """One per server, `name`d by chance. `asked` (Parts.redis) answers soon or not at all; `heard` may wait."""

    def __init__(self, name: str, asked: Redis, heard: Redis) -> None:
        self._name, self._asked, self._heard = name, asked, heard

    async def run(
        self,
        on_bell: Callable[[StudioBell], None],
        on_people: Callable[[int], None],
        on_pointed: Callable[[PointedTold], None],
        on_gap: Callable[[], None],
    ) -> None:
        """Listens until it is cancelled. `on_gap`: something may have been missed."""

        def take(channel: str, body: bytes) -> None:
            if channel == CHANNEL:
                on_bell(StudioBell.model_validate_json(body))
                return
            said = _Said.model_validate_json(body)
            if said.people is not None:
                on_people(said.people)
            # One's own pointers were told at once.
            if said.pointed is not None and said.server != self._name:
                on_pointed(said.pointed)

        while True:
            try:
                async with self._heard.pubsub() as heard:
                    await heard.subscribe(CHANNEL, HERE_CHANNEL)
                    on_gap()
                    await self._listen(heard, take)
            except (RedisError, OSError) as away:
                log.info("the studio hears no bells: %s", away.__class__.__name__)
            except Exception:
                log.exception("the studio stumbled")
            await asyncio.sleep(BACK_OFF)

    async def enter(self, design: int, here: Here) -> None:
        """Somebody is there, or still there."""
        present = _Present(here=here, at=time.time()).model_dump_json()
        where = PRESENT.format(design)

        async def keep() -> None:
            async with self._asked.pipeline() as pipe:
                pipe.hset(where, here.key, present)
                pipe.expire(where, int(FRESH * 2))
                await pipe.execute()

        await _softly(keep)

    async def leave(self, design: int, key: str) -> None:
        """Somebody went."""
        await _softly(lambda: self._asked.hdel(PRESENT.format(design), key))

    async def tell_people(self, design: int) -> None:
        """Somebody came or went: whoever has it open looks who is there."""
        await self._say(_Said(server=self._name, people=design))

    async def tell_pointed(self, pointed: PointedTold) -> None:
        """To the other servers."""
        await self._say(_Said(server=self._name, pointed=pointed))

    async def present(self, design: int) -> list[Here]:
        """Everybody at whatever server, in the order of their keys; nobody while Redis is away."""
        found: dict[Any, Any] = {}

        async def read() -> None:
            found.update(await self._asked.hgetall(PRESENT.format(design)))

        await _softly(read)
        known = [one for text in found.values() if (one := _present(text)) is not None]
        return sorted((one.here for one in known if time.time() - one.at < FRESH), key=lambda one: one.key)

    async def close(self) -> None:
        """Lets go of Redis."""
        await self._heard.aclose()

    async def _listen(self, heard: Any, take: Callable[[str, bytes], None]) -> None:
        while True:
            message = await heard.get_message(ignore_subscribe_messages=True, timeout=WAIT)
            if message is None:
                continue
            try:
                take(message["channel"].decode(), message["data"])
            except (ValidationError, json.JSONDecodeError):
                log.error("a bell of the studio is not ours")

    async def _say(self, said: _Said) -> None:
        await _softly(lambda: self._asked.publish(HERE_CHANNEL, said.model_dump_json(exclude_none=True)))


async def _softly(ask: Callable[[], Awaitable[Any]]) -> None:
    """Who is there is nice to know; nobody is kept from drawing by it."""
    try:
        await ask()
    except (RedisError, OSError) as away:
        log.info("the studio does not reach Redis: %s", away.__class__.__name__)


def _present(text: bytes) -> _Present | None:
    try:
        return _Present.model_validate_json(text)
    except ValidationError:
        return None
