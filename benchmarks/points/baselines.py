"""Nothing comes in; simple estimators go out, beside which the model has to prove itself: medians, means, river's."""

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Callable
from statistics import median
from typing import Any, Protocol, runtime_checkable

from river import compose, feature_extraction, linear_model, neighbors, optim

from benchmarks.points.reading import Issue

START = 3.0
"""What is said before anything was learnt."""
LEAST = 1e-6


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
    """TF-IDF into linear regression on points, both as river has them."""
    return OfRiver(compose.Pipeline(feature_extraction.TFIDF(), linear_model.LinearRegression()))


def linear_of_logarithms() -> OfRiver:
    """The same on ln(points), with the rate that did best on the histories of docs/points-model.md."""
    return _of_logarithms(linear_model.LinearRegression(optim.SGD(0.1)))


def nearest() -> OfRiver:
    """The mean of ln(points) of the thirty of the last 200 issues whose TF-IDFs point most alike."""
    return _of_logarithms(neighbors.KNNRegressor(30, neighbors.LazySearch(window_size=200, dist_func=_apart)))


BASELINES: dict[str, Make] = {
    "running median": RunningMedian,
    "running mean": RunningMean,
    "median of the last 20": lambda: RunningMedian(20),
    "river: TF-IDF, linear regression": linear,
    "river: the same on ln(points)": linear_of_logarithms,
    "river: TF-IDF, 30 nearest of 200": nearest,
}
SLOW = ("river: TF-IDF, 30 nearest of 200",)


def _of_logarithms(regressor: Any) -> OfRiver:
    logarithmic = compose.TargetTransformRegressor(regressor, func=_ln, inverse_func=_exp)
    return OfRiver(compose.Pipeline(feature_extraction.TFIDF(), logarithmic))


def _ln(points: float) -> float:
    return math.log(max(points, LEAST))


def _exp(value: float) -> float:
    # Plain SGD may run away; what it then says is wrong, but a number.
    return math.exp(min(value, 20.0))


def _text(issue: Issue) -> str:
    return f"{issue['title']} {issue['description']}"


def _apart(one: Any, other: Any) -> float:
    # TFIDF makes vectors of length 1, so their product is the cosine. KNNRegressor divides by the distance.
    few, many = sorted((one, other), key=len)
    return max(1 - float(sum(weight * many[word] for word, weight in few.items() if word in many)), LEAST)
