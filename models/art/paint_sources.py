"""Colours, gradients and transforms as SVG writes them come in; cairo's go out, to painter.py."""

import re
from collections.abc import Iterator, Mapping
from math import cos, radians, sin
from xml.etree.ElementTree import Element

import cairocffi

Color = tuple[float, float, float]
_CALL = re.compile(r"\s*([a-z]+)\(([^()]*)\)")
_APART = re.compile(r"[\s,]+")


class Unknown(ValueError):
    """What only a whole engine understands."""


class Sources:
    """The gradients of one picture, by their ids; each is made once."""

    def __init__(self, named: Mapping[str, Element]) -> None:
        self._named = named
        self._made: dict[tuple[str, float], cairocffi.Gradient] = {}

    def set(self, to: cairocffi.Context, paint: str, opacity: float) -> None:
        """The next surface or line is painted so. Raises Unknown, ValueError, KeyError."""
        if paint.startswith("#"):
            to.set_source_rgba(*_color(paint), opacity)
            return
        key = paint, opacity
        if key not in self._made:
            self._made[key] = _gradient(self._named[paint.removeprefix("url(#").removesuffix(")")], opacity)
        to.set_source(self._made[key])


def matrices(transform: str) -> Iterator[cairocffi.Matrix]:
    """In the order in which they are applied. Raises Unknown for what is not written as we do."""
    at = 0
    for found in _CALL.finditer(transform):
        if found.start() != at:
            raise Unknown(transform)
        at = found.end()
        yield _matrix(found[1], [float(number) for number in _APART.split(found[2].strip())])
    if transform[at:].strip():
        raise Unknown(transform)


def _matrix(name: str, numbers: list[float]) -> cairocffi.Matrix:
    match name, numbers:
        case "translate", [x, *rest]:
            return cairocffi.Matrix(x0=x, y0=rest[0] if rest else 0)
        case "scale", [x, *rest]:
            return cairocffi.Matrix(xx=x, yy=rest[0] if rest else x)
        case "rotate", [angle]:
            c, s = cos(radians(angle)), sin(radians(angle))
            return cairocffi.Matrix(c, s, -s, c)
        case "matrix", [_, _, _, _, _, _]:
            return cairocffi.Matrix(*numbers)
    raise Unknown(name)


def _gradient(element: Element, opacity: float) -> cairocffi.Gradient:
    if element.get("gradientUnits") != "userSpaceOnUse":
        raise Unknown("a gradient over a box")
    made = _radial(element) if element.tag.endswith("radialGradient") else _linear(element)
    before = 0.0
    for stop in element:
        before = max(before, float(stop.attrib["offset"]))
        pale = float(stop.get("stop-opacity", 1)) * opacity
        made.add_color_stop_rgba(before, *_color(stop.attrib["stop-color"]), pale)
    if transform := element.get("gradientTransform"):
        whole = cairocffi.Matrix()
        for matrix in matrices(transform):
            whole = matrix * whole
        made.set_matrix(whole.inverted())
    return made


def _linear(element: Element) -> cairocffi.LinearGradient:
    return cairocffi.LinearGradient(*(float(element.attrib[name]) for name in ("x1", "y1", "x2", "y2")))


def _radial(element: Element) -> cairocffi.RadialGradient:
    x, y, radius = (float(element.attrib[name]) for name in ("cx", "cy", "r"))
    return cairocffi.RadialGradient(x, y, 0, x, y, radius)


def _color(written: str) -> Color:
    digits = written.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if len(digits) != 6:
        raise Unknown(written)
    red, green, blue = bytes.fromhex(digits)
    return red / 255, green / 255, blue / 255
