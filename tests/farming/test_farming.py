"""Red team: each scripted attempt, as signed deliveries, gains nothing; its honest twin loses nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from redis import Redis

from models import db, tariffs
from models.commands import Means
from models.rules.deeds import KINDS
from models.rules.points import Tariff
from models.settings import Settings
from tests.cast import Lumen
from tests.farming.attempts import ATTEMPTS, Attempt
from tests.farming.github import DAY, GitHub
from tests.farming.twins import TWINS, Twin

GENEROUS = {
    "issue.opened": 1,
    "issue.closed": 3,
    "pull_request.merged": 5,
    "review.given": 2,
    "star.given": 1,
    "push.made": 1,
}
"""Nearly everything is paid, so that everything can be tried."""
Worlds = Callable[[dict[str, Any], int], list[GitHub]]


@pytest.fixture
def worlds(lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> Worlds:
    """So many worlds that know nothing of each other, in one organisation with badges for the first two of a kind."""

    def make(tariff: dict[str, Any], count: int) -> list[GitHub]:
        with db.unit():
            decided = Tariff.model_validate({"worth": GENEROUS} | tariff)
            tariffs.decide(lumen.organization, None, decided, now - 30 * DAY)
        found = [GitHub(lumen, Means(redis, settings), now, mark + 1) for mark in range(count)]
        for kind in KINDS:
            where = {"kinds": [kind]}
            for least in (1, 2):
                pattern = {"version": 1, "earned": {"is": "count", "at_least": least, "where": where}}
                found[0].do("badge:create", name=f"{kind} {least}", pattern=pattern)
        return found

    return make


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=str)
def test_an_attempt_gains_no_point_no_deed_and_no_badge(attempt: Attempt, worlds: Worlds) -> None:
    trying, honest = worlds(attempt.tariff, 2)
    gained, instead = trying.gained(attempt.story(trying)), honest.gained(attempt.instead(honest))
    assert gained <= instead, f"{gained} instead of {instead}"


@pytest.mark.parametrize("twin", TWINS, ids=str)
def test_an_honest_twin_loses_nothing(twin: Twin, worlds: Worlds) -> None:
    [world] = worlds(twin.tariff, 1)
    assert world.gained(twin.story(world)).points == twin.points
