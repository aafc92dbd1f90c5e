"""A stranger's SVG or image comes in; what may be shown of it goes out, by the pen. Light: the server loads it."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from models.art import pen
from models.errors import BadPicture
from models.rules.art.drawing import AnyLayer, Colors, PictureLayer
from models.rules.art.foreign.element import Removed

_LAYERS: TypeAdapter[tuple[AnyLayer, ...]] = TypeAdapter(tuple[AnyLayer, ...])


class Cleaned(NamedTuple):
    """`removed`: what was left out, and where it was. `width`, `height` in px, as the picture says."""

    svg: str
    removed: tuple[Removed, ...]
    width: float
    height: float


class Imported(NamedTuple):
    """Layers on the square of a drawing, with the colours by whose names they are painted."""

    layers: tuple[AnyLayer, ...]
    colors: Colors
    removed: tuple[Removed, ...]


def cleaned(body: bytes) -> Cleaned:
    """The SVG, made anew of what is allowed; it was drawn once. Raises BadPicture with the reason and the place;
    Unavailable when the pen is busy."""
    answer = pen.ask("clean", {}, body)
    told = answer.told
    return Cleaned(answer.body.decode(), _removed(told), told["width"], told["height"])


def layers(body: bytes) -> Imported:
    """The SVG as layers to draw on. Raises as `cleaned` does."""
    answer = pen.ask("import", {}, body)
    found = json.loads(answer.body)
    return Imported(_LAYERS.validate_python(found["layers"]), found["colors"], _removed(answer.told))


def photo(body: bytes, most: int) -> bytes:
    """A raster image as PNG of at most `most` pixels from edge to edge, made anew. Raises BadPicture, Unavailable."""
    return pen.ask("photo", {"most": most}, body).body


def checked_pictures(pictures: Sequence[PictureLayer]) -> list[PictureLayer]:
    """The same layers with clean content, whoever says that it is; what is clean stays as it is. Asks nobody when there
    are none. Raises BadPicture, Unavailable."""
    if not pictures:
        return []
    asked = json.dumps([layer.svg for layer in pictures]).encode()
    found = json.loads(pen.ask("check", {}, asked).body)
    try:
        # Checked as a whole once more: cleaning may have made it longer.
        return [
            PictureLayer.model_validate({**layer.model_dump(), "svg": svg})
            for layer, svg in zip(pictures, found, strict=True)
        ]
    except ValueError:
        raise BadPicture("A picture in this drawing is too large.") from None


def _removed(told: dict[str, list[list[str]]]) -> tuple[Removed, ...]:
    return tuple(Removed(what, where) for what, where in told["removed"])
