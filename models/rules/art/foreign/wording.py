"""A <text> and where it stands come in; its lines go out, each as what a text layer says."""

from collections.abc import Iterator, Mapping
from math import atan2, degrees
from typing import Any

from models.rules.art.foreign.allowed import LOOK
from models.rules.art.foreign.element import Element
from models.rules.art.transforms import Matrix

LETTERS, LEAST, LARGEST, WIDEST = 300, 4.0, 400.0, 4_000.0
RISE = 0.35
"""How far the middle of a line is above its foot, in parts of its size."""
BROAD = 0.75
"""Room for a letter, in parts of its size: more than it needs, so that nothing is made smaller."""


def lines(text: Element, look: Mapping[str, str], matrix: Matrix) -> Iterator[dict[str, Any]]:
    """`color` and values of a TextLayer; a part that has a place of its own is a line of its own."""
    start = (float(text.attributes.get("x", "0")), float(text.attributes.get("y", "0")))
    said: list[tuple[tuple[float, float], str, Mapping[str, str]]] = [(start, text.text, look)]
    for child in text.children:
        inner = "".join(one.text + ("" if one is child else one.tail) for one in child.all())
        if "x" in child.attributes or "y" in child.attributes:
            before = said[-1][0]
            place = tuple(float(child.attributes.get(name, old)) for name, old in zip("xy", before, strict=True))
            own = {name: value for name, value in child.attributes.items() if name in LOOK}
            said.append(((place[0], place[1]), inner + child.tail, {**look, **own}))
        else:
            place, words, its_look = said[-1]
            said[-1] = (place[0], place[1]), words + inner + child.tail, its_look
    for (x, y), words, its_look in said:
        words = " ".join(words.split())[:LETTERS]
        if words and its_look.get("visibility") != "hidden":
            yield _line(words, x, y, its_look, matrix)


def _line(words: str, x: float, y: float, look: Mapping[str, str], matrix: Matrix) -> dict[str, Any]:
    own = float(look.get("font-size", "16"))
    size = min(LARGEST, max(LEAST, own * matrix.scale))
    place = matrix.of(complex(x, y - RISE * own))
    color = look.get("fill", "#000000")
    tracking = float(look.get("letter-spacing", "0")) / own
    return {
        "text": words,
        "size": round(size, 2),
        "weight": round(float(look.get("font-weight", "400"))),
        "align": look.get("text-anchor", "start"),
        "width": round(min(WIDEST, max(8.0, len(words) * size * (BROAD + max(0.0, tracking)))), 1),
        "tracking": round(min(2.0, max(-0.2, tracking)), 3),
        "turn": round(degrees(atan2(matrix.b, matrix.a)), 2),
        "x": round(place.real, 2),
        "y": round(place.imag, 2),
        "opacity": round(float(look.get("fill-opacity", "1")), 4),
        "color": color if color.startswith("#") else "#000000",
    }
