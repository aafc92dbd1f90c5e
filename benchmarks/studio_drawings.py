"""Chance comes in; a badge as a person draws it in the studio goes out: a shape, rings, an icon, words, a ribbon."""

from random import Random
from typing import Any

from benchmarks.synthetic_badges import color, icon_names, title
from models.rules.art.drawing import Drawing

SIDE = 512
OUTLINES = (
    "M0 -{a}L{b} -{c}Q{c} {b} 0 {a}Q-{c} {b} -{b} -{c}Z",
    "M-{a} 0a{a} {a} 0 1 1 {d} 0a{a} {a} 0 1 1 -{d} 0z",
    "M0 -{a}L{b} -{c}V{c}L0 {a}L-{b} {c}V-{c}Z",
    "M-{b} -{a}H{b}V{c}L0 {a}L-{b} {c}Z",
)
RIBBON = "M-{a} -30H{a}L{b} 0L{a} 30H-{a}L-{b} 0Z"
"""Shield, disc, hexagon, pennant, and what lies across them."""


def studio_drawing(random: Random) -> Drawing:
    """Six to ten layers."""
    ink, pale = color(random), color(random)
    size = random.randrange(160, 230)
    layers = [
        _shape(random, size, {"turn": random.randrange(0, 180, 15), "stops": _stops(ink, pale)}, shadow={"y": 6}),
        *(_ring(random, size - 20 * (1 + number), pale) for number in range(random.randrange(1, 4))),
        {"kind": "icon", "icon": random.choice(icon_names()), "line": pale, "size": random.randrange(120, 200)},
        *(_star(random, pale) for _ in range(random.randrange(0, 2))),
        _words(title(random).upper(), pale, arc={"radius": size - 40, "below": random.random() < 0.5}, tracking=0.05),
        {"kind": "path", "d": RIBBON.format(a=size, b=size + 24), "fill": ink, "line": pale, "line_width": 3, "y": 400},
        _words(title(random), "#ffffff", y=400, width=2 * size - 40),
        *(_words(str(random.randrange(2020, 2027)), pale, y=450) for _ in range(random.randrange(0, 2))),
    ]
    numbered = [
        {"id": f"layer{number}", "z": f"V{number}", "x": SIDE / 2, "y": SIDE / 2, **layer}
        for number, layer in enumerate(layers)
    ]
    return Drawing.model_validate({"title": title(random), "alt": title(random), "layers": numbered})


def _shape(random: Random, size: int, fill: Any, **more: Any) -> dict[str, Any]:
    outline = random.choice(OUTLINES).format(a=size, b=round(size * 0.86), c=size // 2, d=2 * size)
    return {"kind": "path", "d": outline, "fill": fill, "line": "#ffffff", "line_width": random.randrange(2, 9), **more}


def _ring(random: Random, radius: int, ink: str) -> dict[str, Any]:
    around = OUTLINES[1].format(a=radius, d=2 * radius)
    return {"kind": "path", "d": around, "line": ink, "line_width": random.randrange(1, 8)}


def _star(random: Random, ink: str) -> dict[str, Any]:
    place = {"x": random.randrange(100, 400), "y": random.randrange(60, 140), "size": random.randrange(24, 60)}
    return {"kind": "icon", "icon": "filled/star", "fill": ink, **place}


def _words(text: str, ink: str, **more: Any) -> dict[str, Any]:
    return {"kind": "text", "text": text, "fill": ink, "size": 34, "weight": 700, "width": 320, **more}


def _stops(*inks: str) -> list[dict[str, Any]]:
    return [{"at": at, "color": ink} for at, ink in enumerate(inks)]
