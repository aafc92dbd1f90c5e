"""A job's id comes in; a provider is asked page by page, each page one unit, until the past is here.

No transaction is open while the provider thinks, and nobody sleeps for its sake: whoever has to wait writes down until
when, and whoever sweeps rings then. A worker that is killed loses the page that it had fetched, and no more.
"""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from models import closing, connections, deliveries, github_apps, history, jobs, queues
from models.connections import Connection
from models.db import AWAY, unit
from models.errors import Refusal
from models.jobs import Job
from models.sources.github_rest import Verdict
from workers import access, histories, hooking, repairing, talking, turn
from workers.landing import Landing, Step
from workers.talking import Access, Stopped, Talk

STEPS: dict[str, Step] = {
    "history": histories.step,
    "repair": repairing.step,
    "hook.connect": hooking.connect,
    "hook.remove": hooking.remove,
}
TOLD: dict[str, Callable[[Job, datetime], None]] = {history.KIND: history.tell}
"""Kinds that tell what came when they have to wait, or fail."""
BATCH, LONGEST = 20, 20.0
"""Steps that one bell may make, and seconds after which it begins no further one; then it rings again, so that others
get their turn. RQ ends what takes five minutes."""
BUSY, LONGEST_REST = 0.1, 2.0
"""Seconds that a delivery has waited when there is too much to do, and for how long that holds a history up at most."""
LOCK = 4_223_100
"""With the job's id. Whoever holds it works at the job; it goes with its connection, however the worker ends."""
MOST_TRIES = 8
LONGEST_WAIT = timedelta(hours=1)
log = logging.getLogger("codebadge.backfill")


def work(job_id: int) -> None:
    """The job behind the bell. What goes wrong is kept in the row; only a dead PostgreSQL is raised."""
    with _alone(job_id) as alone:
        if not alone or not _several_steps(job_id):
            return
    queues.ring(queues.BACKFILL, job_id)


@contextlib.contextmanager
def _alone(job_id: int) -> Iterator[bool]:
    """Whether nobody else works at it: two would fetch the same pages, and one of them in vain."""
    with contextlib.closing(turn.own_connection()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCK, job_id % 2**31))
        yield cursor.fetchone() == (True,)


def _several_steps(job_id: int) -> bool:
    """Whether there is more to do now."""
    with contextlib.ExitStack() as opened:
        talk, until = None, time.monotonic() + LONGEST
        for _ in range(BATCH):
            if time.monotonic() > until:
                return True
            job = _due(job_id)
            if job is None:
                return False
            began = time.monotonic()
            try:
                talk = talk or opened.enter_context(_talk(job))
                landing = STEPS[job.kind](job, talk)
            except AWAY:
                raise
            except Stopped as stopped:
                landing = partial(_stopped, stopped.verdict)
            except Refusal as refusal:
                landing = partial(_fail, str(refusal))
            except Exception as wrong:
                landing = _bug(job, wrong)
            if not _land(job, landing):
                return False
            _step_aside(time.monotonic() - began)
    return True


def _step_aside(seconds: float) -> None:
    """What happens now goes before what happened once: where deliveries come in, half of the time is theirs, and all of
    it while they have to wait. `seconds`: how long the step took."""
    until = time.monotonic() + LONGEST_REST
    while time.monotonic() < until:
        with unit():
            count, waited = deliveries.waiting(_now())
        if count == 0:
            return
        time.sleep(min(seconds, LONGEST_REST) if waited < BUSY else BUSY)
        if waited < BUSY:
            return


def _due(job_id: int) -> Job | None:
    """The job, if there is something to do now. Before it, in units of their own, periods are closed that ended."""
    now = _now()
    with unit():
        job = jobs.take(job_id)
        if job is None or (job.next_at is not None and job.next_at > now):
            return None
        late = closing.due(job.organization, now)
    if late:
        closing.before(job.organization_id, now)
    return job


@contextlib.contextmanager
def _talk(job: Job) -> Iterator[Talk]:
    """Raises Elsewhere for a connection by which nothing may be asked."""
    with talking.opened(_access(job)) as talk:
        yield talk


def _access(job: Job) -> Access:
    """By a connection; what is asked of an app's own webhook, is asked as the app."""
    number = job.arguments["connection"]
    with unit():
        if number is None:
            app = github_apps.by_hook(int(job.arguments["hook"]))
        # Webhooks are removed by what has just been ended.
        elif job.kind == "hook.remove":
            connection = connections.find(job.organization_id, number)
        else:
            connection = connections.usable(job.organization_id, number)
    return access.of_app(app) if number is None else access.of(connection)


def _land(before: Job, landing: Landing) -> bool:
    """Whether there is more to do now. What was fetched for a job that is elsewhere by now is dropped."""
    try:
        with unit():
            job = jobs.take(before.id)
            if job is None or job.place != before.place:
                return False
            taught = landing(job, _now())
    except AWAY:
        raise
    except Exception as wrong:
        with unit():
            job = jobs.take(before.id)
            if job is not None:
                _bug(job, wrong)(job, _now())
        return False
    if taught is not None:
        queues.ring_learner(taught)
    return job.state in jobs.UNFINISHED and job.next_at is None


def _stopped(verdict: Verdict, job: Job, now: datetime) -> None:
    """The provider's answer ends the step, and says what comes of the job."""
    if verdict.meaning == "later" and verdict.until is not None:
        jobs.wait_until(job, verdict.until, verdict.words, now)
    elif verdict.meaning in ("later", "again") and job.tries + 1 < MOST_TRIES:
        wait = min(timedelta(minutes=2**job.tries), LONGEST_WAIT)
        jobs.wait_until(job, now + wait, verdict.words, now, failed=True)
    else:
        if verdict.meaning == "refused" and job.arguments["connection"] is not None:
            _refused(int(job.arguments["connection"]), verdict.words, now)
        _fail(verdict.words, job, now)
        return
    _tell(job, now)


def _refused(connection_id: int, words: str, now: datetime) -> None:
    connections.refused(connection_id, words, now)
    access.forget(Connection.get_by_id(connection_id))


def _fail(words: str, job: Job, now: datetime) -> None:
    jobs.finish(job, "failed", now, error=words[:500])
    _tell(job, now)


def _tell(job: Job, now: datetime) -> None:
    if job.kind in TOLD:
        TOLD[job.kind](job, now)


def _bug(job: Job, wrong: Exception) -> Landing:
    if isinstance(wrong, Refusal):
        return partial(_fail, str(wrong))
    log.error("job %s failed", job.id, exc_info=wrong)
    # Of a bug an organisation's admin reads no detail: it may speak of the database.
    return partial(_fail, f"{type(wrong).__name__} in job {job.id}")


def _now() -> datetime:
    return datetime.now(UTC)
