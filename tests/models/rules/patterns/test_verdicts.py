"""models/rules/patterns/verdicts.py: whether, how often and since when a badge is earned, and how far somebody is."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.deeds import Deed, Moved
from models.rules.patterns import counting
from models.rules.patterns.language import Pattern, leaves, read
from models.rules.patterns.verdicts import Circumstances, Completion, Tree, completions, needs, reached, tree
from tests.conftest import NOW
from tests.models.rules.patterns import naive
from tests.models.rules.patterns.histories import RANDOM, ZONES, histories, join, on, patterns

ALONE = Circumstances(now=NOW)
COUNT = {"is": "count", "at_least": 2}
STEPS = [{"name": "Bronze", "at_least": 2}, {"name": "Silver", "at_least": 3}]
MEMBER, LEAGUE, HOLDS = {"is": "member", "days": 30}, {"is": "league", "league": 7}, {"is": "holds", "badge": 12}
EMAIL, TOP = {"is": "profile", "fact": "email"}, {"is": "top", "period": "week"}


def done(earned: dict[str, Any], deeds: list[Deed], knows: Circumstances = ALONE, **more: Any) -> list[Completion]:
    return list(completions(read({"earned": earned, **more}), deeds, knows, "UTC"))


def days(found: list[Completion]) -> list[str]:
    return [f"{one.at:%m-%d}" for one in found]


def seen(earned: dict[str, Any], deeds: list[Deed], knows: Circumstances = ALONE, **more: Any) -> Tree:
    pattern = read({"earned": earned, **more})
    counted = counting.count_all(pattern, deeds, "UTC")
    best = {index: counting.best(leaves(pattern)[index].leaf, found) for index, found in counted.buckets.items()}
    return tree(pattern, counted.haves, knows, best)


@RANDOM
@given(patterns(), histories(), st.sampled_from(ZONES))
def test_a_number_is_dated_by_the_deed_since_which_it_was_always_due(
    one: tuple[Pattern, dict[str, Any]], history: tuple[list[Moved], list[Deed]], zone: str
) -> None:
    (pattern, document), deeds = one, sorted(history[1], key=lambda deed: (deed.happened_at, deed.id))
    due = [naive.reached(document, deeds[:count], zone) for count in range(len(deeds) + 1)]
    found = completions(pattern, reversed(deeds), ALONE, zone)
    assert len(found) == due[-1] == reached(pattern, counting.count_all(pattern, deeds, zone).haves, ALONE)
    for completion in found:
        late = max(count for count in range(len(deeds)) if due[count] < completion.number)
        assert (completion.deed, completion.at) == (deeds[late], deeds[late].happened_at)


@RANDOM
@given(patterns(), histories(), st.sampled_from(ZONES))
def test_the_tree_says_the_same_as_the_verdict(
    one: tuple[Pattern, dict[str, Any]], history: tuple[list[Moved], list[Deed]], zone: str
) -> None:
    pattern, haves = one[0], counting.count_all(one[0], history[1], zone).haves
    root = tree(pattern, haves, ALONE)
    assert root.met is (reached(pattern, haves, ALONE) > 0)
    assert _paths(root, leaves_only=True) == [leaf.path for leaf in leaves(pattern)]


def _paths(root: Tree, leaves_only: bool) -> list[str]:
    below = [path for child in root.children for path in _paths(child, leaves_only)]
    return below if leaves_only and root.children else [root.path, *below]


def test_levels_are_dated_each_and_one_that_was_lost_again_by_the_way_back() -> None:
    deeds = join(on("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-05"), on("2026-01-04", kind="star.given"))
    minus = [{"where": {"kinds": ["star.given"]}, "each": 1}]
    closed = {"is": "count", "where": {"kinds": ["issue.closed"]}}
    found = done(closed | {"minus": minus}, deeds, levels=STEPS)
    assert [(one.number, one.level) for one in found] == [(1, "Bronze"), (2, "Silver")]
    assert days(found) == ["01-02", "01-05"]
    assert days(done(closed, deeds, levels=STEPS)) == ["01-02", "01-03"]


def test_again_means_again_by_as_much_up_to_the_limit() -> None:
    deeds = on(*(f"2026-01-{day:02}" for day in range(1, 10)))
    assert days(done(COUNT, deeds, repeat={})) == ["01-02", "01-04", "01-06", "01-08"]
    assert days(done(COUNT, deeds, repeat={"limit": 2})) == ["01-02", "01-04"]


def test_what_comes_before_the_cool_down_is_over_is_not_given_later_either() -> None:
    deeds = on(*(f"2026-01-{day:02}" for day in range(1, 13)))
    assert days(done(COUNT, deeds, repeat={"cool_down_days": 3})) == ["01-02", "01-06", "01-10"]
    assert days(done(COUNT, deeds, repeat={"cool_down_days": 3, "limit": 2})) == ["01-02", "01-06"]


def test_each_period_with_enough_counts_once() -> None:
    deeds = on("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-12", "2026-01-19", "2026-01-20")
    weekly = {"is": "rate", "at_least": 2, "per": "week"}
    assert days(done(weekly, deeds, repeat={})) == ["01-06", "01-20"]
    assert days(done(weekly | {"times": 2}, deeds)) == ["01-20"]


def test_a_member_earns_when_the_days_are_over_and_not_by_a_deed() -> None:
    knows = Circumstances(now=NOW, joined_at=NOW - timedelta(days=40))
    [alone] = done(MEMBER, on("2026-01-01"), knows)
    assert (alone.at, alone.deed) == (NOW - timedelta(days=10), None)
    both = {"is": "all", "of": [MEMBER, COUNT]}
    [later] = done(both, on("2026-02-25", "2026-02-26"), knows)
    assert (days([later]), later.deed is not None) == (["02-26"], True)
    assert done(MEMBER, [], Circumstances(now=NOW, joined_at=NOW - timedelta(days=30, seconds=-1))) == []


@pytest.mark.parametrize(
    ("leaf", "key", "knows"),
    [
        (LEAGUE, "league:7", {"leagues": {7}}),
        (HOLDS, "badge:12", {"badges": {12}}),
        (EMAIL, "profile:email", {"facts": {"email"}}),
        (TOP, "top:0", {"tops": {0: 1}}),
    ],
)
def test_a_circumstance_counts_from_its_moment_on(leaf: dict[str, Any], key: str, knows: dict[str, Any]) -> None:
    pattern, at = read({"earned": leaf}), NOW - timedelta(days=3)
    assert reached(pattern, [0], ALONE) == 0
    assert reached(pattern, [0], Circumstances(now=NOW, **knows)) == 1
    assert [one.at for one in done(leaf, [], Circumstances(now=NOW, **knows))] == [NOW]
    assert [one.at for one in done(leaf, [], Circumstances(now=NOW, moments={key: (at,)}, **knows))] == [at]
    assert needs(pattern) <= {"leagues", "badges", "profile", "top"}


def test_the_top_of_several_weeks_is_earned_for_each() -> None:
    moments = {"top:0": [NOW - timedelta(days=14), NOW - timedelta(days=7)]}
    found = done(TOP, [], Circumstances(now=NOW, tops={0: 2}, moments=moments), repeat={})
    assert [(one.number, one.at) for one in found] == [(1, moments["top:0"][0]), (2, moments["top:0"][1])]


def test_a_required_badge_must_be_held_too_and_says_since_when() -> None:
    deeds, held = on("2026-01-01", "2026-01-02"), {"badge:9": (NOW - timedelta(days=1),)}
    assert done(COUNT, deeds, requires=[9]) == []
    [found] = done(COUNT, deeds, Circumstances(now=NOW, badges={9}, moments=held), requires=[9])
    assert (found.at, found.deed) == (NOW - timedelta(days=1), None)
    missing = seen(COUNT, deeds, requires=[9])
    assert (missing.met, [(child.path, child.met) for child in missing.children]) == (
        False,
        [("requires.0", False), ("earned", True)],
    )
    assert needs(read({"earned": COUNT, "requires": [9]})) == {"badges"}


def test_everything_that_is_looked_up_is_asked_for() -> None:
    pattern = read({"earned": {"is": "all", "of": [MEMBER, LEAGUE, HOLDS, EMAIL, TOP, COUNT]}})
    assert needs(pattern) == {"leagues", "badges", "member", "profile", "top"}
    assert needs(read({"earned": COUNT})) == frozenset()


def test_a_tree_is_told_as_data() -> None:
    of = [COUNT, {"is": "not", "of": {"is": "first", "where": {"kinds": ["star.given"]}}}]
    found = seen({"is": "all", "of": of}, on("2026-01-01")).model_dump(mode="json")
    assert found == {
        "path": "earned",
        "is": "all",
        "words": "all of these",
        "met": False,
        "have": 1,
        "need": 2,
        "children": [
            {
                "path": "earned.of.0",
                "is": "count",
                "words": "2 contributions",
                "met": False,
                "have": 1,
                "need": 2,
                "children": [],
            },
            {
                "path": "earned.of.1",
                "is": "not",
                "words": "without a first star given",
                "met": True,
                "have": None,
                "need": None,
                "children": [
                    {
                        "path": "earned.of.1.of",
                        "is": "first",
                        "words": "a first star given",
                        "met": False,
                        "have": 0,
                        "need": 1,
                        "children": [],
                    }
                ],
            },
        ],
    }
    assert Tree.model_validate(found).words == "all of these"


def test_have_and_need_are_those_of_the_next_level_the_next_time_and_the_best_period() -> None:
    two, four = on("2026-01-01", "2026-01-02"), on(*(f"2026-01-{day:02}" for day in range(1, 5)))
    taken = {"is": "count", "at_least": 2, "minus": [{"where": {"kinds": ["issue.closed"]}, "each": 3}]}
    numbers = [
        seen({"is": "count"}, two, levels=STEPS),
        seen({"is": "count"}, four, levels=STEPS),
        seen(COUNT, two, repeat={}),
        seen(COUNT, four, repeat={"limit": 2}),
        seen({"is": "rate", "at_least": 9, "per": "month"}, four),
        seen({"is": "rate", "at_least": 2, "per": "month", "times": 3}, four),
        seen(taken, two),
        seen(MEMBER, [], Circumstances(now=NOW, joined_at=NOW - timedelta(days=9))),
    ]
    assert [(one.have, one.need, one.met) for one in numbers] == [
        (2, 3, True),
        (4, 3, True),
        (2, 4, True),
        (4, 4, True),
        (4, 9, False),
        (1, 3, False),
        (0, 2, False),
        (9, 30, False),
    ]
