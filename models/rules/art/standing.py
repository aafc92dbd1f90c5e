"""A layer comes in; where it stands on the square goes out, and whether a shape covers a point: for contrast.py."""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, radians, sin

from models.rules.art.arcs import Matrix, Point
from models.rules.art.drawing import Layer, PathLayer, TextLayer
from models.rules.art.outlines import absolute
from models.rules.art.setting import CAPITAL

PIECES = 6
"""Straight pieces in which a curve is walked along."""
SAME: Matrix = (1, 0, 0, 1, 0, 0)


def under(layer: Layer | None, place: Matrix = SAME) -> Matrix:
    """From the layer's own coordinates to the square, when its group's are there."""
    if layer is None:
        return place
    c, s = cos(radians(layer.turn)), sin(radians(layer.turn))
    own = (c * layer.sx, s * layer.sx, -s * layer.sy, c * layer.sy)
    a, b, c, d, e, f = place
    return (
        a * own[0] + c * own[1],
        b * own[0] + d * own[1],
        a * own[2] + c * own[3],
        b * own[2] + d * own[3],
        a * layer.x + c * layer.y + e,
        b * layer.x + d * layer.y + f,
    )


def middle(layer: Layer, place: Matrix) -> Point:
    """Of words and icons, on the square."""
    x, y = 0.0, 0.0
    if isinstance(layer, TextLayer):
        x = {"start": layer.width / 2, "middle": 0.0, "end": -layer.width / 2}[layer.align]
        if layer.arc:
            far = layer.arc.radius + CAPITAL * layer.size / 2
            x, y = 0.0, far if layer.arc.below else -far
    a, b, c, d, e, f = place
    return a * x + c * y + e, b * x + d * y + f


def holds(layer: PathLayer, place: Matrix, point: Point) -> bool:
    """Whether the shape covers the point of the square."""
    a, b, c, d, e, f = place
    size = a * d - b * c
    if not size:
        return False
    x, y = point[0] - e, point[1] - f
    own = (d * x - c * y) / size, (a * y - b * x) / size
    winding = crossings = 0
    for (x1, y1), (x2, y2) in _edges(layer.d):
        if (y1 <= own[1]) != (y2 <= own[1]) and own[0] < x1 + (own[1] - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
            winding += 1 if y1 < y2 else -1
    return bool(crossings % 2 if layer.rule == "evenodd" else winding)


def _edges(d: str) -> Iterator[tuple[Point, Point]]:
    """Each part of the outline, closed."""
    ring: list[Point] = []
    for letter, points in (*absolute(d), ("M", (0.0, 0.0))):
        if letter == "M" and ring:
            yield from pairwise([*ring, ring[0]])
        if letter == "M":
            ring = [(points[0], points[1])]
        elif letter != "Z":
            ring += _walked(ring[-1], points)


def _walked(start: Point, points: tuple[float, ...]) -> Iterator[Point]:
    """Points along a line or a curve: Bernstein's, as its handles ask."""
    knots = [start, *zip(points[0::2], points[1::2], strict=True)]
    if len(knots) == 2:
        yield knots[1]
        return
    for at in range(1, PIECES + 1):
        t, left = at / PIECES, knots
        while len(left) > 1:
            left = [(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for (x1, y1), (x2, y2) in pairwise(left)]
        yield left[0]
