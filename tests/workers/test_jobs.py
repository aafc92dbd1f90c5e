"""workers/jobs.py: long work is done step by step, survives its worker, can be stopped, and keeps what went wrong."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from models import db, jobs, queues
from models.errors import Exhausted, NotHeld
from models.jobs import Job
from tests.cast import Lumen
from workers import jobs as worker

KIND = "test.counting"


def count_to_three(job: Job, now: datetime) -> None:
    done = job.done + 1
    if job.arguments.get("breaks_at") == done:
        raise ValueError("a step that fails")
    if done == 3:
        jobs.finish(job, "done", now, {"counted": done})
    else:
        jobs.stepped(job, done, 3, {"after": done}, now)


@pytest.fixture(autouse=True)
def counting() -> Iterator[None]:
    worker.STEPS[KIND] = count_to_three
    yield
    del worker.STEPS[KIND]


def asked(lumen: Lumen, now: datetime, **arguments: int) -> int:
    with db.unit():
        return int(jobs.ask_for(lumen.organization, KIND, arguments, "Ada", None, now).id)


def seen(job_id: int) -> jobs.JobCard:
    with db.unit():
        return jobs.card(Job.get_by_id(job_id))


@pytest.mark.usefixtures("clean")
def test_a_job_is_done_step_by_step(lumen: Lumen, now: datetime) -> None:
    job = asked(lumen, now)
    worker.work(job)
    assert (seen(job).state, seen(job).result) == ("done", {"counted": 3})
    worker.work(job)
    assert seen(job).done == 2


@pytest.mark.usefixtures("clean")
def test_a_step_that_fails_is_undone_alone_and_tells_no_detail(lumen: Lumen, now: datetime) -> None:
    job = asked(lumen, now, breaks_at=2)
    worker.work(job)
    card = seen(job)
    assert (card.state, card.done, card.error) == ("failed", 1, f"ValueError in job {job}")


@pytest.mark.usefixtures("clean")
def test_an_organisation_fills_the_queue_of_all_with_no_more_than_so_many(lumen: Lumen, now: datetime) -> None:
    first, *_ = [asked(lumen, now) for _ in range(jobs.AT_ONCE)]
    with pytest.raises(Exhausted):
        asked(lumen, now)
    worker.work(first)
    asked(lumen, now)


@pytest.mark.usefixtures("clean")
def test_a_stopped_job_makes_no_further_step(lumen: Lumen, now: datetime) -> None:
    job = asked(lumen, now)
    with db.unit():
        jobs.stop(jobs.find(lumen.organization.id, job), now)
    worker.work(job)
    assert (seen(job).state, seen(job).done) == ("stopped", 0)
    with db.unit(), pytest.raises(NotHeld):
        jobs.stop(jobs.find(lumen.organization.id, job), now)


@pytest.mark.usefixtures("clean")
def test_a_job_whose_worker_died_is_found_by_the_sweep(lumen: Lumen, now: datetime) -> None:
    job = asked(lumen, now)
    with db.unit():
        assert jobs.quiet(now) == []
        assert jobs.quiet(now + timedelta(minutes=1)) == [(queues.JOBS_QUEUE, job)]
    worker.work(job)
    with db.unit():
        assert jobs.quiet(now + timedelta(minutes=1)) == []
