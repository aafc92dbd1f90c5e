"""Whatever goes on when a server stops, none of its connections to Redis stays open."""

import asyncio
from typing import Any

import pytest
from redis.asyncio import UnixDomainSocketConnection
from redis.exceptions import ConnectionError as Away

from models.settings import Settings
from server import redis_pool
from server.ending import end

SOON = 0.1


def opened(clean: Settings, **more: Any) -> Any:
    return redis_pool.client(str(clean.redis_url), patience=5.0, connecting=1.0, **more)


async def test_what_is_asked_is_answered_until_it_is_closed(clean: Settings) -> None:
    client = opened(clean)
    assert await client.ping()
    await client.aclose()
    with pytest.raises(Away, match="stopping"):
        await client.ping()


async def test_a_connection_that_is_only_being_made_does_not_outlive_the_pool(
    clean: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    connect = UnixDomainSocketConnection._connect

    async def slowly(self: Any) -> None:
        made.append(self)
        await asyncio.sleep(SOON)
        await connect(self)

    monkeypatch.setattr(UnixDomainSocketConnection, "_connect", slowly)
    client = opened(clean)
    asking = asyncio.create_task(client.ping())
    await asyncio.sleep(SOON / 2)
    await client.aclose()
    assert len(made) == 1
    assert not made[0].is_connected
    await asyncio.gather(asking, return_exceptions=True)
    assert not made[0].is_connected


async def test_neither_does_one_whose_user_is_cancelled_while_it_waits(clean: Settings) -> None:
    client = opened(clean)

    async def wait() -> None:
        await client.blpop(["codebadge:nothing"], timeout=60)

    asking = asyncio.create_task(wait())
    await asyncio.sleep(SOON)
    (connection,) = client.connection_pool._in_use_connections
    await asyncio.gather(client.aclose(), end(asking))
    assert not connection.is_connected
    assert not client.connection_pool._in_use_connections
