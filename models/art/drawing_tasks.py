"""A drawing and a Wish come in, or an SVG of ours; the picture goes out, in the format that is wanted."""

import contextlib
from pathlib import Path
from typing import Any

from models.art import raster, shelf
from models.art.frames import Answer
from models.errors import BadPicture, Unavailable
from models.rules.art import svg as pictures
from models.rules.art.drawing import Drawing
from models.rules.art.wish import Wish

_REHEARSED: dict[str, Any] = {
    "title": "{title}",
    "colors": {"gold": "#d8a048"},
    "layers": [
        {
            "kind": "path",
            "id": "a",
            "z": "a",
            "d": "M0 -200L190 -60Q117 162 0 200C-117 162 -190 90 -190 -60A200 200 0 0 1 0 -200Z",
            "fill": {"turn": 40, "stops": [{"at": 0, "color": "@gold+40"}, {"at": 1, "color": "@gold-30"}]},
            "line": {"kind": "radial", "stops": [{"at": 0, "color": "#ffffff"}, {"at": 1, "color": "@gold"}]},
            "shadow": {"y": 6},
            "opacity": 0.9,
        },
        {"kind": "icon", "id": "b", "z": "b", "icon": "trophy", "line": "#ffffff", "y": 220},
        {"kind": "text", "id": "c", "z": "c", "text": "{title} of 2026", "fill": "#ffffff", "y": 360, "lines": 2},
        {"kind": "text", "id": "d", "z": "d", "text": "Codebadge", "line": "#000000", "arc": {"radius": 200}},
    ],
}
_FOREIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3" style="fill:red"/></svg>'
SIZE = 256
"""Pixels of a usual picture: what that needs of memory is at hand after the rehearsal."""


def draw(given: dict[str, Any], body: bytes) -> Answer:
    """`svg` (as text in the body, or given as `drawing` and `wish`) as `format`; `width`, `height` in pixels.

    Tells `boxed`: the letters of a drawing that no font has.
    """
    svg = body.decode() if body else svg_of(given)
    told = {} if body else {"boxed": shelf.shared().boxed()}
    if given["format"] == "svg":
        return Answer(told, svg.encode())
    return Answer(told, raster.drawn(svg, given["format"], given["width"], given["height"]))


def svg_of(given: dict[str, Any]) -> str:
    """The drawing as SVG. Raises BadPicture."""
    try:
        drawing, wish = Drawing.model_validate(given["drawing"]), Wish.model_validate(given["wish"])
    except ValueError as wrong:
        raise BadPicture(f"The drawing cannot be read: {wrong}") from None
    shelf.shared().boxed()
    return pictures.svg(drawing, wish, shelf.shared())


def prepare(dist: Path) -> None:
    """What every picture needs is loaded once."""
    shelf.prepare(dist)
    if raster.is_ready():
        raster.drawn(_FOREIGN, "webp", 9, 9)


def rehearse() -> None:
    """A picture with a bit of everything; nothing, where something is missing that pictures need."""
    with contextlib.suppress(Unavailable):
        draw({"drawing": _REHEARSED, "wish": {}, "format": "png", "width": SIZE, "height": SIZE}, b"")
