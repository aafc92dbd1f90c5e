"""Histories come in; how often the model names closest issues, and how much of its estimates they make up, goes out."""

from collections.abc import Sequence
from statistics import fmean

from benchmarks.points.reading import History
from benchmarks.table import show
from models.rules.estimates import Model
from models.rules.estimating.values import cut

BEGINNING = 30
"""Estimates from so few past issues are left out: there, few issues carry all of the weight."""


def shown(histories: Sequence[History]) -> None:
    """The table: what the three closest are, one history in a row."""
    rows = [[history.name, *_figures(history)] for history in histories]
    show(
        f"The closest issues, from the lesson {BEGINNING + 1} on",
        ["", "some close match %", "share of the weight % (where there is one)"],
        rows,
    )


def _figures(history: History) -> list[str]:
    model, shares = Model(), list[float]()
    for number, (row, points) in enumerate(history.lessons):
        issue = cut(number, row["title"], row["description"], row["labels"])
        if number >= BEGINNING:
            shares.append(sum(close.share for close in model.predict(issue).closest))
        model.learn(issue, points)
    some = [share for share in shares if share]
    return [f"{100 * len(some) / max(len(shares), 1):.0f}", f"{100 * fmean(some or [0]):.0f}"]
