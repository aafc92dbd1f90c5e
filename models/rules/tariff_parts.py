"""The parts of a tariff as an admin writes them come in; checked values go out, of which tariff.py makes a whole."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator

from models.rules.accounts import Value
from models.rules.deeds import DeedKind
from models.rules.texts import Moment, showable

MOST_POINTS = 10_000
Points = Annotated[int, Field(ge=0, le=MOST_POINTS)]
Percent = Annotated[int, Field(ge=0, le=1_000)]
Minutes = Annotated[int, Field(ge=1, le=7 * 24 * 60)]
Cap = Annotated[int, Field(ge=0, le=1_000_000)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, strict=True), AfterValidator(showable)]
Label = Annotated[_Text, Field(max_length=100)]
Ending = Annotated[_Text, Field(max_length=300)]
Named = Annotated[_Text, Field(max_length=60)]


def check(true: bool, otherwise: str) -> None:
    """Raises ValueError, so that pydantic says where, with that sentence."""
    if not true:
        raise ValueError(otherwise)


class DisciplineRule(Value):
    """How work of a discipline is known: by any of these labels, else by `paths` of more than half of its files (each
    a beginning, or `*` and an ending), else by kind. `percent` of what it would be worth otherwise."""

    labels: tuple[Label, ...] = Field(default=(), max_length=50)
    paths: tuple[Ending, ...] = Field(default=(), max_length=50)
    kinds: tuple[DeedKind, ...] = Field(default=(), max_length=20)
    percent: Percent = 100

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        wrong = next((one for one in self.paths if "*" in one[1:] or one == "*"), None)
        check(wrong is None, f"A path is a beginning, such as docs/, or an ending, such as *.md; “{wrong}” is neither.")
        check(bool(self.labels or self.paths or self.kinds), "A discipline is known by labels, paths or kinds of work.")
        return self


class Multiplier(Value):
    """Work of these kinds (None: all), done from one moment until before another, is worth that many percent."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    name: Named
    from_: Moment = Field(alias="from")
    until: Moment
    percent: Percent
    kinds: tuple[DeedKind, ...] | None = Field(default=None, min_length=1, max_length=20)

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        check(self.from_ < self.until, f"The multiplier “{self.name}” ends before it begins.")
        check(self.percent != 100, f"The multiplier “{self.name}” changes nothing: 100 percent is the usual.")
        return self


class Penalty(Value):
    """Points taken from the author of work of these kinds; with a label, only of work that bears it."""

    name: Named
    kinds: tuple[DeedKind, ...] = Field(min_length=1, max_length=20)
    label: Label | None = None
    points: Annotated[int, Field(ge=1, le=MOST_POINTS)]


class Caps(Value):
    """What one person earns at most by this tariff in a local day, and in a local week."""

    per_day: Cap | None = None
    per_week: Cap | None = None

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        check(0 not in (self.per_day, self.per_week), "A cap of 0 would pay nobody; without a cap, leave it empty.")
        both = self.per_day is not None and self.per_week is not None
        check(not both or self.per_day <= self.per_week, "The cap of a week is below the cap of a day.")  # type: ignore[operator]
        return self


class Farming(Value):
    """What protects against points for nothing; True is protected."""

    own_review: bool = True
    self_closed: bool = True


class EstimateRule(Value):
    """What is made of the model's estimates where they give the points.

    `scale`: the steps to which they are rounded (`sizes`: those of the tariff's sizes; `free`: every whole number),
    from `least` to `most`. An estimate that is less `sure` (percent, the low end of the interval by the high end) is
    `unsure`: the plain median is given instead, or the estimate, marked provisional until somebody looks at it, or
    nothing until then.
    """

    scale: Literal["fibonacci", "ten", "sizes", "free"] = "fibonacci"
    least: Annotated[int, Field(ge=0, le=MOST_POINTS)] = 1
    most: Annotated[int, Field(ge=1, le=MOST_POINTS)] = 100
    sure: Annotated[int, Field(ge=0, le=80)] = 20
    unsure: Literal["baseline", "provisional", "wait"] = "provisional"

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        check(self.least <= self.most, "The least that an estimate gives is more than the most.")
        return self
