"""What every test of a command may ask for."""

from datetime import datetime

import pytest
from redis import Redis

from models.settings import Settings
from tests.cast import Lumen
from tests.models.commands.office import Office


@pytest.fixture
def office(lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> Office:
    return Office(lumen, redis, settings, now)
