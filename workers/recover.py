"""A moment comes in; bells for rows whose own bell was lost go out. No cron: whoever passes by sweeps."""

from datetime import datetime

from models import deliveries, queues
from models.db import unit


def sweep(now: datetime) -> int | None:
    """Rings for an overdue delivery, if there is one; one bell is enough, it drains them all."""
    with unit():
        overdue = deliveries.overdue(now)
    if overdue is not None:
        queues.ring(queues.INTAKE, overdue)
    return overdue
