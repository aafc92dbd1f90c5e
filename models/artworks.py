"""A drawing comes in; it is kept once, by the digest of its content; designs.py and templates.py say whose it is."""

from datetime import datetime
from functools import cache
from importlib import resources

from peewee import BlobField, CharField, IntegerField

from models.db import Instant, Record
from models.errors import NotFound
from models.rules.art.drawing import Drawing
from models.rules.art.packing import NEWEST, packed, unpacked


class Artwork(Record):
    """A drawing, minified and compressed (rules/art/packing.py). `digest`: SHA-256 of the minified JSON; `size`: its
    bytes before compression. It is never changed, and the same drawing is one row, whoever drew it."""

    digest = CharField(max_length=64, unique=True)
    body = BlobField()
    size = IntegerField()
    created_at = Instant()


def keep(drawing: Drawing, now: datetime) -> Artwork:
    """Minified, compressed, and one row however often it is kept. Raises BadPicture when it is too large, or cannot be
    drawn."""
    from models.art.minified import minified

    return keep_as_it_is(minified(drawing), now)


def keep_as_it_is(drawing: Drawing, now: datetime) -> Artwork:
    """Compressed, but not minified: for what was minified before. Raises BadPicture when it is too large."""
    body, digest, size = packed(drawing, _dictionary(NEWEST), NEWEST)
    Artwork.insert(digest=digest, body=body, size=size, created_at=now).on_conflict_ignore().execute()
    kept: Artwork = Artwork.get(Artwork.digest == digest)
    return kept


def drawing(artwork_id: int) -> Drawing:
    """What was kept. Raises NotFound."""
    found: Artwork | None = Artwork.get_or_none(Artwork.id == artwork_id)
    if found is None:
        raise NotFound("There is no such drawing.")
    return unpacked(bytes(found.body), _dictionary)


def digest(drawing: Drawing) -> str:
    """By which a drawing would be kept as it is: SHA-256 in hex digits."""
    return packed(drawing).digest


@cache
def _dictionary(number: int) -> bytes:
    return (resources.files("models.rules.art") / "dictionaries" / f"{number}.zdict").read_bytes()
