"""Issues as a benchmark has them come in; the product's model answers: `make` gives a fresh one for each project."""

from typing import Any

from models.rules.estimates import Model, restored, snapshot
from models.rules.estimating.values import Estimate, Issue, cut


class Product:
    """The model, as programs that compare estimators ask for it."""

    def __init__(self) -> None:
        self.model = Model()
        self._told: dict[Issue, Estimate] = {}
        self._last: tuple[Issue, Estimate] | None = None

    def predict_one(self, issue: dict[str, Any]) -> float:
        return self._estimate(issue).points

    def predict_interval(self, issue: dict[str, Any], coverage: float) -> tuple[float, float]:
        """Of the 80 % that the product shows, whatever is asked."""
        said = self._estimate(issue)
        self._told[_read(issue)] = said
        return said.low, said.high

    def learn_one(self, issue: dict[str, Any], points: float) -> None:
        """As the product does it: with the interval that was told."""
        self._last, read = None, _read(issue)
        told = self._told.pop(read, None)
        self.model.learn(read, points, (told.low, told.high) if told else None)

    def __getstate__(self) -> bytes:
        """What the product keeps of it: programs weigh an estimator by its pickle."""
        return snapshot(self.model)

    def __setstate__(self, kept: bytes) -> None:
        self.model, self._told, self._last = restored(kept), {}, None

    def _estimate(self, issue: dict[str, Any]) -> Estimate:
        read = _read(issue)
        if self._last is None or self._last[0] != read:
            self._last = read, self.model.predict(read)
        return self._last[1]


def make() -> Product:
    """A model that knows nothing yet."""
    return Product()


def _read(issue: dict[str, Any]) -> Issue:
    return cut(0, issue["title"], issue["description"], issue["labels"])
