"""The parts of a pattern as typed values: leaves, combinators, levels, the document; language.py reads it."""

from typing import Annotated, Literal

from pydantic import Field

from models.rules import texts
from models.rules.patterns.where import Day, Several, Text, Where, Written
from models.rules.texts import Flag, Id

MOST = 1_000_000
Number = Annotated[int, Field(ge=1, le=MOST, strict=True)]
Where0 = Where()
"""Any work."""

Distinctness = Literal["projects", "days", "kinds", "collaborators"]
StreakUnit = Literal["days", "weeks"]
RatePeriod = Literal["day", "week", "month", "quarter", "year"]
TopPeriod = Literal["week", "month", "quarter", "year", "season"]
Fact = Literal["signed_in", "email", "github", "avatar"]


class Minus(Written):
    """Each matching deed takes `each` away again."""

    where: Where
    each: Number = 1


class First(Written):
    """Earned by the first matching deed."""

    is_: Literal["first"] = Field(default="first", alias="is")
    where: Where = Where0


class Count(Written):
    """Earned by so many matching deeds."""

    is_: Literal["count"] = Field(default="count", alias="is")
    at_least: Number | None = None
    where: Where = Where0
    minus: Annotated[tuple[Minus, ...], Field(max_length=10)] = ()


class Sum(Written):
    """Earned by so many points for matching deeds."""

    is_: Literal["sum"] = Field(default="sum", alias="is")
    at_least: Number | None = None
    where: Where = Where0
    minus: Annotated[tuple[Minus, ...], Field(max_length=10)] = ()


class Distinct(Written):
    """Earned by matching deeds in, on or of so many different ones; with so many different people."""

    is_: Literal["distinct"] = Field(default="distinct", alias="is")
    of: Distinctness
    at_least: Number | None = None
    where: Where = Where0


class Streak(Written):
    """Earned by matching deeds on so many days (weeks) in a row; `freezes` missed ones of a row are forgiven.

    A holiday (`12-25` of every year, or `2026-04-06`) and, without `weekends`, Saturday and Sunday are as if they were
    not in the calendar: what is not done on them breaks nothing, what is done on them does not count.
    """

    is_: Literal["streak"] = Field(default="streak", alias="is")
    unit: StreakUnit = "days"
    at_least: Annotated[int, Field(ge=2, le=3_660, strict=True)] | None = None
    freezes: Annotated[int, Field(ge=0, le=365, strict=True)] = 0
    holidays: Several[Text] = ()
    weekends: Flag = True
    where: Where = Where0


class Within(Written):
    """Earned by so many matching deeds of which the last follows the first by no more than `hours`."""

    is_: Literal["within"] = Field(default="within", alias="is")
    at_least: Annotated[int, Field(ge=2, le=10_000, strict=True)]
    hours: int = Field(strict=True)
    where: Where = Where0


class Rate(Written):
    """Earned by so many matching deeds in one day, week, …, in `times` of them."""

    is_: Literal["rate"] = Field(default="rate", alias="is")
    at_least: Number
    per: RatePeriod
    times: Annotated[int, Field(ge=1, le=1_000, strict=True)] = 1
    where: Where = Where0


class Top(Written):
    """Earned by one of the first `places` of a board when its period closes."""

    is_: Literal["top"] = Field(default="top", alias="is")
    period: TopPeriod
    places: Annotated[int, Field(ge=1, le=100, strict=True)] = 1
    board: Text = "organization"


class Member(Written):
    """Earned by having been here for so many days."""

    is_: Literal["member"] = Field(default="member", alias="is")
    days: Annotated[int, Field(ge=1, le=36_525, strict=True)]


class League(Written):
    """Earned by completing a league."""

    is_: Literal["league"] = Field(default="league", alias="is")
    league: Id


class Holds(Written):
    """Earned by holding another badge."""

    is_: Literal["holds"] = Field(default="holds", alias="is")
    badge: Id


class Profile(Written):
    """Earned by what is known of the person."""

    is_: Literal["profile"] = Field(default="profile", alias="is")
    fact: Fact


class All(Written):
    """All of these."""

    is_: Literal["all"] = Field(default="all", alias="is")
    of: tuple["Node", ...]


class Any(Written):
    """Any of these."""

    is_: Literal["any"] = Field(default="any", alias="is")
    of: tuple["Node", ...]


class Not(Written):
    """Not this."""

    is_: Literal["not"] = Field(default="not", alias="is")
    of: "Node"


class AtLeast(Written):
    """So many of these."""

    is_: Literal["at_least"] = Field(default="at_least", alias="is")
    count: Annotated[int, Field(ge=1, strict=True)]
    of: tuple["Node", ...]


OfDeeds = First | Count | Sum | Distinct | Streak | Within | Rate
OfCircumstances = Top | Member | League | Holds | Profile
Leaf = OfDeeds | OfCircumstances
Group = All | Any | Not | AtLeast
Node = Annotated[Leaf | Group, Field(discriminator="is_")]

for _group in (All, Any, Not, AtLeast):
    _group.model_rebuild()


class Level(Written):
    """One of a badge's levels."""

    name: texts.text(1, 40)  # type: ignore[valid-type]
    at_least: Number


class Repeat(Written):
    """The badge can be earned again: `limit` times at most, and not within `cool_down_days` of the last time."""

    cool_down_days: Annotated[int, Field(ge=0, le=3_660, strict=True)] = 0
    limit: Annotated[int, Field(ge=1, le=1_000, strict=True)] | None = None


class Pattern(Written):
    """When a badge is earned. `requires`: ids of badges that must be held too; `since`: only work from that day on
    counts; without `revoke` it stays when it is no longer true."""

    version: Literal[1] = 1
    earned: Node
    levels: Annotated[tuple[Level, ...], Field(max_length=5)] = ()
    revoke: Flag = True
    repeat: Repeat | None = None
    requires: Annotated[tuple[Id, ...], Field(max_length=10)] = ()
    since: Day | None = None
