"""What was said of an issue before its worth was known, and its worth, come in; the model's Record goes out, bounded.

The record decides whether the model is used: `trusted`. That begins once the model's mean error is below `BEGIN` times
the plain median's, over all pairs (`ENOUGH` at least) and over the last 100; it ends as soon as one of the two is 1 or
more. The gap is there so that a model which is as good as the median does not come and go with every issue.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from models.rules.estimating.chart import Chart
from models.rules.estimating.figures import Figures, Stretch

FORMAT = 1
COVERAGE = 80.0
"""The percentage of issues whose worth should lie in the interval."""
ENOUGH = 20
BEGIN = 0.98
RECENT = 100
KEPT = 1_000
"""The median error is that of the last 1,000 pairs: an exact one of all would have to keep them all."""
MOST = 1e9
EXTREME = 100
"""A worth above so many times the median counts as that: one absurd label shall not decide the record for ever."""
TOUCH = 1e-9


@dataclass(frozen=True, slots=True)
class Said:
    """The estimate as it was stored, made before the truth was known."""

    points: float
    low: float
    high: float
    baseline: float


@dataclass(frozen=True, slots=True)
class _Pair:
    error: float
    baseline: float
    inside: bool


@dataclass(slots=True)
class _Sums:
    n: int = 0
    error: float = 0.0
    baseline: float = 0.0
    inside: int = 0

    def add(self, pair: _Pair) -> None:
        self.n += 1
        self.error += pair.error
        self.baseline += pair.baseline
        self.inside += pair.inside

    def stretch(self) -> Stretch:
        if not self.n:
            return Stretch(0, None, None, None)
        return Stretch(self.n, self.error / self.n, self.baseline / self.n, 100 * self.inside / self.n)


class Record:
    """The same pairs in the same order give the same record. Some 30 kB, however many there were."""

    def __init__(self) -> None:
        self.trusted = False
        self.drifted_at: int | None = None
        """The lesson at which the model's own alarm last rang; told from outside."""
        self._sums = _Sums()
        self._errors: deque[float] = deque(maxlen=KEPT)
        self._recent: deque[_Pair] = deque(maxlen=RECENT)
        self._chart = Chart()

    def add(self, said: Said, truth: float, at: int) -> None:
        """`at` is the number of the lesson that told the truth. Raises ValueError for no number, or one beyond 10^9."""
        if not all(abs(value) <= MOST for value in (said.points, said.low, said.high, said.baseline, truth)):
            raise ValueError("An estimate and its truth are finite numbers.")
        pair = _pair(said, truth)
        self._sums.add(pair)
        self._errors.append(pair.error)
        self._recent.append(pair)
        overall, recent = self._sums.stretch(), self._lately()
        self._chart.add(overall.n, at, recent)
        self.trusted = _trusted(self.trusted, overall, recent)

    def figures(self) -> Figures:
        """All that is told of the record."""
        middle = median(self._errors) if self._errors else None
        series = self._chart.points()
        return Figures(self._sums.stretch(), self._lately(), middle, self.trusted, self.drifted_at, series)

    def to_json(self) -> dict[str, Any]:
        """Plain values; `from_json` makes exactly this record of them again."""
        return {
            "format": FORMAT,
            "trusted": self.trusted,
            "drifted_at": self.drifted_at,
            "sums": asdict(self._sums),
            "errors": list(self._errors),
            "recent": [[pair.error, pair.baseline, pair.inside] for pair in self._recent],
            "chart": self._chart.to_json(),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Record":
        """Raises ValueError for another format: fold the pairs anew then."""
        if kept.get("format") != FORMAT:
            raise ValueError("This record was written by another version.")
        record = cls()
        record.trusted, record.drifted_at = kept["trusted"], kept["drifted_at"]
        record._sums = _Sums(**kept["sums"])
        record._errors.extend(kept["errors"])
        record._recent.extend(_Pair(*pair) for pair in kept["recent"])
        record._chart = Chart.from_json(kept["chart"])
        return record

    def _lately(self) -> Stretch:
        # Summed anew each time: a sum that is added to and taken from drifts away from the truth.
        sums = _Sums()
        for pair in self._recent:
            sums.add(pair)
        return sums.stretch()


def folded(pairs: Iterable[tuple[Said, float, int]]) -> Record:
    """The record of these pairs (said, truth, number of the lesson), oldest first."""
    record = Record()
    for said, truth, at in pairs:
        record.add(said, truth, at)
    return record


def _pair(said: Said, truth: float) -> _Pair:
    counted = min(truth, EXTREME * said.baseline) if said.baseline > 0 else truth
    inside = said.low - TOUCH <= truth <= said.high + TOUCH
    return _Pair(abs(said.points - counted), abs(said.baseline - counted), inside)


def _trusted(before: bool, overall: Stretch, recent: Stretch) -> bool:
    if overall.n < ENOUGH or overall.ratio is None or recent.ratio is None:
        return False
    return max(overall.ratio, recent.ratio) < (1 if before else BEGIN)
