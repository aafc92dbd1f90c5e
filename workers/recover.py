"""A moment comes in; bells for rows whose own bell was lost go out, and badges of periods that closed.

No cron: whoever passes by sweeps.
"""

import logging
from datetime import datetime

from models import deliveries, jobs, queues, special
from models.db import AWAY, unit

log = logging.getLogger("codebadge.recover")


def sweep(now: datetime) -> int | None:
    """Rings for an overdue delivery, if there is one; one bell is enough, it drains them all."""
    with unit():
        overdue = deliveries.overdue(now)
        lost = jobs.quiet(now)
    if overdue is not None:
        queues.ring(queues.INTAKE, overdue)
    for job in lost:
        queues.ring(queues.JOBS_QUEUE, job)
    _honour(now)
    return overdue


def _honour(now: datetime) -> None:
    try:
        special.sweep(now)
    except AWAY:
        raise
    except Exception:
        # Deliveries are read all the same.
        log.exception("special badges were not swept")
