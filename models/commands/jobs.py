"""`job:stop`, `job:pause` and the like: long work that somebody asked for is ended early, held up, or taken back."""

from models import backfill, history, jobs
from models.commands.acting import Act, Command, Done
from models.jobs import Job
from models.rules.texts import Id, Why, text
from models.rules.work import Value


class StopJob(Value):
    """A job makes no more steps. What it did until now stands, and is told."""

    job: Id
    why: Why = ""


class PauseJob(Value):
    """A job that asks GitHub or Trello makes no more steps until it is resumed."""

    job: Id


class ResumeJob(Value):
    """It goes on where it was paused, or where it failed."""

    job: Id


class UndoJob(Value):
    """What an ended backfill gave is taken back, and what it took is given back, as if it had never been."""

    job: Id
    reason: text(3, 500)  # type: ignore[valid-type]


_ENDS = {backfill.KIND: backfill.end, history.KIND: history.end}
"""Kinds that tell what they did, however they end."""


def _stop(act: Act, wanted: StopJob) -> Done:
    job = jobs.find(act.organization.id, wanted.job)
    jobs.stop(job, act.now)
    if job.kind in _ENDS:
        _ENDS[job.kind](job, "stopped", act.now)
    act.audit("job:stop", f"job:{job.id}", after={"kind": job.kind, "done": job.done}, why=wanted.why)
    return _done(job)


def _pause(act: Act, wanted: PauseJob) -> Done:
    job = jobs.find(act.organization.id, wanted.job)
    jobs.pause(job, act.now)
    if job.kind == history.KIND:
        history.tell(job, act.now)
    act.audit("job:pause", f"job:{job.id}", after={"kind": job.kind, "done": job.done})
    return _done(job)


def _resume(act: Act, wanted: ResumeJob) -> Done:
    job = jobs.find(act.organization.id, wanted.job)
    jobs.resume(job, act.now)
    act.audit("job:resume", f"job:{job.id}", after={"kind": job.kind, "done": job.done})
    return Done(_done(job).answer, ring_job=jobs.bell(job))


def _undo(act: Act, wanted: UndoJob) -> Done:
    job = jobs.find(act.organization.id, wanted.job)
    backfill.begin_undo(job, wanted.reason, act.now)
    act.audit("job:undo", f"job:{job.id}", before=job.result, after={"kind": job.kind}, why=wanted.reason)
    return Done(_done(job).answer, ring_job=jobs.bell(job))


def _done(job: Job) -> Done:
    return Done({"job": jobs.card(Job.get_by_id(job.id)).model_dump(mode="json")})


COMMANDS = {
    "job:stop": Command(StopJob, "badge:write", _stop),
    "job:pause": Command(PauseJob, "hook:write", _pause),
    "job:resume": Command(ResumeJob, "hook:write", _resume),
    "job:undo": Command(UndoJob, "badge:write", _undo),
}
