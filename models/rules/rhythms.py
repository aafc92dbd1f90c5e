"""When a hook was heard comes in; how long it may be silent, and when to look at it again, goes out to repairs.py.

A provider says nothing of what it could not deliver, so silence is all that we hear of a loss. How much silence is
usual differs from hook to hook, and is read off the gaps between its newest deliveries.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

MEMORY = timedelta(days=3)
"""For so long GitHub can send again what it could not deliver."""
LONGEST = MEMORY - timedelta(hours=12)
SHORTEST = timedelta(hours=1)
UNKNOWN = timedelta(days=1)
"""The silence of a hook that was not heard of often enough to have a rhythm."""
FEW = 3
USUAL = 0.95
"""The part of the gaps that are usual: a long holiday does not make a busy hook a quiet one."""
TIMES = 3


def rhythm(heard: Sequence[datetime]) -> timedelta:
    """For how long a hook may be silent that was `heard` at these times, in any order."""
    times = sorted(heard)
    gaps = sorted(later - earlier for earlier, later in pairwise(times))
    if len(gaps) < FEW:
        return UNKNOWN
    usual = gaps[round(USUAL * (len(gaps) - 1))]
    return min(max(TIMES * usual, SHORTEST), LONGEST)


def silent_since(last: datetime, heard: Sequence[datetime], now: datetime) -> datetime | None:
    """When a hook that was heard `last` fell silent; None while its silence is usual."""
    return last if now - last >= rhythm(heard) else None


def next_look(last: datetime, heard: Sequence[datetime], now: datetime) -> datetime:
    """When to look at it next: when its silence would be unusual; once it is, after as long a silence again."""
    usual = last + rhythm(heard)
    return usual if usual > now else now + min(max(now - last, SHORTEST), LONGEST)
