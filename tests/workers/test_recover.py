"""workers/recover.py: a lost bell is rung again by whoever passes by."""

from datetime import datetime, timedelta

from redis import Redis

from models import db, deliveries, queues
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
