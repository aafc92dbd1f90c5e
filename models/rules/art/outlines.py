"""Path data comes in; the same outline goes out in absolute lines and curves, moved or turned, or as its box.

What paints.py, placing.py and setting.py need to know of it.
"""

from functools import lru_cache
from math import cos, sin, sqrt
from typing import NamedTuple

from models.rules.art.arcs import curves_of_arc, through
from models.rules.art.numbers import row
from models.rules.art.path_data import Command, from_origin

KEPT = 2_048
"""Outlines that are remembered: letters and the shapes of templates come again and again."""


class Box(NamedTuple):
    """From the upper left corner; in the units of whoever asked."""

    x: float
    y: float
    width: float
    height: float


@lru_cache(maxsize=KEPT)
def absolute(d: str) -> tuple[Command, ...]:
    """The path with M, L, Q, C and Z alone, all numbers counted from the origin."""
    made: list[Command] = []
    at = start = (0.0, 0.0)
    for letter, numbers in from_origin(d):
        if letter == "A":
            made += curves_of_arc(at, (numbers[5], numbers[6]), numbers[:5])
        else:
            made.append((letter, numbers))
        at = (numbers[-2], numbers[-1]) if numbers else start
        if letter == "M":
            start = at
    return tuple(made)


@lru_cache(maxsize=KEPT)
def _as_steps(d: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Each command's points, counted from where it begins: turning them is then one product, moving them none."""
    made = []
    x = y = start_x = start_y = 0.0
    for letter, points in absolute(d):
        made.append((letter, tuple(p - (y if at % 2 else x) for at, p in enumerate(points))))
        if points:
            x, y = points[-2:]
        if letter == "M":
            start_x, start_y = x, y
        elif letter == "Z":
            x, y = start_x, start_y
    return tuple(made)


@lru_cache(maxsize=KEPT)
def _tail(d: str) -> tuple[float, float, str]:
    """Where the outline begins, and the rest of it as text that is the same wherever it begins."""
    steps = _as_steps(d)
    if not steps:
        return 0.0, 0.0, ""
    x, y = steps[0][1]
    return x, y, "".join(letter.lower() + row(*points) for letter, points in steps[1:])


def moved(d: str, x: float, y: float) -> str:
    """The outline elsewhere: only its first numbers change."""
    first_x, first_y, rest = _tail(d)
    return f"M{row(first_x + x, first_y + y)}{rest}" if rest else ""


def turned(d: str, angle: float, x: float, y: float) -> str:
    """The outline turned around its origin by so many radians, the origin then at x, y."""
    c, s = cos(angle), sin(angle)
    steps = _as_steps(d)
    if not steps:
        return ""
    said = ["M" + row(*through((c, s, -s, c, x, y), steps[0][1]))]
    matrix = (c, s, -s, c, 0.0, 0.0)
    said += [letter.lower() + row(*through(matrix, points)) for letter, points in steps[1:]]
    return "".join(said)


@lru_cache(maxsize=KEPT)
def box(d: str) -> Box:
    """The least box around the outline, without its line."""
    xs: list[float] = []
    ys: list[float] = []
    x = y = 0.0
    for letter, points in absolute(d):
        if letter == "Z":
            continue
        if letter in "CQ":
            xs += _reached(x, points[0::2])
            ys += _reached(y, points[1::2])
        x, y = points[-2:]
        xs.append(x)
        ys.append(y)
    if not xs:
        return Box(0, 0, 0, 0)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _reached(start: float, others: tuple[float, ...]) -> list[float]:
    """The turning points of one coordinate of a curve."""
    if len(others) == 2:
        handle, end = others
        others = (start + 2 / 3 * (handle - start), end + 2 / 3 * (handle - end), end)
    one, two, end = others
    if min(start, end) <= min(one, two) and max(one, two) <= max(start, end):
        return []
    a, b, c = end - 3 * two + 3 * one - start, 2 * (two - 2 * one + start), one - start
    below = b * b - 4 * a * c
    if abs(a) < 1e-9:
        times = [-c / b] if abs(b) > 1e-9 else []
    else:
        times = [(-b + sign * sqrt(below)) / (2 * a) for sign in (1, -1)] if below >= 0 else []
    return [_at(t, start, one, two, end) for t in times if 0 < t < 1]


def _at(t: float, start: float, one: float, two: float, end: float) -> float:
    back = 1 - t
    return back**3 * start + 3 * back * back * t * one + 3 * back * t * t * two + t**3 * end
