"""What is known of an issue's worth, as values: estimates, rulings, what is given in the end; valuing.py decides."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from models.rules.accounts import Value

Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Review = Literal["waiting", "provisional"]
SUREST = 80
"""Percent: the interval itself holds the truth no more often."""
Origin = Literal["ruling", "field", "label", "lines", "tariff", "model", "median", "waiting"]


class Neighbour(Value):
    """A related past issue: its lesson's number, what a human said it was worth, how alike the texts are (0..1), and
    its share (0..1) of the weight in the estimate."""

    lesson: int
    points: Amount
    alike: float
    share: float


class Estimated(Value):
    """What the model thought of an issue when it had learnt lesson `learnt`: models.rules.estimating.values.Estimate,
    as it is kept. `trusted`: whether the model did better than the plain median then; else the points of that are
    given, `baseline`."""

    points: Amount
    low: Amount
    high: Amount
    baseline: Amount
    past: int
    closest: tuple[Neighbour, ...] = Field(default=(), max_length=3)
    trusted: bool = False
    learnt: int = 0

    @property
    def sure(self) -> int:
        """How sure, in percent: the low end of the interval divided by the high end, SUREST at most."""
        return min(SUREST, round(100 * self.low / self.high)) if self.high > 0 else 0


class Ruling(Value):
    """What a human decided that an issue is worth: another number than the estimate, or the estimate itself."""

    points: Annotated[int, Field(ge=0, le=10_000)]
    kind: Literal["override", "accepted"]
    by: str
    person: int | None = None
    at: datetime
    why: str = ""


class Valuation(Value):
    """All that is known of an issue's worth beside its labels."""

    said: Estimated | None = None
    ruling: Ruling | None = None


UNKNOWN = Valuation()


class Given(Value):
    """How points that no human gave came about: the estimate (of the median: what that is), the model's interval,
    how sure it is in percent, and whether a moderator may still look at them."""

    points: float
    low: float
    high: float
    sure: int
    source: Literal["model", "median"]
    provisional: bool = False


class Worth(Value):
    """What a closed issue is given before percents and shares; `words`: why, in sentences. `review`: what it waits for.
    `label` (the label, or what was said) or `given`: what decided it, if one of them did."""

    points: int
    source: Origin
    words: str
    review: Review | None = None
    label: str | None = None
    given: Given | None = None
