"""The payload files beside these tests, one per behaviour, read as GitHub's events."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.rules.work import Change, Reading
from models.sources import github

PAYLOADS = Path(__file__).parent / "payloads"
ARRIVED = datetime(2026, 3, 4, tzinfo=UTC)

Read = Callable[[str], Reading]


@pytest.fixture
def read() -> Read:
    """`read("issues.opened")`: the payload file of that name, read as the event before the first dot."""

    def read_file(name: str) -> Reading:
        return github.read(name.split(".")[0], (PAYLOADS / f"{name}.json").read_bytes(), ARRIVED)

    return read_file


@pytest.fixture
def change(read: Read) -> Callable[[str], Change]:
    """`change("issues.opened")`: the first change that the payload file of that name tells of."""

    def first(name: str) -> Change:
        reading = read(name)
        assert reading.verdict == "supported", reading.why
        return reading.changes[0]

    return first
