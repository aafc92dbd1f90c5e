"""A rebuilt drawing comes in; BadPicture goes out when drawing it would cost too much.

It is drawn in thought: uses, markers, patterns, masks and clips are entered each time that they are drawn, and
everything adds to one account, so that counting ends as soon as the account is empty. What can be charged at once (a
marker on a thousand corners) is counted once and multiplied. So counting never costs more than what it allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import hypot, isfinite

from models.rules.art.foreign.allowed import LOOK
from models.rules.art.foreign.element import SHAPES, Element, refuse
from models.rules.art.foreign.extent import Extent, extent
from models.rules.art.foreign.rebuilding import Rebuilt
from models.rules.art.foreign.references import CHAIN, referred
from models.rules.art.foreign.transforms import matrix, size
from models.rules.art.transforms import Matrix

DRAWN = 20_000
"""Things drawn: a shape is one; so are eight segments of a path, fifty dashes, and fifty repetitions of a pattern."""
SEGMENTS, DASHES, TILES = 8, 50, 50
COVERED = 120.0
"""How often the whole drawing may be painted over; edges and lines are charged by their length, gradients twice."""
EDGES, FADED, MASKED, CUT = 20, 0.7, 1.5, 0.1
"""Lengths across the drawing of an outline that cost as much as painting it over; what a faded group costs, what a
masked one costs more, and what part of its cost a shape costs that only clips."""
LAYER, CLIP, IMAGE = 40, 8, 20
"""What a group costs that is drawn apart and then laid on (faded, masked), a clip, and a raster image."""
LAYERS = 6
"""How many of those may be in each other: each takes the memory of a whole picture."""
CLIP_DEPTH = 4
"""How deep masks, clips, patterns and markers may be in each other."""


HERE = Matrix()


@dataclass(frozen=True, slots=True)
class _Now:
    """Where counting is: what is passed on, how things are placed, and how often all that is found here is drawn."""

    look: Mapping[str, str]
    matrix: Matrix = HERE
    times: float = 1
    depth: int = 0
    layers: int = 0
    inside: int = 0
    cost: float = 1


@dataclass(slots=True)
class _Count:
    """What is spent, and what it is spent on."""

    named: dict[str, Element]
    view: tuple[float, float, float, float]
    elements: int
    drawn: float = 0
    covered: float = 0
    extents: dict[Element, Extent] = field(default_factory=dict)


def check(rebuilt: Rebuilt) -> None:
    """Raises BadPicture, with the place at which it was too much."""
    everything = [inner for one in (*rebuilt.beside, rebuilt.root) for inner in one.all()]
    named = {inner.attributes["id"]: inner for inner in everything if "id" in inner.attributes}
    _visit(_Count(named, rebuilt.view, len(everything)), rebuilt.root, _Now({}))


def _visit(count: _Count, element: Element, now: _Now) -> None:
    _spend(count, element, now.times)
    if element.attributes.get("display") == "none":
        return
    if now.depth > CHAIN:
        refuse(f"has elements that refer to each other more than {CHAIN} deep", element.where)
    now = _apart(count, element, _inside(element, now))
    if element.tag in SHAPES or element.tag == "image":
        _shape(count, element, now)
    elif element.tag == "use":
        # Programs look for what is used among all elements.
        _spend(count, element, now.times * count.elements / 100)
        for attribute, name in referred(element):
            if attribute == "href":
                _visit(count, count.named[name], now)
    for child in element.children:
        _visit(count, child, now)


def _inside(element: Element, now: _Now) -> _Now:
    own = {name: value for name, value in element.attributes.items() if name in LOOK}
    placed = (
        now.matrix.times(matrix(element.attributes["transform"])) if "transform" in element.attributes else now.matrix
    )
    return replace(now, look={**now.look, **own} if own else now.look, matrix=placed, depth=now.depth + 1)


def _apart(count: _Count, element: Element, now: _Now) -> _Now:
    """Charges what is drawn on a layer of its own, and what masks and clips it."""
    for attribute, name in referred(element):
        if attribute in ("clip-path", "mask"):
            _spend(count, element, CLIP * now.times)
            only_clips = attribute == "clip-path"
            _enter(count, count.named[name], replace(now, cost=CUT if only_clips else now.cost), now.times)
    faded = "opacity" in element.attributes and (element.children or element.tag == "use")
    if not faded and "mask" not in element.attributes:
        return now
    if now.layers >= LAYERS:
        refuse(f"has groups that are faded or masked more than {LAYERS} deep in each other", element.where)
    _spend(count, element, LAYER * now.times)
    count.covered += (FADED + MASKED * ("mask" in element.attributes)) * now.times
    return replace(now, layers=now.layers + 1)


def _enter(count: _Count, element: Element, now: _Now, times: float) -> None:
    """What is within a mask, a clip, a pattern or a marker."""
    if now.inside >= CLIP_DEPTH:
        refuse(f"has masks, clips, patterns or markers more than {CLIP_DEPTH} deep in each other", element.where)
    _spend(count, element, times)
    inner = replace(now, look={}, times=times, depth=now.depth + 1, inside=now.inside + 1)
    inner = _apart(count, element, _inside(element, inner))
    for child in element.children:
        _visit(count, child, inner)


def _shape(count: _Count, element: Element, now: _Now) -> None:
    found = count.extents.get(element)
    if found is None:
        found = count.extents[element] = extent(element.tag, element.attributes)
    _spend(count, element, now.times * (found.corners / SEGMENTS + (IMAGE if element.tag == "image" else 0)))
    stroked = now.look.get("stroke", "none") != "none"
    width = float(now.look.get("stroke-width", "1")) if stroked else 0.0
    part, area = _covers(count, found, now.matrix, width)
    rich = 2 if element.tag == "image" or "url(" in now.look.get("fill", "") + now.look.get("stroke", "") else 1
    count.covered += (part * rich + _edges(count, found, now, width)) * now.times * now.cost
    if stroked:
        _dashes(count, element, found, now, width)
    if count.covered > COVERED:
        refuse("covers its whole area too often", element.where)
    _paints(count, element, now, area)
    _markers(count, element, found, now)


def _edges(count: _Count, found: Extent, now: _Now, width: float) -> float:
    """What an outline costs by its length, and a line by its surface."""
    _, _, wide, high = count.view
    length = found.length * now.matrix.scale
    return length / (hypot(wide, high) * EDGES) + length * width * now.matrix.scale / (wide * high)


def _covers(count: _Count, found: Extent, placed: Matrix, width: float) -> tuple[float, float]:
    """Which part of the drawing its box covers, at most all; and how large that box is in its own units."""
    left, top, right, bottom = found.left - width, found.top - width, found.right + width, found.bottom + width
    own = (right - left) * (bottom - top)
    corners = [placed.of(complex(x, y)) for x in (left, right) for y in (top, bottom)]
    x, y, wide, high = count.view
    across = min(max(point.real for point in corners), x + wide) - max(min(point.real for point in corners), x)
    down = min(max(point.imag for point in corners), y + high) - max(min(point.imag for point in corners), y)
    part = max(0.0, across) * max(0.0, down) / (wide * high)
    seen = part * wide * high / max(abs(size(placed)), 1e-9)
    return part, min(own, seen)


def _dashes(count: _Count, element: Element, found: Extent, now: _Now, width: float) -> None:
    given = now.look.get("stroke-dasharray", "none")
    if given == "none":
        return
    lengths = [float(one) for one in given.split()]
    period = sum(lengths) / len(lengths)
    offset = abs(float(now.look.get("stroke-dashoffset", "0")))
    dashes = (found.length + offset / 1_000) / period
    # Each has two ends as wide as the line, however short it is.
    count.covered += dashes * width * width * abs(size(now.matrix)) / (count.view[2] * count.view[3]) * now.times
    _spend(count, element, now.times * dashes / DASHES)


def _paints(count: _Count, element: Element, now: _Now, area: float) -> None:
    for attribute in ("fill", "stroke"):
        value = now.look.get(attribute, "")
        paint = count.named.get(value[5:-1]) if value.startswith("url(#") else None
        if paint is None:
            continue
        _spend(count, element, now.times * (1 + len(paint.children) / 4))
        if paint.tag == "pattern":
            _spend(count, element, now.times * _tiles(paint, area) / TILES)
            _enter(count, paint, replace(now, matrix=HERE), now.times)


def _tiles(pattern: Element, area: float) -> float:
    given = pattern.attributes
    width, height = (float(given.get(name, "0")) for name in ("width", "height"))
    if width <= 0 or height <= 0:
        return 0
    if given.get("patternUnits") != "userSpaceOnUse":
        return 1 / (width * height)
    scale = size(matrix(given["patternTransform"])) if given.get("patternTransform") else 1
    return area / max(width * height * abs(scale), 1e-9)


def _markers(count: _Count, element: Element, found: Extent, now: _Now) -> None:
    if element.tag not in ("path", "line", "polyline", "polygon"):
        return
    for place in ("start", "mid", "end"):
        value = now.look.get(f"marker-{place}", "none")
        if value != "none" and value.startswith("url(#"):
            corners = found.corners if place == "mid" else 1
            marker = count.named.get(value[5:-1])
            if marker and corners:
                _enter(count, marker, replace(now, matrix=HERE), now.times * corners)


def _spend(count: _Count, element: Element, cost: float) -> None:
    count.drawn += cost
    if not isfinite(count.drawn) or count.drawn > DRAWN:
        refuse(f"draws more than {DRAWN} things, all repetitions counted", element.where)
