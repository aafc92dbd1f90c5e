"""How a special badge is allotted comes in; its words, closing times and reasons go out; allotting.py gives it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictInt, StringConstraints

from models.rules import names, standings
from models.rules.standings import Window
from models.rules.texts import Address, Color, Day, Description, Name, Slug, showable
from models.rules.work import Value

MOST_PEOPLE = 500
COLOR = "#a3314b"


def normal(who: str) -> str:
    """An e-mail in small letters, or a GitHub name as `@name`. Raises ValueError for what is neither."""
    if "@" in who.strip().removeprefix("@"):
        return names.as_value(names.email, who)
    return "@" + names.as_value(names.github, who)


def _once_each(people: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(people))


Who = Annotated[str, StringConstraints(strict=True, max_length=320), AfterValidator(showable), AfterValidator(normal)]


class Named(Value):
    """For these people, by e-mail or GitHub name; it waits for those who are not known yet."""

    kind: Literal["named"]
    people: Annotated[tuple[Who, ...], Field(min_length=1, max_length=MOST_PEOPLE), AfterValidator(_once_each)]


class First(Value):
    """For the first `count` people who earn points by work."""

    kind: Literal["first"]
    count: Annotated[StrictInt, Field(ge=1, le=10_000)]


class JoinedBefore(Value):
    """For everybody who joined before a day, by the organisation's calendar."""

    kind: Literal["joined-before"]
    date: Day


class Top(Value):
    """For the first `places` of a period's board, when it closes. All time never closes: an admin says when."""

    kind: Literal["top"]
    period: Literal["all", "year", "month", "week"]
    places: Annotated[StrictInt, Field(ge=1, le=100)] = 1


class Hand(Value):
    """Given by hand only; `stock`: how many may hold it, None for any number."""

    kind: Literal["hand"]
    stock: Annotated[StrictInt, Field(ge=1, le=1_000_000)] | None = None


Rule = Annotated[Named | First | JoinedBefore | Top | Hand, Field(discriminator="kind")]


class Special(Value):
    """A special badge as somebody wants it. Without a slug, one is made of the name."""

    name: Name
    description: Description = ""
    color: Color = COLOR
    icon_url: Address | None = None
    slug: Slug | None = None
    rule: Rule


class Kept(Value):
    """A rule as it stands in its badge. Periods that closed before `since` are none of its business."""

    rule: Rule
    since: datetime


def shown(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """What anybody may know of a badge's kept rule: everything but whom it names."""
    return None if kept is None else {name: value for name, value in kept["rule"].items() if name != "people"}


def explains(rule: Rule) -> str:
    """The rule in a sentence or two."""
    if isinstance(rule, Named):
        return f"For {_some(len(rule.people), 'person', 'people')} by name, as soon as they are here."
    if isinstance(rule, First):
        return f"For the first {_some(rule.count, 'person', 'people')} to earn points by work."
    if isinstance(rule, JoinedBefore):
        return f"For everybody who joined before {_day(rule.date)}."
    if isinstance(rule, Top):
        return f"For {_places(rule)}. Equal points share it."
    return "Given by hand." if rule.stock is None else f"Given by hand, {_some(rule.stock, 'time', 'times')} at most."


BY_HAND = "by decision of the organisation"
"""Why somebody was given one by hand, when nobody said more."""


def named_reason(rule: Named) -> str:
    """Names nobody: reasons are read by everybody."""
    if len(rule.people) == 1:
        return "for being the one person whom this badge was made for"
    return f"for being one of the {len(rule.people)} people whom this badge was made for"


def first_reason(rule: First, place: int) -> str:
    """`place`: from 1."""
    if rule.count == 1:
        return "for being the first contributor"
    return f"for being the {ordinal(place)} of the first {rule.count} contributors"


def joined_reason(rule: JoinedBefore) -> str:
    """To follow "earned Founder …", like all of these."""
    return f"for joining before {_day(rule.date)}"


def top_reason(span: Window, rank: int, points: int, sharing: int) -> str:
    """`sharing`: how many others have the same points. They are not named: names go, reasons stay."""
    best = "for the most points" if rank == 1 else f"for place {rank} by points"
    others = f", shared with {'one other' if sharing == 1 else f'{sharing} others'}" if sharing else ""
    return f"{best} {_when(span)}: {_some(points, 'point', 'points')}{others}"


def joined_before(rule: JoinedBefore, zone: str) -> datetime:
    """The moment at which the day begins there."""
    start = standings.window_of("day", rule.date.isoformat(), zone).start
    assert start is not None
    return start


def closed(rule: Top, since: datetime, now: datetime, zone: str) -> list[Window]:
    """The periods that closed after `since` and up to `now`, oldest first."""
    found: list[Window] = []
    span = standings.window(rule.period, since, zone)
    while span.end is not None and span.end <= now:
        found.append(span)
        span = standings.window(rule.period, span.end, zone)
    return found


def next_at(rule: Rule, now: datetime, zone: str) -> datetime | None:
    """When a period closes next, or when joining is too late; None for a rule without a clock."""
    if isinstance(rule, Top):
        return standings.window(rule.period, now, zone).end
    if isinstance(rule, JoinedBefore):
        moment = joined_before(rule, zone)
        return moment if moment > now else None
    return None


def mails(people: Sequence[str]) -> list[str]:
    """The e-mail addresses among normal names."""
    return [who for who in people if not who.startswith("@")]


def logins(people: Sequence[str]) -> list[str]:
    """The GitHub names among normal names, without their @."""
    return [who.removeprefix("@") for who in people if who.startswith("@")]


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _places(rule: Top) -> str:
    best = "the most points" if rule.places == 1 else f"the first {rule.places} places by points"
    if rule.period == "all":
        return f"{best} of all time, when an admin says so"
    return f"{best} of a {rule.period}, given when the {rule.period} closes; later corrections change nothing"


def _when(span: Window) -> str:
    if span.day is None:
        return "of all time"
    if span.period == "week":
        year, week, _ = span.day.isocalendar()
        return f"in week {week} of {year}"
    return f"in {span.day:%B %Y}" if span.period == "month" else f"in {span.day.year}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _some(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}".replace(",", "\N{NARROW NO-BREAK SPACE}")
