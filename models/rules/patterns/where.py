"""What a leaf of a pattern asks of a deed: the filters of the language, as typed values; nodes.py holds the leaves."""

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
)

from models.rules import texts
from models.rules.deeds import KINDS, DeedKind, Discipline
from models.rules.roles import Role
from models.rules.texts import Flag, Id
from models.rules.work import Value

MOST_ITEMS = 50
"""Of any list."""
TEN_YEARS = 87_660
"""In hours."""
SIZE = r"^[A-Za-z]{1,4}$"

Reason = Literal["completed", "not_planned", "duplicate", "approved", "changes_requested", "commented"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
Kind = Literal[DeedKind, "penalty"]
"""`penalty`: points taken by a rule of the tariff."""
DONE_KINDS: tuple[Kind, ...] = KINDS
"""What somebody does; a filter without kinds lets these through, in a sum of points also penalties."""
EVERY_KIND: tuple[Kind, ...] = (*DONE_KINDS, "penalty")

_PULL_REQUESTS = ("pull_request.opened", "pull_request.merged", "pull_request.rejected")
_WORK = ("issue.opened", "issue.closed", *_PULL_REQUESTS)
_ELSEWHERE = ("card.completed", "contribution.made")
CARRIERS: dict[str, tuple[str, ...]] = {
    "labels": (*_WORK, *_ELSEWHERE, "review.given", "penalty"),
    "paths": ("push.made",),
    "sizes": (*_WORK, *_ELSEWHERE, "review.given"),
    "reasons": ("issue.closed", "review.given"),
    "answered_within_hours": ("issue.closed", *_PULL_REQUESTS[1:], "review.given", "card.completed"),
    "newcomer": (*_WORK, "review.given"),
    "co_authored": (*_PULL_REQUESTS, "push.made"),
}
"""By filter: the kinds of work that can pass it; those that are not here look at what all work has."""
REASONS: dict[str, tuple[str, ...]] = {
    "issue.closed": ("completed",),
    "review.given": ("approved", "changes_requested", "commented"),
}
"""The reasons that each kind of work can have. What was closed as not planned counts for nobody."""


def _once_each(given: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(given))


def day_of(given: object) -> object:
    """A date of text like 2026-12-31. Raises ValueError for anything else."""
    if isinstance(given, date):
        return given
    if not isinstance(given, str) or not re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", given, re.A):
        raise ValueError("write the day as text, like 2026-12-31")
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ValueError("is no day of the calendar") from None


T = TypeVar("T")
Several = Annotated[tuple[T, ...], Field(min_length=1, max_length=MOST_ITEMS), AfterValidator(_once_each)]
"""A list of some, each once."""
Day = Annotated[date, BeforeValidator(day_of)]
Text: TypeAlias = texts.text(1, 100)  # type: ignore[valid-type]
Label = Annotated[Text, AfterValidator(str.lower)]
Size = Annotated[str, StringConstraints(strict=True, to_upper=True, pattern=SIZE)]
"""XS to XXL, or a size of the tariff's own."""


class Written(Value):
    """A value that is written out without what says nothing."""

    model_config = ConfigDict(serialize_by_alias=True)

    @model_serializer(mode="wrap")
    def _brief(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in write(self).items() if value not in (None, [], (), {})}


class Hours(Written):
    """From this full hour until before that one; `from` 22 `until` 5 goes over midnight."""

    from_: int = Field(alias="from", ge=0, le=23, strict=True)
    until: int = Field(ge=0, le=24, strict=True)


class Where(Written):
    """All that is given must hold; of a list, any. Labels in small letters; days and hours are the organisation's."""

    kinds: Several[Kind] | None = None
    projects: Several[Id] | None = None
    labels: Several[Label] | None = None
    paths: Several[Text] | None = None
    sizes: Several[Size] | None = None
    reasons: Several[Reason] | None = None
    hours: Hours | None = None
    weekdays: Several[Weekday] | None = None
    roles: Several[Role] | None = None
    newcomer: Flag | None = None
    co_authored: Flag | None = None
    answered_within_hours: Annotated[int, Field(ge=1, le=TEN_YEARS, strict=True)] | None = None
    disciplines: Several[Discipline] | None = None


class Since(Where):
    """As the pattern's `since` reaches a leaf: only work from that day on."""

    since: date
