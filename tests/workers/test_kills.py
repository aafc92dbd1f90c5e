"""kill -9 at random points: afterwards totals are exact, awards single, and each number told once."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis

from models import db, queues
from models.awards import Award
from models.deliveries import Delivery
from models.ledger import Entry
from models.outbox import STREAM, Message
from models.settings import Settings
from models.standings import Standing
from tests.cast import ADA, BOB, CYD, Lumen, issue
from tests.processes import kill, part
from workers import intake, recover

DELIVERIES = 200
KILLS = 6


def work(lumen: Lumen, now: datetime) -> dict[str, int]:
    """Keeps 200 deliveries about 100 issues, each told twice; what everybody must have in the end."""
    due: Counter[str] = Counter()
    for number in range(1, DELIVERIES // 2 + 1):
        person, points = (ADA, BOB, CYD)[number % 3], number % 7 + 1
        author = ADA if person is BOB else BOB
        labels = (f"points: {points}",)
        payload = issue("closed", now, number=number, author=author, assignees=(person,), labels=labels)
        lumen.keep("issues", payload, now)
        lumen.keep("issues", payload, now)
        due[person.login] += points
    return dict(due)


def wait_until(true: Callable[[], bool], what: str) -> None:
    """Polls; fails after a minute by saying what did not come true."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError(f"not within a minute: {what}")


def waiting() -> int:
    with db.unit():
        return int(Delivery.select().where(Delivery.finished_at.is_null()).count())


@pytest.mark.parametrize("seed", [1])
def test_killing_the_intake_worker_loses_and_doubles_nothing(
    lumen: Lumen, redis: Redis, now: datetime, settings: Settings, seed: int
) -> None:
    chance = random.Random(seed)
    due = work(lumen, now)
    for _ in range(KILLS):
        before = waiting()
        with part("intake", settings) as process:
            queues.ring(queues.INTAKE, 1)
            wait_until(lambda before=before: waiting() < before or before == 0, "the worker began")  # type: ignore[misc]
            time.sleep(chance.uniform(0, 0.15))
            kill(process)
    with part("intake", settings):
        wait_until(lambda: _all_done(), "every delivery is done")
    with db.unit():
        totals = {e.person.login: e.points for e in Standing.select().where(Standing.board == "1:0:all:-")}
        assert totals == due
        assert sum(entry.points for entry in Entry.select()) == sum(due.values())
        assert Entry.select().count() == DELIVERIES // 2
        assert {row.state for row in Delivery.select()} == {"done"}
        held = [(award.person_id, award.badge_id) for award in Award.select()]
        assert len(held) == len(set(held))


def test_killing_the_relay_tells_each_number_once(
    lumen: Lumen, redis: Redis, now: datetime, settings: Settings
) -> None:
    chance = random.Random(2)
    work(lumen, now)
    # Messages keep coming while relay after relay is killed.
    source = threading.Thread(target=_drain_slowly)
    source.start()
    kills = 0
    while source.is_alive() or kills < KILLS:
        with part("relay", settings) as process:
            begun = _told(redis)
            wait_until(lambda begun=begun: _told(redis) > begun or not source.is_alive(), "the relay began")  # type: ignore[misc]
            time.sleep(chance.uniform(0, 0.1))
            kill(process)
        kills += 1
        with db.unit():
            # As if the kill had come between the append and the mark: what was told must not be told again.
            last = Message.select(Message.place).where(Message.told_at.is_null(False)).order_by(Message.place.desc())
            Message.update(told_at=None).where(Message.place.in_(last.limit(10))).execute()
    source.join()
    with db.unit():
        messages = Message.select().count()
    with part("relay", settings):
        wait_until(_nothing_untold, "every message is told")
    entries: Any = redis.xrange(STREAM)
    assert [int(entry.split(b"-")[0]) for entry, _ in entries] == list(range(1, messages + 1))
    with db.unit():
        assert [m.seq for m in Message.select().order_by(Message.place)] == list(range(1, messages + 1))


def _all_done() -> bool:
    # A killed worker's row is taken again when its lease has ended; somebody passes by and rings.
    recover.sweep(datetime.now(UTC) + timedelta(seconds=6))
    return waiting() == 0


def _drain_slowly() -> None:
    while waiting():
        if (row := intake._lease()) is not None:
            intake.attempt(row)
        time.sleep(0.02)


def _told(redis: Redis) -> int:
    return int(redis.xlen(STREAM))  # type: ignore[arg-type]


def _nothing_untold() -> bool:
    with db.unit():
        return not Message.select().where(Message.told_at.is_null()).exists()
