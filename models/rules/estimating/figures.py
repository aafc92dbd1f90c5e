"""Sums of errors come in; what is told of them goes out: the figures of a model's record, for pages, REST and words."""

from dataclasses import dataclass

SOME = 10
"""Below so many pairs there is no ratio."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """How the model did over some pairs: mean absolute errors in points, coverage in percent."""

    n: int
    mae: float | None
    baseline_mae: float | None
    coverage: float | None

    @property
    def ratio(self) -> float | None:
        """The model's mean error over the median's: below 1 is better. None below 10 pairs, or if that never erred."""
        return ratio(self.mae, self.baseline_mae) if self.n >= SOME else None


@dataclass(frozen=True, slots=True)
class Point:
    """One place of the chart: the mean errors over the last 100 pairs, after the lesson `at`."""

    at: int
    mae: float
    baseline_mae: float

    @property
    def ratio(self) -> float | None:
        """As a Stretch's."""
        return ratio(self.mae, self.baseline_mae)


@dataclass(frozen=True, slots=True)
class Figures:
    """The record for a page or REST. `median_error` is that of the last 1,000 pairs, `recent` are the last 100."""

    all: Stretch
    recent: Stretch
    median_error: float | None
    trusted: bool
    drifted_at: int | None
    series: tuple[Point, ...]


def ratio(mae: float | None, baseline_mae: float | None) -> float | None:
    """One mean error over the other; None where there is none, or nothing to divide by."""
    return mae / baseline_mae if mae is not None and baseline_mae else None
