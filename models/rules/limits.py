"""One person's dues under one tariff come in; what each is paid goes out, after cool-downs, caps and the like.

What is paid depends on when work happened and never on when it was heard of. Cool-downs look at the deed before,
whatever that earned; all else stays within one local week. So a deed that moves changes the prices of its `span` and
no others.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from models.rules.accounts import Value
from models.rules.deed_words import amount
from models.rules.due import Due
from models.rules.standings import window
from models.rules.tariff import Tariff
from models.rules.weighing import Trace, half_up


@dataclass(frozen=True, slots=True)
class Weighed:
    """A due, and by which key its price is wanted, a deed's id for example: it orders what nothing else does."""

    key: Hashable
    due: Due


class Price(Value):
    """What a due is paid in the end, every step to it, and the line of the ledger."""

    points: int
    trace: tuple[Trace, ...]
    words: str


@dataclass(slots=True)
class _Sum:
    """A due on its way to its price: what is left of its worth, and why not all of it."""

    key: Hashable
    due: Due
    day: date
    week: date
    points: int
    steps: list[Trace]
    causes: list[str]

    def cut(self, rule: str, points: int, cause: str) -> None:
        """Lowers it, when it is lowered."""
        if points != self.points:
            self.points = points
            self.causes.append(cause)
            words = f"{cause[0].upper()}{cause[1:]}: {amount(points)}."
            self.steps.append(Trace(rule=rule, words=words, points=points))


def is_limited(tariff: Tariff) -> bool:
    """Whether what one deed is paid depends on other deeds."""
    capped = tariff.caps.per_day or tariff.caps.per_week
    return bool(capped or tariff.diminishing or tariff.cool_downs or tariff.penalties)


def span(tariff: Tariff, happened_at: datetime, zone: str) -> tuple[datetime, datetime]:
    """The half-open range of a person's deeds that must be priced together when one that happened then moves.

    Whole local weeks, a second one when a cool-down reaches into it; nothing but that moment when nothing is limited.
    """
    if not is_limited(tariff):
        return happened_at, happened_at
    week = window("week", happened_at, zone)
    assert week.start is not None and week.end is not None
    reaches = happened_at + context(tariff)
    last = window("week", reaches, zone) if reaches > week.end else week
    return week.start, last.end or week.end


def context(tariff: Tariff) -> timedelta:
    """How long before the start of a span deeds are also given to `price`, which cool-downs need."""
    return timedelta(minutes=max(tariff.cool_downs.values(), default=0))


def price(weighed: Sequence[Weighed], tariff: Tariff, zone: str) -> dict[Hashable, Price]:
    """What each is paid, by key; what is refused, and what the tariff does not pay for, is left out."""
    sums = [_begin(one.key, one.due, zone) for one in sorted(weighed, key=_place) if _counts(one.due)]
    earning = [one for one in sums if one.due.kind != "penalty"]
    _cool_down(earning, tariff)
    _diminish(earning, tariff)
    _cap(earning, tariff)
    _keep_the_floor(sums, tariff)
    return {one.key: _price(one) for one in sums}


def _place(one: Weighed) -> tuple[datetime, str, str, Hashable]:
    return one.due.happened_at, one.due.kind, one.due.mark, one.key


def _counts(due: Due) -> bool:
    return due.refused is None and due.worth is not None


def _begin(key: Hashable, due: Due, zone: str) -> _Sum:
    day = due.happened_at.astimezone(ZoneInfo(zone)).date()
    week = day - timedelta(days=day.weekday())
    return _Sum(key, due, day, week, due.worth or 0, list(due.trace), [])


def _cool_down(sums: Iterable[_Sum], tariff: Tariff) -> None:
    before: dict[str, datetime] = {}
    for one in sums:
        kind, at = one.due.kind, one.due.happened_at
        minutes = _minutes(tariff, kind)
        if kind in before and at - before[kind] < timedelta(minutes=minutes):
            one.cut("cool_down", 0, f"less than {minutes} minutes after the one before")
        before[kind] = at


def _minutes(tariff: Tariff, kind: str) -> int:
    return {str(one): minutes for one, minutes in tariff.cool_downs.items()}.get(kind, 0)


def _diminish(sums: Iterable[_Sum], tariff: Tariff) -> None:
    """What a cool-down left without points is no deed of that day's count."""
    counted: dict[tuple[date, str], int] = {}
    for one in sums:
        if not tariff.diminishing or "cool_down" in {step.rule for step in one.steps}:
            continue
        place = counted[one.day, one.due.kind] = counted.get((one.day, one.due.kind), 0) + 1
        percent = tariff.diminishing[min(place, len(tariff.diminishing)) - 1]
        cause = f"number {place} of its kind that day counts {percent} percent"
        one.cut("diminishing", half_up(Fraction(one.points * percent, 100)), cause)


def _cap(sums: Iterable[_Sum], tariff: Tariff) -> None:
    days: dict[date, int] = {}
    weeks: dict[date, int] = {}
    for one in sums:
        for rule, per, cap, earned, when in (
            ("day_cap", "day", tariff.caps.per_day, days, one.day),
            ("week_cap", "week", tariff.caps.per_week, weeks, one.week),
        ):
            if cap is not None:
                left = max(0, cap - earned.get(when, 0))
                one.cut(rule, min(one.points, left), f"{amount(cap)} a {per} is the cap, reached")
        days[one.day] = days.get(one.day, 0) + one.points
        weeks[one.week] = weeks.get(one.week, 0) + one.points


def _keep_the_floor(sums: Iterable[_Sum], tariff: Tariff) -> None:
    """The penalties of a week take what was earned in it, wherever in the week, down to the floor and no further."""
    kept = list(sums)
    left: dict[date, int] = {}
    for one in kept:
        earned = one.points if one.due.kind != "penalty" else 0
        left[one.week] = left.get(one.week, -tariff.floor) + earned
    for one in kept:
        if one.due.kind == "penalty":
            taken = min(-one.points, max(0, left[one.week]))
            left[one.week] -= taken
            one.cut("floor", -taken, f"penalties leave {amount(tariff.floor)} of what was earned in a week")


def _price(one: _Sum) -> Price:
    return Price(points=one.points, trace=tuple(one.steps), words=_words(one))


def _words(one: _Sum) -> str:
    if not one.causes:
        return one.due.reason_words
    worth = one.due.worth or 0
    verb = "taken for" if one.due.kind == "penalty" else "for"
    return f"{abs(one.points)} of {amount(abs(worth))} {verb} {one.due.what}: {', '.join(one.causes)}"
