"""A closed issue, a tariff and what is known of its worth come in; the points that it is given, and by whom, go out.

Human, tariff and model are asked in the tariff's order; the first that has an answer gives the points. weighing.py is
next.
"""

import math
from collections.abc import Callable

from models.rules.deed_words import amount
from models.rules.modelled import by_model
from models.rules.scales import scaled
from models.rules.sizing import label_points, line_points, said_points
from models.rules.tariff import Source, Tariff
from models.rules.work import Work
from models.rules.worths import UNKNOWN, Amount, Estimated, Given, Neighbour, Origin, Review, Ruling, Valuation, Worth

__all__ = [
    "UNKNOWN",
    "Amount",
    "Estimated",
    "Given",
    "Neighbour",
    "Origin",
    "Review",
    "Ruling",
    "Valuation",
    "Worth",
    "scaled",
    "worth",
]
VALUED = ("issue", "card")
"""Kinds of work of which the tariff's sources are asked; of others only labels and the tariff."""


def worth(work: Work, base: int, tariff: Tariff, valuation: Valuation = UNKNOWN) -> Worth:
    """By the first of the tariff's sources that has an answer; `base` is the tariff's. A ruling goes before them all:
    somebody has looked at this very issue."""
    if valuation.ruling is not None:
        return _ruled(valuation.ruling)
    sources = tariff.sources if work.kind in VALUED else ("human", "tariff")
    found = (_ASKED[one](work, base, tariff, valuation) for one in sources)
    return next((one for one in found if one), None) or _nobody()


def _ruled(ruling: Ruling) -> Worth:
    told = "accepted the estimate" if ruling.kind == "accepted" else "decided what it is worth"
    why = f" “{ruling.why}”" if ruling.why else ""
    words = f"A moderator {told}: {amount(ruling.points)}.{why}"
    return Worth(points=ruling.points, source="ruling", words=words)


def _by_human(work: Work, base: int, tariff: Tariff, valuation: Valuation) -> Worth | None:
    said = said_points(work, tariff)
    if said is not None:
        points = math.floor(said + 0.5)
        words = f"Somebody said that it is worth {said:g}: {amount(points)}."
        return Worth(points=points, source="field", words=words, label=f"{said:g}")
    found = label_points(work.labels, tariff)
    if found is None:
        return None
    points, label = found
    return Worth(points=points, source="label", words=f"The label “{label}” makes it {amount(points)}.", label=label)


def _by_tariff(work: Work, base: int, tariff: Tariff, valuation: Valuation) -> Worth:
    found = line_points(work, tariff) if tariff.measured else None
    if found is None:
        return Worth(points=base, source="tariff", words=f"The tariff gives {amount(base)}.")
    points, by_lines = found
    words = f"{work.lines} changed lines are size {by_lines}: {amount(points)}."
    return Worth(points=points, source="lines", words=words)


def _by_model(work: Work, base: int, tariff: Tariff, valuation: Valuation) -> Worth | None:
    return by_model(valuation.said, tariff)


_ASKED: dict[Source, Callable[[Work, int, Tariff, Valuation], Worth | None]] = {
    "human": _by_human,
    "tariff": _by_tariff,
    "model": _by_model,
}


def _nobody() -> Worth:
    words = "Nobody has said what it is worth: it waits for a moderator."
    return Worth(points=0, source="waiting", words=words, review="waiting")
