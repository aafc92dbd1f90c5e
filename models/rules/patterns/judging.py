"""What leaves have counted, and a person's circumstances, come in; how many times the badge is due goes out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.rules.patterns.language import (
    All,
    AtLeast,
    Count,
    Distinct,
    Holds,
    Leaf,
    League,
    Member,
    Node,
    Not,
    Pattern,
    Profile,
    Rate,
    Streak,
    Sum,
    Top,
    Within,
    leaves,
)


@dataclass(frozen=True)
class Circumstances:
    """What is looked up about a person and not counted. `leagues`: completed; `badges`: held; `tops`: number of a `top`
    leaf to how often the person was among them.

    `moments`, for completions only: since when, by the listener's key (`league:7`, `badge:12`, `profile:email`, and
    `top:0` by the leaf's number, once for each time). What has none has been so for ever.
    """

    now: datetime
    joined_at: datetime | None = None
    leagues: Collection[int] = frozenset()
    badges: Collection[int] = frozenset()
    facts: Collection[str] = frozenset()
    tops: Mapping[int, int] = field(default_factory=dict)
    moments: Mapping[str, Sequence[datetime]] = field(default_factory=dict)


def needs(pattern: Pattern) -> frozenset[str]:
    """Which circumstances the pattern looks at: of leagues, badges, member, profile, top."""
    names: dict[type, str] = {
        League: "leagues",
        Holds: "badges",
        Member: "member",
        Profile: "profile",
        Top: "top",
    }
    found = {names[type(one.leaf)] for one in leaves(pattern) if type(one.leaf) in names}
    return frozenset(found | ({"badges"} if pattern.requires else set()))


def reached(pattern: Pattern, haves: Sequence[int], circumstances: Circumstances) -> int:
    """How many numbers of the badge are due: levels, repetitions, else 1; 0 when it is not earned.

    With a cool-down, how often it was reached, whatever the limit: verdicts.completions says which of them count.
    """
    if not set(pattern.requires) <= set(circumstances.badges):
        return 0
    if pattern.levels:
        return sum(haves[0] >= level.at_least for level in pattern.levels)
    if pattern.repeat is not None:
        times = _times(leaves(pattern)[0].leaf, haves, circumstances)
        limit = None if pattern.repeat.cool_down_days else pattern.repeat.limit
        return times if limit is None else min(times, limit)
    return int(holds(pattern, haves, circumstances))


def holds(pattern: Pattern, haves: Sequence[int], circumstances: Circumstances) -> bool:
    """Whether `earned` is true, whatever else the pattern says."""
    mets = [have_of(i, one.leaf, haves, circumstances) >= need_of(one.leaf) for i, one in enumerate(leaves(pattern))]
    return verdict(pattern.earned, iter(mets))


def verdict(node: Node, mets: Iterator[bool]) -> bool:
    """Whether a part of a pattern is met; takes its leaves' verdicts, in document order, off `mets`."""
    if isinstance(node, Not):
        return not verdict(node.of, mets)
    if isinstance(node, Leaf):
        return next(mets)
    # Every child takes its leaves, also when the first decides.
    met = sum([verdict(child, mets) for child in node.of])
    return met >= (len(node.of) if isinstance(node, All) else node.count if isinstance(node, AtLeast) else 1)


def need_of(leaf: Leaf) -> int:
    """How much of it the leaf asks for."""
    if isinstance(leaf, Count | Sum | Distinct | Streak | Within):
        return leaf.at_least or 1
    if isinstance(leaf, Rate):
        return leaf.times
    return leaf.days if isinstance(leaf, Member) else 1


def have_of(index: int, leaf: Leaf, haves: Sequence[int], circumstances: Circumstances) -> int:
    """How much of it there is; below 0 when more was taken back than given."""
    if isinstance(leaf, Member):
        joined_at = circumstances.joined_at
        return 0 if joined_at is None else max(0, (circumstances.now - joined_at) // timedelta(days=1))
    if isinstance(leaf, League):
        return int(leaf.league in circumstances.leagues)
    if isinstance(leaf, Holds):
        return int(leaf.badge in circumstances.badges)
    if isinstance(leaf, Profile):
        return int(leaf.fact in circumstances.facts)
    return circumstances.tops.get(index, 0) if isinstance(leaf, Top) else haves[index]


def _times(leaf: Leaf, haves: Sequence[int], circumstances: Circumstances) -> int:
    each = need_of(leaf)
    return max(0, have_of(0, leaf, haves, circumstances)) // each
