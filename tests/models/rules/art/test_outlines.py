"""Outlines: in absolute curves, moved, turned, and the box that they fill."""

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.art.outlines import absolute, box, moved, turned

CIRCLE = "M-50 0a50 50 0 1 1 100 0a50 50 0 1 1-100 0z"
ODD = "m10 10h20v-5l-5 5q5 5 10 0t10 0c0 10 5 10 5 0s5-10 5 0zm3 3a4 8 30 0 1 5 5z"


def test_a_path_becomes_lines_and_curves_from_the_origin() -> None:
    assert absolute("m1 2h3v4q1 1 2 0t2 0z") == (
        ("M", (1, 2)),
        ("L", (4, 2)),
        ("L", (4, 6)),
        ("Q", (5, 7, 6, 6)),
        ("Q", (7, 5, 8, 6)),
        ("Z", ()),
    )


@pytest.mark.parametrize(
    ("d", "expected"),
    [
        (CIRCLE, (-50, -50, 100, 100)),
        ("M0 0C0 40 100 40 100 0", (0, 0, 100, 30)),
        ("M0 0Q50 40 100 0", (0, 0, 100, 20)),
        ("M0 0A10 10 0 0 1 20 0", (0, -10, 20, 10)),
        ("M0 0A10 10 0 0 0 20 0", (0, 0, 20, 10)),
        ("M0 0A1 2 0 0 0 20 0", (0, 0, 20, 20)),
        ("M3 4", (3, 4, 0, 0)),
        ("", (0, 0, 0, 0)),
    ],
)
def test_a_box_is_as_large_as_the_curve_not_as_its_handles(d: str, expected: tuple[float, ...]) -> None:
    assert box(d) == pytest.approx(expected, abs=0.05)


@given(st.floats(-900, 900), st.floats(-900, 900))
def test_moving_changes_nothing_but_the_place(x: float, y: float) -> None:
    before, after = box(ODD), box(moved(ODD, x, y))
    assert after == pytest.approx((before.x + x, before.y + y, before.width, before.height), abs=0.15)


def test_a_quarter_turn_swaps_width_and_height() -> None:
    before, after = box(ODD), box(turned(ODD, pi / 2, 0, 0))
    assert after == pytest.approx((-before.y - before.height, before.x, before.height, before.width), abs=0.15)
