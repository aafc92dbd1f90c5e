"""A shape's attributes and its matrix come in; path data in the drawing's units goes out, around its own middle."""

from collections.abc import Mapping
from math import hypot

from models.rules.art.arcs import through
from models.rules.art.foreign.fades import Unsayable
from models.rules.art.numbers import row
from models.rules.art.outlines import absolute, box
from models.rules.art.transforms import Matrix

LETTERS = 30_000
EVEN = 0.004


def path(tag: str, given: Mapping[str, str]) -> str:
    """Any shape as path data in its own units."""
    if tag == "path":
        return given["d"]
    if tag in ("polyline", "polygon"):
        return f"M{given['points']}" + "Z" * (tag == "polygon") if len(given["points"].split()) > 2 else ""
    n = {name: float(given.get(name, "0")) for name in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry")}
    if tag == "line":
        return "M{x1} {y1}L{x2} {y2}".format(**{"x1": 0, "y1": 0, "x2": 0, "y2": 0, **given})
    if tag == "rect":
        return _rect(given, n)
    rx, ry = (n["r"], n["r"]) if tag == "circle" else (n["rx"], n["ry"])
    return f"M{n['cx'] + rx} {n['cy']}a{rx} {ry} 0 0 1 {-2 * rx} 0a{rx} {ry} 0 0 1 {2 * rx} 0z"


def _rect(given: Mapping[str, str], n: dict[str, float]) -> str:
    x, y, width, height = (n[name] for name in ("x", "y", "width", "height"))
    rx, ry = n["rx"], n["ry"]
    if "rx" not in given or "ry" not in given:
        rx = ry = max(rx, ry)
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    if rx <= 0 or ry <= 0:
        return f"M{x} {y}h{width}v{height}h{-width}z"
    corner = f"a{rx} {ry} 0 0 1 "
    return (
        f"M{x + rx} {y}h{width - 2 * rx}{corner}{rx} {ry}v{height - 2 * ry}{corner}{-rx} {ry}"
        f"h{2 * rx - width}{corner}{-rx} {-ry}v{2 * ry - height}{corner}{rx} {-ry}z"
    )


def placed(d: str, matrix: Matrix) -> tuple[str, float, float]:
    """The path where it is seen, around its middle, and where that is. Raises Unsayable for one that is too long."""
    moved = [(letter, through(matrix, points)) for letter, points in absolute(d)]
    around = box("".join(f"{letter}{' '.join(f'{one:.6f}' for one in points)}" for letter, points in moved))
    x, y = round(around.x + around.width / 2, 2), round(around.y + around.height / 2, 2)
    written = "".join(
        letter + row(*(one - (y if at % 2 else x) for at, one in enumerate(points))) for letter, points in moved
    )
    if len(written) > LETTERS:
        raise Unsayable
    return written, x, y


def is_even(matrix: Matrix) -> bool:
    """Whether a line is as wide in all directions."""
    across, down = hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)
    most = max(across, down)
    upright = abs(matrix.a * matrix.c + matrix.b * matrix.d) < EVEN * most * most
    return abs(across - down) < EVEN * most and upright
