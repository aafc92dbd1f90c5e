"""An address of Redis comes in; a client for one server goes out, of which nothing stays open once it is closed."""

import asyncio
from typing import Any

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Away

STEP, STEPS = 0.05, 20
"""Seconds that a closed pool waits for whoever is just connecting, and how often."""


class Pool(ConnectionPool):
    """redis-py's pool closes the connections that it has at that moment: one that is only being made, because a
    request is still at work, is opened afterwards and never closed. This one closes it when it comes back, and gives
    no more of them."""

    _closed = False

    async def get_connection(self, command_name: Any = None, *keys: Any, **options: Any) -> AbstractConnection:
        """Raises redis-py's ConnectionError when the pool is closed."""
        if self._closed:
            raise Away("This server is stopping.")
        found: AbstractConnection = await super().get_connection()  # type: ignore[no-untyped-call]
        return found

    async def release(self, connection: AbstractConnection) -> None:
        """Also when whoever had it was cancelled."""
        try:
            await super().release(connection)
        finally:
            if self._closed:
                await connection.disconnect(nowait=True)

    async def aclose(self) -> None:
        """Waits a moment for whoever is at work: their connections are gone, so they fail at once."""
        self._closed = True
        await super().aclose()
        for _ in range(STEPS):
            if not self._in_use_connections:
                return
            await asyncio.sleep(STEP)


def client(url: str, *, patience: float, connecting: float, again: int = 0) -> Redis:
    """`patience` and `connecting`: seconds for an answer and for a connection; `again`: how often to try anew."""
    pool = Pool.from_url(
        url, socket_timeout=patience, socket_connect_timeout=connecting, retry=Retry(NoBackoff(), again)
    )
    return Redis.from_pool(pool)
