"""Path data comes in; absolute segments go out, simpler where nothing is seen of it; short_paths.py writes them."""

from cmath import phase, rect
from dataclasses import dataclass, replace
from math import hypot, pi, radians, sqrt, tau

from models.rules.art.path_data import from_origin

Point = complex


@dataclass(frozen=True, slots=True)
class Segment:
    """`kind`: M, L, C, Q, A or Z, all absolute. `at`: where it ends. `c1`, `c2`: control points. Of an arc `radii`,
    `turn` in degrees, `large`, `sweep`."""

    kind: str
    at: Point
    c1: Point = 0
    c2: Point = 0
    radii: tuple[float, float] = (0, 0)
    turn: float = 0
    large: bool = False
    sweep: bool = False


def segments(d: str) -> list[Segment]:
    """Raises ValueError for what is no path data."""
    found: list[Segment] = []
    start = Point(0)
    for kind, numbers in from_origin(d):
        if kind == "Z":
            found.append(Segment(kind, start))
            continue
        at = Point(*numbers[-2:])
        if kind == "A":
            rx, ry, turn, large, sweep = numbers[:5]
            found.append(Segment(kind, at, 0, 0, (rx, ry), turn, bool(large), bool(sweep)))
        else:
            handles = [Point(x, y) for x, y in zip(numbers[:-2:2], numbers[1:-2:2], strict=True)] + [Point(0), Point(0)]
            found.append(Segment(kind, at, handles[0], handles[1]))
        if kind == "M":
            start = at
    return found


def simpler(found: list[Segment], tolerance: float, arcs: bool = True) -> list[Segment]:
    """The same line with fewer or smaller segments, nowhere further away than `tolerance`. `arcs`: curves that are
    arcs of circles become such."""
    kept: list[Segment] = []
    start = at = Point(0)
    found = [part for one, before in _with_starts(found) for part in _halves(one, before, tolerance)]
    for number, segment in enumerate(found):
        segment = _lesser(segment, at, tolerance, arcs)
        after = found[number + 1] if number + 1 < len(found) else None
        if segment.kind == "M":
            start = segment.at
            if after is None or after.kind == "M":
                at = segment.at
                continue
        elif segment.kind == "L" and _adds_nothing(segment, at, start, after, kept):
            continue
        joint = _as_one(kept, segment, tolerance)
        if joint:
            kept[-1] = joint
        else:
            kept.append(segment)
        at = segment.at
    return kept


def _with_starts(found: list[Segment]) -> list[tuple[Segment, Point]]:
    return list(zip(found, [Point(0), *(one.at for one in found)], strict=False))


def _halves(segment: Segment, at: Point, tolerance: float) -> list[Segment]:
    """Nearly a whole circle as two arcs: where it lies would hang on the last digits of where it ends."""
    rx, ry = segment.radii
    way = segment.at - at
    if segment.kind != "A" or not segment.large or not 0 < abs(way) < min(200 * tolerance, rx / 2, ry / 2):
        return [segment]
    turned = rect(1, radians(segment.turn))
    flat = way / turned
    half = Point(flat.real / rx, flat.imag / ry) / 2
    side = (1 if segment.sweep else -1) * half * 1j / abs(half)
    middle = half - side * (1 + sqrt(1 - abs(half) ** 2))
    there = at + Point(middle.real * rx, middle.imag * ry) * turned
    return [replace(segment, at=there, large=False), replace(segment, large=False)]


def _adds_nothing(segment: Segment, at: Point, start: Point, after: Segment | None, kept: list[Segment]) -> bool:
    """A line of no length, unless it is a dot by itself; the line back to the start, which Z draws."""
    alone = not kept or kept[-1].kind == "M"
    if after is not None and after.kind == "Z" and not alone and segment.at == start:
        return True
    return segment.at == at and not (alone and (after is None or after.kind in "MZ"))


