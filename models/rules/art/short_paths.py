"""Path data and how exact it must be come in; the shortest path data for the same line goes out: minifying.py is next.

Every point is put on a grid first. Then absolute and relative numbers are both exact, so nothing adds up along the
way, and which command is written how is a shortest way through all the ways to write them.
"""

from cmath import rect
from collections.abc import Iterator
from math import radians, sqrt

from models.rules.art.path_shapes import Point, Segment, segments, simpler
from models.rules.art.short_numbers import grid, needs_space, number_text, step_text

Step = tuple[int, int]
Written = tuple[str, tuple[str, ...]]
"""A command's letter and its numbers, as text; flags are numbers of one character."""


def short_path(d: str, places: int) -> str:
    """Raises ValueError for what is no path data."""
    return written(simpler(segments(d), 0.5 * 10**-places), places)


def written(found: list[Segment], places: int) -> str:
    """The segments on a grid of 10 to the minus `places`."""
    # What is best so far for each (letter, last number) that a text may end with.
    best: dict[tuple[str, str], str] = {("", ""): ""}
    start = at = (0, 0)
    before = Point(0)
    mirror: tuple[str, Step] = ("", at)
    for segment in found:
        end = start if segment.kind == "Z" else _step(segment.at, places)
        best = _further(best, list(_ways(segment, before, at, end, mirror, places)))
        if segment.kind == "M":
            start = end
        control = _step(segment.c2 if segment.kind == "C" else segment.c1, places)
        mirror = (segment.kind, (2 * end[0] - control[0], 2 * end[1] - control[1]))
        at, before = end, segment.at
    return min(best.values(), key=len)


def _further(best: dict[tuple[str, str], str], ways: list[Written]) -> dict[tuple[str, str], str]:
    further: dict[tuple[str, str], str] = {}
    for (letter, last), text in best.items():
        for way, numbers in ways:
            longer = text + _appended(letter, last, way, numbers)
            ends = ({"M": "L", "m": "l"}.get(way, way), "." if numbers and "." in numbers[-1] else "0")
            if ends not in further or len(longer) < len(further[ends]):
                further[ends] = longer
    return further


def _appended(letter: str, last: str, way: str, numbers: tuple[str, ...]) -> str:
    parts: list[str] = []
    if way != letter or not numbers:
        parts.append(way)
        last = ""
    for place, number in enumerate(numbers):
        after_flag = way in "Aa" and place in (4, 5)
        if last and not after_flag and needs_space(last, number):
            parts.append(" ")
        parts.append(number)
        last = number
    return "".join(parts)


def _ways(
    segment: Segment, before: Point, at: Step, end: Step, mirror: tuple[str, Step], places: int
) -> Iterator[Written]:
    kind = segment.kind
    if kind == "Z":
        yield "z", ()
        return
    x, y = end[0] - at[0], end[1] - at[1]
    if kind == "L":
        if not y:
            yield from _both("h", (end[0],), (x,), places)
        if not x:
            yield from _both("v", (end[1],), (y,), places)
    if kind == "A":
        shape = (
            *_radii(segment, segment.at - before, complex(x, y) / 10**places, places),
            number_text(segment.turn, places),
        )
        flags = (str(int(segment.large)), str(int(segment.sweep)))
        for letter, numbers in _both("a", end, (x, y), places):
            yield letter, (*shape, *flags, *numbers)
        return
    points = [_step(point, places) for point in _controls(segment)]
    if points and mirror[0] == kind and _near(points[0], mirror[1]):
        yield from _points({"C": "s", "Q": "t"}[kind], [*points[1:], end], at, places)
    elif kind == "C" and mirror[0] != "C" and _near(points[0], at):
        yield from _points("s", [points[1], end], at, places)
    yield from _points(kind.lower(), [*points, end], at, places)


def _points(letter: str, points: list[Step], at: Step, places: int) -> Iterator[Written]:
    absolute = tuple(number for point in points for number in point)
    relative = tuple(number for point in points for number in (point[0] - at[0], point[1] - at[1]))
    return _both(letter, absolute, relative, places)


def _both(letter: str, absolute: tuple[int, ...], relative: tuple[int, ...], places: int) -> Iterator[Written]:
    yield letter.upper(), tuple(step_text(number, places) for number in absolute)
    yield letter, tuple(step_text(number, places) for number in relative)


def _radii(segment: Segment, way: Point, now: Point, places: int) -> tuple[str, str]:
    """The shortest radii with which the arc's height is right: of half a circle it depends on their last digit."""
    height, tolerance = _height(segment, way, segment.radii), 0.5 * 10**-places
    for digits in range(places + 4):
        texts = number_text(segment.radii[0], digits), number_text(segment.radii[1], digits)
        radii = float(texts[0]), float(texts[1])
        if all(radii) and abs(_height(segment, now, radii) - height) <= tolerance:
            break
    return texts


def _height(segment: Segment, way: Point, radii: tuple[float, float]) -> float:
    """Of the arc over the straight line between its ends."""
    along = way / rect(1, radians(segment.turn))
    half = abs(complex(along.real / radii[0], along.imag / radii[1])) / 2
    inside = sqrt(1 - half * half) if half < 1 else 0.0
    return max(radii) * max(half, 1) * (1 + inside if segment.large else 1 - inside)


def _controls(segment: Segment) -> list[Point]:
    return {"C": [segment.c1, segment.c2], "Q": [segment.c1]}.get(segment.kind, [])


def _near(one: Step, other: Step) -> bool:
    return abs(one[0] - other[0]) <= 1 and abs(one[1] - other[1]) <= 1


def _step(point: Point, places: int) -> Step:
    point = complex(point)
    return grid(point.real, places), grid(point.imag, places)
