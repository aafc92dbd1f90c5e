"""models/rules/patterns/counting.py: step by step comes out what all at once, and a slow second reading, would say."""

from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.deeds import Deed, Moved
from models.rules.patterns import counting
from models.rules.patterns.calendars import passed
from models.rules.patterns.counting import Counted
from models.rules.patterns.language import Pattern, Streak, Within, leaves, read
from models.rules.patterns.verdicts import Circumstances, reached
from tests.conftest import NOW
from tests.models.rules.patterns import naive
from tests.models.rules.patterns.histories import RANDOM, ZONES, histories, join, on, patterns

BERLIN = "Europe/Berlin"


class Engine:
    """A tally as the records keep it: haves, and buckets of which only those near by are read after an addition."""

    def __init__(self, pattern: Pattern, zone: str) -> None:
        self.zone, self.leaves = zone, leaves(pattern)
        self.haves = [0] * len(self.leaves)
        self.buckets: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))

    def move(self, moved: Moved) -> None:
        for one in self.leaves:
            for deed, sign in ((moved.before, -1), (moved.after, 1)):
                if deed is not None:
                    self._count(one.index, one.leaf, deed, sign)

    def _count(self, index: int, leaf: Any, deed: Deed, sign: int) -> None:
        buckets = self.buckets[index]
        for bucket, amount in counting.contributions(leaf, deed, self.zone):
            assert (bucket is not None) is counting.is_bucketed(leaf)
            if bucket is None:
                self.haves[index] += sign * amount
                continue
            buckets[bucket] += sign * amount
            if sign < 0:
                self.haves[index] = counting.after_removing(leaf, buckets)
            else:
                far = counting.reach(leaf)
                nearby = {number: count for number, count in buckets.items() if abs(number - bucket) <= far}
                after = counting.after_adding(leaf, self.haves[index], bucket, nearby, amount)
                assert not counting.is_full(leaf, self.haves[index]) or after == self.haves[index]
                self.haves[index] = after


def _lidded(pattern: Pattern, haves: list[int]) -> list[int]:
    """A streak, or a window, is not looked at beyond what is asked for."""
    return [
        min(have, one.leaf.at_least or 1) if isinstance(one.leaf, Streak | Within) else have
        for one, have in zip(leaves(pattern), haves, strict=True)
    ]


@RANDOM
@given(patterns(), histories(), st.sampled_from(ZONES))
def test_step_by_step_is_all_at_once_is_the_slow_reading(
    one: tuple[Pattern, dict[str, Any]], history: tuple[list[Moved], list[Deed]], zone: str
) -> None:
    (pattern, document), (steps, remaining) = one, history
    engine = Engine(pattern, zone)
    for moved in steps:
        engine.move(moved)
    at_once = counting.count_all(pattern, remaining, zone)
    assert engine.haves == at_once.haves == _lidded(pattern, naive.haves(document, remaining, zone))
    kept = {index: {b: count for b, count in buckets.items() if count} for index, buckets in engine.buckets.items()}
    assert {index: buckets for index, buckets in kept.items() if buckets} == {
        index: dict(buckets) for index, buckets in at_once.buckets.items() if buckets
    }
    now = Circumstances(now=NOW)
    assert reached(pattern, engine.haves, now) == naive.reached(document, remaining, zone)


@RANDOM
@given(patterns(), histories(), st.sampled_from(ZONES), st.randoms(use_true_random=False))
def test_the_order_of_deeds_does_not_matter(
    one: tuple[Pattern, dict[str, Any]], history: tuple[list[Moved], list[Deed]], zone: str, chance: Any
) -> None:
    pattern, deeds = one[0], history[1]
    shuffled = list(deeds)
    chance.shuffle(shuffled)
    forwards, engine = counting.count_all(pattern, deeds, zone), Engine(pattern, zone)
    for deed in shuffled:
        engine.move(Moved(None, deed))
    assert engine.haves == forwards.haves == counting.count_all(pattern, shuffled, zone).haves


NEARBY = [
    {"is": "streak", "at_least": 6, "freezes": 2},
    {"is": "streak", "at_least": 4, "freezes": 1, "weekends": False},
    {"is": "streak", "at_least": 5, "weekends": False, "holidays": ["12-24", "12-25", "2026-12-28", "01-01"]},
    {"is": "within", "at_least": 2, "hours": 1},
    {"is": "within", "at_least": 5, "hours": 1},
]


@RANDOM
@given(st.sampled_from(NEARBY), st.lists(st.integers(0, 30), unique=True))
def test_what_lies_within_reach_is_enough_to_find_what_all_would_find(leaf: dict[str, Any], added: list[int]) -> None:
    """A streak over a turn of the year; five things, ten minutes apart."""
    one = leaves(read({"earned": leaf}))[0].leaf
    scale, start = (600, 0) if isinstance(one, Within) else (1, date(2026, 12, 14).toordinal())
    have, buckets = 0, {}
    for bucket in (start + scale * number for number in added):
        if isinstance(one, Streak) and bucket in passed(one):
            continue
        buckets[bucket] = 1
        far = counting.reach(one)
        nearby = {number: count for number, count in buckets.items() if abs(number - bucket) <= far}
        have = counting.after_adding(one, have, bucket, nearby)
        assert have == counting.after_removing(one, buckets)


def _have(leaf: dict[str, Any], deeds: list[Deed], zone: str = BERLIN) -> int:
    return counting.count_all(read({"earned": leaf}), deeds, zone).haves[0]


