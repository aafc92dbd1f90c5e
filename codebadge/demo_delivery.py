"""A time by the story's clock and a payload come in; a Delivery goes out, to be signed and posted by demo.py."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from codebadge.demo_payloads import Payload

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be posted to the hook of `project`, `wait` seconds after the one before (at pace 1). `at`: when it is
    told, by the story's clock."""

    project: str
    event: str
    guid: str
    payload: Payload
    wait: float
    at: datetime


def ticking_from(moment: datetime) -> Clock:
    """A clock that is a minute later at each look."""
    minutes = itertools.count()
    return lambda: moment + timedelta(minutes=next(minutes))
