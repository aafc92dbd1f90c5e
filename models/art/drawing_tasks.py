"""A drawing and a Wish come in, or an SVG of ours; the picture goes out, in the format that is wanted."""

import contextlib
import json
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from models.art import raster, shelf
from models.art.frames import Answer
from models.errors import BadPicture, Unavailable
from models.rules.art import svg as pictures
from models.rules.art.drawing import Drawing
from models.rules.art.wish import Wish

BUILT_IN = resources.files("models.rules.art") / "built_in"
REHEARSED = "medal"
"""The template that is drawn once more in each cell: one with a bit of everything."""
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
    # What drawings before this one lacked is forgotten.
    shelf.shared().boxed()
    return pictures.svg(drawing, wish, shelf.shared())


def prepare(dist: Path) -> None:
    """What every picture needs is loaded once."""
    shelf.prepare(dist)
    if raster.is_ready():
        raster.drawn(_FOREIGN, "webp", 9, 9)
    _know_templates()


def _know_templates() -> None:
    """The outlines of built-in templates, of which most badges are made, are read once; of their usual letters, too."""
    with contextlib.suppress(Unavailable):
        for file in BUILT_IN.iterdir():
            svg_of({"drawing": _built_in(file), "wish": {"size": SIZE}})


def _built_in(file: Traversable) -> Any:
    return json.loads(file.read_text("utf-8"))["drawing"]


def rehearse() -> None:
    """A usual picture; nothing, where something is missing that pictures need."""
    drawing = _built_in(BUILT_IN / f"{REHEARSED}.json")
    with contextlib.suppress(Unavailable):
        draw({"drawing": drawing, "wish": {"size": SIZE}, "format": "png", "width": SIZE, "height": SIZE}, b"")
