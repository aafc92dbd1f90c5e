"""A shape's attributes come in; the points that its outline keeps between, its length and its corners go out."""

from collections.abc import Mapping
from itertools import pairwise
from math import pi
from typing import NamedTuple

from models.rules.art.path_shapes import segments


class Extent(NamedTuple):
    """`left` … `bottom` in the shape's own units, never too small. `length` of its outline, `corners` of it."""

    left: float
    top: float
    right: float
    bottom: float
    length: float
    corners: int


def extent(tag: str, given: Mapping[str, str]) -> Extent:
    """Of a shape whose values were judged."""
    if tag == "path":
        return _of_path(given["d"])
    if tag in ("polyline", "polygon"):
        numbers = [float(part) for part in given["points"].split()]
        return _of_points([complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)])
    n = {name: float(given.get(name, "0")) for name in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry")}
    if tag == "line":
        x1, y1, x2, y2 = (float(given.get(name, "0")) for name in ("x1", "y1", "x2", "y2"))
        return _of_points([complex(x1, y1), complex(x2, y2)])
    if tag in ("rect", "image"):
        length = 2 * (n["width"] + n["height"])
        return Extent(n["x"], n["y"], n["x"] + n["width"], n["y"] + n["height"], length, 4)
    rx, ry = (n["r"], n["r"]) if tag == "circle" else (n["rx"], n["ry"])
    return Extent(n["cx"] - rx, n["cy"] - ry, n["cx"] + rx, n["cy"] + ry, 2 * pi * max(rx, ry), 4)


def _of_points(points: list[complex]) -> Extent:
    if not points:
        return Extent(0, 0, 0, 0, 0, 0)
    xs, ys = [point.real for point in points], [point.imag for point in points]
    length = sum(abs(b - a) for a, b in pairwise(points))
    return Extent(min(xs), min(ys), max(xs), max(ys), length, len(points))


def _of_path(d: str) -> Extent:
    points: list[complex] = []
    for one in segments(d):
        if one.kind == "A" and points:
            # An arc that is too small for its ends is made larger, as far as its ends are apart.
            reach = 2 * max(*one.radii, abs(one.at - points[-1]))
            start = points[-1]
            points += [start + complex(reach, reach), start - complex(reach, reach)]
        points += [*{"C": [one.c1, one.c2], "Q": [one.c1]}.get(one.kind, []), one.at]
    return _of_points(points)._replace(corners=len(points)) if points else Extent(0, 0, 0, 0, 0, 0)
