"""What tests of the server may ask for: one that runs, and engines that may be stopped."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio
from redis import Redis

from codebadge.engines import Postgres, RedisServer
from models import db, engines, migrate, queues
from models.settings import Settings
from tests.cast import Lumen
from tests.server.running import Clock, Running, serving


@pytest_asyncio.fixture
async def server(clean: Settings, lumen: Lumen, redis: Redis, now: datetime) -> AsyncIterator[Running]:
    """A server for Lumen, at the time of `now`."""
    async with serving(clean, lumen, redis, Clock(now)) as running:
        yield running


@pytest.fixture
def own_postgres(clean: Settings, tmp_path: Path) -> Iterator[Postgres]:
    """A PostgreSQL of this test's own, migrated and connected, that it may stop."""
    postgres = Postgres(tmp_path, durable=False)
    postgres.start()
    try:
        connect_to(postgres.url)
        migrate.run()
        yield postgres
    finally:
        connect_to(str(clean.database_url))
        postgres.stop()


def connect_to(url: str) -> None:
    """Points this process to another PostgreSQL; connections to the former one are let go."""
    db.database.close_idle()
    db.connect(url)


@pytest.fixture
def own_redis(clean: Settings, tmp_path: Path) -> Iterator[tuple[RedisServer, Settings]]:
    """A Redis of this test's own that it may stop, and the settings that name it."""
    started = RedisServer(tmp_path, durable=False)
    started.start()
    try:
        settings = replace(clean, redis_url=started.url)
        engines.connect(settings)
        yield started, settings
    finally:
        queues.connect(str(clean.redis_url))
        engines.connect(clean)
        started.stop()
