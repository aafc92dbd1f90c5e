"""What tests of REST may ask for: a desk at the server."""

from datetime import datetime

import pytest

from tests.server.api.desk import Desk
from tests.server.running import Running


@pytest.fixture
def desk(server: Running, now: datetime) -> Desk:
    """Somebody of every role, with a token."""
    return Desk(server, now)
