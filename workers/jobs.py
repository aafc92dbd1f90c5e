"""A job's id comes in; it is done step by step, each in one unit, until it ends or is stopped by somebody."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from models import backfill, jobs, pattern_preview, queues, retariff
from models.db import AWAY, unit
from models.jobs import Job

Step = Callable[[Job, datetime], None]
"""Makes one step of a job: ends it by jobs.finish, or says how far it is by jobs.stepped. One transaction, a second or
two at most, so that a stop is heard and nobody waits long for a lock."""
STEPS: dict[str, Step] = {
    retariff.KIND: retariff.step,
    pattern_preview.KIND: pattern_preview.step,
    backfill.KIND: backfill.step,
}
BATCH = 50
"""Steps that one bell may make; then it rings again, so that a job ends within RQ's time."""
log = logging.getLogger("codebadge.jobs")


def work(job_id: int) -> None:
    """The job behind the bell. What goes wrong is kept in the row; only a dead PostgreSQL is raised."""
    for _ in range(BATCH):
        try:
            if not _one_step(job_id):
                return
        except AWAY:
            raise
        except Exception as wrong:
            log.exception("job %s failed", job_id)
            _fail(job_id, f"{type(wrong).__name__}: {wrong}")
            return
    queues.ring(queues.JOBS_QUEUE, job_id)


def _one_step(job_id: int) -> bool:
    with unit():
        job = jobs.take(job_id)
        if job is None:
            return False
        STEPS[job.kind](job, datetime.now(UTC))
        return job.state in jobs.UNFINISHED


def _fail(job_id: int, error: str) -> None:
    with unit():
        job = jobs.take(job_id)
        if job is not None:
            jobs.finish(job, "failed", datetime.now(UTC), error=error[:500])
