"""How a project's past counts comes in, with when something was done; when it counts goes out, or that it does not."""

from datetime import datetime
from typing import Literal

from models.rules.accounts import Value
from models.rules.work import Moment

Mode = Literal["now", "past", "teach"]
"""now: what was done before the project was known earns at the moment when that was decided. past: in its own time.
teach: nothing, it only teaches the model of points."""


class History(Value):
    """How work counts that was done before `before`, when the project was first known; `at`: when it was decided that
    it counts now. It is the project's for good, so that any order of webhooks and history ends equal."""

    mode: Mode
    before: Moment
    at: Moment | None = None


def decided(known: History | None, mode: Mode | None, before: datetime, now: datetime) -> History:
    """The rule from now on; without a mode as before, else in its own time."""
    mode = mode or (known.mode if known else "past")
    if known is not None and known.mode == mode:
        return known
    return History(mode=mode, before=known.before if known else before, at=now if mode == "now" else None)


def taught_at(history: History | None, happened_at: datetime) -> datetime:
    """By the tariff of which time labels speak to the model: where nothing is earned, they speak now."""
    if history is None or history.mode == "past":
        return happened_at
    return max(happened_at, history.before)


def counts_at(history: History | None, happened_at: datetime) -> datetime | None:
    """When something counts that happened then; None: never."""
    if history is None or history.mode == "past" or happened_at >= history.before:
        return happened_at
    return (history.at or history.before) if history.mode == "now" else None
