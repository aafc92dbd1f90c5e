"""workers/recover.py: a lost bell is rung again by whoever passes by."""

from datetime import datetime, timedelta

import pytest
from redis import Redis

from models import db, deliveries, queues, special
from models.awards import Award
from models.flags import Flag
from models.rules import suspicion
from models.rules.special import Special
from tests.cast import Lumen, issue
from workers import recover


def test_a_row_whose_bell_was_lost_is_rung_for(lumen: Lumen, redis: Redis, now: datetime) -> None:
    row = lumen.keep("issues", issue("closed", now), now)
    assert recover.sweep(now + timedelta(seconds=1)) is None
    assert recover.sweep(now + timedelta(seconds=6)) == row
    [job] = queues.queue(queues.INTAKE, redis).jobs
    assert (job.func_name, list(job.args)) == ("workers.intake.drain", [row])


def test_a_row_whose_worker_died_is_rung_for_after_its_lease(lumen: Lumen, redis: Redis, now: datetime) -> None:
    row = lumen.keep("issues", issue("closed", now), now)
    with db.unit():
        deliveries.lease(now, row)
    assert recover.sweep(now + deliveries.LEASE) is None
    assert recover.sweep(now + deliveries.LEASE + timedelta(seconds=6)) == row


def test_whoever_sweeps_for_deliveries_honours_closed_periods_too(lumen: Lumen, now: datetime) -> None:
    wanted = Special.model_validate({"name": "Of the week", "rule": {"kind": "top", "period": "week"}})
    with db.unit():
        special.create(lumen.organization, wanted, now)
    lumen.deliver("issues", issue("closed", now), now)
    recover.sweep(now + timedelta(days=7))
    with db.unit():
        [award] = Award.select().where(Award.way == "special")
        assert (award.badge.slug, award.awarded_at) == ("of-the-week", now + timedelta(days=7))


def test_whoever_sweeps_looks_for_farming_too(lumen: Lumen, now: datetime) -> None:
    for minute in range(suspicion.BURST):
        at = now + minute * timedelta(minutes=1)
        lumen.deliver("issues", issue("closed", at, number=minute + 1), at)
    recover.sweep(now + timedelta(hours=1))
    with db.unit():
        assert [flag.kind for flag in Flag.select()] == ["burst"]


def test_a_bell_is_rung_whatever_goes_wrong_with_badges(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = lumen.keep("issues", issue("closed", now), now)
    monkeypatch.setattr(special, "sweep", lambda _: 1 / 0)
    assert recover.sweep(now + timedelta(seconds=6)) == row
