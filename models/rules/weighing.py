"""One kind of deed in a piece of work comes in; what it is worth by the tariff goes out, with every step in words.

All percents are multiplied exactly and the product is rounded once, half up.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from models.rules.accounts import Value
from models.rules.deed_words import amount
from models.rules.deeds import DISCIPLINE_TITLES, DeedKind, Discipline
from models.rules.tariff import WORTH_AT_MOST, Tariff
from models.rules.valuing import UNKNOWN, Given, Origin, Valuation, Worth, worth
from models.rules.work import Work

COMPLETED: tuple[DeedKind, ...] = ("issue.closed", "pull_request.merged", "card.completed")
"""Work that was begun and is done; it may be several people's."""
SIZED: tuple[DeedKind, ...] = (*COMPLETED, "contribution.made")
"""Deeds that are worth what valuing.py says."""
JUDGED: tuple[Origin, ...] = ("ruling", "model", "median", "waiting")
"""Rules of steps that speak of this one piece of work."""
_KINDS: dict[str, str] = {
    "issue.opened": "Opening an issue",
    "issue.closed": "Closing an issue",
    "pull_request.opened": "Proposing a pull request",
    "pull_request.merged": "A merged pull request",
    "pull_request.rejected": "A pull request that was closed without a merge",
    "review.given": "A review",
    "star.given": "A star",
    "push.made": "A push",
    "card.completed": "Completing a card",
    "check_item.completed": "A checklist item",
    "contribution.made": "A contribution",
}


class Trace(Value):
    """One step of computing: a code for programs, a sentence, and how many points there were after it; `given`: by
    which figures, where no human gave them."""

    rule: str
    words: str
    points: int | None = None
    given: Given | None = Field(default=None, exclude_if=lambda absent: absent is None)


class Weight(Value):
    """What all recipients together are paid; `worth`: what that began with, of completed work."""

    points: int
    worth: Worth | None = None
    trace: tuple[Trace, ...]


def weigh(
    kind: DeedKind,
    work: Work,
    at: datetime,
    discipline: Discipline | None,
    tariff: Tariff,
    valuation: Valuation = UNKNOWN,
) -> Weight | None:
    """None for a kind that the tariff does not pay."""
    if kind not in tariff.worth:
        return None
    base = tariff.worth[kind]
    steps = [Trace(rule="kind", words=f"{_KINDS[kind]} is worth {amount(base)}.", points=base)]
    valued = worth(work, base, tariff, valuation) if kind in SIZED else None
    if valued is not None and valued.source != "tariff":
        base = valued.points
        steps.append(Trace(rule=valued.source, words=valued.words, points=base, given=valued.given))
    return Weight(
        points=_multiply(base, _percents(kind, at, discipline, tariff), steps), worth=valued, trace=tuple(steps)
    )


def judged(trace: Iterable[Trace]) -> Trace | None:
    """The step in which a moderator or the model said what this one piece of work is worth, or nobody did yet; None
    where labels and the tariff say it."""
    return next((step for step in trace if step.rule in JUDGED), None)


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
