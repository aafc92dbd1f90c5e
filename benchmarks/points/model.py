"""Issues as a benchmark has them come in; the product's model answers: `make` gives a fresh one for each project."""

from typing import Any

from models.rules.estimates import Model
from models.rules.estimating.values import Estimate, Issue, cut


class Product:
    """The model, as programs that compare estimators ask for it."""

    def __init__(self) -> None:
        self.model = Model()
        self._last: tuple[Issue, Estimate] | None = None

    def predict_one(self, issue: dict[str, Any]) -> float:
        return self._estimate(issue).points

    def predict_interval(self, issue: dict[str, Any], coverage: float) -> tuple[float, float]:
        """Of the 80 % that the product shows, whatever is asked."""
        said = self._estimate(issue)
        return said.low, said.high

    def learn_one(self, issue: dict[str, Any], points: float) -> None:
        self._last = None
        self.model.learn(_read(issue), points)

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
