"""models/queues.py: a bell holds an id and nothing else, and a lost one is no harm."""

import json
import zlib
from collections.abc import Iterator

import pytest
from redis import Redis

from models import queues
from models.errors import Unavailable
from models.settings import Settings


@pytest.fixture(autouse=True)
def bell_again(settings: Settings) -> Iterator[None]:
    """The other tests' bell comes back afterwards."""
    yield
    queues.connect(str(settings.redis_url))


def test_a_bell_holds_the_job_and_the_id_as_json(redis: Redis) -> None:
    assert queues.ring(queues.INTAKE, 42)
    [job] = queues.queue(queues.INTAKE, redis).jobs
    assert (job.func_name, job.args) == ("workers.intake.drain", [42])
    raw = redis.hget(f"rq:job:{job.id}", "data")
    assert json.loads(zlib.decompress(raw)) == ["workers.intake.drain", None, [42], {}]  # type: ignore[arg-type]


def test_a_bell_leaves_nothing_behind_when_it_was_heard(redis: Redis) -> None:
    queues.ring(queues.INTAKE, 42)
    [job] = queues.queue(queues.INTAKE, redis).jobs
    assert job.result_ttl == 0


@pytest.mark.parametrize("name", [queues.JOBS_QUEUE, queues.BACKFILL])
def test_a_job_that_waits_for_others_waits_once_however_often_somebody_sweeps(redis: Redis, name: str) -> None:
    for row in (4, 42, 4, 42, 4):
        assert queues.ring(name, row)
    waiting = queues.queue(name, redis)
    assert [one.args for one in waiting.jobs] == [[4], [42]]
    waiting.pop_job_id()
    queues.ring(name, 4)
    assert [one.args for one in waiting.jobs] == [[42], [4]], "one that is being worked at may be rung for"


def test_without_redis_the_bell_is_lost_and_nobody_is_hurt() -> None:
    queues.connect("redis://127.0.0.1:1")
    assert queues.ring(queues.INTAKE, 42) is False


def test_before_it_is_connected_there_is_no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_bell", None)
    assert queues.ring(queues.INTAKE, 42) is False


def test_of_what_was_tried_in_vain_nothing_is_kept(redis: Redis) -> None:
    with pytest.raises(Unavailable):
        queues.try_out(7, "a plan that nobody knows", "", [], 0.05)
    [job] = queues.queue(queues.LEARNER, redis).jobs
    assert (job.ttl, job.result_ttl, job.failure_ttl) == (1, 0, 1)
