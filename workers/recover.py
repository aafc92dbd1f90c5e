"""A moment comes in; bells for rows whose own bell was lost go out, badges of periods that closed, and flags.

No cron: whoever passes by sweeps.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from models import (
    ageing,
    connections,
    deliveries,
    dispatches,
    errands,
    jobs,
    outlet_notices,
    outside_pictures,
    parcels,
    queues,
    repairs,
    special,
    watching,
)
from models.db import AWAY, unit
from models.learning import figures

AT_ONCE = 20
"""Projects that are rung for in one sweep."""
log = logging.getLogger("codebadge.recover")


def sweep(now: datetime) -> int | None:
    """Rings for an overdue delivery, if there is one; one bell is enough, it drains them all."""
    with unit():
        overdue = deliveries.overdue(now)
        lost = jobs.quiet(now)
        unsaid = errands.due(now)
        untaught = figures.left_alone(AT_ONCE)
        untold = parcels.due(now) or outlet_notices.due(now)
        unseen = outside_pictures.waiting(1)
        connections.forget()
    if overdue is not None:
        queues.ring(queues.INTAKE, overdue)
    for bell in lost:
        queues.ring(*bell)
    if unsaid:
        queues.ring(queues.POSTING, 0)
    if unseen:
        queues.ring(queues.PICTURES, unseen[0])
    if untold:
        queues.ring_outgoing()
    for project in untaught:
        queues.ring_learner(project)
    for chore in (special.sweep, ageing.sweep, watching.sweep, dispatches.sweep, repairs.sweep):
        _do(chore, now)
    return overdue


def _do(chore: Callable[[datetime], int], now: datetime) -> None:
    try:
        chore(now)
    except AWAY:
        raise
    except Exception:
        # Deliveries are read all the same.
        log.exception("%s failed", chore.__module__)
