"""A job's id comes in; it is done step by step, each in one unit, until it ends or is stopped by somebody."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from models import backfill, jobs, pattern_preview, queues, refolding, retariff, retraining
from models.db import AWAY, unit
from models.errors import Refusal
from models.jobs import Job

Step = Callable[[Job, datetime], None]
"""Makes one step of a job: ends it by jobs.finish, or says how far it is by jobs.stepped. One transaction, a second or
two at most, so that a stop is heard and nobody waits long for a lock."""
STEPS: dict[str, Step] = {
    retariff.KIND: retariff.step,
    pattern_preview.KIND: pattern_preview.step,
    backfill.KIND: backfill.step,
    retraining.KIND: retraining.step,
    refolding.KIND: refolding.step,
}
TEACHING = frozenset({retraining.KIND, refolding.KIND})
"""After their steps a project's model may have something to learn."""
BATCH = 50
"""Steps that one bell may make; then it rings again, so that a job ends within RQ's time."""
LONGEST_REST = 2.0
"""Seconds. After each step that writes, a job rests for as long as it took: half of the time is for what comes in."""
log = logging.getLogger("codebadge.jobs")


def work(job_id: int) -> None:
    """The job behind the bell. What goes wrong is kept in the row; only a dead PostgreSQL is raised."""
    for _ in range(BATCH):
        began = time.monotonic()
        try:
            job = _one_step(job_id)
        except AWAY:
            raise
        except Exception as wrong:
            log.exception("job %s failed", job_id)
            # Of a bug an organisation's admin reads no detail: it may speak of the database.
            _fail(job_id, str(wrong) if isinstance(wrong, Refusal) else f"{type(wrong).__name__} in job {job_id}")
            return
        if job is None:
            return
        if job.kind != pattern_preview.KIND:
            time.sleep(min(time.monotonic() - began, LONGEST_REST))
    queues.ring(queues.JOBS_QUEUE, job_id)


def _one_step(job_id: int) -> Job | None:
    """The job, if it goes on."""
    with unit():
        job = jobs.take(job_id)
        if job is None:
            return None
        STEPS[job.kind](job, datetime.now(UTC))
    if job.kind in TEACHING:
        queues.ring_learner(job.arguments["project"])
    return job if job.state in jobs.UNFINISHED else None


def _fail(job_id: int, error: str) -> None:
    with unit():
        job = jobs.take(job_id)
        if job is not None:
            jobs.finish(job, "failed", datetime.now(UTC), error=error[:500])
