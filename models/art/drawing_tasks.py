"""A drawing and a Wish come in, or an SVG of ours; the picture goes out, in the format that is wanted."""

from pathlib import Path
from typing import Any

from models.art import raster, shelf
from models.art.frames import Answer
from models.errors import BadPicture
from models.rules.art import svg as pictures
from models.rules.art.drawing import Drawing
from models.rules.art.wish import Wish

_REHEARSED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="a"><stop offset="0" '
    'stop-color="#fff"/><stop offset="1" stop-color="#f00"/></linearGradient><radialGradient id="b"><stop offset="0" '
    'stop-color="#fff"/><stop offset="1" stop-color="#f00"/></radialGradient></defs><g transform="translate(1 1)" '
    'opacity=".5"><path d="M1 1h7v7zQ1 2 3 4C1 2 3 4 5 6A1 1 0 0 1 3 3z" fill="url(#a)" transform="scale(.5)"/>'
    '<circle r="3" stroke="#000" stroke-linejoin="round" fill="url(#b)"/></g></svg>'
)


def draw(given: dict[str, Any], body: bytes) -> Answer:
    """`svg` (as text in the body, or given as `drawing` and `wish`) as `format`; `width`, `height` in pixels."""
    svg = body.decode() if body else svg_of(given)
    if given["format"] == "svg":
        return Answer({}, svg.encode())
    return Answer({}, raster.drawn(svg, given["format"], given["width"], given["height"]))


def svg_of(given: dict[str, Any]) -> str:
    """The drawing as SVG. Raises BadPicture."""
    try:
        drawing, wish = Drawing.model_validate(given["drawing"]), Wish.model_validate(given["wish"])
    except ValueError as wrong:
        raise BadPicture(f"The drawing cannot be read: {wrong}") from None
    return pictures.svg(drawing, wish, shelf.shared())


def prepare(dist: Path) -> None:
    """What every picture needs is loaded once."""
    shelf.prepare(dist)


def rehearse() -> None:
    """A small picture with a bit of everything, in all formats; without libcairo there is nothing to rehearse."""
    if raster.is_ready():
        for format in ("png", "webp"):
            raster.drawn(_REHEARSED, format, 32, 32)
