"""A design in which something has changed comes in; every server hears of it and reads the rows (server/live/)."""

from models import queues
from models.rules.work import Value

CHANNEL = "codebadge:studio"
"""What Redis forgets here is only later: whoever has a design open looks at its rows every other second, too."""


class StudioBell(Value):
    """Rung once all is committed. Without a `design` it is about all of the organisation's: who may what has changed.
    `seq` is that of a new step, `key` says who of those who are there made it."""

    organization: int
    design: int | None = None
    seq: int | None = None
    key: str | None = None


def ring(bell: StudioBell) -> bool:
    """False when Redis is away."""
    return queues.publish(CHANNEL, bell.model_dump_json(exclude_none=True))
