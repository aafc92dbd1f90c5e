"""The model's own errors come in; whether the project changed its ways goes out, by river's Page-Hinkley test."""

from typing import Any, Self

from river import drift

FRESH = 100  # lessons for which an alarm lasts
# Of errors in ln(points), about a half on average: on real histories an alarm in a thousand lessons or more.
SLACK, THRESHOLD = 0.05, 10.0
_MEAN = ("n", "_mean")
_SUMS = ("_sum_increase", "_sum_decrease", "_min_increase", "_max_decrease")


class Watch:
    """Alarms when errors have been above their mean for long. Page, Continuous inspection schemes, 1954."""

    def __init__(self) -> None:
        self.drifted_at: int | None = None
        self._test: Any = drift.PageHinkley(delta=SLACK, threshold=THRESHOLD, mode="up")

    def see(self, error: float, lesson: int) -> None:
        self._test.update(error)
        if self._test.drift_detected:
            self.drifted_at = lesson
            self._test = drift.PageHinkley(delta=SLACK, threshold=THRESHOLD, mode="up")

    def is_fresh(self, lesson: int) -> bool:
        """Whether the last alarm was a short while ago."""
        return self.drifted_at is not None and lesson - self.drifted_at < FRESH

    def kept(self) -> list[Any]:
        mean, test = vars(self._test._x_mean), vars(self._test)
        return [self.drifted_at, [mean[name] for name in _MEAN], [test[name] for name in _SUMS]]

    @classmethod
    def of(cls, kept: list[Any]) -> Self:
        self = cls()
        self.drifted_at, means, sums = kept
        vars(self._test._x_mean).update(zip(_MEAN, means, strict=True))
        vars(self._test).update(zip(_SUMS, sums, strict=True))
        return self
