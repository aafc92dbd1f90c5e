"""`make bench-points ARGS="--data FOLDER"`: how well and how fast the model estimates, beside simpler estimators.

Without `--data` it runs on made-up issues, which shows that it runs, and nothing of how good the model is.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich import print

from benchmarks.points import evidence, organization, reading, report, speed, synthetic
from benchmarks.points.reading import History
from benchmarks.table import show

QUICK = 150
SPEED, QUICK_SPEED = (5_000, 500), (150, 50)
"""Lessons before the clock runs, and calls that are measured."""


def main(words: Sequence[str] | None = None) -> report.Ratios:
    """Prints tables; returns the ratios behind them."""
    asked = _asked(words)
    histories = reading.histories(asked.data) if asked.data else synthetic.histories()
    if asked.quick:
        histories = [History(history.name, history.lessons[:QUICK]) for history in histories]
    ratios = report.online(histories, asked.delay, asked.quick)
    report.by_split(histories)
    if asked.groups:
        report.by_group(histories, organization.groups(asked.groups), asked.delay)
    evidence.shown(histories)
    _speed(histories, *(QUICK_SPEED if asked.quick else SPEED))
    return ratios


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    asks = argparse.ArgumentParser(prog="python -m benchmarks.points", description=__doc__)
    asks.add_argument("--data", type=Path, metavar="FOLDER", help="CSV files, one project each")
    asks.add_argument("--delay", type=int, nargs="+", default=[0, 10, 30], help="worths are told so many issues late")
    asks.add_argument("--groups", metavar="A+B,C+D", help="projects of one organisation, which teach each other")
    asks.add_argument("--quick", action="store_true", help=f"{QUICK} issues of each, and no slow baseline")
    return asks.parse_args(words)


def _speed(histories: Sequence[History], issues: int, calls: int) -> None:
    found = speed.measured(histories, issues, calls)
    show(f"Milliseconds of one core a call, after {issues:,} issues", ["", "mean", "p99", "max"], speed.rows(found))
    for line in speed.words(found):
        print(line)


if __name__ == "__main__":
    main()
