"""A tree comes in; lines, polygons and boxes in it become paths, and transforms become part of the paths they move."""

import re

from models.rules.art.path_data import NUMBER
from models.rules.art.path_shapes import Point, Segment, segments, simpler
from models.rules.art.short_attributes import Looks, places_more, zoom_of
from models.rules.art.short_paths import written
from models.rules.art.svg_tree import Node
from models.rules.art.svg_words import INHERITED
from models.rules.art.transforms import Matrix, matrix, moved

_NUMBER = re.compile(NUMBER)
_PLAIN = re.compile(rf"({NUMBER})(?:px)?")


def as_paths(root: Node) -> None:
    """Boxes without round corners, lines, polygons: shorter, and can be joined with what is beside them."""
    for node in root.all():
        points = _OUTLINES[node.tag](node) if node.tag in _OUTLINES else None
        if points:
            closed = "z" if node.tag in ("rect", "polygon") else ""
            for name in ("x", "y", "width", "height", "x1", "y1", "x2", "y2", "points"):
                node.attrs.pop(name, None)
            node.tag = "path"
            node.attrs["d"] = "M" + " ".join(f"{point.real!r},{point.imag!r}" for point in points) + closed


def _box(node: Node) -> list[Point]:
    if "rx" in node.attrs or "ry" in node.attrs:
        return []
    numbers = [_number(node, name) for name in ("x", "y", "width", "height")]
    if None in numbers or not (numbers[2] and numbers[3]):
        return []
    x, y, width, height = (number or 0 for number in numbers)
    return [complex(x, y), complex(x + width, y), complex(x + width, y + height), complex(x, y + height)]


def _line(node: Node) -> list[Point]:
    numbers = [_number(node, name) for name in ("x1", "y1", "x2", "y2")]
    if None in numbers:
        return []
    x1, y1, x2, y2 = (number or 0 for number in numbers)
    return [complex(x1, y1), complex(x2, y2)]


def _points(node: Node) -> list[Point]:
    numbers = [float(number) for number in _NUMBER.findall(node.attrs.get("points", ""))]
    return [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)] if len(numbers) > 3 else []


_OUTLINES = {"rect": _box, "line": _line, "polyline": _points, "polygon": _points}


def _number(node: Node, name: str) -> float | None:
    found = _PLAIN.fullmatch(node.attrs.get(name, "0").strip())
    return float(found[1]) if found else None


def push_transforms(node: Node, shared: set[str]) -> None:
    """A group's transform goes to its children when all of them can become part of their paths."""
    for child in node.children:
        push_transforms(child, shared)
    transform = node.attrs.get("transform")
    if node.tag != "g" or not transform or _is_bound(node) or not node.children:
        return
    if all(one.tag in ("path", "g") and not _is_bound(one) and one.attrs.get("id") not in shared for one in node.all()):
        for child in node.children:
            child.attrs["transform"] = f"{transform} {child.attrs.get('transform', '')}".strip()
            push_transforms(child, shared)
        del node.attrs["transform"]


def _is_bound(node: Node) -> bool:
    """Whether something else is measured in its own units: a gradient, a mask, markers."""
    return any("url(" in value for value in node.attrs.values()) or "vector-effect" in node.attrs


def absorb_transforms(node: Node, looks: Looks | None, shared: set[str]) -> None:
    """Paths are put where their transform moves them, when what they look like is known and stays so."""
    if node.attrs.get("id") in shared:
        looks = None
    mine = None if looks is None else looks | {name: node.attrs[name] for name in INHERITED if name in node.attrs}
    if node.tag == "path" and node.attrs.get("transform") and mine is not None:
        _absorb(node, mine)
    for child in node.children:
        absorb_transforms(child, mine, shared)


def _absorb(node: Node, looks: Looks) -> None:
    if any("url(" in value for value in (looks | node.attrs).values()) or "vector-effect" in node.attrs:
        return
    try:
        by = matrix(node.attrs["transform"])
        outline = moved(segments(node.attrs.get("d", "")), by)
    except ValueError:
        return
    lined = looks.get("stroke", "none") != "none"
    if outline is None or not by.scale or (lined and not (by.similar and _scaled(node, looks, by))):
        return
    del node.attrs["transform"]
    node.attrs["d"] = _plain(outline)


def _scaled(node: Node, looks: Looks, by: Matrix) -> bool:
    """The line as wide as before, if it can be said."""
    if abs(by.scale - 1) < 1e-9:
        return True
    if looks.get("stroke-dasharray", "none") != "none":
        return False
    width = _PLAIN.fullmatch(looks.get("stroke-width", "1").strip())
    if width:
        node.attrs["stroke-width"] = f"{float(width[1]) * by.scale:.6f}"
    return width is not None


def _plain(outline: list[Segment]) -> str:
    return written(outline, 6)


def short_data(node: Node, places: int, simplify: bool = True, arcs: bool = True, zoom: float = 1) -> None:
    """Every path of the tree, as short as it can be said."""
    zoom *= zoom_of(node)
    if node.tag in ("path", "textPath") and "d" in node.attrs:
        here = max(0, places + places_more(zoom))
        try:
            found = segments(node.attrs["d"])
        except ValueError:
            return
        node.attrs["d"] = written(simpler(found, 0.5 * 10**-here, arcs) if simplify else found, here)
    for child in node.children:
        short_data(child, places, simplify, arcs, zoom)


def box_of(d: str) -> tuple[Point, Point]:
    """Two corners around the path and its control points. Raises ValueError."""
    found = segments(d)
    points = [point for one in found for point in (one.at, *((one.c1,) if one.kind in "CQ" else ()), one.c2 or one.at)]
    reach = max((2 * max(one.radii) for one in found), default=0)
    low = complex(min(point.real for point in points) - reach, min(point.imag for point in points) - reach)
    return low, complex(max(p.real for p in points) + reach, max(p.imag for p in points) + reach)
