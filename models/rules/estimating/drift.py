"""The model's own errors come in; whether the project changed its ways goes out, by river's Page-Hinkley test."""

from typing import Any

from river import drift

SHORT = 100  # lessons for which recent issues weigh more after an alarm


class Watch:
    """Alarms when the error, in ln(points), has risen above its mean for long."""

    def __init__(self) -> None:
        self.drifted_at: int | None = None
        self.test = drift.PageHinkley(min_instances=30, delta=0.05, threshold=10.0, mode="up")

    def see(self, error: float, lesson: int) -> None:
        self.test.update(error)
        if self.test.drift_detected:
            self.drifted_at = lesson

    def is_fresh(self, lesson: int) -> bool:
        return self.drifted_at is not None and lesson - self.drifted_at < SHORT


State = dict[str, Any]
