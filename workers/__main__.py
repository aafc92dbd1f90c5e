"""`codebadge work …` ends here: one process, its queues or the one voice."""

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from types import FrameType

from rq import SimpleWorker
from rq.serializers import JSONSerializer

from models import engines, queues, repairs, settings
from models.db import AWAY
from models.settings import Settings
from workers import recover, relay

MAINTENANCE_SECONDS = 30
MONITORING_SECONDS = 10
WORKER_TTL = 60
GENTLY = 5
"""How much the learner and histories step back for others on a busy machine: nobody waits for them as for a point."""
BACK_OFF = 1.0
log = logging.getLogger("codebadge.work")


class Worker(SimpleWorker):
    """RQ's worker without a fork: a row's lease isolates, and a fork would cost more than the work."""

    def run_maintenance_tasks(self) -> None:
        """RQ's own housekeeping, and ours: bells that were lost are rung again."""
        super().run_maintenance_tasks()  # type: ignore[no-untyped-call]
        try:
            recover.sweep(datetime.now(UTC))
        except AWAY:
            log.warning("postgresql is away; sweeping later")


def rung(names: Sequence[str], configured: Settings) -> None:
    """Works until it is told to stop; ends (to be started again) when Redis goes away."""
    connection = queues.client(str(configured.redis_url), timeout=None)
    worker = Worker(
        [queues.queue(name, connection) for name in names],
        connection=connection,
        name=f"{names[0]}-{socket.gethostname()}-{os.getpid()}-{time.time_ns()}",
        serializer=JSONSerializer,
        maintenance_interval=MAINTENANCE_SECONDS,
        job_monitoring_interval=MONITORING_SECONDS,
        worker_ttl=WORKER_TTL,
        log_job_description=False,
    )
    recover.sweep(datetime.now(UTC))
    worker.work(with_scheduler=False, logging_level="WARNING")


def voice(configured: Settings) -> None:
    """Tells until it is told to stop; waits while another relay is the voice."""
    stop = _until_signalled()
    redis = queues.client(str(configured.redis_url))
    while not stop.is_set():
        try:
            relay.run(redis, stop)
        except AWAY as away:
            log.warning("postgresql is away: %s", str(away).strip().splitlines()[0])
            stop.wait(BACK_OFF)


def pupil(configured: Settings) -> None:
    """Learns until it is told to stop; waits while another process does."""
    # Only here: it brings the learning library, which is too much memory for the others.
    from workers import learner, turn

    stop = _until_signalled()
    os.nice(GENTLY)
    while not stop.is_set():
        try:
            with contextlib.closing(turn.own_connection()) as connection:
                if turn.take(connection, learner.LOCK, stop):
                    log.info("the learner begins")
                    learner.hold(connection)
                    rung((queues.LEARNER,), configured)
                    return
        except AWAY as away:
            log.warning("postgresql is away: %s", str(away).strip().splitlines()[0])
            stop.wait(BACK_OFF)


def asker(configured: Settings) -> None:
    """Asks providers until it is told to stop; first for what was missed while it, or all of Codebadge, was away. Also
    for whoever waits at a page: the other process that hears them may wait for a slow webhook of somebody's."""
    os.nice(GENTLY)
    for bell in repairs.begin(datetime.now(UTC)):
        queues.ring(*bell)
    rung((queues.ASKING, queues.BACKFILL), configured)


PARTS: dict[str, Callable[[Settings], None]] = {
    "intake": partial(rung, (queues.INTAKE,)),
    # Apart from intake: a look at a million deeds must not keep a webhook waiting.
    "jobs": partial(rung, (queues.JOBS_QUEUE,)),
    "backfill": asker,
    "outgoing": partial(rung, (queues.ASKING, queues.OUTGOING, queues.PICTURES, queues.POSTING)),
    "learner": pupil,
    "relay": voice,
}


def main(arguments: Sequence[str]) -> None:
    """Runs one part. Raises Misconfigured when the engines are not set."""
    configured = settings.load()
    engines.connect(configured)
    PARTS[arguments[0]](configured)


def _until_signalled() -> threading.Event:
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    return stop


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    # It would log addresses, of which one holds a code that is good once.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    main(sys.argv[1:])