@pytest.mark.parametrize(
    ("leaf", "days", "have"),
    [
        ({}, ("2026-03-27", "2026-03-28", "2026-03-29"), 3),
        ({}, ("2026-03-27", "2026-03-29"), 1),
        ({"freezes": 1}, ("2026-03-27", "2026-03-29"), 2),
        ({"freezes": 1}, ("2026-03-27", "2026-03-30"), 1),
        ({"freezes": 2}, ("2026-03-02", "2026-03-04", "2026-03-06", "2026-03-08"), 3),
        # A Friday and a Monday.
        ({"weekends": False}, ("2026-03-27", "2026-03-30"), 2),
        # What is done on a day that is passed over does not count.
        ({"weekends": False}, ("2026-03-27", "2026-03-28", "2026-03-30"), 2),
        ({"holidays": ["12-25", "2026-12-26"]}, ("2026-12-24", "2026-12-25", "2026-12-27"), 2),
        ({"holidays": ["2025-12-25"]}, ("2026-12-24", "2026-12-26"), 1),
        ({"unit": "weeks"}, ("2026-03-01", "2026-03-02", "2026-03-14"), 3),
        ({"unit": "weeks"}, ("2025-12-28", "2026-01-05"), 1),
        ({"unit": "weeks", "freezes": 1}, ("2025-12-28", "2026-01-05"), 2),
    ],
)
def test_a_streak(leaf: dict[str, Any], days: tuple[str, ...], have: int) -> None:
    assert _have({"is": "streak", "at_least": 9, **leaf}, on(*days)) == have


def test_days_and_hours_are_those_of_the_organisations_zone() -> None:
    night = {"is": "count", "at_least": 1, "where": {"hours": {"from": 22, "until": 5}}}
    by_zone = {zone: _have(night, on("2026-03-04T21:30"), zone) for zone in ("UTC", BERLIN, "America/New_York")}
    assert by_zone == {"UTC": 0, BERLIN: 1, "America/New_York": 0}
    days = {"is": "distinct", "of": "days", "at_least": 1}
    assert [_have(days, on("2026-03-04T22:30", "2026-03-04T23:30"), zone) for zone in ("UTC", BERLIN)] == [1, 2]
    assert _have(night, on("2026-03-04T04:59", "2026-03-04T05:00", "2026-03-04T21:59", "2026-03-04T22:00"), "UTC") == 2
    saturday = {"is": "count", "at_least": 1, "where": {"weekdays": ["sat"]}}
    assert [_have(saturday, on("2026-03-06T20:00"), zone) for zone in ("UTC", "Asia/Kathmandu")] == [0, 1]


def test_an_hour_that_the_clock_shows_twice_counts_twice_and_one_it_leaves_out_never() -> None:
    two_o_clock = {"is": "count", "at_least": 1, "where": {"hours": {"from": 2, "until": 3}}}
    assert _have(two_o_clock, on("2026-10-25T00:30", "2026-10-25T01:30", "2026-10-25T02:30")) == 2
    assert _have(two_o_clock, on("2026-03-29T00:30", "2026-03-29T01:00", "2026-03-29T01:30")) == 0


def test_a_window_is_as_long_as_it_says_also_when_the_clock_changes() -> None:
    leaf = {"is": "within", "at_least": 2, "hours": 24}
    assert _have(leaf, on("2026-03-28T12:00:00", "2026-03-29T12:00:00")) == 2
    assert _have(leaf, on("2026-03-28T12:00:00", "2026-03-29T12:00:01")) == 1


def test_penalties_lower_a_sum_and_are_no_work() -> None:
    deeds = join(on("2026-03-01", points=5), on("2026-03-02", kind="penalty", points=-2))
    assert _have({"is": "sum", "at_least": 1}, deeds) == 3
    assert _have({"is": "count", "at_least": 1}, deeds) == 1
    rolled_back = {"is": "count", "at_least": 1, "minus": [{"where": {"kinds": ["penalty"]}, "each": 3}]}
    assert _have(rolled_back, deeds) == -2


def test_what_came_before_since_does_not_count_by_the_organisations_calendar() -> None:
    pattern = read({"earned": {"is": "count", "at_least": 1}, "since": "2026-03-29"})
    deeds = on("2026-03-28T22:59", "2026-03-28T23:00")
    assert counting.count_all(pattern, deeds, BERLIN).haves == [1]
    assert counting.count_all(pattern, deeds, "UTC").haves == [0]


def test_somebody_with_whom_much_was_done_counts_until_the_last_of_it_goes() -> None:
    leaf = read({"earned": {"is": "distinct", "of": "collaborators", "at_least": 2}})
    both, one = on("2026-03-01", "2026-03-02", others=(7, 8, 8)), on("2026-03-01", others=(7,))
    assert counting.count_all(leaf, join(both, one), BERLIN) == Counted([2], {0: {7: 3, 8: 2}})
    assert counting.after_removing(leaves(leaf)[0].leaf, {7: 1, 8: 0}) == 1


def test_the_best_period_is_how_near_somebody_came() -> None:
    pattern = read({"earned": {"is": "rate", "at_least": 5, "per": "month"}})
    counted = counting.count_all(pattern, on("2026-03-01", "2026-03-30", "2026-04-02"), BERLIN)
    assert counted.haves == [0]
    assert counting.best(leaves(pattern)[0].leaf, counted.buckets[0]) == 2
