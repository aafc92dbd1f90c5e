"""Ids come in; RQ bells with an id in them go out. A bell may be lost: the row in PostgreSQL is the queue (law 3)."""

import logging

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from models.errors import Misconfigured

INTAKE = "intake"
JOBS_QUEUE = "jobs"
JOBS = {INTAKE: "workers.intake.drain", JOBS_QUEUE: "workers.jobs.work"}
"""Queue to the dotted name of its job: models never imports workers."""
BELL_TIMEOUT = 0.2
"""Seconds to wait for Redis when ringing; the caller has something better to do."""

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
    try:
        queue(name, _bell).enqueue(JOBS[name], row_id, result_ttl=0, failure_ttl=3600, job_timeout=300)
    except RedisError as away:
        log.warning("bell not rung: %s", away.__class__.__name__)
        return False
    return True
