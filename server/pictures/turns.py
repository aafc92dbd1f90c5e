"""A digest comes in; whose turn it is to draw that picture goes out: of all servers that share a Redis, one at a time.

It only saves work: whenever Redis is away, or the server that draws is gone, the others draw for themselves.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from redis.asyncio import Redis
from redis.exceptions import RedisError

from models.settings import Settings

LASTS = 15.0
"""Seconds that a turn lasts at most: a little longer than a drawing may take."""
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.3
"""Seconds between two looks at whether another server is done."""

Find = Callable[[str], Awaitable[bytes | None]]


class Turns:
    """What this server draws that the others could be asked for, too. Where pictures are on disk, nobody waits."""

    def __init__(self, settings: Settings, redis: Redis) -> None:
        self._redis = redis if settings.pictures == "redis" else None
        self._until: dict[str, float] = {}

    async def wait(self, digest: str, find: Find) -> bytes | None:
        """The picture that another server has just drawn, by `find`. None: it is ours to draw, until `over`."""
        pause = FIRST_PAUSE
        while self._redis is not None:
            is_ours = await self._begun(self._redis, digest)
            found = await find(digest)
            if found is not None or is_ours:
                return found
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        return None

    async def over(self, digest: str) -> None:
        """It is drawn, kept or refused: whoever waits may look."""
        until = self._until.pop(digest, 0.0)
        # What has run out may be another's by now.
        if self._redis is not None and time.monotonic() < until:
            try:
                await self._redis.delete(_name(digest))
            except (RedisError, OSError):
                return

    async def _begun(self, redis: Redis, digest: str) -> bool:
        until = time.monotonic() + LASTS
        try:
            is_ours = await redis.set(_name(digest), b"1", nx=True, px=round(LASTS * 1000))
        except (RedisError, OSError):
            return True
        if is_ours:
            self._until[digest] = until
        return bool(is_ours)


def _name(digest: str) -> str:
    return f"codebadge:drawing:{digest}"
