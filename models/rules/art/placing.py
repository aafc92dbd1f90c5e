"""A layer and the place of its group come in; its transform goes out, and where its lines meet whole device pixels."""

from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from models.rules.art.drawing import SIDE, Layer
from models.rules.art.numbers import fine, short
from models.rules.art.outlines import absolute

SNAPPED = 256
"""Pixels from edge to edge up to which lines are fitted to pixels; above, half a pixel is not seen."""
THIN = 4.0
"""Device pixels: lines at least this wide are left as they are."""
FAINT = 0.5
"""Device pixels: a line thinner than this is drawn 1 wide, but so much paler, or hairlines would turn into bars."""
ODD = 1e-3


class Place(NamedTuple):
    """Where a layer's own coordinates lie: device pixels of one unit, and the origin's, while nothing is turned."""

    sx: float
    sy: float
    x: float
    y: float
    straight: bool = True

    @property
    def scale(self) -> float:
        return sqrt(abs(self.sx * self.sy))


def whole(size: int) -> Place:
    """The square itself, so many pixels wide."""
    return Place(size / SIDE, size / SIDE, 0, 0)


def within(place: Place, layer: Layer) -> Place:
    """The place of what is drawn in the layer's coordinates."""
    return Place(
        place.sx * layer.sx,
        place.sy * layer.sy,
        place.x + layer.x * place.sx,
        place.y + layer.y * place.sy,
        place.straight and not layer.turn,
    )


def transform(x: float, y: float, turn: float, sx: float, sy: float) -> str:
    """As an attribute, or nothing when it would change nothing."""
    said = []
    if short(x) != "0" or short(y) != "0":
        said.append(f"translate({short(x)} {short(y)})")
    if turn:
        said.append(f"rotate({short(turn)})")
    if sx != 1 or sy != 1:
        said.append(f"scale({fine(sx)})" if sx == sy else f"scale({fine(sx)} {fine(sy)})")
    return f' transform="{" ".join(said)}"' if said else ""


def line_width(width: float, place: Place, size: int) -> tuple[float, float]:
    """How wide a line is drawn, in the layer's units, and how opaque: whole pixels, at least one."""
    pixels = width * place.scale
    if size > SNAPPED or pixels >= THIN or pixels < ODD:
        return width, 1.0
    return max(1.0, float(round(pixels))) / place.scale, min(1.0, pixels / FAINT)


def nudge(d: str, width: float, place: Place, size: int) -> tuple[float, float]:
    """How far to move an unturned shape, in device pixels, so that its longest upright and level edges lie between
    two pixels (a line's middle: in the middle of a pixel when it is an odd number of pixels wide)."""
    if size > SNAPPED or not place.straight:
        return 0.0, 0.0
    upright, level = _edges(d)
    return _to_pixel(upright, width, place.sx, place.x), _to_pixel(level, width, place.sy, place.y)


def _to_pixel(edge: float | None, width: float, scale: float, origin: float) -> float:
    if edge is None:
        return 0.0
    at = origin + edge * scale - width / 2
    return round(at) - at


@lru_cache(maxsize=2_048)
def _edges(d: str) -> tuple[float | None, float | None]:
    """x of the longest upright edge, y of the longest level one; None when there is none that is a quarter of it."""
    longest: tuple[float, float] = (0.0, 0.0)
    found: list[float | None] = [None, None]
    around = 0.0
    x = y = start_x = start_y = 0.0
    for letter, points in absolute(d):
        to_x, to_y = (start_x, start_y) if letter == "Z" else points[-2:]
        if letter in "LZ":
            long = abs(to_x - x), abs(to_y - y)
            if long[0] < ODD < long[1] and long[1] > longest[0]:
                longest, found[0] = (long[1], longest[1]), x
            if long[1] < ODD < long[0] and long[0] > longest[1]:
                longest, found[1] = (longest[0], long[0]), y
        if letter != "M":
            around += abs(to_x - x) + abs(to_y - y)
        else:
            start_x, start_y = to_x, to_y
        x, y = to_x, to_y
    upright, level = (edge if long * 8 > around else None for edge, long in zip(found, longest, strict=True))
    return upright, level
