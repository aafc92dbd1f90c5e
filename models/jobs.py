"""Long work that a person asks for comes in; a Job goes out, done step by step by workers/jobs.py, and watched.

A job is a row: its state, how far it is, its result. Each step is one transaction that moves `place`, so that a killed
worker loses one step and doubles none. The bell may be lost: whoever sweeps rings again.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from peewee import SQL, BigIntegerField, CharField, IntegerField, TextField

from models.db import Instant, Json, Record, link, rows
from models.errors import Exhausted, NotFound, NotHeld
from models.rules.messages import Time
from models.rules.work import Value
from models.tenants import Organization

State = Literal["waiting", "running", "paused", "done", "failed", "stopped", "undoing", "undone"]
UNFINISHED: tuple[State, ...] = ("waiting", "running", "undoing")
AT_ONCE = 20
"""Unfinished jobs of one organisation: they wait in one queue, with those of all others."""
UNSTOPPABLE = frozenset({"tariff.apply"})
QUIET = timedelta(seconds=15)
"""A job that made no step for so long lost its worker, or its bell."""


class Job(Record):
    """`place` is where the next step goes on; `done` of `total` are people or pieces of work (None: not counted)."""

    organization_id: int
    organization = link(Organization)
    kind = CharField(max_length=40)
    arguments = Json()
    state = CharField(max_length=12)
    done = IntegerField(default=0)
    total = IntegerField(null=True)
    place = Json(null=True)
    result = Json(null=True)
    error = TextField(null=True)
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    created_at = Instant()
    stepped_at = Instant(null=True)
    finished_at = Instant(null=True)
    next_at = Instant(null=True)


Job.add_index(Job.index(Job.organization, Job.id, name="job_organization"))
Job.add_index(Job.index(Job.id, name="job_unfinished", where=SQL("state IN ('waiting', 'running', 'undoing')")))


class JobCard(Value):
    """A job as those who wait for it see it."""

    id: int
    kind: str
    state: State
    done: int
    total: int | None
    result: dict[str, Any] | None
    error: str | None
    by: str
    created_at: Time
    finished_at: Time | None


def ask_for(
    organization: Organization, kind: str, arguments: Mapping[str, Any], by: str, by_person: int | None, now: datetime
) -> Job:
    """A job that waits; the caller rings `queues.JOBS_QUEUE` once its unit is committed (acting.Done.job). Raises
    Exhausted."""
    if Job.select().where(Job.organization == organization, Job.state.in_(UNFINISHED)).count() >= AT_ONCE:
        raise Exhausted(f"{AT_ONCE} jobs of your organisation are not done yet; ask again when one of them is.")
    return Job.create(
        organization=organization,
        kind=kind,
        arguments=dict(arguments),
        state="waiting",
        by=by,
        by_person_id=by_person,
        created_at=now,
    )


def find(organization_id: int, job_id: int) -> Job:
    """Raises NotFound for a job of others."""
    found = Job.get_or_none(Job.id == job_id, Job.organization == organization_id)
    if found is None:
        raise NotFound(f"There is no job {job_id} in this organisation.")
    return found


def take(job_id: int) -> Job | None:
    """The job, locked for one step, if there is something to do and nobody does it."""
    held = rows("SELECT state FROM job WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED", job_id)
    return Job.get_by_id(job_id) if held and held[0][0] in UNFINISHED else None


def stepped(job: Job, done: int, total: int | None, place: Any, now: datetime) -> None:
    """One step was made. What is being undone stays so; what came meanwhile is counted, too."""
    job.state = "undoing" if job.state == "undoing" else "running"
    job.total = None if total is None else max(total, done)
    job.done, job.place, job.stepped_at = done, place, now
    job.save(only=[Job.state, Job.done, Job.total, Job.place, Job.stepped_at])


def finish(
    job: Job, state: State, now: datetime, result: Mapping[str, Any] | None = None, error: str | None = None
) -> None:
    """Nothing more will be done, but for an undo."""
    job.state, job.finished_at, job.error = state, now, error
    job.result = dict(result) if result is not None else job.result
    job.save(only=[Job.state, Job.finished_at, Job.error, Job.result])


def stop(job: Job, now: datetime) -> None:
    """Ends a job between two steps. Raises NotHeld for one that has ended, and for a tariff's: a past that is counted
    by two tariffs would be right by none."""
    if job.kind in UNSTOPPABLE:
        raise NotHeld("This counts all work by one tariff, and goes on to its end. You can decide another tariff.")
    rows("SELECT 1 FROM job WHERE id = %s FOR NO KEY UPDATE", job.id)
    if Job.get_by_id(job.id).state not in ("waiting", "running"):
        raise NotHeld("This has ended already.")
    finish(job, "stopped", now)


def begin_undo(job: Job, now: datetime) -> None:
    """Sends an ended job backwards. Raises NotHeld for one that runs, was undone, or left nothing."""
    rows("SELECT 1 FROM job WHERE id = %s FOR NO KEY UPDATE", job.id)
    if Job.get_by_id(job.id).state not in ("done", "stopped", "failed"):
        raise NotHeld("Only what has ended, and was not undone, can be undone.")
    job.state, job.place, job.stepped_at = "undoing", None, now
    job.save(only=[Job.state, Job.place, Job.stepped_at])


def quiet(now: datetime) -> list[int]:
    """Jobs for which nobody works any more, or whose bell was lost."""
    found = rows(
        "SELECT id FROM job WHERE state IN ('waiting', 'running', 'undoing') AND coalesce(stepped_at, created_at) < %s",
        now - QUIET,
    )
    return [job for (job,) in found]


def recent(organization_id: int, limit: int) -> list[JobCard]:
    """The organisation's jobs, newest first."""
    return [
        card(job)
        for job in Job.select().where(Job.organization == organization_id).order_by(Job.id.desc()).limit(limit)
    ]


def card(job: Job) -> JobCard:
    """How a job is shown."""
    return JobCard(**{name: getattr(job, name) for name in JobCard.model_fields})
