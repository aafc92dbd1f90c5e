"""A filter and a time zone come in; a quick yes or no for a deed goes out; counting.py asks it a million times."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.rules.deeds import Deed
from models.rules.patterns.where import DONE_KINDS, WEEKDAYS, Hours, Since, Where

Check = Callable[[Deed], bool]


def check(where: Where, zone: str, penalties: bool = False) -> Check:
    """Whether a deed passes; `penalties`: a filter that names no kinds lets penalties through too."""
    return _check(where, zone, penalties)


@lru_cache(maxsize=1_024)
def _check(where: Where, zone: str, penalties: bool) -> Check:
    checks = _checks(where, ZoneInfo(zone), penalties)
    if not checks:
        return lambda deed: True
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:
        one, two = checks
        return lambda deed: one(deed) and two(deed)

    def every(deed: Deed) -> bool:
        # Not all(): a generator for each of a million deeds takes longer than the checks.
        for passes in checks:  # noqa: SIM110
            if not passes(deed):
                return False
        return True

    return every


def _checks(where: Where, zone: ZoneInfo, penalties: bool) -> list[Check]:
    """The cheapest first."""
    found = _plain(where, penalties)
    if isinstance(where, Since):
        found.append(_since(where.since, zone))
    if where.labels is not None:
        found.append(_any_of(where.labels))
    if where.paths is not None:
        found.append(_below(where.paths))
    if where.weekdays is not None:
        found.append(_on({WEEKDAYS.index(day) for day in where.weekdays}, zone))
    if where.hours is not None:
        found.append(_between(where.hours, zone))
    return found


def _plain(where: Where, penalties: bool) -> list[Check]:
    found: list[Check] = []
    if where.kinds is not None or not penalties:
        kinds = frozenset(where.kinds or DONE_KINDS)
        found.append(lambda deed: deed.kind in kinds)
    if where.projects is not None:
        projects = frozenset(where.projects)
        found.append(lambda deed: deed.project in projects)
    if where.sizes is not None:
        sizes = frozenset(where.sizes)
        found.append(lambda deed: deed.size in sizes)
    if where.reasons is not None:
        reasons = frozenset(where.reasons)
        found.append(lambda deed: deed.reason in reasons)
    if where.roles is not None:
        roles = frozenset(where.roles)
        found.append(lambda deed: deed.role in roles)
    if where.disciplines is not None:
        disciplines = frozenset(where.disciplines)
        found.append(lambda deed: deed.discipline in disciplines)
    return found + _facts(where)


def _facts(where: Where) -> list[Check]:
    found: list[Check] = []
    if where.newcomer is not None:
        newcomer = where.newcomer
        found.append(lambda deed: deed.newcomer is newcomer)
    if where.co_authored is not None:
        co_authored = where.co_authored
        found.append(lambda deed: deed.co_authored is co_authored)
    if where.answered_within_hours is not None:
        seconds = where.answered_within_hours * 3_600
        found.append(lambda deed: deed.answered is not None and deed.answered <= seconds)
    return found


def _any_of(labels: Collection[str]) -> Check:
    wanted = frozenset(labels)
    return lambda deed: not wanted.isdisjoint(deed.labels)


def _below(prefixes: tuple[str, ...]) -> Check:
    return lambda deed: any(path.startswith(prefixes) for path in deed.paths)


def _since(day: date, zone: ZoneInfo) -> Check:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()
    return lambda deed: deed.happened_at.timestamp() >= midnight


def _on(weekdays: Collection[int], zone: ZoneInfo) -> Check:
    return lambda deed: deed.happened_at.astimezone(zone).weekday() in weekdays


def _between(hours: Hours, zone: ZoneInfo) -> Check:
    start, end = hours.from_, hours.until
    if start < end:
        return lambda deed: start <= deed.happened_at.astimezone(zone).hour < end
    return lambda deed: not end <= deed.happened_at.astimezone(zone).hour < start
