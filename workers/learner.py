"""A project's id comes in; what was taught there is learnt, and its open issues are estimated anew, until all is done.

One process learns, by a PostgreSQL lock; the others wait for it. Killed anywhere, the next one goes on from what is
committed: nothing is learnt twice, nothing is left out.
"""

import logging
import signal
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from models import queues
from models.db import AWAY
from models.learning import steps
from workers import turn

LOCK = 4_223_003
LONGEST_REST = 0.25
"""Seconds: somebody may wait for an answer."""
log = logging.getLogger("codebadge.learner")
_lock: turn.Connection | None = None


def hold(connection: turn.Connection) -> None:
    """From now on the lock behind this connection is what allows us to learn."""
    global _lock
    _lock = connection


def learn(project_id: int) -> None:
    """The job: one step. When there is more to do, it rings again, so that others get their turn."""
    _check_lock()
    queues.heard_learner(project_id)
    began = time.monotonic()
    if steps.step(project_id, datetime.now(UTC)):
        # Half of the time is for others; what comes meanwhile is learnt together.
        time.sleep(min(time.monotonic() - began, LONGEST_REST))
        queues.ring_learner(project_id)


def try_out(asked: str, project_id: int, title: str, text: str, labels: Sequence[str]) -> None:
    """The job behind queues.try_out."""
    queues.answer(asked, steps.try_out(project_id, title, text, labels))


def _check_lock() -> None:
    try:
        if _lock is not None:
            turn.check(_lock)
    except AWAY:
        # Another one may learn by now: this process ends after the job, and is started again to wait for its turn.
        log.warning("the learner's lock is lost")
        signal.raise_signal(signal.SIGTERM)
        raise
