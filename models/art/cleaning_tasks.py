"""A stranger's SVG or image comes in; clean ones go out, drawn once to see that they can be. Rows of tasks.py."""

import json
from typing import Any

from models.art import photo as photos
from models.art import raster
from models.art.frames import Answer
from models.errors import BadPicture, Refusal, Unavailable
from models.rules.art import cleaning
from models.rules.art.foreign import images

TRIED = 64
"""Pixels at which a picture is drawn before it is taken."""
UNDRAWN = "This SVG cannot be drawn."


def clean(given: dict[str, Any], body: bytes) -> Answer:
    """Told: `removed`, `width`, `height`; the clean SVG is the answer's body."""
    found = cleaning.clean(body, _photo)
    tried(found.svg)
    told = {"removed": found.removed, "width": found.width, "height": found.height}
    return Answer(told, found.svg.encode())


def check(given: dict[str, Any], body: bytes) -> Answer:
    """The SVGs of a drawing's picture layers (a JSON list), each cleaned, in their order."""
    kept = []
    for svg in json.loads(body):
        found = cleaning.clean(svg.encode(), _photo)
        tried(found.svg)
        kept.append(found.svg)
    return Answer({}, json.dumps(kept).encode())


def photo(given: dict[str, Any], body: bytes) -> Answer:
    """At most `most` pixels from edge to edge."""
    return Answer({}, photos.photo(body, given["most"]))


def tried(svg: str) -> None:
    """Draws it. Raises BadPicture when that cannot be done."""
    try:
        raster.drawn(svg, "png", TRIED, TRIED)
    except Unavailable:
        # Without the library nothing is ever drawn here; browsers have limits of their own.
        return
    except (Refusal, MemoryError):
        raise
    except Exception as wrong:
        raise BadPicture(f"{UNDRAWN} ({type(wrong).__name__})") from wrong


def _photo(body: bytes) -> bytes:
    return photos.png(body, images.SIDE, images.BYTES)
