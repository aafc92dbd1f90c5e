"""What an admin decides that work is worth comes in; a checked Tariff goes out; weighing.py and limits.py count by it."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from models.rules.accounts import Value
from models.rules.deeds import DISCIPLINES, DeedKind, Discipline
from models.rules.texts import Moment, text

MOST_POINTS = 10_000
WORTH_AT_MOST = 100_000
"""What one piece of work pays at most, whatever is multiplied."""
# Whole labels only, ASCII digits only: "points: 3", "sp/5", "story points 8", "3 points".
_AMOUNT_LAST = re.compile(r"(?:points?|pts?|sp|story[ -]?points?)\s*[:/= ]\s*([0-9]{1,6})", re.I | re.A)
_AMOUNT_FIRST = re.compile(r"([0-9]{1,6})\s*(?:points?|pts?|sp|story[ -]?points?)", re.I | re.A)
_SIZE = re.compile(r"size\s*[:/= ]\s*([a-z]{1,4})", re.I | re.A)

Points = Annotated[int, Field(ge=0, le=MOST_POINTS)]
Percent = Annotated[int, Field(ge=0, le=1_000)]
Minutes = Annotated[int, Field(ge=1, le=7 * 24 * 60)]
Cap = Annotated[int, Field(ge=0, le=1_000_000)]
Label = text(1, 100)
Pattern = text(1, 300)
Recipient = Literal["assignees", "author", "closer", "reviewers"]
Shared = Literal["issue", "pull_request"]

OLD_RECIPIENTS: Mapping[str, tuple[str, ...]] = {"assignees": ("assignees", "author"), "author": ("author",)}
"""What the one word meant that tariffs held here before."""


def _recipients(given: object) -> object:
    return OLD_RECIPIENTS.get(given, given) if isinstance(given, str) else given


Recipients = Annotated[tuple[Recipient, ...], BeforeValidator(_recipients), Field(min_length=1, max_length=4)]


def check(true: bool, otherwise: str) -> None:
    """Raises ValueError, so that pydantic says where, with that sentence."""
    if not true:
        raise ValueError(otherwise)


class DisciplineRule(Value):
    """How work of a discipline is known: by any of these labels, else by `paths` of more than half of its files (a prefix,
    or `*` and an ending), else by kind. `percent` of what it would be worth otherwise."""

    labels: tuple[Label, ...] = Field(default=(), max_length=50)
    paths: tuple[Pattern, ...] = Field(default=(), max_length=50)
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

    name: text(1, 60)  # type: ignore[valid-type]
    from_: Moment = Field(alias="from")
    until: Moment
    percent: Percent
    kinds: tuple[DeedKind, ...] | None = Field(default=None, min_length=1, max_length=20)

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        check(self.from_ < self.until, f"The multiplier “{self.name}” ends before it begins.")
        check(self.percent != 100, f"The multiplier “{self.name}” changes nothing: 100 percent is what work is worth anyway.")
        return self


class Penalty(Value):
    """Points taken from the author of work of these kinds; with a label, only of work that bears it."""

    name: text(1, 60)  # type: ignore[valid-type]
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


KNOWN_DISCIPLINES: dict[Discipline, DisciplineRule] = {
    "design": DisciplineRule(labels=("design", "ui", "ux")),
    "front-end": DisciplineRule(labels=("front-end", "frontend", "front end")),
    "back-end": DisciplineRule(labels=("back-end", "backend", "back end")),
    "testing": DisciplineRule(labels=("testing", "tests", "test"), paths=("tests/", "test/")),
    "documentation": DisciplineRule(labels=("documentation", "docs"), paths=("docs/", "*.md", "*.rst")),
    "community": DisciplineRule(labels=("community",)),
}
"""They change no worth: they only say what the work was about, for boards and badges."""


class Tariff(Value):
    """What work is worth. A kind that is absent from `worth` earns nothing and leaves no entry.

    `labels` and `sizes` (the X of a label `size/X`) say what a closed issue or a merged pull request is worth, as does a
    label that holds an amount; of several labels the highest counts. Labels that hold more than `label_limit` points are
    taken for a slip and not counted. `measured`: a pull request without such a label has the size of its lines.
    `recipients`: the first of the list that has anybody is paid; several of them `split` the points, or get each the
    `full` ones, and with `co_authors` those that commits name are among them. `diminishing`: percents for the first,
    second … deed of a kind in a day, the last for all further ones. `cool_downs`: minutes by kind. `floor`: penalties
    leave of what was earned in a week at least that much. `settling_days`: how long points stay provisional.
    """

    worth: dict[DeedKind, Points] = Field(
        default={"issue.closed": 3, "pull_request.merged": 5, "review.given": 2}, max_length=20
    )
    sizes: dict[Label, Points] = Field(default={"XS": 1, "S": 2, "M": 3, "L": 5, "XL": 8, "XXL": 13}, max_length=20)
    measured: bool = False
    label_limit: int = Field(default=100, ge=0, le=MOST_POINTS)
    labels: dict[Label, Points] = Field(default={}, max_length=100)
    disciplines: dict[Discipline, DisciplineRule] = Field(default=KNOWN_DISCIPLINES, max_length=len(DISCIPLINES))
    recipients: dict[Shared, Recipients] = Field(
        default={"issue": ("assignees", "author"), "pull_request": ("assignees", "author")}
    )
    split: Literal["split", "full"] = "split"
    co_authors: bool = False
    caps: Caps = Caps()
    diminishing: tuple[Percent, ...] = Field(default=(), max_length=20)
    cool_downs: dict[DeedKind, Minutes] = Field(default={}, max_length=20)
    multipliers: tuple[Multiplier, ...] = Field(default=(), max_length=20)
    penalties: tuple[Penalty, ...] = Field(default=(), max_length=20)
    floor: int = Field(default=0, ge=-MOST_POINTS, le=MOST_POINTS)
    settling_days: int = Field(default=0, ge=0, le=90)
    farming: Farming = Farming()

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        _check_labels(self)
        _check_disciplines(self)
        _check_recipients(self)
        falling = list(self.diminishing) == sorted(self.diminishing, reverse=True)
        check(falling and max(self.diminishing, default=0) <= 100, "Diminishing percents begin at 100 or less and fall.")
        _check_names("multiplier", [one.name for one in self.multipliers])
        _check_penalties(self)
        return self

    def listed(self) -> dict[str, Points]:
        """Labels of the table in small letters, with what they are worth."""
        return {label.casefold(): points for label, points in self.labels.items()}


def amount_of(label: str) -> int | None:
    """The points that a whole label says: "points: 3", "sp/5", "story points 8", "3 points"; ASCII digits only."""
    match = _AMOUNT_LAST.fullmatch(label) or _AMOUNT_FIRST.fullmatch(label)
    return int(match[1]) if match else None


def size_of(label: str) -> str | None:
    """The X of a label `size/X`, in capital letters."""
    match = _SIZE.fullmatch(label)
    return match[1].upper() if match else None


def _check_labels(tariff: Tariff) -> None:
    check(len(tariff.listed()) == len(tariff.labels), "One label has two worths: capital letters make no difference.")
    speaking = next((one for one in tariff.labels if amount_of(one) is not None or size_of(one)), None)
    check(speaking is None, f"The label “{speaking}” says itself what it is worth.")


def _check_disciplines(tariff: Tariff) -> None:
    rules = tariff.disciplines.values()
    labels = [one for rule in rules for one in {label.casefold() for label in rule.labels}]
    kinds = [one for rule in rules for one in set(rule.kinds)]
    twice = next((one for one in (*labels, *kinds) if labels.count(one) > 1 or kinds.count(one) > 1), None)
    check(twice is None, f"“{twice}” would mean two disciplines.")


def _check_recipients(tariff: Tariff) -> None:
    check("reviewers" not in tariff.recipients.get("issue", ()), "An issue has no reviewers; a pull request has.")
    for who in tariff.recipients.values():
        check(len(set(who)) == len(who), "The same recipient is named twice.")


def _check_penalties(tariff: Tariff) -> None:
    _check_names("penalty", [one.name for one in tariff.penalties])
    for penalty in tariff.penalties:
        paid = next((kind for kind in penalty.kinds if tariff.worth.get(kind)), None)
        check(
            paid is None or penalty.label is not None,
            f"The penalty “{penalty.name}” takes from all work of a kind that is paid, {paid}: pay less, or name a label.",
        )


def _check_names(what: str, names: Sequence[str]) -> None:
    check(len({one.casefold() for one in names}) == len(names), f"Each {what} needs a name of its own.")
