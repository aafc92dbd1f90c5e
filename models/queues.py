"""Ids come in; RQ bells with an id in them go out. A bell may be lost: the row in PostgreSQL is the queue (law 3)."""

import contextlib
import json
import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from models.errors import Elsewhere, Exhausted, Invalid, Misconfigured, NotFound, Refusal, Taken, Unavailable

INTAKE = "intake"
JOBS_QUEUE = "jobs"
POSTING, OUTGOING, ASKING = "posting", "outgoing", "asking"
"""Worked at by the process that speaks to others: what somebody waits for first (`asking`), then webhooks of ours, then
what models say of issues."""
PICTURES = "pictures"
"""Pictures from elsewhere that badges show; worked at by the process that speaks to others."""
BACKFILL = "backfill"
"""Long work at a provider's: histories, repairs. Whoever works at it hears `asking` first, too."""
LEARNER = "learner"
JOBS = {
    INTAKE: "workers.intake.drain",
    JOBS_QUEUE: "workers.jobs.work",
    POSTING: "workers.posting.tell",
    OUTGOING: "workers.outgoing.tell",
    BACKFILL: "workers.backfill.work",
    PICTURES: "workers.picturing.fetch",
    LEARNER: "workers.learner.learn",
}
"""Queue to the dotted name of its job: models never imports workers."""
ONCE = (JOBS_QUEUE, BACKFILL)
"""Where a row's bell waits but once: it is rung again by whoever sweeps, for as long as the row waits for others."""
BELL_TIMEOUT = 0.2
"""Seconds to wait for Redis when ringing; the caller has something better to do."""

TRY_OUT, ASK = "workers.learner.try_out", "workers.asking.answer"
REFUSALS: dict[str, type[Refusal]] = {
    one.code: one for one in (Elsewhere, Exhausted, Invalid, NotFound, Taken, Unavailable)
}
"""What a worker may refuse, by code."""
RINGING = "codebadge:learner:{}"
"""Stands while a project's bell is rung and not heard, for as many seconds at most, so that many lessons ring once."""
RINGING_SECONDS = 5
LOOKS = 0.02
"""Seconds between two looks for an answer of the learner."""


class Bell(NamedTuple):
    """Where to ring, and for which row: `ring(*bell)`."""

    queue: str
    row: int


_bell: Redis | None = None
log = logging.getLogger("codebadge.queues")


def connect(url: str) -> None:
    """Takes the Redis that holds the bells; nothing is opened yet. Raises Misconfigured for an address that is none."""
    global _bell
    try:
        _bell = Redis.from_url(url, socket_timeout=BELL_TIMEOUT, socket_connect_timeout=BELL_TIMEOUT)
    except ValueError:
        raise Misconfigured("CODEBADGE_REDIS_URL is no Redis address.") from None


def client(url: str, timeout: float | None = 5.0) -> Redis:
    """A Redis client that waits at most `timeout` seconds for an answer (None: for ever, as blocking reads must)."""
    return Redis.from_url(url, socket_timeout=timeout, socket_connect_timeout=5.0)


def queue(name: str, connection: Redis) -> Queue:
    """A queue as both its sides must open it: JSON, so that nothing from Redis can execute."""
    return Queue(name, connection=connection, serializer=JSONSerializer)


def ring(name: str, row_id: int) -> bool:
    """Rings for a committed row. False when Redis is away: the bell is rung again by whoever sweeps next."""
    if _bell is None:
        return False
    waiting, mine = queue(name, _bell), f"{row_id}-"
    try:
        if name in ONCE and any(one.startswith(mine) for one in waiting.job_ids):
            return True
        bell = {"job_id": mine + uuid4().hex, "result_ttl": 0, "failure_ttl": 3600, "job_timeout": 300}
        waiting.enqueue(JOBS[name], row_id, **bell)
    except RedisError as away:
        log.warning("bell not rung: %s", away.__class__.__name__)
        return False
    return True


def ring_learner(project_id: int) -> bool:
    """Rings for a project in which something was taught, or an issue changed, unless its bell is ringing already."""
    if _bell is None:
        return False
    try:
        if not _bell.set(RINGING.format(project_id), 1, nx=True, ex=RINGING_SECONDS):
            return True
    except RedisError as away:
        log.warning("bell not rung: %s", away.__class__.__name__)
        return False
    return ring(LEARNER, project_id)


def heard_learner(project_id: int) -> None:
    """The learner begins with the project: whatever comes from now on rings again."""
    if _bell is not None:
        _bell.delete(RINGING.format(project_id))


def publish(channel: str, body: str) -> bool:
    """Tells whoever listens just now. False when Redis is away."""
    if _bell is None:
        return False
    try:
        _bell.publish(channel, body)
    except RedisError as away:
        log.warning("bell not rung: %s", away.__class__.__name__)
        return False
    return True


OUTGOING_RINGING = "codebadge:outgoing:ringing"


def ring_outgoing() -> bool:
    """Rings for webhooks of ours, unless that bell is ringing already."""
    if _bell is None:
        return False
    try:
        if not _bell.set(OUTGOING_RINGING, 1, nx=True, ex=RINGING_SECONDS):
            return True
    except RedisError as away:
        log.warning("bell not rung: %s", away.__class__.__name__)
        return False
    return ring(OUTGOING, 0)


def heard_outgoing() -> None:
    """The worker begins: whatever comes from now on rings again."""
    if _bell is not None:
        _bell.delete(OUTGOING_RINGING)


def try_out(project_id: int, title: str, text: str, labels: Sequence[str], patience: float) -> dict[str, Any]:
    """What the learner's model thinks of an issue that nobody has opened: an Estimated, as JSON. Blocks, outside of any
    unit, for `patience` seconds at most. Raises Unavailable when there is no answer by then."""
    said = _asked(LEARNER, TRY_OUT, patience, project_id, title, text, list(labels))
    if said is None:
        raise Unavailable("The model does not answer; try again in a moment.")
    return said


def ask_worker(name: str, arguments: Mapping[str, Any], patience: float = 12.0) -> dict[str, Any]:
    """What a worker says that speaks with providers (workers/asking.py knows the names). Blocks, outside of any unit.
    Secrets do not go through Redis: `arguments` and the answer hold none. Raises what the worker refuses, and
    Unavailable when there is no answer by then."""
    said = _asked(ASKING, ASK, patience, name, dict(arguments))
    if said is None:
        raise Unavailable("There is no answer from the provider yet; try again in a moment.")
    if "refused" in said:
        raise REFUSALS.get(said["refused"], Unavailable)(said["message"])
    return said


def _asked(name: str, job: str, patience: float, *given: Any) -> dict[str, Any] | None:
    """What the worker behind that queue answers by `answer`; None when it does not in time."""
    asked = f"codebadge:tried:{uuid4().hex}"
    if _bell is None:
        return None
    with contextlib.suppress(RedisError):
        seconds = max(1, round(patience))
        # Nothing of what is asked is kept, or RQ would keep it for a year.
        queue(name, _bell).enqueue(job, asked, *given, at_front=True, ttl=seconds, result_ttl=0, failure_ttl=1)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if (answer := _bell.getdel(asked)) is not None:
                return dict(json.loads(str(answer, "utf-8")))  # type: ignore[arg-type]
            time.sleep(LOOKS)
    return None


def answer(asked: str, said: dict[str, Any]) -> None:
    """The answer to `try_out`, or to `ask_worker`."""
    if _bell is not None:
        _bell.set(asked, json.dumps(said), ex=30)
