"""A gradient of SVG and the placed shape that it fills come in; a drawing's Gradient goes out, or Unsayable.

Theirs lie anywhere, ours over the box.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot

from models.rules.art.drawing import Gradient, Stop
from models.rules.art.foreign.element import Element
from models.rules.art.foreign.tints import Tints
from models.rules.art.foreign.transforms import back, flat, matrix, moved, scaled
from models.rules.art.outlines import Box
from models.rules.art.transforms import Matrix

STOPS = 8
ROUND = 0.04
"""How far from round a circle of colours may be, in parts of it."""


class Unsayable(Exception):
    """Layers have no words for it: it becomes a picture."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A shape: its own box, in its own units; how it is placed; the box that it fills then."""

    own: Box
    matrix: Matrix
    box: Box


def gradient(fade: Element, shape: Placed, tints: Tints) -> Gradient:
    """Raises Unsayable."""
    if fade.attributes.get("spreadMethod", "pad") != "pad" or min(shape.box.width, shape.box.height) < 0.01:
        raise Unsayable
    placed = _into_unit(shape.box).times(_placed(fade, shape))
    if flat(placed):
        raise Unsayable
    stops = _stops(fade)
    if fade.tag == "linearGradient":
        return _linear(fade, placed, stops, tints)
    return _radial(fade, placed, stops, tints)


def _placed(fade: Element, shape: Placed) -> Matrix:
    """From the gradient's coordinates to the drawing's."""
    given, placed = fade.attributes, shape.matrix
    if given.get("gradientUnits") != "userSpaceOnUse":
        own = shape.own
        if min(own.width, own.height) <= 0:
            raise Unsayable
        placed = placed.times(moved(own.x, own.y)).times(scaled(own.width, own.height))
    return placed.times(matrix(given.get("gradientTransform", "")))


def _into_unit(box: Box) -> Matrix:
    return scaled(1 / box.width, 1 / box.height).times(moved(-box.x, -box.y))


def _linear(fade: Element, placed: Matrix, stops: list[tuple[float, str, float]], tints: Tints) -> Gradient:
    ends = {"x1": 0.0, "y1": 0.0, "x2": 1.0, "y2": 0.0}
    x1, y1, x2, y2 = (float(fade.attributes.get(name, end)) for name, end in ends.items())
    dx, dy = x2 - x1, y2 - y1
    long = dx * dx + dy * dy
    if not long:
        raise Unsayable
    inwards = back(placed)
    gx, gy = (inwards.a * dx + inwards.b * dy) / long, (inwards.c * dx + inwards.d * dy) / long
    middle = inwards.of(0.5 + 0.5j)
    at_middle = ((middle.real - x1) * dx + (middle.imag - y1) * dy) / long
    slope = hypot(gx, gy)
    turn = atan2(gy, gx)
    moved_stops = [((at - at_middle) / slope + 0.5, color, opacity) for at, color, opacity in stops]
    # Corners lie beyond both ends of ours; what theirs does there is cut off.
    return Gradient(turn=round(degrees(turn), 2), stops=_within(moved_stops, tints))


def _radial(fade: Element, placed: Matrix, stops: list[tuple[float, str, float]], tints: Tints) -> Gradient:
    given = fade.attributes
    x, y, r = (float(given.get(name, "0.5")) for name in ("cx", "cy", "r"))
    fx, fy = float(given.get("fx", x)), float(given.get("fy", y))
    if r <= 0 or hypot(fx - x, fy - y) > r / 50 or not _round(placed):
        raise Unsayable
    center = placed.of(complex(x, y))
    cx, cy = center.real, center.imag
    if not (0 <= cx <= 1 and 0 <= cy <= 1):
        raise Unsayable
    grow = r * placed.scale / max(cx, 1 - cx, cy, 1 - cy)
    wider = [(at * grow, color, opacity) for at, color, opacity in stops]
    return Gradient(kind="radial", cx=round(cx, 4), cy=round(cy, 4), stops=_within(wider, tints))


def _round(placed: Matrix) -> bool:
    across, down = hypot(placed.a, placed.b), hypot(placed.c, placed.d)
    most = max(across, down)
    return abs(across - down) < ROUND * most and abs(placed.a * placed.c + placed.b * placed.d) < ROUND * most * most


def _stops(fade: Element) -> list[tuple[float, str, float]]:
    found: list[tuple[float, str, float]] = []
    for child in fade.children:
        at = max(float(child.attributes.get("offset", "0")), found[-1][0] if found else 0.0)
        color, opacity = child.attributes.get("stop-color", "#000000"), child.attributes.get("stop-opacity", "1")
        found.append((at, color, float(opacity)))
    if not found:
        raise Unsayable
    return found


def _within(stops: list[tuple[float, str, float]], tints: Tints) -> tuple[Stop, ...]:
    """Those between 0 and 1, with what would be seen at both."""
    ends = [_seen(stops, end) for end in (0.0, 1.0)]
    inner = [(at, color, opacity) for at, color, opacity in stops if 0 <= at <= 1]
    if not inner or inner[0][0] > 0:
        inner.insert(0, (0.0, *ends[0]))
    if inner[-1][0] < 1:
        inner.append((1.0, *ends[1]))
    if len(inner) < 2 or len(inner) > STOPS:
        raise Unsayable
    return tuple(Stop(at=round(at, 4), color=tints.ink(color), opacity=opacity) for at, color, opacity in inner)


def _seen(stops: list[tuple[float, str, float]], at: float) -> tuple[str, float]:
    if at <= stops[0][0]:
        return stops[0][1:]
    for (left, color, opacity), (right, other, other_opacity) in pairwise(stops):
        if left <= at < right:
            part = (at - left) / (right - left)
            return _mixed(color, other, part), round(opacity + (other_opacity - opacity) * part, 4)
    return stops[-1][1:]


def _mixed(color: str, other: str, part: float) -> str:
    pairs = ((int(color[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * part):02x}" for one, two in pairs)
