"""models/rules/labels.py: which labels speak of points or of a size; what they are worth is the tariff's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.labels import amount_of, size_of
from models.rules.points import Tariff, label_points


def worth(*labels: str, tariff: Tariff | None = None) -> int | None:
    found = label_points(labels, tariff or Tariff())
    return found[0] if found else None


@pytest.mark.parametrize(
    "label",
    [
        "points: 3",
        "points:3",
        "Points 3",
        "point: 3",
        "pts/3",
        "pt=3",
        "sp/3",
        "SP: 3",
        "story points 3",
        "story-points/3",
        "storypoints: 3",
        "story point: 3",
        "3 points",
        "3pts",
        "3 SP",
        "3 story points",
        "1 point",
        " points: 3 ",
        "points: 03",
        "size/M",
        "size: m",
        "Size M",
        "size=M",
    ],
)
def test_a_whole_label_may_speak_of_points(label: str) -> None:
    assert worth(label) == (1 if "1" in label else 3)


@pytest.mark.parametrize(
    "label",
    [
        "points: 3x",
        "points: 3.5",
        "points: -3",
        "points: 3 4",
        "points: \uff13",
        "points: ٣",
        "points: ³",
        "checkpoints: 3",
        "points",
        "points:",
        "points: three",
        "3",
        "3 bugs",
        "33 pointsmen",
        "my sp/5",
        "sp/5!",
        "points: 1000000000",
        "size/huge",
        "size/",
        "size/XXXXL",
        "ſize/M",
        "resize/M",
        "points: 3\npoints: 4",
        "",
    ],
)
def test_any_other_label_does_not(label: str) -> None:
    assert worth(label) is None


def test_a_label_above_the_bound_is_taken_for_a_slip() -> None:
    assert worth("points: 100") == 100
    assert worth("points: 101") is None
    assert worth("points: 101", tariff=Tariff(label_limit=200)) == 101


def test_a_label_worth_nothing_is_worth_nothing() -> None:
    assert worth("points: 0") == 0


def test_of_several_labels_that_speak_the_highest_counts() -> None:
    assert label_points(["points: 3", "sp/5", "size/S"], Tariff()) == (5, "sp/5")
    assert worth("points: 999", "sp/2") == 2
    assert worth("sp/2", "size/S", "Urgent", tariff=Tariff(labels={"urgent": 7})) == 7
    assert worth("sp/9", "size/S", "urgent", tariff=Tariff(labels={"urgent": 7})) == 9


def test_sizes_are_the_tariffs_own() -> None:
    assert worth("size/huge", "size/m", tariff=Tariff(sizes={"Huge": 40})) == 40


@given(st.text(max_size=30))
def test_no_label_breaks_the_reading(label: str) -> None:
    found = worth(label)
    assert found is None or 0 <= found <= 100
    assert amount_of(label) is None or size_of(label) is None


@given(st.lists(st.sampled_from(["points: 3", "sp/5", "5 points", "size/L", "bug", "points: 3x"]), max_size=6))
def test_the_order_of_labels_does_not_matter(labels: list[str]) -> None:
    assert label_points(labels, Tariff()) == label_points(sorted(labels), Tariff())
