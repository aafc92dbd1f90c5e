"""A `transform` as text comes in; its matrix goes out, and the shortest text that says the same."""

import re
from math import cos, radians, sin, tan

from models.rules.art.foreign.numbers import UNBOUNDED, short
from models.rules.art.transforms import Matrix

_FUNCTION = re.compile(
    r"\s*(?:,\s*)?(matrix|translateX|translateY|translate|scaleX|scaleY|scale|rotate|skewX|skewY)\s*\(([^()]*)\)", re.A
)
_PART = re.compile(rf"\s*(?:,\s*)?({UNBOUNDED})(px|deg|rad|turn)?", re.A)
_UNITS = {"deg": 1.0, "rad": 57.29577951308232, "turn": 360.0, "px": 1.0, "": 1.0}
FUNCTIONS, FAR = 16, 1e7


def flat(given: Matrix) -> bool:
    """Whether it leaves nothing to be seen."""
    return abs(size(given)) < 1e-12


def size(given: Matrix) -> float:
    """Of what a unit square becomes; below nothing when it is mirrored."""
    return given.a * given.d - given.b * given.c


def back(given: Matrix) -> Matrix:
    """Its inverse. Raises ZeroDivisionError for a flat one."""
    whole = size(given)
    a, b, c, d = given.d / whole, -given.b / whole, -given.c / whole, given.a / whole
    return Matrix(a, b, c, d, -(a * given.e + c * given.f), -(b * given.e + d * given.f))


def moved(x: float, y: float) -> Matrix:
    return Matrix(e=x, f=y)


def scaled(x: float, y: float) -> Matrix:
    return Matrix(a=x, d=y)


def matrix(text: str) -> Matrix:
    """Raises ValueError for what is no transform, or goes too far."""
    found, at, count = Matrix(), 0, 0
    text = text.strip()
    if text == "none":
        return found
    while at < len(text):
        function = _FUNCTION.match(text, at)
        count += 1
        if not function or count > FUNCTIONS:
            raise ValueError("no transform")
        found = found.times(_single(function[1], _numbers(function[2])))
        at = function.end()
    if not all(-FAR <= part <= FAR for part in found):
        raise ValueError("too far")
    return found


def text(wanted: Matrix) -> str:
    """As an attribute says it; nothing for the matrix that changes nothing."""
    # As it will be read again; what is further away than that is never seen.
    a, b, c, d, e, f = wanted = Matrix(*(float(short(max(-FAR, min(FAR, part)))) for part in wanted))
    if wanted == Matrix():
        return ""
    if (a, b, c, d) == (1, 0, 0, 1):
        return f"translate({short(e)} {short(f)})"
    if (b, c, e, f) == (0, 0, 0, 0):
        return f"scale({short(a)} {short(d)})"
    return f"matrix({' '.join(short(part) for part in wanted)})"


def _numbers(inside: str) -> list[float]:
    numbers: list[float] = []
    at, inside = 0, inside.strip()
    while at < len(inside):
        part = _PART.match(inside, at)
        if not part or len(numbers) >= 6:
            raise ValueError("no transform")
        numbers.append(float(part[1]) * _UNITS[part[2] or ""])
        at = part.end()
    return numbers


def _single(name: str, n: list[float]) -> Matrix:
    match name, len(n):
        case "matrix", 6:
            return Matrix(*n)
        case "translate", 1 | 2:
            return moved(n[0], n[1] if len(n) > 1 else 0)
        case "translateX", 1:
            return moved(n[0], 0)
        case "translateY", 1:
            return moved(0, n[0])
        case "scale", 1 | 2:
            return scaled(n[0], n[-1])
        case "scaleX", 1:
            return scaled(n[0], 1)
        case "scaleY", 1:
            return scaled(1, n[0])
        case "rotate", 1 | 3:
            x, y = (n[1], n[2]) if len(n) > 1 else (0.0, 0.0)
            angle = radians(n[0])
            return moved(x, y).times(Matrix(cos(angle), sin(angle), -sin(angle), cos(angle))).times(moved(-x, -y))
        case "skewX", 1:
            return Matrix(c=tan(radians(n[0])))
        case "skewY", 1:
            return Matrix(b=tan(radians(n[0])))
    raise ValueError("no transform")
