"""How the model did over its last 100 issues comes in, after each; at most 200 points go out, for a page's chart."""

from typing import Any

from models.rules.estimating.figures import SOME, Point, Stretch

POINTS = 200


class Chart:
    """Every `step`-th pair is a point; when there are too many, every second goes. The newest pair is always one."""

    def __init__(self) -> None:
        self._step = 1
        self._kept: list[tuple[int, Point]] = []
        self._last: Point | None = None

    def add(self, number: int, at: int, recent: Stretch) -> None:
        """The `number`-th pair (from 1), told by the lesson `at`. The first few pairs say nothing yet."""
        if number < SOME or recent.mae is None or recent.baseline_mae is None:
            return
        self._last = Point(at, recent.mae, recent.baseline_mae)
        if number % self._step == 0:
            self._kept.append((number, self._last))
        if len(self._kept) == POINTS:
            self._step *= 2
            self._kept = [kept for kept in self._kept if kept[0] % self._step == 0]

    def points(self) -> tuple[Point, ...]:
        """Oldest first."""
        kept = tuple(point for _, point in self._kept)
        return kept if self._last is None or kept[-1:] == (self._last,) else (*kept, self._last)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for `from_json`."""
        rows = [[number, *_row(point)] for number, point in self._kept]
        return {"step": self._step, "kept": rows, "last": None if self._last is None else _row(self._last)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Chart":
        """Exactly the chart that was."""
        chart = cls()
        chart._step = kept["step"]
        chart._kept = [(number, Point(*row)) for number, *row in kept["kept"]]
        chart._last = None if kept["last"] is None else Point(*kept["last"])
        return chart


def _row(point: Point) -> list[float]:
    return [point.at, point.mae, point.baseline_mae]
