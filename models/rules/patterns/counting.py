"""Deeds come in; what each leaf of a pattern has counted goes out, deed by deed or all at once; verdicts.py judges it.

Linear leaves (first, count, sum) add amounts. The others count in buckets (a day, a project, a second …), and what they
have is read off the buckets: an addition looks at those near by, a removal at all of them. A deed can count in several
buckets of one leaf (each person with whom it was done), hence `contributions`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

from models.rules.deeds import Deed
from models.rules.patterns import runs
from models.rules.patterns.calendars import ordinal, passed
from models.rules.patterns.language import (
    Count,
    Distinct,
    Leaf,
    OfDeeds,
    Pattern,
    Rate,
    Streak,
    Sum,
    Within,
    leaves,
)
from models.rules.patterns.matching import Check, check

Contributions = tuple[tuple[int | None, int], ...]
_Bucketed = Distinct | Streak | Within | Rate
_Contribute = Callable[[Deed], Contributions]
NOTHING: Contributions = ()


@dataclass
class Counted:
    """`haves`: by number of the leaf; a linear one may be below 0. `buckets`: number of a leaf to bucket to count."""

    haves: list[int]
    buckets: dict[int, dict[int, int]] = field(default_factory=dict)


def is_bucketed(leaf: Leaf) -> bool:
    """Whether what the leaf has is read off buckets, and not a plain sum."""
    return isinstance(leaf, _Bucketed)


def contributions(leaf: Leaf, deed: Deed, zone: str) -> Contributions:
    """What the deed adds to the leaf: (bucket, amount) of each bucket, at most one with bucket None for a linear leaf;
    empty when it does not count. The amount of a linear leaf can be negative."""
    return _contribute(leaf, zone)(deed)


def reach(leaf: Leaf) -> int:
    """How far from a bucket, in buckets, others can lie that `after_adding` must see."""
    if isinstance(leaf, Within):
        return leaf.hours * 3_600
    if isinstance(leaf, Streak):
        return passed(leaf).span(_longest(leaf) + leaf.freezes)
    return 0


def is_full(leaf: Leaf, have: int) -> bool:
    """Whether additions cannot change what the leaf has, so that nothing near by need be looked at."""
    return isinstance(leaf, Within | Streak) and have >= (leaf.at_least or 1)


def after_adding(leaf: Leaf, have: int, bucket: int, nearby: Mapping[int, int], by: int = 1) -> int:
    """What a bucketed leaf has after `by` was added to a bucket. `nearby`: at least the buckets within reach of it, and
    the bucket itself, as they are now."""
    count = nearby[bucket]
    if isinstance(leaf, Rate):
        return have + (count - by < leaf.at_least <= count)
    if isinstance(leaf, Within):
        return max(have, min(leaf.at_least, runs.densest(nearby, leaf.hours * 3_600, bucket)))
    fresh = count - by <= 0 < count
    if isinstance(leaf, Streak):
        return max(have, _through(leaf, nearby, bucket)) if fresh else have
    return have + fresh


def after_removing(leaf: Leaf, buckets: Mapping[int, int]) -> int:
    """What a bucketed leaf has, read off all its buckets; those of 0 or less are empty."""
    if isinstance(leaf, Rate):
        return sum(count >= leaf.at_least for count in buckets.values())
    if isinstance(leaf, Within):
        return min(leaf.at_least, runs.densest(buckets, leaf.hours * 3_600))
    if isinstance(leaf, Streak):
        return min(_longest(leaf), runs.longest(buckets, leaf.freezes, passed(leaf)))
    return sum(count > 0 for count in buckets.values())


def best(leaf: Leaf, buckets: Mapping[int, int]) -> int:
    """The most in one bucket: how near somebody came to a rate."""
    return max((count for count in buckets.values() if count > 0), default=0)


def count_all(pattern: Pattern, deeds: Iterable[Deed], zone: str) -> Counted:
    """What every leaf has counted of one person's deeds, in whatever order they come."""
    counted = Counted([0] * len(leaves(pattern)))
    linear, bucketed = _plan(pattern, zone)
    haves = counted.haves
    tallies = [(contribute, counted.buckets.setdefault(index, defaultdict(int))) for index, contribute in bucketed]
    for deed in deeds:
        for index, contribute in linear:
            for _, amount in contribute(deed):
                haves[index] += amount
        for contribute, buckets in tallies:
            for bucket, amount in contribute(deed):
                buckets[bucket] += amount  # type: ignore[index]
    for one in leaves(pattern):
        if one.index in counted.buckets:
            haves[one.index] = after_removing(one.leaf, counted.buckets[one.index])
    return counted


