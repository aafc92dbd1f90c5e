"""models/rules/patterns/listening.py: nothing that counts comes by unheard, and little else is looked at."""

from typing import Any

import pytest
from hypothesis import given

from models.rules.deeds import KINDS, Deed, Moved
from models.rules.patterns import counting, listening
from models.rules.patterns.language import Pattern, leaves, read
from tests.models.rules.patterns.histories import RANDOM, histories, on, patterns


@RANDOM
@given(patterns(), histories())
def test_a_deed_that_counts_for_a_leaf_asks_for_one_of_its_keys(
    one: tuple[Pattern, dict[str, Any]], history: tuple[list[Moved], list[Deed]]
) -> None:
    for leaf in leaves(one[0]):
        waiting = {key for index, key in listening.keys(one[0]) if index == leaf.index}
        for deed in history[1]:
            assert not counting.contributions(leaf.leaf, deed, "UTC") or waiting & listening.keys_of(deed)


@pytest.mark.parametrize(
    ("earned", "keys"),
    [
        ({"is": "first", "where": {"labels": ["Bug", "docs"], "projects": [7]}}, {"label:bug", "label:docs"}),
        ({"is": "first", "where": {"projects": [7], "kinds": ["push.made"]}}, {"project:7"}),
        ({"is": "first", "where": {"kinds": ["push.made"], "hours": {"from": 1, "until": 2}}}, {"kind:push.made"}),
        ({"is": "member", "days": 3}, {"member"}),
        ({"is": "league", "league": 7}, {"league:7"}),
        ({"is": "holds", "badge": 12}, {"badge:12"}),
        ({"is": "profile", "fact": "email"}, {"profile"}),
        ({"is": "top", "period": "week"}, {"top"}),
    ],
)
def test_a_leaf_waits_under_its_most_selective_filter(earned: dict[str, Any], keys: set[str]) -> None:
    assert listening.keys(read({"earned": earned})) == tuple((0, key) for key in sorted(keys))


def test_any_work_is_every_kind_and_for_points_also_penalties() -> None:
    count = listening.keys(read({"earned": {"is": "count", "at_least": 1}}))
    total = listening.keys(read({"earned": {"is": "sum", "at_least": 1}}))
    assert set(total) - set(count) == {(0, "kind:penalty")}
    assert len(count) == len(KINDS)


def test_what_takes_away_is_heard_and_what_is_required_concerns_no_leaf() -> None:
    minus = [{"where": {"labels": ["spam"]}, "each": 1}]
    earned = {"is": "count", "at_least": 1, "where": {"kinds": ["push.made"]}, "minus": minus}
    pattern = read({"earned": earned, "requires": [9]})
    assert listening.keys(pattern) == ((0, "kind:push.made"), (0, "label:spam"), (listening.WHOLE, "badge:9"))


def test_a_deed_asks_for_its_kind_its_project_and_its_labels() -> None:
    [deed] = on("2026-03-01", labels=("bug", "docs"), project=7)
    assert listening.keys_of(deed) == {"kind:issue.closed", "project:7", "label:bug", "label:docs"}
