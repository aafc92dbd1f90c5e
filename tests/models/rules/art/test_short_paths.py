"""Path data in fewer characters: the same line, whatever it is, and never longer."""

from cmath import phase, rect
from itertools import pairwise
from math import radians, sqrt, tau

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.art.path_data import commands
from models.rules.art.path_shapes import Point, Segment, segments
from models.rules.art.short_paths import short_path

STEP = 0.01
numbers = st.integers(-20_000, 20_000).map(lambda number: number / 97)
points = st.tuples(numbers, numbers)


@st.composite
def arcs(draw: st.DrawFn) -> str:
    # Of a nearly whole circle the ends are so near that where it lies hangs on their last digit.
    x, y = draw(points.filter(lambda point: abs(complex(*point)) > 5))
    radius = abs(complex(x, y)) * draw(st.floats(0.4, 1.4))
    large, sweep = draw(st.booleans()), draw(st.booleans())
    return f"a{radius} {radius} 0 {large:d} {sweep:d} {x} {y}"


def written(letter: str, *parts: tuple[float, float]) -> str:
    return letter + " ".join(f"{x} {y}" for x, y in parts)


segment = st.one_of(
    st.builds(written, st.sampled_from("lLtTmM"), points),
    st.builds(written, st.sampled_from("qQsS"), points, points),
    st.builds(written, st.sampled_from("cC"), points, points, points),
    st.builds("{}{}".format, st.sampled_from("hHvV"), numbers),
    st.sampled_from(["z", "h0", "l0 0", "c5.523 0 10 4.477 10 10", "c1 1 2 2 3 3", "l1 1l2 2", "h5h5"]),
    arcs(),
)
paths = st.builds(lambda first, rest: written("M", first) + "".join(rest), points, st.lists(segment, max_size=5))


@settings(max_examples=80)
@given(paths)
def test_the_line_stays_where_it_was(d: str) -> None:
    short = short_path(d, 2)
    before, after = sampled(segments(d)), sampled(segments(short))
    if len(before) > 1:
        assert apart(before, after) < 12 * STEP
        assert apart(after, before) < 12 * STEP


@given(paths)
def test_it_is_still_path_data_and_shorter_once_written_so(d: str) -> None:
    short = short_path(d, 2)
    commands(short)
    assert len(short_path(short, 2)) <= len(short)


@pytest.mark.parametrize(
    ("d", "short"),
    [
        ("M 10,10 L 20,10 L 20,20 L 10,20 L 10,10 Z", "M10 10H20V20H10z"),
        ("M0 0L10 0L20 0L20 5", "M0 0H20V5"),
        ("M0.5 -0.5 L 0.75 0.25", "M.5-.5.75.25"),
        ("M0 0C0 0 5 5 10 0C15 -5 20 0 20 0", "M0 0S5 5 10 0 20 0 20 0"),
        ("M10 0C10 5.5228 5.5228 10 0 10", "M10 0A10 10 0 010 10"),
        ("M5 5 a5 5 0 0 1 -3 2", "M5 5A5 5 0 012 7"),
        ("M3 12v.01", "M3 12v.01"),
        ("M3 3h0", "M3 3H3"),
        ("M5 0a5 5 0 1 1-.01 0z", "M5 0A5 5 0 015 10 5 5 0 014.99 0z"),
    ],
)
def test_what_people_draw_becomes_short(d: str, short: str) -> None:
    assert short_path(d, 2) == short


def sampled(found: list[Segment]) -> list[Point]:
    """Points along the line; a place where nothing is drawn is none."""
    seen: list[Point] = []
    at = Point(0)
    for one in found:
        if one.kind != "M":
            seen += [along(one, at, step / 16) for step in range(17)]
        at = one.at
    return seen


def along(one: Segment, at: Point, t: float) -> Point:
    u = 1 - t
    if one.kind == "C":
        return u**3 * at + 3 * u * u * t * one.c1 + 3 * u * t * t * one.c2 + t**3 * one.at
    if one.kind == "Q":
        return u * u * at + 2 * u * t * one.c1 + t * t * one.at
    return on_arc(one, at, t) if one.kind == "A" else u * at + t * one.at


def on_arc(one: Segment, at: Point, t: float) -> Point:
    """SVG 1.1, F.6.5, for circles."""
    way = one.at - at
    if not way:
        return at
    radius = max(one.radii[0], abs(way) / 2)
    aside = sqrt(max(0.0, radius**2 - abs(way) ** 2 / 4)) * (1 if one.large == one.sweep else -1)
    center = at + way / 2 - aside * rect(1, phase(way) + radians(90))
    swept = phase((one.at - center) / (at - center)) % tau
    return center + (at - center) * rect(1, t * (swept if one.sweep else swept - tau))


def apart(one: list[Point], other: list[Point]) -> float:
    """How far the first's points are from the other line, at most."""
    edges = list(pairwise(other)) or [(Point(0), Point(0))]
    return max(min(to_edge(point, *edge) for edge in edges) for point in one)


def to_edge(point: Point, start: Point, end: Point) -> float:
    way = end - start
    if not way:
        return abs(point - start)
    part = ((point - start) * way.conjugate()).real / abs(way) ** 2
    return abs(point - start - way * min(1.0, max(0.0, part)))
