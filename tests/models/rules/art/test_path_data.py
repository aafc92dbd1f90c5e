"""Path data: whatever is read quickly is what reading closely finds; what is wrong is told with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.art.path_data import LONG, SEGMENTS, _read_closely, _read_quickly, commands, from_origin

PIECES = st.sampled_from(
    [*"MmLlHhVvCcSsQqTtAaZz ,\n-+.eE019", "2.5", "-3", "1e3", " 5 5", "a1 1 0 0 1 2 2", "a1 1 0 01 2 2"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_quickly_and_closely_read_the_same(rest: str) -> None:
    for d in (rest, f"M1 1{rest}"):
        found = _read_quickly(d)
        if found:
            assert found == _read_closely(d)


@pytest.mark.parametrize(
    "d",
    [
        "M1 2 3 4h5V6zm7,8l-9-.5",
        "m0 0c1 2 3 4 5 6s1 2 3 4q1 2 3 4t5 6",
        "M0 0A5 6 30 0 1 7 8 5 6 30 1 0 9 9",
        " M1e2-3E1L+.5 7. ",
    ],
)
def test_what_most_write_is_read_quickly(d: str) -> None:
    assert _read_quickly(d) == _read_closely(d) == commands(d) != []


@pytest.mark.parametrize(
    ("d", "end"), [("M0 0a1 1 0 01 5 5", (5, 5)), ("M0 0a1 1 0 015 5", (5, 5)), ("M0 0a1 1 0 1150-2", (50, -2))]
)
def test_flags_may_stand_close_to_other_numbers(d: str, end: tuple[float, float]) -> None:
    assert commands(d)[-1][1][-2:] == end


@pytest.mark.parametrize(
    ("d", "words"),
    [
        ("L1 1", "character 1"),
        ("M1 1 oops", "character 5"),
        ("M1 1z3", "character 6"),
        ("M1 1L2", "in the middle"),
        ("M1 1L2h3", "lacks a number"),
        ("M1 1" + "h1" * SEGMENTS, "more than 6000 segments"),
        ("M1 1" + "h1 " * LONG, "more than 6000 segments"),
        ("M1 1" + " " * LONG + "x", "cannot be read at character 5"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(d: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        commands(d)


def test_after_a_closed_part_numbers_count_from_its_beginning() -> None:
    assert list(from_origin("m10 10h5v5zl1 1a2 3 0 0 1 4 4A0 9 0 0 0 9 9")) == [
        ("M", (10, 10)),
        ("L", (15, 10)),
        ("L", (15, 15)),
        ("Z", ()),
        ("L", (11, 11)),
        ("A", (2, 3, 0, 0, 1, 15, 15)),
        ("L", (9, 9)),
    ]


def test_a_smooth_curve_goes_on_as_the_one_before_it_and_after_a_line_it_has_no_handle() -> None:
    assert [points[:2] for _, points in from_origin("M0 0C0 1 2 1 2 0S4-1 4 0L5 5S6 6 7 7q1 1 2 0t2 0")] == [
        (0, 0),
        (0, 1),
        (2, -1),
        (5, 5),
        (5, 5),
        (8, 8),
        (10, 6),
    ]
