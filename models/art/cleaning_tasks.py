"""A stranger's SVG or image comes in; clean ones go out, drawn once to see that they can be. Rows of tasks.py."""

import json
from typing import Any

from models.art import alike, raster, shelf
from models.art import photo as photos
from models.art.frames import Answer
from models.errors import Unavailable
from models.rules.art import cleaning, importing, svg
from models.rules.art.drawing import SIDE, AnyLayer, Drawing, PictureLayer
from models.rules.art.foreign import images
from models.rules.art.foreign.element import Account
from models.rules.art.foreign.parts import part
from models.rules.art.transforms import Matrix
from models.rules.art.wish import Wish

TRIED = 64
"""Pixels at which a picture is drawn before it is taken."""
COMPARED, ALIKE = 256, 0.98
"""Pixels at which layers are compared with the picture that they were made of, and their least likeness (alike.py)."""


def clean(given: dict[str, Any], body: bytes) -> Answer:
    """Told: `removed`, `width`, `height`; the clean SVG is the answer's body."""
    found = cleaning.clean(body, _photo)
    tried(found.svg)
    told = {"removed": found.removed, "width": found.width, "height": found.height}
    return Answer(told, found.svg.encode())


def layers(given: dict[str, Any], body: bytes) -> Answer:
    """An SVG as layers, if they look like it; else as one picture. Told: `removed`; `layers` and `colors` as JSON."""
    account = Account()
    rebuilt = cleaning.rebuild(body, account, _photo, text=True)
    whole = part(rebuilt, rebuilt.root, Matrix(), {})
    if whole:
        tried(whole)
    found = importing.found(rebuilt, account)
    if whole and not _alike(whole, found):
        found = importing.as_one(rebuilt)
    told = [layer.model_dump(mode="json", exclude_defaults=True) for layer in map(_checked, found.layers)]
    return Answer({"removed": account.removed}, json.dumps({"layers": told, "colors": found.colors}).encode())


def _alike(whole: str, found: importing.Found) -> bool:
    """Whether the layers look as the picture did. Words aside: they come in fonts of ours."""
    shapes = tuple(layer for layer in found.layers if layer.kind != "text")
    # At a size at which nothing is fitted to pixels yet.
    drawn = svg.svg(Drawing(layers=shapes, colors=found.colors), Wish(size=SIDE), shelf.shared())
    try:
        before, after = (raster.drawn(one, "png", COMPARED, COMPARED) for one in (whole, drawn))
    except Unavailable:
        return True
    return alike.likeness(before, after).ssim >= ALIKE


def _checked(layer: AnyLayer) -> AnyLayer:
    if not isinstance(layer, PictureLayer):
        return layer
    return layer.model_copy(update={"svg": cleaning.clean(layer.svg.encode(), _photo).svg})


def check(given: dict[str, Any], body: bytes) -> Answer:
    """The SVGs of a drawing's picture layers (a JSON list), each cleaned, in their order."""
    kept = []
    for picture in json.loads(body):
        found = cleaning.clean(picture.encode(), _photo)
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


def _photo(body: bytes) -> bytes:
    return photos.png(body, images.SIDE, images.BYTES)
