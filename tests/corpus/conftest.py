"""The running server to which the samples are posted."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from redis import Redis

from models.settings import Settings
from tests.cast import Lumen
from tests.server.running import InThread, in_thread


@pytest.fixture
def live_server(clean: Settings, lumen: Lumen, redis: Redis) -> Iterator[InThread]:
    """A server for Lumen."""
    with in_thread(clean, redis, datetime.now(UTC)) as running:
        yield running
