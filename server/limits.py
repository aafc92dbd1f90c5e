"""An address, a caller or an e-mail comes in; nothing goes out, or RateLimited when it has asked too often.

The counts are in Redis, for all servers together. Without Redis everybody may: better late to limit than closed.
"""

import asyncio
import hashlib
import logging
import time
from collections.abc import Iterable
from typing import Any

from limits import RateLimitItem, parse_many
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from models.errors import RateLimited
from server.bounds import Bounds
from server.heavy import Heavy

PATIENCE = 2.0
"""Seconds for Redis to answer; after that nobody is made to wait for it for as many as PAUSE."""
PAUSE = 5.0
log = logging.getLogger("codebadge.limits")


class Limits:
    """How often somebody may do a thing: `bounds.often` says it for each `<thing>-<of whom>`. `heavy`: who asked for
    too much a moment ago."""

    def __init__(self, redis: Redis, bounds: Bounds) -> None:
        shared: Any = {"connection_pool": redis.connection_pool}
        storage = RedisStorage("async+redis://", implementation="redispy", key_prefix="codebadge:limits", **shared)
        self._limiter = SlidingWindowCounterRateLimiter(storage)
        self._items = {name: parse_many(often) for name, often in bounds.often.items()}
        self._away_until = 0.0
        self.heavy = Heavy()

    async def spend(self, *wanted: tuple[str, str]) -> None:
        """(name of the limit, who): counts them all. Raises RateLimited, with the seconds until it may be again."""
        if time.monotonic() < self._away_until:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                spent = [await self._spend(name, _key(who)) for name, who in wanted]
        except (RedisError, OSError, TimeoutError) as away:
            self._away_until = time.monotonic() + PAUSE
            log.warning("requests are not limited: Redis is away (%s)", away.__class__.__name__)
            return
        if wait := max((seconds for seconds in spent if seconds is not None), default=None):
            raise RateLimited("That was too often; wait a little.", wait)

    async def _spend(self, name: str, key: str) -> int | None:
        """The seconds to wait, or None."""
        waits = [await self._wait(item, name, key) for item in self._items[name]]
        return max((wait for wait in waits if wait is not None), default=None)

    async def _wait(self, item: RateLimitItem, name: str, key: str) -> int | None:
        if await self._limiter.hit(item, name, key):
            return None
        stats = await self._limiter.get_window_stats(item, name, key)
        return min(max(1, int(stats.reset_time - time.time()) + 1), item.get_expiry())


def writes(address: str, caller: str) -> Iterable[tuple[str, str]]:
    """What every unsafe request spends."""
    return (("write-address", address), ("write-caller", caller))


def of(names: Iterable[str], address: str, email: str | None) -> Iterable[tuple[str, str]]:
    """The limits of those names, of this address and e-mail."""
    whose = {"address": address, "email": email}
    return [(name, who) for name in names if (who := whose[name.rpartition("-")[2]]) is not None]


def _key(who: str) -> str:
    """Redis need not know addresses."""
    return hashlib.sha256(who.encode("utf-8", "replace")).hexdigest()[:32]
