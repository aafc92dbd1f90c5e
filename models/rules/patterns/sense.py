"""A typed pattern comes in; if it says what can never be, a refusal with a path and a sentence goes out."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import get_args

from models.errors import Invalid
from models.rules.deeds import DISCIPLINES
from models.rules.patterns.calendars import holiday
from models.rules.patterns.filters import check_filter
from models.rules.patterns.nodes import (
    All,
    AtLeast,
    Count,
    Distinct,
    Group,
    Leaf,
    Level,
    Node,
    Not,
    OfDeeds,
    Pattern,
    Rate,
    Streak,
    Sum,
    Top,
    Within,
)
from models.rules.patterns.where import DONE_KINDS, TEN_YEARS, WEEKDAYS, Weekday, Where

LEVELLED = Count | Sum | Distinct | Streak
"""The leaves that can have levels."""
REPEATED = Count | Sum | Rate | Top
"""The leaves that can be earned again."""
_BOARD = re.compile(r"organization|(?:project|team|league):[1-9][0-9]{0,17}|discipline:([a-z-]+)", re.A)


def make_sense(pattern: Pattern) -> None:
    """Raises Invalid for the first thing in the document that can never be, or that holds for everybody."""
    nodes = list(_walk(pattern.earned, "earned"))
    for path, node in nodes:
        _look_at(path, node)
    _levels(pattern)
    _repeat(pattern)
    _requires(pattern)
    leaves = [(path, node) for path, node in nodes if isinstance(node, Leaf)]
    for path, leaf in leaves:
        if isinstance(leaf, LEVELLED) and leaf.at_least is None:
            raise Invalid(f"{path}.at_least: must be given.")
    if pattern.since is not None and not any(isinstance(leaf, OfDeeds) for _, leaf in leaves):
        raise Invalid("since: says from when work counts, but this pattern looks at no work.")
    if _met_by_nothing(pattern.earned):
        raise Invalid("earned: everybody would hold this badge, also those who have done nothing.")


def _walk(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    yield path, node
    if isinstance(node, Not):
        yield from _walk(node.of, f"{path}.of")
    elif isinstance(node, Group):
        for place, child in enumerate(node.of):
            yield from _walk(child, f"{path}.of.{place}")


def _look_at(path: str, node: Node) -> None:
    if isinstance(node, Group):
        _group(path, node)
    if isinstance(node, OfDeeds):
        check_filter(f"{path}.where", node.where)
    if isinstance(node, Count | Sum):
        for place, minus in enumerate(node.minus):
            check_filter(f"{path}.minus.{place}.where", minus.where)
            if minus.where == Where() or minus.where == node.where:
                raise Invalid(f"{path}.minus.{place}.where: takes away what the leaf itself counts.")
    if isinstance(node, Sum) and node.where.kinds == ("penalty",):
        raise Invalid(f"{path}.where.kinds: penalties take points, so that no sum of theirs is ever reached.")
    if isinstance(node, Streak):
        _streak(path, node)
    if isinstance(node, Within) and not 0 < node.hours <= TEN_YEARS:
        raise Invalid(f"{path}.hours: must be more than 0 and no more than ten years ({TEN_YEARS}).")
    if isinstance(node, Distinct):
        _distinct(path, node)
    if isinstance(node, Top):
        _board(path, node)


def _group(path: str, node: Group) -> None:
    if isinstance(node, Not):
        if isinstance(node.of, Not):
            raise Invalid(f"{path}.of: not of a not is the part itself; leave both out.")
        return
    if not node.of:
        raise Invalid(f"{path}.of: must not be empty.")
    if isinstance(node, AtLeast) and node.count > len(node.of):
        raise Invalid(f"{path}.count: asks for {node.count} of {len(node.of)} parts.")
    for place, part in enumerate(node.of):
        if isinstance(node, All) and isinstance(part, Not) and part.of in node.of:
            raise Invalid(f"{path}.of.{place}: is the opposite of another part, so that nobody has both.")


def _streak(path: str, leaf: Streak) -> None:
    for place, text in enumerate(leaf.holidays):
        try:
            holiday(text)
        except ValueError as wrong:
            raise Invalid(f"{path}.holidays.{place}: {wrong}.") from None
    if leaf.unit == "weeks" and leaf.holidays:
        raise Invalid(f"{path}.holidays: are for streaks of days; a week has other days.")
    if leaf.unit == "weeks" and not leaf.weekends:
        raise Invalid(f"{path}.weekends: is for streaks of days; a week has other days.")
    weekdays = leaf.where.weekdays
    if weekdays is not None and not leaf.weekends and set(weekdays) <= {"sat", "sun"}:
        raise Invalid(f"{path}.weekends: leaves out the only days that the filter lets through.")
    if weekdays is not None and leaf.unit == "days" and not _unbroken(leaf, weekdays):
        raise Invalid(f"{path}.where.weekdays: leaves out days, so that no streak can be that long.")


def _unbroken(leaf: Streak, weekdays: Collection[Weekday]) -> bool:
    """Whether a streak can be long enough though a filter leaves days out."""
    week = WEEKDAYS if leaf.weekends else WEEKDAYS[:5]
    left_out = [day not in weekdays for day in week]
    if not any(left_out) or leaf.holidays:
        return True
    calendar = left_out * (leaf.freezes // sum(left_out) + 2)
    runs = (calendar[start:] for start in range(len(week)))
    return any(_length(run, leaf.freezes) >= (leaf.at_least or 2) for run in runs)


def _length(run: Iterable[bool], forgiven: int) -> int:
    done = 0
    for left_out in run:
        forgiven -= left_out
        if forgiven < 0:
            break
        done += not left_out
    return done


def _distinct(path: str, leaf: Distinct) -> None:
    kinds, projects = leaf.where.kinds, leaf.where.projects
    most = {"kinds": len(kinds or DONE_KINDS), "projects": len(projects) if projects else None}.get(leaf.of)
    if most is not None and leaf.at_least is not None and leaf.at_least > most:
        raise Invalid(f"{path}.at_least: there are only {most} different {leaf.of} here.")


def _board(path: str, leaf: Top) -> None:
    found = _BOARD.fullmatch(leaf.board)
    if found is None or (found[1] and found[1] not in DISCIPLINES):
        raise Invalid(
            f"{path}.board: must be organization, project:12, team:5, league:7 or discipline: with one of "
            f"{', '.join(DISCIPLINES)}."
        )


def _levels(pattern: Pattern) -> None:
    levels = pattern.levels
    if not levels:
        return
    if not isinstance(pattern.earned, LEVELLED):
        raise Invalid(f"levels: only a pattern of one {_names(LEVELLED)} can have them.")
    if len(levels) == 1:
        raise Invalid("levels: must be two or more; for one, say at_least.")
    for place, (lower, higher) in enumerate(pairwise(levels), 1):
        if higher.at_least <= lower.at_least:
            raise Invalid(f"levels.{place}.at_least: must be more than {lower.at_least}, that of the level before.")
    _same_name(levels)


def _same_name(levels: tuple[Level, ...]) -> None:
    for place, level in enumerate(levels):
        if level.name.casefold() in {other.name.casefold() for other in levels[:place]}:
            raise Invalid(f"levels.{place}.name: another level is called “{level.name}”.")


def _repeat(pattern: Pattern) -> None:
    if pattern.repeat is None:
        return
    if not isinstance(pattern.earned, REPEATED):
        raise Invalid(f"repeat: only a pattern of one {_names(REPEATED)} can be earned again.")
    if pattern.levels:
        raise Invalid("repeat: a badge with levels is earned once for each level.")
    if pattern.repeat.limit == 1:
        raise Invalid("repeat.limit: must be 2 or more; leave repeat out for once.")


def _requires(pattern: Pattern) -> None:
    for place, badge in enumerate(pattern.requires):
        if badge in pattern.requires[:place]:
            raise Invalid(f"requires.{place}: names a badge twice.")


def _names(leaves: object) -> str:
    *others, last = (leaf.model_fields["is_"].default for leaf in get_args(leaves))
    return f"{', '.join(others)} or {last}"


def _met_by_nothing(node: Node) -> bool:
    """Whether somebody meets it who has done nothing and is nothing."""
    if isinstance(node, Not):
        return not _met_by_nothing(node.of)
    if isinstance(node, Group):
        met = sum(map(_met_by_nothing, node.of))
        return met >= (len(node.of) if isinstance(node, All) else node.count if isinstance(node, AtLeast) else 1)
    return False
