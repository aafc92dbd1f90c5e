"""The value of a `transform` comes in; a matrix goes out, and the shortest text for one, and segments moved by one."""

import re
from dataclasses import replace
from math import atan2, cos, degrees, hypot, isclose, radians, sin, tan
from typing import NamedTuple

from models.rules.art.path_data import NUMBER
from models.rules.art.path_shapes import Segment
from models.rules.art.short_numbers import joined, number_text

_ONE = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_NUMBER = re.compile(NUMBER)


class Matrix(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def times(self, inner: "Matrix") -> "Matrix":
        """First the inner one, then this."""
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def of(self, point: complex) -> complex:
        x, y = complex(point).real, complex(point).imag
        return complex(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    @property
    def scale(self) -> float:
        """By which lengths grow, in the middle of all directions."""
        return float(abs(self.a * self.d - self.b * self.c) ** 0.5)

    @property
    def similar(self) -> bool:
        """Whether a circle stays one."""
        near = {"abs_tol": 1e-9 + 1e-6 * self.scale}
        straight = isclose(self.a, self.d, **near) and isclose(self.b, -self.c, **near)
        return straight or (isclose(self.a, -self.d, **near) and isclose(self.b, self.c, **near))


def matrix(transform: str) -> Matrix:
    """Raises ValueError for what is none."""
    found, at = Matrix(), 0
    text = transform.strip()
    while at < len(text):
        one = _ONE.match(text, at)
        if not one:
            raise ValueError("this transform cannot be read")
        found, at = found.times(_of(one[1], [float(number) for number in _NUMBER.findall(one[2])])), one.end()
    return found


def _of(name: str, numbers: list[float]) -> Matrix:
    match name, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x, *y]:
            return Matrix(e=x, f=y[0] if y else 0)
        case "scale", [x, *y]:
            return Matrix(a=x, d=y[0] if y else x)
        case "rotate", [turn]:
            return Matrix(cos(radians(turn)), sin(radians(turn)), -sin(radians(turn)), cos(radians(turn)))
        case "rotate", [turn, x, y]:
            return Matrix(e=x, f=y).times(_of("rotate", [turn])).times(Matrix(e=-x, f=-y))
        case "skewX", [turn]:
            return Matrix(c=tan(radians(turn)))
        case "skewY", [turn]:
            return Matrix(b=tan(radians(turn)))
    raise ValueError("this transform cannot be read")


def transform_text(given: Matrix, places: int) -> str:
    """The shortest; empty for one that moves nothing."""
    factors, moves = min(places + 3, 6), places
    whole = [number_text(part, factors) for part in given[:4]] + [number_text(part, moves) for part in given[4:]]
    ways = [f"matrix({joined(whole)})"]
    size = hypot(given.a, given.b)
    turn = degrees(atan2(given.b, given.a))
    move = "" if whole[4:] == ["0", "0"] else f"translate({joined(whole[4:] if whole[5] != '0' else whole[4:5])})"
    if whole[1] == whole[2] == "0":
        scale = joined(whole[0:1] if whole[0] == whole[3] else [whole[0], whole[3]])
        ways.append(move + ("" if scale == "1" else f"scale({scale})"))
    elif isclose(size, 1, abs_tol=1e-6) and given.similar and given.a * given.d - given.b * given.c > 0:
        ways.append(f"{move}rotate({number_text(turn, 3)})")
        if move:
            ways.append(f"rotate({joined([number_text(turn, 3), *_center(given, places)])})")
    return min(ways, key=len)


def _center(given: Matrix, places: int) -> list[str]:
    """Around which it turns."""
    a, b = 1 - given.a, given.b
    x, y = (a * given.e - b * given.f) / (a * a + b * b), (b * given.e + a * given.f) / (a * a + b * b)
    return [number_text(x, places + 1), number_text(y, places + 1)]


def moved(found: list[Segment], by: Matrix) -> list[Segment] | None:
    """The segments where the matrix puts them; None when an arc would be none of that form any more."""
    if any(one.kind == "A" for one in found) and not by.similar:
        return None
    mirrored, turn = by.a * by.d - by.b * by.c < 0, degrees(atan2(by.b, by.a))
    return [
        replace(
            one,
            at=by.of(one.at),
            c1=0 if one.kind == "A" else by.of(one.c1),
            c2=by.of(one.c2),
            radii=(one.radii[0] * by.scale, one.radii[1] * by.scale),
            turn=turn - one.turn if mirrored else one.turn + turn,
            sweep=one.sweep != mirrored,
        )
        for one in found
    ]
