"""A moment, or a day, comes in; the number of its day, week, month … goes out, and which days a streak passes over."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.rules.patterns.nodes import RatePeriod, Streak

Ordinal = Callable[[datetime], int]
_HOLIDAY = re.compile(r"(?:([12][0-9]{3})-)?([0-9]{2})-([0-9]{2})", re.A)


def ordinal(period: RatePeriod, zone: str) -> Ordinal:
    """By the calendar of that zone, of a moment: days and weeks (from Monday) since year 1, months, quarters, years."""
    there = ZoneInfo(zone)
    of_day: dict[str, Ordinal] = {
        "day": lambda local: local.toordinal(),
        "week": lambda local: (local.toordinal() - 1) // 7,
        "month": lambda local: local.year * 12 + local.month - 1,
        "quarter": lambda local: local.year * 4 + (local.month - 1) // 3,
        "year": lambda local: local.year,
    }
    count = of_day[period]
    return lambda moment: count(moment.astimezone(there))


def holiday(text: str) -> date | tuple[int, int]:
    """A day of one year, or (month, day) of every year. Raises ValueError for what is neither."""
    found = _HOLIDAY.fullmatch(text)
    if found is None:
        raise ValueError("is no date; write 12-25 for every year, or 2026-04-06 for one")
    try:
        # 2000 is a leap year: 02-29 is a day of some years.
        day = date(int(found[1] or 2000), int(found[2]), int(found[3]))
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    return day if found[1] else (day.month, day.day)


class Passed:
    """The days that a streak passes over, by number; for weeks there are none."""

    def __init__(self, leaf: Streak) -> None:
        days = [holiday(text) for text in leaf.holidays]
        self._weekends = not leaf.weekends
        self._once = frozenset(day.toordinal() for day in days if isinstance(day, date))
        self._yearly = frozenset(day for day in days if isinstance(day, tuple))
        self.none = not (self._weekends or self._once or self._yearly)

    def __contains__(self, number: object) -> bool:
        if self.none or not isinstance(number, int):
            return False
        # Ordinal 1 was a Monday.
        if number in self._once or (self._weekends and (number - 1) % 7 >= 5):
            return True
        day = date.fromordinal(number)
        return (day.month, day.day) in self._yearly

    def span(self, days: int) -> int:
        """How long so many days that are not passed over can take at most."""
        longest = days
        while True:
            weeks, years = longest // 7 + 1, longest // 365 + 1
            more = days + 2 * weeks * self._weekends + len(self._yearly) * years + len(self._once)
            if more <= longest:
                return longest
            longest = more


@lru_cache(maxsize=1_024)
def passed(leaf: Streak) -> Passed:
    """The days that this streak passes over."""
    return Passed(leaf)
