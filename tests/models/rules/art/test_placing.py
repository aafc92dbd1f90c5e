"""Lines on pixels: whole ones wide, at least one, and straight edges between two of them."""

import pytest

from models.rules.art.drawing import GroupLayer
from models.rules.art.placing import line_width, nudge, transform, whole, within

SQUARE = "M-100-100H100V100H-100Z"


def group(**more: object) -> GroupLayer:
    return GroupLayer.model_validate({"kind": "group", "id": "g", "z": "a", "x": 0, "y": 0, **more})


@pytest.mark.parametrize(
    ("width", "size", "drawn", "opacity"),
    [(11, 64, 8, 1), (14, 64, 16, 1), (6, 32, 16, 0.75), (40, 64, 40, 1), (3, 512, 3, 1), (0, 64, 0, 1)],
)
def test_a_line_is_whole_pixels_wide(width: float, size: int, drawn: float, opacity: float) -> None:
    assert line_width(width, whole(size), size) == (drawn, opacity)


def test_what_a_group_enlarges_counts() -> None:
    assert line_width(2, within(whole(64), group(sx=4, sy=4)), 64) == (2, 1.0)


def test_edges_lie_between_two_pixels() -> None:
    place = within(whole(64), group(x=107, y=98))
    dx, dy = nudge(SQUARE, 0, place, 64)
    for moved in ((107 - 100) / 8 + dx, (98 - 100) / 8 + dy):
        assert moved == round(moved)


def test_a_line_of_one_pixel_lies_in_the_middle_of_one() -> None:
    place = within(whole(64), group(y=100))
    assert (100 / 8 + nudge("M-50 0H50", 1, place, 64)[1]) % 1 == 0.5


@pytest.mark.parametrize("d", ["M0 0L9 4L3 9Z", "M-50 0a50 50 0 1 1 100 0a50 50 0 1 1-100 0z"])
def test_what_has_no_straight_edges_stays(d: str) -> None:
    assert nudge(d, 0, within(whole(64), group(x=3, y=3)), 64) == (0, 0)


def test_what_is_turned_or_large_stays() -> None:
    assert nudge(SQUARE, 0, within(whole(64), group(x=3, y=3, turn=9)), 64) == (0, 0)
    assert nudge(SQUARE, 0, within(whole(512), group(x=3.3, y=3)), 512) == (0, 0)


def test_a_transform_says_only_what_changes_something() -> None:
    assert transform(0, 0, 0, 1, 1) == transform(0.001, 0, 0, 1, 1) == ""
    assert transform(1.239, -0.5, 30, -1, 2) == ' transform="translate(1.24 -.5) rotate(30) scale(-1 2)"'
