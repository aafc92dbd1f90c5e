"""The value of one attribute comes in, with the view that its per cents are of; the same in plain form goes out.

Each function is a grammar: it raises ValueError for what is not of it. allowed.py says which attribute is of which.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import hypot, sqrt

from models.rules.art.foreign import transforms
from models.rules.art.foreign.colors import color
from models.rules.art.foreign.numbers import FAR_OFF, length, numbers, short
from models.rules.art.foreign.numbers import number as plain_number
from models.rules.art.foreign.numbers import part as plain_part
from models.rules.art.path_data import commands
from models.rules.art.path_shapes import segments

POINTS, DASHES = 6_000, 16
WIDEST = 10_000.0
_URL = re.compile(r"""url\(\s*(["']?)#([^"'()<>\s\\]{1,200})\1\s*\)\s*(.*)""", re.S)
_LOCAL = re.compile(r"""#([^"'()<>\s\\]{1,200})""")
_FITTING = re.compile(r"(none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max))(?: +(meet|slice))?", re.A)


@dataclass(frozen=True, slots=True)
class View:
    """What lengths in per cent are of, in user units, and what `currentColor` is. `shares`: of boxes, not of it."""

    width: float
    height: float
    color: str = "#000000"
    shares: bool = False

    @property
    def diagonal(self) -> float:
        return hypot(self.width, self.height) / sqrt(2)


def across(given: str, view: View) -> str:
    return short(length(given, view.width))


def down(given: str, view: View) -> str:
    return short(length(given, view.height))


def diagonal(given: str, view: View) -> str:
    return short(length(given, view.diagonal))


def share_across(given: str, view: View) -> str:
    return short(length(given, 1 if view.shares else view.width, FAR_OFF))


def share_down(given: str, view: View) -> str:
    return short(length(given, 1 if view.shares else view.height, FAR_OFF))


def share_diagonal(given: str, view: View) -> str:
    return short(length(given, 1 if view.shares else view.diagonal, FAR_OFF))


def first_across(given: str, view: View) -> str:
    return across(re.split(r"[\s,]+", given.strip())[0], view)


def first_down(given: str, view: View) -> str:
    return down(re.split(r"[\s,]+", given.strip())[0], view)


def number(given: str, view: View) -> str:
    return short(plain_number(given))


def part(given: str, view: View) -> str:
    return short(plain_part(given))


def wide(given: str, view: View) -> str:
    width = length(given, view.diagonal)
    if not 0 <= width <= WIDEST:
        raise ValueError("no width")
    return short(width)


def miter(given: str, view: View) -> str:
    return short(min(1_000.0, max(1.0, plain_number(given))))


def dashes(given: str, view: View) -> str:
    if given.strip() == "none":
        return "none"
    found = numbers(given, DASHES, view.diagonal)
    if not found or min(found) < 0:
        raise ValueError("no dashes")
    return " ".join(short(one) for one in found) if float(short(sum(found))) > 0 else "none"


def box(given: str, view: View) -> str:
    found = numbers(given, 4)
    if len(found) != 4 or not all(1e-3 <= size <= 1e5 for size in found[2:]):
        raise ValueError("no box")
    return " ".join(short(one) for one in found)


def points(given: str, view: View) -> str:
    found = numbers(given, 2 * POINTS)
    if len(found) % 2:
        found.pop()
    return " ".join(short(one) for one in found)


def path(given: str, view: View) -> str:
    """Every number apart from the next, smooth quadratic curves as what they are: all programs read that alike."""
    found = commands(given)
    if any(not -1e5 <= one <= 1e5 for _, row in found for one in row):
        raise ValueError("the path goes too far")
    if any(letter in "Tt" for letter, _ in found):
        return _absolute(given)
    return "".join(letter + " ".join(short(one) for one in row) for letter, row in found)


def _absolute(given: str) -> str:
    written = []
    for one in segments(given):
        controls = [one.c1, one.c2][: {"C": 2, "Q": 1}.get(one.kind, 0)]
        ends = [] if one.kind == "Z" else [one.at]
        row = [value for point in (*controls, *ends) for value in (point.real, point.imag)]
        if one.kind == "A":
            row = [*one.radii, one.turn, int(one.large), int(one.sweep), *row]
        written.append(one.kind + " ".join(short(value) for value in row))
    return "".join(written)


def transform(given: str, view: View) -> str:
    return transforms.text(transforms.matrix(given))


def paint(given: str, view: View) -> str:
    """A colour, `none`, or `url(#name)` with one of these behind it; an opacity follows after a slash."""
    if found := _URL.fullmatch(given.strip()):
        otherwise = paint(found[3], view) if found[3] and "url" not in found[3] else "none"
        return f"url(#{found[2]}) {otherwise}"
    if given.strip().lower() == "none":
        return "none"
    return stop_color(given, view)


def stop_color(given: str, view: View) -> str:
    digits, opacity = color(view.color if given.strip().lower() == "currentcolor" else given)
    return digits if opacity == 1 else f"{digits}/{short(opacity)}"


def reference(given: str, view: View) -> str:
    """`url(#name)`, or `none`."""
    if given.strip().lower() == "none":
        return "none"
    found = _URL.fullmatch(given.strip())
    if not found or found[3]:
        raise ValueError("refers outside")
    return f"url(#{found[2]})"


def local(given: str, view: View) -> str:
    found = _LOCAL.fullmatch(given.strip())
    if not found:
        raise ValueError("refers outside")
    return f"#{found[1]}"


def anything(given: str, view: View) -> str:
    return given.strip()


def fitting(given: str, view: View) -> str:
    found = _FITTING.fullmatch(given.strip().removeprefix("defer").strip())
    if not found:
        raise ValueError("no such fitting")
    return found[1] if found[2] in (None, "meet") or found[1] == "none" else f"{found[1]} slice"


def orient(given: str, view: View) -> str:
    if given.strip() in ("auto", "auto-start-reverse"):
        return given.strip()
    return short(plain_number(given.strip().removesuffix("deg")) % 360)


def display(given: str, view: View) -> str:
    return "none" if given.strip().lower() == "none" else "inline"


def visibility(given: str, view: View) -> str:
    return "hidden" if _word(given) in ("hidden", "collapse") else "visible"


def overflow(given: str, view: View) -> str:
    return "visible" if _word(given) in ("visible", "auto") else "hidden"


def font_size(given: str, view: View) -> str:
    size = length(given, 16)
    if not 0 < size <= 4096:
        raise ValueError("no size")
    return short(size)


def font_weight(given: str, view: View) -> str:
    weight = {"normal": "400", "bold": "700", "bolder": "700", "lighter": "300"}.get(_word(given), _word(given))
    return short(min(900.0, max(100.0, plain_number(weight))))


def _one_of(*words: str) -> Callable[[str, View], str]:
    def judged(given: str, view: View) -> str:
        found = {word.lower(): word for word in words}.get(_word(given))
        if found is None:
            raise ValueError("no such word")
        return found

    return judged


def _word(given: str) -> str:
    return given.strip().lower()[:40]


rule = _one_of("nonzero", "evenodd")
cap = _one_of("butt", "round", "square")
join = _one_of("miter", "round", "bevel")
units = _one_of("userSpaceOnUse", "objectBoundingBox")
marker_units = _one_of("userSpaceOnUse", "strokeWidth")
spread = _one_of("pad", "reflect", "repeat")
anchor = _one_of("start", "middle", "end")
