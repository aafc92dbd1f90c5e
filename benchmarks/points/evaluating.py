"""A history and an estimator come in; what it said before it learnt each issue, and how far off that was, goes out."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from benchmarks.points.baselines import START, Estimator, Make, Spanning
from benchmarks.points.reading import Issue, Lesson

COVERAGE = 0.8
TOUCH = 1e-9
TRAIN, VALIDATE = 0.6, 0.8
"""Split mode, by time: 60 % train, 20 % validation, 20 % test."""


@dataclass
class Outcome:
    """What was said of each issue, and what it was worth."""

    truth: list[float] = field(default_factory=list)
    guesses: list[float] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    @property
    def errors(self) -> list[float]:
        """How far off each was, in points."""
        return [abs(truth - guess) for truth, guess in zip(self.truth, self.guesses, strict=True)]

    @property
    def mae(self) -> float:
        """The mean absolute error, in points."""
        return fmean(self.errors)

    @property
    def coverage(self) -> float:
        """Percent of the issues whose worth was in the interval."""
        return 100 * fmean(self.inside) if self.inside else math.nan

    @property
    def width(self) -> float:
        """Of the interval, in points, on average."""
        return fmean(self.widths) if self.widths else math.nan


def in_time(lessons: Sequence[Lesson], estimator: Estimator, delay: int = 0, first: int = 0) -> Outcome:
    """Each issue is estimated, then learnt, `delay` issues later; figures from the issue number `first` on."""
    outcome, waiting = Outcome(), deque[Lesson]()
    for number, (issue, points) in enumerate(lessons):
        if number >= first:
            _ask(estimator, issue, points, outcome)
        waiting.append((issue, points))
        if len(waiting) > delay:
            estimator.learn_one(*waiting.popleft())
    return outcome


def split(lessons: Sequence[Lesson], make: Make) -> dict[str, Outcome]:
    """The last fifth, by a model that stopped at 60 %, by one that stopped at 80 %, and by one that goes on."""
    test = int(len(lessons) * VALIDATE)
    return {
        "frozen60": _frozen(lessons[: int(len(lessons) * TRAIN)], lessons[test:], make()),
        "frozen80": _frozen(lessons[:test], lessons[test:], make()),
        "online": in_time(lessons, make(), first=test),
    }


def geometric_mean(ratios: Sequence[float]) -> float:
    """Of ratios, so that 0.5 and 2 are 1 together."""
    return float(math.exp(fmean(map(math.log, ratios))))


def sign_test(ratios: Sequence[float]) -> float:
    """How likely so uneven a split into better and worse is by chance alone: two-sided, ties left out."""
    better, worse = sum(ratio < 1 for ratio in ratios), sum(ratio > 1 for ratio in ratios)
    n = better + worse
    ways = sum(math.comb(n, k) for k in range(min(better, worse) + 1))
    return min(1.0, 2 * ways / float(2**n))


def _frozen(train: Sequence[Lesson], test: Sequence[Lesson], estimator: Estimator) -> Outcome:
    for issue, points in train:
        estimator.learn_one(issue, points)
    outcome = Outcome()
    for issue, points in test:
        _ask(estimator, issue, points, outcome)
    return outcome


def _ask(estimator: Estimator, issue: Issue, points: float, outcome: Outcome) -> None:
    said = estimator.predict_one(dict(issue))
    outcome.truth.append(points)
    outcome.guesses.append(said if math.isfinite(said) else START)
    if isinstance(estimator, Spanning):
        low, high = estimator.predict_interval(dict(issue), COVERAGE)
        outcome.inside.append(low - TOUCH <= points <= high + TOUCH)
        outcome.widths.append(high - low)
