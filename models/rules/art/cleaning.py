"""Bytes of strangers come in; the SVG that was rebuilt from what is allowed of them goes out, with what was removed.

Nothing of the file is copied: it is read without entities, judged element by element and value by value by one table
(foreign/allowed.py), and written anew. Cleaning what was cleaned changes nothing. What is refused names the place.
"""

from typing import NamedTuple

from models.errors import BadPicture
from models.rules.art.foreign import budget
from models.rules.art.foreign.element import SHAPES, Account, Removed
from models.rules.art.foreign.reading import read
from models.rules.art.foreign.rebuilding import Photo, Rebuilder, Rebuilt
from models.rules.art.foreign.references import joined
from models.rules.art.foreign.writing import written


class Clean(NamedTuple):
    """`width`, `height` in px, as the picture says, or its units."""

    svg: str
    removed: tuple[Removed, ...]
    width: float
    height: float


def clean(body: bytes, photo: Photo | None = None) -> Clean:
    """Text is left out: fonts differ from machine to machine, and import (importing.py) makes layers of it. `photo`
    makes raster images anew; without it they are left out. Raises BadPicture."""
    account = Account()
    rebuilt = rebuild(body, account, photo)
    if not any(one.tag in SHAPES or one.tag in ("use", "image") for one in rebuilt.root.all()):
        raise BadPicture("Nothing is left to draw of this SVG.")
    return Clean(written(rebuilt), account.removed, rebuilt.width, rebuilt.height)


def rebuild(body: bytes, account: Account, photo: Photo | None = None, text: bool = False) -> Rebuilt:
    """The tree of a clean picture. Raises BadPicture."""
    rebuilt = Rebuilder(read(body, account), account, photo, text).rebuilt()
    joined(rebuilt, account)
    budget.check(rebuilt)
    return rebuilt