def _lesser(segment: Segment, at: Point, tolerance: float, arcs: bool) -> Segment:
    if segment.kind == "C":
        if _straight(at, (segment.c1, segment.c2), segment.at, tolerance):
            return Segment("L", segment.at)
        one, other = (3 * segment.c1 - at) / 2, (3 * segment.c2 - segment.at) / 2
        if abs(one - other) < tolerance:
            return Segment("Q", segment.at, (one + other) / 2)
        return (arcs and _arc_of(segment, at, tolerance)) or segment
    if segment.kind == "Q" and _straight(at, (segment.c1,), segment.at, tolerance):
        return Segment("L", segment.at)
    return segment


def _straight(at: Point, controls: tuple[Point, ...], end: Point, tolerance: float) -> bool:
    way = end - at
    length = abs(way)
    if length <= tolerance:
        return all(abs(control - at) <= tolerance / 4 for control in controls)
    for control in controls:
        along = (control - at) * way.conjugate() / length
        if abs(along.imag) > tolerance / 4 or not -tolerance <= along.real <= length + tolerance:
            return False
    return True


def _arc_of(segment: Segment, at: Point, tolerance: float) -> Segment | None:
    """The circle's arc that the curve is, if it is one."""
    middle = _on_curve(segment, at, 0.5)
    center = _center(at, middle, segment.at)
    if center is None:
        return None
    radius = abs(at - center)
    swept = _swept(at, middle, segment.at, center)
    if not 0.1 < abs(swept) < pi * 0.8 or radius > 100 * abs(segment.at - at):
        return None
    for part in (0.1, 0.25, 0.4, 0.6, 0.75, 0.9):
        if abs(abs(_on_curve(segment, at, part) - center) - radius) > min(tolerance, radius * 5e-4):
            return None
    return Segment("A", segment.at, center, 0, (radius, radius), 0, abs(swept) > pi, swept > 0)


def _as_one(kept: list[Segment], segment: Segment, tolerance: float) -> Segment | None:
    """The segment with the last one before it, when both together are one."""
    if len(kept) < 2 or kept[-1].kind != segment.kind:
        return None
    before, last = kept[-2].at, kept[-1]
    if segment.kind == "L":
        one, other = last.at - before, segment.at - last.at
        way = segment.at - before
        aside = abs((one * way.conjugate()).imag) / (abs(way) or 1)
        forwards = (one * other.conjugate()).real > 0
        # So small that a hundred of them in a row are not seen either.
        return segment if forwards and aside < tolerance / 1000 else None
    if segment.kind == "A" and last.c1 and segment.c1 and last.sweep == segment.sweep:
        radius = last.radii[0]
        apart = max(abs(last.c1 - segment.c1), abs(radius - segment.radii[0]))
        swept = _turned(before, last.at, last.c1, last.sweep) + _turned(last.at, segment.at, last.c1, last.sweep)
        if apart < tolerance and swept < tau * 0.9:
            return replace(segment, c1=last.c1, radii=last.radii, large=swept > pi)
    return None


def _turned(one: Point, other: Point, center: Point, sweep: bool) -> float:
    turned = phase((other - center) / (one - center)) if one != center else 0.0
    return (turned if sweep else -turned) % tau


def _swept(at: Point, middle: Point, end: Point, center: Point) -> float:
    return phase((middle - center) / (at - center)) + phase((end - center) / (middle - center))


def _on_curve(segment: Segment, at: Point, t: float) -> Point:
    u = 1 - t
    return u**3 * at + 3 * u * u * t * segment.c1 + 3 * u * t * t * segment.c2 + t**3 * segment.at


def _center(a: Point, b: Point, c: Point) -> Point | None:
    """Of the circle through three points."""
    one, other = b - a, c - a
    cross = 2 * (one.conjugate() * other).imag
    if abs(cross) < 1e-9 * hypot(abs(one), abs(other)) ** 2 or not cross:
        return None
    x = (other.imag * abs(one) ** 2 - one.imag * abs(other) ** 2) / cross
    y = (one.real * abs(other) ** 2 - other.real * abs(one) ** 2) / cross
    center = a + Point(x, y)
    return center if abs(center - a) > 1e-9 else None
