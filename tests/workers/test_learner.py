"""workers/learner.py: one process learns; killed anywhere, it learns nothing twice and leaves nothing out."""

import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from redis import Redis

from models import db, lessons, points_models, queues
from models.errors import Unavailable
from models.learning import steps
from models.settings import Settings
from models.tenants import Project
from tests.cast import Lumen, issue
from tests.models.learning.taught import lived, past, project, replayed
from tests.processes import kill, part
from tests.workers.test_kills import wait_until
from workers import learner, recover

KILLS = 3


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    steps.forget()
    yield
    steps.forget()


def learnt(project_id: int) -> int:
    with db.unit():
        row = points_models.find(project_id)
    return row.learnt if row else 0


def rung(redis: Redis) -> list[tuple[str | None, list[object]]]:
    return [(job.func_name, list(job.args)) for job in queues.queue(queues.LEARNER, redis).jobs]


def test_killing_the_learner_learns_nothing_twice_and_leaves_nothing_out(
    lumen: Lumen, redis: Redis, now: datetime, settings: Settings
) -> None:
    chance = random.Random(4)
    with db.unit():
        mine = project(lumen.organization)
    for round_ in range(KILLS):
        with db.unit():
            lessons.take_in(mine, past(90, now + timedelta(days=9 * round_), round_, f"R{round_}"), "person:1", now)
            lessons.forget(mine, [chance.randrange(1, 100)], "person:1", now)
        before = learnt(mine.id)
        with part("learner", settings) as process:
            recover.sweep(now)
            wait_until(lambda before=before: learnt(mine.id) > before, "the learner began")  # type: ignore[misc]
            time.sleep(chance.uniform(0, 0.1))
            kill(process)
    with part("learner", settings), part("learner", settings):
        wait_until(lambda: _all_learnt(mine.id, now), "everything is learnt")
        answer = queues.try_out(mine.id, "parser crash", "", ["bug"], 20)
    assert answer == steps.try_out(mine.id, "parser crash", "", ["bug"])
    assert lived(mine.id) == replayed(mine.id)


def _all_learnt(project_id: int, now: datetime) -> bool:
    recover.sweep(now)
    with db.unit():
        row = points_models.find(project_id)
    return row is not None and row.learnt == row.heard == row.numbered


def test_a_second_learner_waits_until_the_first_one_ends(
    lumen: Lumen, redis: Redis, now: datetime, settings: Settings
) -> None:
    with part("learner", settings) as first:
        wait_until(lambda: _holders() == 1, "the first one has the lock")
        with part("learner", settings) as second:
            time.sleep(1)
            assert (_holders(), second.poll()) == (1, None)
            kill(first)
            wait_until(lambda: len(_workers(redis)) == 2, "the second one works")
            assert _holders() == 1


def _holders() -> int:
    with db.unit():
        held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
        return int(db.rows(held, learner.LOCK)[0][0])


def _workers(redis: Redis) -> set[str]:
    # A killed one stays listed until its time is up.
    return {str(name) for name in redis.smembers("rq:workers") if "learner" in str(name)}


def test_an_issue_rings_the_learner_once_until_it_is_heard(lumen: Lumen, redis: Redis, now: datetime) -> None:
    lumen.deliver("issues", issue("opened", now, number=1), now)
    lumen.deliver("issues", issue("opened", now, number=2), now)
    with db.unit():
        mine = Project.get()
    assert rung(redis) == [("workers.learner.learn", [mine.id])]
    learner.learn(mine.id)
    lumen.deliver("issues", issue("opened", now, number=3), now)
    assert rung(redis) == [("workers.learner.learn", [mine.id])] * 2


def test_a_lost_bell_is_rung_again(lumen: Lumen, redis: Redis, now: datetime) -> None:
    lumen.deliver("issues", issue("opened", now), now)
    with db.unit():
        mine = Project.get()
    for untold in ("an open issue", "a lesson", "a closed issue"):
        redis.flushall()
        recover.sweep(now)
        assert rung(redis) == [("workers.learner.learn", [mine.id])], untold
        learner.learn(mine.id)
        redis.flushall()
        recover.sweep(now)
        assert rung(redis) == [], untold
        now += timedelta(hours=1)
        if untold == "an open issue":
            with db.unit():
                lessons.take_in(mine, past(3, now), "person:1", now)
        else:
            lumen.deliver("issues", issue("closed", now, number=50), now)


def test_a_frozen_model_is_not_rung_for(lumen: Lumen, redis: Redis, now: datetime) -> None:
    with db.unit():
        mine = project(lumen.organization)
        lessons.take_in(mine, past(3, now), "person:1", now)
        points_models.freeze(mine, now)
    recover.sweep(now)
    assert rung(redis) == []


def test_a_question_that_nobody_answers_is_refused_in_time(lumen: Lumen, redis: Redis) -> None:
    with pytest.raises(Unavailable):
        queues.try_out(1, "parser", "", [], 0.1)
