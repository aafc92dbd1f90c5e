"""How a project's past counts comes in, with when something was done; when it counts goes out, or that it does not."""

from datetime import datetime
from typing import Literal

from models.rules.accounts import Value
from models.rules.work import Moment

Mode = Literal["now", "past", "teach"]
"""now: what was done before the project was connected earns at that moment. past: in its own time. teach: nothing, it
only teaches the model of points."""


class History(Value):
    """How work counts that was done before `before`, when the project was connected. It is the project's for good, so
    that any order of webhooks and history ends equal."""

    mode: Mode
    before: Moment


def taught_at(history: History | None, happened_at: datetime) -> datetime:
    """By the tariff of which time labels speak to the model: where nothing is earned, they speak now."""
    if history is None or history.mode == "past":
        return happened_at
    return max(happened_at, history.before)


def counts_at(history: History | None, happened_at: datetime) -> datetime | None:
    """When something counts that happened then; None: never."""
    if history is None or history.mode == "past" or happened_at >= history.before:
        return happened_at
    return history.before if history.mode == "now" else None
