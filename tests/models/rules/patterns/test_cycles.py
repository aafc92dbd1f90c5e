"""models/rules/patterns/cycles.py: badges that wait for each other are found before anybody waits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.patterns.cycles import badges_of, cycle
from models.rules.patterns.language import read


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ({1: [1]}, [1, 1]),
        ({1: [2], 2: [1]}, [1, 2, 1]),
        ({1: [4, 2], 2: [3], 3: [1], 4: []}, [1, 2, 3, 1]),
        ({1: [2, 3], 2: [4], 3: [4]}, None),
        ({1: [2], 2: [3], 3: [2]}, None),
        ({}, None),
    ],
)
def test_a_circle_is_told_as_the_way_round(edges: dict[int, list[int]], found: list[int] | None) -> None:
    assert cycle(edges, 1) == found


@given(st.dictionaries(st.integers(1, 6), st.sets(st.integers(1, 6))))
def test_a_way_is_found_just_when_one_can_be_walked(edges: dict[int, set[int]]) -> None:
    reachable = set(edges.get(1, ()))
    for _ in range(6):
        reachable |= {further for badge in reachable for further in edges.get(badge, ())}
    way = cycle(edges, 1)
    assert (way is not None) is (1 in reachable)
    for one, other in zip(way or [], (way or [])[1:], strict=False):
        assert other in edges[one]


def test_badges_are_needed_by_requirement_and_by_being_held_anywhere() -> None:
    inner = {"is": "any", "of": [{"is": "not", "of": {"is": "holds", "badge": 5}}, {"is": "holds", "badge": 6}]}
    pattern = read({"earned": {"is": "all", "of": [{"is": "first"}, inner]}, "requires": [7]})
    assert badges_of(pattern) == {5, 6, 7}
