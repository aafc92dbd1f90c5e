"""One kind of deed in a piece of work comes in; what it is worth by the tariff goes out, with every step in words.

All percents are multiplied exactly and the product is rounded once, half up.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from models.rules.accounts import Value
from models.rules.deed_words import amount
from models.rules.deeds import DISCIPLINE_TITLES, DeedKind, Discipline
from models.rules.labels import amount_of, size_of
from models.rules.tariff import WORTH_AT_MOST, Tariff
from models.rules.work import Work

COMPLETED: tuple[DeedKind, ...] = ("issue.closed", "pull_request.merged")
"""Deeds whose labels speak of what they are worth."""
BY_LINES: tuple[tuple[int, str], ...] = ((1_000, "XXL"), (500, "XL"), (100, "L"), (30, "M"), (10, "S"), (0, "XS"))
"""From how many lines, added and removed, a pull request has which size."""
_KINDS: dict[str, str] = {
    "issue.opened": "Opening an issue",
    "issue.closed": "Closing an issue",
    "pull_request.opened": "Proposing a pull request",
    "pull_request.merged": "A merged pull request",
    "pull_request.rejected": "A pull request that was closed without a merge",
    "review.given": "A review",
    "star.given": "A star",
    "push.made": "A push",
}


class Trace(Value):
    """One step of computing: a code for programs, a sentence, and how many points there were after it."""

    rule: str
    words: str
    points: int | None = None


class Weight(Value):
    """What all recipients together are paid. `label` decided it, if one did."""

    points: int
    label: str | None = None
    trace: tuple[Trace, ...]


def weigh(kind: DeedKind, work: Work, at: datetime, discipline: Discipline | None, tariff: Tariff) -> Weight | None:
    """None for a kind that the tariff does not pay."""
    if kind not in tariff.worth:
        return None
    base = tariff.worth[kind]
    steps = [Trace(rule="kind", words=f"{_KINDS[kind]} is worth {amount(base)}.", points=base)]
    labelled = label_points(work.labels, tariff) if kind in COMPLETED else None
    if labelled is not None:
        base = labelled[0]
        steps.append(Trace(rule="label", words=f"The label “{labelled[1]}” makes it {amount(base)}.", points=base))
    elif kind in COMPLETED and tariff.measured and (by_lines := size(work, tariff)) in _sizes(tariff):
        base = _sizes(tariff)[by_lines]
        words = f"{work.lines} changed lines are size {by_lines}: {amount(base)}."
        steps.append(Trace(rule="lines", words=words, points=base))
    return Weight(
        points=_multiply(base, _percents(kind, at, discipline, tariff), steps),
        label=labelled[1] if labelled else None,
        trace=tuple(steps),
    )


def label_points(labels: Iterable[str], tariff: Tariff) -> tuple[int, str] | None:
    """(points, label) of the highest point label, or None when no label speaks of points."""
    found = [(points, label) for label in labels if (points := _one_label(label, tariff)) is not None]
    return max(found, default=None)


def size(work: Work, tariff: Tariff) -> str | None:
    """XS to XXL, or a size of the tariff's own: by the greatest size label, else by the lines that changed."""
    named = _sizes(tariff)
    labelled = [(named[found], found) for label in work.labels if (found := size_of(label)) in named]
    if labelled:
        return max(labelled)[1]
    return None if work.lines is None else next(one for least, one in BY_LINES if work.lines >= least)


def _one_label(label: str, tariff: Tariff) -> int | None:
    said = amount_of(label)
    if said is not None:
        return said if said <= tariff.label_limit else None
    sized = _sizes(tariff).get(size_of(label) or "")
    return tariff.listed().get(label.strip().casefold()) if sized is None else sized


def _sizes(tariff: Tariff) -> dict[str, int]:
    return {one.upper(): points for one, points in tariff.sizes.items()}


def _percents(kind: str, at: datetime, discipline: Discipline | None, tariff: Tariff) -> list[tuple[str, str, int]]:
    """(code, name, percent) of all that applies, in the order of the tariff."""
    by_discipline = tariff.disciplines[discipline].percent if discipline else 100
    found = (
        [("discipline", DISCIPLINE_TITLES[discipline], by_discipline)] if discipline and by_discipline != 100 else []
    )
    for one in tariff.multipliers:
        if one.from_ <= at < one.until and (one.kinds is None or kind in one.kinds):
            found.append(("multiplier", f"“{one.name}”", one.percent))
    return found


def _multiply(base: int, percents: list[tuple[str, str, int]], steps: list[Trace]) -> int:
    exact = Fraction(base)
    for code, name, percent in percents:
        exact = exact * percent / 100
        words = f"{name} counts {percent} percent: {_number(exact)}."
        steps.append(Trace(rule=code, words=words, points=int(exact) if exact.denominator == 1 else None))
    rounded = half_up(exact)
    if rounded != exact:
        steps.append(Trace(rule="rounding", words=f"{_number(exact)} is rounded to {amount(rounded)}.", points=rounded))
    if rounded > WORTH_AT_MOST:
        words = f"No piece of work is worth more than {amount(WORTH_AT_MOST)}."
        steps.append(Trace(rule="limit", words=words, points=WORTH_AT_MOST))
    return min(rounded, WORTH_AT_MOST)


def half_up(exact: Fraction) -> int:
    """The nearest whole number; of two equally near ones the higher."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _number(exact: Fraction) -> str:
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):.4f}".rstrip("0").rstrip(".")