@lru_cache(maxsize=1_024)
def _plan(
    pattern: Pattern, zone: str
) -> tuple[tuple[tuple[int, _Contribute], ...], tuple[tuple[int, _Contribute], ...]]:
    """Linear and bucketed leaves, by number."""
    ours = [one for one in leaves(pattern) if isinstance(one.leaf, OfDeeds)]
    linear = tuple((one.index, _contribute(one.leaf, zone)) for one in ours if not is_bucketed(one.leaf))
    return linear, tuple((one.index, _contribute(one.leaf, zone)) for one in ours if is_bucketed(one.leaf))


@lru_cache(maxsize=1_024)
def _contribute(leaf: Leaf, zone: str) -> _Contribute:
    if not isinstance(leaf, OfDeeds):
        return lambda deed: NOTHING
    if isinstance(leaf, Count | Sum):
        return _linear(leaf, zone)
    passes = check(leaf.where, zone)
    if isinstance(leaf, Distinct):
        return _distinct(leaf, passes, zone)
    if isinstance(leaf, Streak):
        return _streak(leaf, passes, zone)
    if isinstance(leaf, Within):
        return lambda deed: ((int(deed.happened_at.timestamp()), 1),) if passes(deed) else NOTHING
    if isinstance(leaf, Rate):
        number = ordinal(leaf.per, zone)
        return lambda deed: ((number(deed.happened_at), 1),) if passes(deed) else NOTHING
    one: Contributions = ((None, 1),)
    return lambda deed: one if passes(deed) else NOTHING


def _linear(leaf: Count | Sum, zone: str) -> _Contribute:
    passes, points = check(leaf.where, zone, isinstance(leaf, Sum)), isinstance(leaf, Sum)
    takes = [(check(minus.where, zone, True), minus.each) for minus in leaf.minus]
    one: Contributions = ((None, 1),)
    if not takes and not points:
        return lambda deed: one if passes(deed) else NOTHING

    def contribute(deed: Deed) -> Contributions:
        amount = (deed.points if points else 1) if passes(deed) else 0
        for taken, each in takes:
            if taken(deed):
                amount -= each
        return ((None, amount),) if amount else NOTHING

    return contribute


def _distinct(leaf: Distinct, passes: Check, zone: str) -> _Contribute:
    if leaf.of == "collaborators":
        return lambda deed: tuple((person, 1) for person in set(deed.others)) if passes(deed) else NOTHING
    if leaf.of == "days":
        day = ordinal("day", zone)
        return lambda deed: ((day(deed.happened_at), 1),) if passes(deed) else NOTHING
    if leaf.of == "kinds":
        # A number for each kind that stays the same when there are more of them.
        return lambda deed: ((crc32(deed.kind.encode()), 1),) if passes(deed) else NOTHING
    return lambda deed: ((deed.project, 1),) if passes(deed) else NOTHING


def _streak(leaf: Streak, passes: Check, zone: str) -> _Contribute:
    number, not_counted = ordinal("day" if leaf.unit == "days" else "week", zone), passed(leaf)

    def contribute(deed: Deed) -> Contributions:
        if not passes(deed):
            return NOTHING
        bucket = number(deed.happened_at)
        return NOTHING if bucket in not_counted else ((bucket, 1),)

    return contribute


def _through(leaf: Streak, nearby: Mapping[int, int], bucket: int) -> int:
    return runs.longest_through(nearby, leaf.freezes, passed(leaf), bucket, _longest(leaf))


def _longest(leaf: Streak) -> int:
    """Beyond this nobody asks."""
    return leaf.at_least or 1
