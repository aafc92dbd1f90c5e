"""An SVG in the few words of svg.py comes in; its pixels on a cairo surface go out, in a third of an engine's time.

What says any other word is left to the engine that knows them all: see raster.py. Both call the same cairo.
"""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import cairocffi
from cairocffi import cairo

from models.art.paint_sources import Sources, Unknown, matrices
from models.rules.art.outlines import absolute

NS = "{http://www.w3.org/2000/svg}"
PAINT = frozenset(("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "transform"))
LINE = frozenset(("stroke-linejoin", "stroke-linecap", "stroke-dasharray"))
GRADIENT = frozenset(("id", "gradientUnits", "gradientTransform"))
KNOWN = {
    "title": frozenset[str](),
    "defs": frozenset[str](),
    "g": frozenset(("transform", "opacity", "clip-path")),
    "path": PAINT | LINE | {"id", "d", "fill-rule"},
    "use": PAINT | LINE | {"href"},
    "clipPath": frozenset(("id",)),
    "linearGradient": GRADIENT | {"x1", "y1", "x2", "y2"},
    "radialGradient": GRADIENT | {"cx", "cy", "r"},
    "stop": frozenset(("offset", "stop-color", "stop-opacity")),
}
"""Every element, with every attribute. None of them is inherited."""
ROOT = frozenset(("viewBox", "role"))
BARE = frozenset(("id", "d", "fill-rule"))
"""All that a path may have which others show."""
JOINS = {"round": cairocffi.LINE_JOIN_ROUND, "bevel": cairocffi.LINE_JOIN_BEVEL}
CAPS = {"round": cairocffi.LINE_CAP_ROUND, "square": cairocffi.LINE_CAP_SQUARE}
MITER = 4


def painted(svg: str, width: int, height: int) -> cairocffi.ImageSurface | None:
    """The picture, that large; None when it says a word that is not known here."""
    if "<!" in svg:
        return None
    try:
        root = ElementTree.fromstring(svg)
        if root.tag != f"{NS}svg" or not ROOT.issuperset(root.attrib):
            return None
        for element in root.iterfind(".//*"):
            if not KNOWN[element.tag.removeprefix(NS)].issuperset(element.attrib):
                return None
        return _Painter(root, width, height).surface
    except (KeyError, ValueError, ElementTree.ParseError, cairocffi.CairoError):
        return None


class _Painter:
    """One picture."""

    def __init__(self, root: Element, width: int, height: int) -> None:
        x, y, across, down = map(float, root.attrib["viewBox"].split())
        if abs(across * height - down * width) > 1e-3 * across * height:
            raise Unknown("another shape than the picture's")
        self.surface = cairocffi.ImageSurface(cairocffi.FORMAT_ARGB32, width, height)
        self._to = cairocffi.Context(self.surface)
        self._to.scale(width / across, height / down)
        self._to.translate(-x, -y)
        self._to.set_miter_limit(MITER)
        self._named = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
        self._sources = Sources(self._named)
        self._all(root)

    def _all(self, parent: Element) -> None:
        for element in parent:
            if draw := _DRAWN.get(element.tag):
                self._to.save()
                for matrix in matrices(element.get("transform", "")):
                    self._to.transform(matrix)
                draw(self, element)
                self._to.restore()

    def _group(self, element: Element) -> None:
        opacity = float(element.get("opacity", 1))
        if clip := element.get("clip-path"):
            for path in self._named[clip.removeprefix("url(#").removesuffix(")")]:
                self._outline(_bare(path).attrib["d"])
            self._to.clip()
        if opacity >= 1:
            return self._all(element)
        self._to.push_group()
        self._all(element)
        self._to.pop_group_to_source()
        self._to.paint_with_alpha(opacity)
        return None

    def _use(self, element: Element) -> None:
        self._paint(element, _bare(self._named[element.attrib["href"].removeprefix("#")]))

    def _path(self, element: Element) -> None:
        self._paint(element, element)

    def _paint(self, element: Element, path: Element) -> None:
        said, to = element.attrib, self._to
        self._outline(path.attrib["d"])
        fill, stroke = said.get("fill", "#000"), said.get("stroke", "none")
        if fill != "none":
            odd = path.get("fill-rule") == "evenodd"
            to.set_fill_rule(cairocffi.FILL_RULE_EVEN_ODD if odd else cairocffi.FILL_RULE_WINDING)
            self._sources.set(to, fill, float(said.get("fill-opacity", 1)))
            to.fill_preserve()
        if stroke != "none":
            self._sources.set(to, stroke, float(said.get("stroke-opacity", 1)))
            to.set_line_width(float(said.get("stroke-width", 1)))
            to.set_line_join(JOINS.get(said.get("stroke-linejoin", ""), cairocffi.LINE_JOIN_MITER))
            to.set_line_cap(CAPS.get(said.get("stroke-linecap", ""), cairocffi.LINE_CAP_BUTT))
            to.set_dash([float(part) for part in said.get("stroke-dasharray", "").split()])
            to.stroke_preserve()
        to.new_path()

    def _outline(self, d: str) -> None:
        # Straight to the library: the methods of Context look for an error after every point.
        to, x, y = self._to._pointer, 0.0, 0.0
        for letter, points in absolute(d):
            if letter == "Q":
                points = _cubic(x, y, *points)
            _CALLS[letter](to, *points)
            if points:
                x, y = points[-2:]


def _bare(path: Element) -> Element:
    if not BARE.issuperset(path.attrib):
        raise Unknown("a path with paint of its own")
    return path


def _cubic(x: float, y: float, a: float, b: float, end: float, low: float) -> tuple[float, ...]:
    """A curve of one handle, as one of two, which is all that cairo knows."""
    return x + 2 * (a - x) / 3, y + 2 * (b - y) / 3, end + 2 * (a - end) / 3, low + 2 * (b - low) / 3, end, low


_CALLS: dict[str, Callable[..., Any]] = {
    "M": cairo.cairo_move_to,
    "L": cairo.cairo_line_to,
    "C": cairo.cairo_curve_to,
    "Q": cairo.cairo_curve_to,
    "Z": cairo.cairo_close_path,
}
_DRAWN: dict[str, Callable[[_Painter, Element], None]] = {
    f"{NS}g": _Painter._group,
    f"{NS}use": _Painter._use,
    f"{NS}path": _Painter._path,
}
