"""A part of a pattern comes in; what it asks for goes out as a phrase to follow "by", and what is still missing."""

from collections.abc import Callable, Mapping
from typing import Any as Anything

from models.rules.patterns.language import (
    All,
    Any,
    AtLeast,
    Count,
    Distinct,
    First,
    Group,
    Holds,
    Leaf,
    League,
    Member,
    Minus,
    Node,
    Not,
    Profile,
    Rate,
    Streak,
    Sum,
    Top,
    Within,
)
from models.rules.patterns.nouns import Names, a, named, number, some, work

_FACTS = {
    "signed_in": "having signed in",
    "email": "a proven e-mail address",
    "github": "a connected GitHub account",
    "avatar": "a picture in the profile",
}


ON = {"days": "on", "weeks": "in"}


def phrase(node: Node, names: Names, need: int | None = None) -> str:
    """What the part asks for; `need` instead of its own number, as levels and repetitions have it."""
    if isinstance(node, Not):
        return f"without {_inner(node.of, names)}"
    if isinstance(node, Group):
        return _group(node, [_inner(child, names) for child in node.of])
    return _LEAVES[type(node)](node, names, need)


def lacking(leaf: Leaf, have: int, need: int, names: Names, in_one: bool = False) -> str:
    """What is still missing, with numbers: "3 more reviews given: 7 of 10". `in_one`: the numbers of a rate are those
    of one period."""
    have = max(0, have)
    more = max(1, need - have)
    far = f"{number(have)} of {number(need)}"
    if isinstance(leaf, Count):
        return f"{number(more)} more {work(leaf.where, more, names)}: {far}"
    if isinstance(leaf, Sum):
        return f"{number(more)} more {'point' if more == 1 else 'points'} for {work(leaf.where, 2, names)}: {far}"
    if isinstance(leaf, Distinct):
        return f"{_distinct(leaf, names, more, 'more')}: {far}"
    if isinstance(leaf, Streak | Within):
        return f"{phrase(leaf, names, need)}: {far} at best so far"
    if isinstance(leaf, Rate):
        return f"{_rate(leaf, names, 1)}: {far} at best so far" if in_one else f"{_rate(leaf, names, need)}: {far}"
    if isinstance(leaf, Member):
        return f"{some(more, 'more day', 'more days')} of membership: {far}"
    return phrase(leaf, names, need)


def _inner(node: Node, names: Names) -> str:
    said = phrase(node, names)
    return f"({said})" if isinstance(node, All | Any | AtLeast) and len(node.of) > 1 else said


def _group(node: All | Any | AtLeast, parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2 and not isinstance(node, AtLeast):
        return f"both {parts[0]} and {parts[1]}" if isinstance(node, All) else f"either {parts[0]} or {parts[1]}"
    some_of = "all" if isinstance(node, All) else "one" if isinstance(node, Any) else number(node.count)
    return f"{some_of} of: {'; '.join(parts)}"


def _first(leaf: First, names: Names, need: int | None) -> str:
    return f"a first {work(leaf.where, 1, names)}"


def _count(leaf: Count, names: Names, need: int | None) -> str:
    count = need or leaf.at_least or 1
    return f"{number(count)} {work(leaf.where, count, names)}{_minus(leaf.minus, names, ('', ''))}"


def _sum(leaf: Sum, names: Names, need: int | None) -> str:
    points = some(need or leaf.at_least or 1, "point", "points")
    return f"{points} for {work(leaf.where, 2, names)}{_minus(leaf.minus, names, ('point', 'points'))}"


def _minus(taken: tuple[Minus, ...], names: Names, units: tuple[str, str]) -> str:
    said = [f"{a(one.where, names)} takes {some(one.each, *units).strip()} back" for one in taken]
    return f" ({'; '.join(said)})" if said else ""


def _distinct(leaf: Distinct, names: Names, need: int | None, word: str = "different") -> str:
    count = number(need or leaf.at_least or 1)
    ends = {
        "projects": f"in {count} {word} {'project' if count == '1' else 'projects'}",
        "days": f"on {count} {word} {'day' if count == '1' else 'days'}",
        "kinds": f"of {count} {word} {'kind' if count == '1' else 'kinds'}",
        "collaborators": f"with {count} {word} {'person' if count == '1' else 'people'}",
    }
    return f"{work(leaf.where, 2, names)} {ends[leaf.of]}"


def _streak(leaf: Streak, names: Names, need: int | None) -> str:
    unit = leaf.unit.removesuffix("s")
    asides = [f"{some(leaf.freezes, f'missed {unit} is', f'missed {unit}s are')} forgiven"] if leaf.freezes else []
    asides += ["weekends do not count"] if not leaf.weekends else []
    asides += [f"{some(len(leaf.holidays), 'holiday does', 'holidays do')} not count"] if leaf.holidays else []
    aside = f" ({'; '.join(asides)})" if asides else ""
    row = some(need or leaf.at_least or 1, unit, f"{unit}s")
    return f"{work(leaf.where, 2, names)} {ON[leaf.unit]} {row} in a row{aside}"


def _within(leaf: Within, names: Names, need: int | None) -> str:
    return f"{number(leaf.at_least)} {work(leaf.where, 2, names)} within {some(leaf.hours, 'hour', 'hours')}"


def _rate(leaf: Rate, names: Names, need: int | None) -> str:
    each = f"{number(leaf.at_least)} {work(leaf.where, leaf.at_least, names)}"
    times = need or leaf.times
    return f"{each} in one {leaf.per}" if times == 1 else f"{each} in each of {number(times)} {leaf.per}s"


def _top(leaf: Top, names: Names, need: int | None) -> str:
    best = "the most points" if leaf.places == 1 else f"one of the first {leaf.places} places by points"
    kind, _, which = leaf.board.partition(":")
    where = ""
    if which:
        where = f" of the discipline {which}" if kind == "discipline" else f" of {named(kind, int(which), names)}"
    times = f", {number(need)} times" if need and need > 1 else ""
    return f"{best} of a {leaf.period}{where}{times}"


def _member(leaf: Member, names: Names, need: int | None) -> str:
    return f"{some(leaf.days, 'day', 'days')} of membership"


_LEAVES: Mapping[type, Callable[[Anything, Names, int | None], str]] = {
    First: _first,
    Count: _count,
    Sum: _sum,
    Distinct: _distinct,
    Streak: _streak,
    Within: _within,
    Rate: _rate,
    Top: _top,
    Member: _member,
    League: lambda leaf, names, need: f"completing {named('league', leaf.league, names)}",
    Holds: lambda leaf, names, need: f"holding {named('badge', leaf.badge, names)}",
    Profile: lambda leaf, names, need: _FACTS[leaf.fact],
}
