"""A clipped element comes in; whether its clip is a plain rectangle that cuts nothing off goes out.

Editors write such clips around everything, and without them it can be layers.
"""

from collections.abc import Iterator, Mapping

from models.rules.art.foreign.element import SHAPES, Element
from models.rules.art.foreign.extent import extent
from models.rules.art.foreign.references import referred
from models.rules.art.foreign.transforms import matrix
from models.rules.art.transforms import Matrix

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
SLACK = 0.01
"""Of a box's size, that may be cut off."""
MOST = 2_000
"""Shapes that are looked at."""


def is_idle(element: Element, named: Mapping[str, Element], view: Box) -> bool:
    """`view` is x, y, width, height of the whole."""
    hole = _rectangle(named[next(name for attribute, name in referred(element) if attribute == "clip-path")])
    if hole is None:
        return False
    x, y, width, height = view
    if "transform" not in element.attributes and _holds(hole, (x, y, x + width, y + height)):
        return True
    for seen, found in enumerate(_boxes(element, named, Matrix(), 0.0)):
        if seen >= MOST or not _holds(hole, found):
            return False
    return True


def _rectangle(clip: Element) -> Box | None:
    rects = clip.children
    if len(rects) != 1 or rects[0].tag != "rect" or set(clip.attributes) - {"id"} - set(_HARMLESS):
        return None
    if set(rects[0].attributes) - {"x", "y", "width", "height", "id", *_HARMLESS}:
        return None
    found = extent("rect", rects[0].attributes)
    return found.left, found.top, found.right, found.bottom


_HARMLESS = ("fill", "clip-rule", "fill-rule", "stroke")


def _boxes(element: Element, named: Mapping[str, Element], placed: Matrix, line: float) -> Iterator[Box]:
    """Of all shapes within, in the coordinates of the clip; lines are taken as wide as they may be."""
    line = float(element.attributes.get("stroke-width", line or 1))
    if element.tag in SHAPES or element.tag == "image":
        found = extent(element.tag, element.attributes)
        half = line / 2 if element.attributes.get("stroke", "none") != "none" else 0.0
        corners = [
            placed.of(complex(x, y))
            for x in (found.left - half, found.right + half)
            for y in (found.top - half, found.bottom + half)
        ]
        xs, ys = [one.real for one in corners], [one.imag for one in corners]
        yield min(xs), min(ys), max(xs), max(ys)
    inner = [named[name] for attribute, name in referred(element) if attribute == "href"] + element.children
    for child in inner:
        own = matrix(child.attributes.get("transform", ""))
        yield from _boxes(child, named, placed.times(own), line)


def _holds(outer: Box, inner: Box) -> bool:
    x, y = SLACK * (outer[2] - outer[0]), SLACK * (outer[3] - outer[1])
    wide = inner[0] >= outer[0] - x and inner[2] <= outer[2] + x
    return wide and inner[1] >= outer[1] - y and inner[3] <= outer[3] + y
