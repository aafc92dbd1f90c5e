"""Long work that a person asks for comes in; a Job goes out, done step by step by workers/jobs.py, and watched.

A job is a row: its state, how far it is, its result. Each step is one transaction that moves `place`, so that a killed
worker loses one step and doubles none. The bell may be lost: whoever sweeps rings again.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from peewee import SQL, BigIntegerField, CharField, IntegerField, TextField

from models import queues
from models.db import Instant, Json, Record, link, rows
from models.errors import Exhausted, NotFound, NotHeld
from models.queues import Bell
from models.rules.messages import Time
from models.rules.work import Value
from models.tenants import Organization

State = Literal["waiting", "running", "paused", "done", "failed", "stopped", "undoing", "undone"]
UNFINISHED: tuple[State, ...] = ("waiting", "running", "undoing")
AT_ONCE, ASKED_AT_ONCE = 20, 200
"""Unfinished jobs of one organisation: they wait in one queue, with those of all others. The second is of those who
ask a provider: an app is installed for many repositories at once."""
UNSTOPPABLE = frozenset({"tariff.apply"})
ASKING_OTHERS = frozenset({"history", "repair", "hook.connect", "hook.remove"})
"""Kinds that speak to a provider: workers/backfill.py does them, and they can be paused."""
QUIET = timedelta(seconds=15)
"""A job that made no step for so long lost its worker, or its bell."""


class Job(Record):
    """`place` is where the next step goes on; `done` of `total` are people or pieces of work (None: not counted).
    `next_at`: before that nobody makes a step; `tries` counts those in a row that came to nothing, and `error` says why
    the last one did."""

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
    tries = IntegerField(default=0)


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
    next_at: Time | None = None


def ask_for(
    organization: Organization, kind: str, arguments: Mapping[str, Any], by: str, by_person: int | None, now: datetime
) -> Job:
    """A job that waits; the caller rings its `bell` once its unit is committed (acting.Done.ring_job). Raises
    Exhausted."""
    asks, most = kind in ASKING_OTHERS, ASKED_AT_ONCE if kind in ASKING_OTHERS else AT_ONCE
    alike = Job.kind.in_(ASKING_OTHERS) if asks else Job.kind.not_in(ASKING_OTHERS)
    if Job.select().where(Job.organization == organization, Job.state.in_(UNFINISHED), alike).count() >= most:
        raise Exhausted(f"{most} jobs of your organisation are not done yet; ask again when one of them is.")
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


def queue_of(kind: str) -> str:
    """Where jobs of that kind wait."""
    return queues.BACKFILL if kind in ASKING_OTHERS else queues.JOBS_QUEUE


def bell(job: Job) -> Bell:
    """What to ring for it."""
    return Bell(queue_of(job.kind), job.id)


def stepped(job: Job, done: int, total: int | None, place: Any, now: datetime) -> None:
    """One step was made. What is being undone stays so; what came meanwhile is counted, too."""
    job.state = "undoing" if job.state == "undoing" else "running"
    job.total = None if total is None else max(total, done)
    job.done, job.place, job.stepped_at = done, place, now
    job.next_at, job.tries, job.error = None, 0, None
    job.save(only=[*_STEPPED, Job.done, Job.total, Job.place])


_STEPPED = [Job.state, Job.stepped_at, Job.next_at, Job.tries, Job.error]


def wait_until(job: Job, moment: datetime, words: str, now: datetime, failed: bool = False) -> None:
    """No step before that: the provider asks us to wait, or (`failed`) it was away, which is counted."""
    job.state, job.stepped_at, job.next_at, job.error = "running", now, moment, words[:500] or None
    job.tries += failed
    job.save(only=_STEPPED)


def hurry(job: Job, now: datetime) -> None:
    """What waits for its time may go on now."""
    job.next_at, job.stepped_at = None, now
    job.save(only=[Job.next_at, Job.stepped_at])


def pause(job: Job, now: datetime) -> None:
    """No more steps until it is resumed. Raises NotHeld for one that has ended, and for what is done in a moment."""
    if job.kind not in ASKING_OTHERS:
        raise NotHeld("Only what asks GitHub or Trello can be paused.")
    if _state(job) not in ("waiting", "running"):
        raise NotHeld("This has ended, or is paused already.")
    job.state, job.stepped_at = "paused", now
    job.save(only=[Job.state, Job.stepped_at])


def resume(job: Job, now: datetime) -> None:
    """What was paused, or failed, goes on where it was. Raises NotHeld."""
    if job.kind not in ASKING_OTHERS or (former := _state(job)) not in ("paused", "failed"):
        raise NotHeld("Only what is paused, or has failed while asking GitHub or Trello, can go on.")
    job.next_at = job.next_at if former == "paused" else None
    job.state, job.stepped_at, job.finished_at, job.error, job.tries = "running", now, None, None, 0
    job.save(only=[*_STEPPED, Job.finished_at])


def _state(job: Job) -> str:
    """As it is now, and stays until the unit ends."""
    [(state, job.next_at)] = rows("SELECT state, next_at FROM job WHERE id = %s FOR NO KEY UPDATE", job.id)
    return str(state)


def finish(
    job: Job, state: State, now: datetime, result: Mapping[str, Any] | None = None, error: str | None = None
) -> None:
    """Nothing more will be done, but for an undo."""
    job.state, job.finished_at, job.error, job.next_at = state, now, error, None
    job.result = dict(result) if result is not None else job.result
    job.save(only=[Job.state, Job.finished_at, Job.error, Job.result, Job.next_at])


def stop(job: Job, now: datetime) -> None:
    """Ends a job between two steps. Raises NotHeld for one that has ended, and for a tariff's: a past that is counted
    by two tariffs would be right by none."""
    if job.kind in UNSTOPPABLE:
        raise NotHeld("This counts all work by one tariff, and goes on to its end. You can decide another tariff.")
    if _state(job) not in ("waiting", "running", "paused"):
        raise NotHeld("This has ended already.")
    finish(job, "stopped", now)


def begin_undo(job: Job, now: datetime) -> None:
    """Sends an ended job backwards. Raises NotHeld for one that runs, was undone, or left nothing."""
    if _state(job) not in ("done", "stopped", "failed"):
        raise NotHeld("Only what has ended, and was not undone, can be undone.")
    job.state, job.place, job.stepped_at = "undoing", None, now
    job.save(only=[Job.state, Job.place, Job.stepped_at])


_QUIET = """
SELECT id, kind FROM job WHERE state IN ('waiting', 'running', 'undoing')
AND (next_at <= %s OR (next_at IS NULL AND coalesce(stepped_at, created_at) < %s)) ORDER BY id
"""


def quiet(now: datetime) -> list[Bell]:
    """What to ring for: jobs for which nobody works any more, or whose bell was lost, or whose time has come."""
    return [Bell(queue_of(kind), job) for job, kind in rows(_QUIET, now, now - QUIET)]


def recent(organization_id: int, limit: int) -> list[JobCard]:
    """The organisation's jobs, newest first."""
    return [
        card(job)
        for job in Job.select().where(Job.organization == organization_id).order_by(Job.id.desc()).limit(limit)
    ]


def card(job: Job) -> JobCard:
    """How a job is shown."""
    return JobCard(**{name: getattr(job, name) for name in JobCard.model_fields})
