"""Gradients in the layer's own units: turned in the unit square, then stretched to the box."""

import re

import pytest

from models.rules.art.colors import Palette
from models.rules.art.drawing import Drawing, Gradient
from models.rules.art.outlines import Box
from models.rules.art.paints import Brush
from models.rules.art.wish import Wish

STOPS = [{"at": 0, "color": "#000000"}, {"at": 1, "color": "#ffffff"}]


def numbers(box: Box, **more: object) -> dict[str, float]:
    brush = Brush(Palette(Drawing(), Wish()), 512)
    brush.reference(Gradient.model_validate({"stops": STOPS, **more}), box)
    return {name: float(value) for name, value in re.findall(r' (\w+)="([-.\d]+)"', str(brush.defs).split(">")[1])}


@pytest.mark.parametrize(
    ("turn", "ends"),
    [(0, (10, 40, 110, 40)), (90, (60, 20, 60, 60)), (180, (110, 40, 10, 40)), (45, (50.25, 15.62, 69.75, 64.38))],
)
def test_a_linear_gradient_lies_over_the_box(turn: float, ends: tuple[float, ...]) -> None:
    found = numbers(Box(10, 20, 100, 40), turn=turn)
    assert tuple(found.values()) == pytest.approx(ends, abs=0.02)


def test_a_line_has_a_gradient_over_the_square_around_it() -> None:
    assert numbers(Box(0, 50, 100, 0), turn=90) == {"x1": 50, "y1": 0, "x2": 50, "y2": 100}


def test_a_radial_gradient_reaches_the_furthest_edge() -> None:
    assert numbers(Box(0, 0, 100, 100), kind="radial", cx=0.2) == {"cx": 20, "cy": 50, "r": 80}


def test_ids_are_short_and_never_the_same() -> None:
    brush = Brush(Palette(Drawing(), Wish()), 512)
    ids = [brush.defs.id(f'path d="M{at} 0"/>') for at in range(800)]
    assert len(set(ids)) == 800 and ids[:3] == ["a", "b", "c"] and ids[26:28] == ["aa", "ab"]
