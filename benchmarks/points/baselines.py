"""Nothing comes in; simple estimators go out, beside which the model has to prove itself: medians, means, river's."""

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Callable
from statistics import median
from typing import Any, Protocol, runtime_checkable

from river import compose, feature_extraction, linear_model, neighbors

from benchmarks.points.reading import Issue

START = 3.0
"""What is said before anything was learnt."""


class Estimator(Protocol):
    """What is measured: the interface of river's regressors."""

    def predict_one(self, issue: Issue) -> float: ...

    def learn_one(self, issue: Issue, points: float) -> None: ...


@runtime_checkable
class Spanning(Protocol):
    """An estimator that also says how sure it is."""

    def predict_interval(self, issue: Issue, coverage: float) -> tuple[float, float]: ...


Make = Callable[[], Estimator]


class RunningMean:
    """The mean of everything learnt."""

    def __init__(self) -> None:
        self._n, self._mean = 0, START

    def predict_one(self, issue: Issue) -> float:
        return self._mean

    def learn_one(self, issue: Issue, points: float) -> None:
        self._n += 1
        self._mean = points if self._n == 1 else self._mean + (points - self._mean) / self._n


class RunningMedian:
    """The median of everything learnt, or of the last `window` issues."""

    def __init__(self, window: int | None = None) -> None:
        self._last: deque[float] = deque()
        self._sorted: list[float] = []
        self._window = window

    def predict_one(self, issue: Issue) -> float:
        return median(self._sorted) if self._sorted else START

    def learn_one(self, issue: Issue, points: float) -> None:
        insort(self._sorted, points)
        self._last.append(points)
        if self._window is not None and len(self._last) > self._window:
            del self._sorted[bisect_left(self._sorted, self._last.popleft())]


class OfRiver:
    """One of river's pipelines, over title and description as one text."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def predict_one(self, issue: Issue) -> float:
        said = self._pipeline.predict_one(_text(issue))
        return float(said) if said is not None and math.isfinite(said) else START

    def learn_one(self, issue: Issue, points: float) -> None:
        self._pipeline.learn_one(_text(issue), points)


def linear() -> OfRiver:
    """TF-IDF into linear regression, both as river has them."""
    return OfRiver(compose.Pipeline(feature_extraction.TFIDF(), linear_model.LinearRegression()))


def nearest() -> OfRiver:
    """The mean of the ten of the last 200 issues whose TF-IDFs point most alike."""
    engine = neighbors.LazySearch(window_size=200, dist_func=_apart)
    return OfRiver(compose.Pipeline(feature_extraction.TFIDF(), neighbors.KNNRegressor(10, engine)))


BASELINES: dict[str, Make] = {
    "running median": RunningMedian,
    "running mean": RunningMean,
    "median of the last 20": lambda: RunningMedian(20),
    "TF-IDF, linear regression (river)": linear,
    "TF-IDF, 10 nearest of 200 (river)": nearest,
}
SLOW = ("TF-IDF, 10 nearest of 200 (river)",)


def _text(issue: Issue) -> str:
    return f"{issue['title']} {issue['description']}"


def _apart(one: Any, other: Any) -> float:
    # TFIDF makes vectors of length 1, so their product is the cosine.
    few, many = sorted((one, other), key=len)
    return 1 - float(sum(weight * many[word] for word, weight in few.items() if word in many))
