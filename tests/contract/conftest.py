"""What every contract test may ask for: a running server with somebody of every role."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest_asyncio
from redis import Redis

from models.settings import Settings
from tests.cast import Lumen
from tests.contract.stage import Stage
from tests.server.running import Clock, serving


@pytest_asyncio.fixture
async def stage(clean: Settings, lumen: Lumen, redis: Redis, now: datetime) -> AsyncIterator[Stage]:
    """Lumen with badges, a league and people, and a stranger's organisation beside it."""
    async with serving(clean, lumen, redis, Clock(now)) as server:
        yield Stage.set(server)
