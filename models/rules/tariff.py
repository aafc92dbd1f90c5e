"""What an admin decides that work is worth comes in; a checked Tariff goes out; weighing.py, limits.py count by it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from models.rules.accounts import Value
from models.rules.deeds import DISCIPLINES, DeedKind, Discipline
from models.rules.labels import amount_of, size_of
from models.rules.tariff_parts import (
    MOST_POINTS,
    Caps,
    DisciplineRule,
    EstimateRule,
    Farming,
    Label,
    Minutes,
    Multiplier,
    Penalty,
    Percent,
    Points,
    check,
)

WORTH_AT_MOST = 100_000
"""What one piece of work pays at most, whatever is multiplied."""
Recipient = Literal["assignees", "author", "closer", "reviewers"]
Shared = Literal["issue", "pull_request", "card"]
Source = Literal["human", "tariff", "model"]
"""Who may say what a closed issue is worth."""

OLD_RECIPIENTS: Mapping[str, tuple[str, ...]] = {"assignees": ("assignees", "author"), "author": ("author",)}
"""What the one word meant that tariffs held here before."""
USUAL_RECIPIENTS: Mapping[Shared, tuple[Recipient, ...]] = {
    "issue": ("assignees", "author"),
    "pull_request": ("assignees", "author"),
    "card": ("assignees", "closer", "author"),
}


def _recipients(given: object) -> object:
    # Whatever runs before a field gets JSON's lists as they are, and a strict tuple is none of them.
    return tuple(given) if isinstance(given, list) else OLD_RECIPIENTS.get(str(given), given)


Recipients = Annotated[tuple[Recipient, ...], BeforeValidator(_recipients), Field(min_length=1, max_length=4)]

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

    `labels` and `sizes` (the X of a label `size/X`) say what a closed issue, a merged pull request or a completed card
    is worth, as does a label that holds an amount; of several labels the highest counts. What a human said in a card's
    field or title goes before them. More than `label_limit` points are taken for a slip and not counted.
    `measured`: a pull request without such a label has the size of its lines. `recipients`: the first of the list that
    has anybody is paid; several of them `split` the points, or get each the `full` ones, and with `co_authors` those
    that commits name are among them. `diminishing`: percents for the first, second … deed of a kind in a day, the last
    for all further ones. `cool_downs`: minutes by kind. `floor`: penalties leave of what was earned in a week at least
    that much. `settling_days`: how long points stay provisional. `sources`: who is asked what a closed issue is worth,
    the first that knows gives the points (`human`: a label, `tariff`: `worth`, `model`: the estimate, by `estimates`);
    what a moderator decided goes before them all.
    """

    worth: dict[DeedKind, Points] = Field(
        default={"issue.closed": 3, "pull_request.merged": 5, "review.given": 2, "card.completed": 3}, max_length=20
    )
    sizes: dict[Label, Points] = Field(default={"XS": 1, "S": 2, "M": 3, "L": 5, "XL": 8, "XXL": 13}, max_length=20)
    measured: bool = False
    label_limit: int = Field(default=100, ge=0, le=MOST_POINTS)
    labels: dict[Label, Points] = Field(default={}, max_length=100)
    disciplines: dict[Discipline, DisciplineRule] = Field(default=KNOWN_DISCIPLINES, max_length=len(DISCIPLINES))
    recipients: dict[Shared, Recipients] = Field(default=dict(USUAL_RECIPIENTS))
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
    sources: tuple[Source, ...] = Field(default=("human", "tariff"), min_length=1, max_length=3)
    estimates: EstimateRule = EstimateRule()

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        _check_labels(self)
        _check_disciplines(self)
        _check_recipients(self)
        check(len(set(self.sources)) == len(self.sources), "The same source of points is named twice.")
        falling = list(self.diminishing) == sorted(self.diminishing, reverse=True)
        right = falling and max(self.diminishing, default=0) <= 100
        check(right, "Diminishing percents begin at 100 or less and never rise.")
        _check_names("multiplier", [one.name for one in self.multipliers])
        _check_penalties(self)
        return self

    def listed(self) -> dict[str, Points]:
        """Labels of the table in small letters, with what they are worth."""
        return {label.casefold(): points for label, points in self.labels.items()}


def _check_labels(tariff: Tariff) -> None:
    check(len(tariff.listed()) == len(tariff.labels), "One label has two worths: capital letters make no difference.")
    speaking = next((one for one in tariff.labels if amount_of(one) is not None or size_of(one)), None)
    check(speaking is None, f"The label “{speaking}” says itself what it is worth.")


def _check_disciplines(tariff: Tariff) -> None:
    rules = tariff.disciplines.values()
    known = [{label.casefold() for label in rule.labels} | set(rule.kinds) for rule in rules]
    twice = next((one for one, times in Counter(chain.from_iterable(known)).items() if times > 1), None)
    check(twice is None, f"“{twice}” would mean two disciplines.")


def _check_recipients(tariff: Tariff) -> None:
    check("reviewers" not in tariff.recipients.get("issue", ()), "An issue has no reviewers; a pull request has.")
    check("reviewers" not in tariff.recipients.get("card", ()), "A card has no reviewers; a pull request has.")
    for who in tariff.recipients.values():
        check(len(set(who)) == len(who), "The same recipient is named twice.")


def _check_penalties(tariff: Tariff) -> None:
    _check_names("penalty", [one.name for one in tariff.penalties])
    for penalty in tariff.penalties:
        paid = next((kind for kind in penalty.kinds if tariff.worth.get(kind)), None)
        words = f"The penalty “{penalty.name}” takes from all work that is paid as {paid}: pay less, or name a label."
        check(paid is None or penalty.label is not None, words)


def _check_names(what: str, names: Sequence[str]) -> None:
    check(len({one.casefold() for one in names}) == len(names), f"Each {what} needs a name of its own.")
