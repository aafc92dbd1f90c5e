"""A drawing comes in; it is kept once, by the digest of its content; designs.py and templates.py say whose it is."""

from peewee import BlobField, CharField, IntegerField

from models.db import Instant, Record


class Artwork(Record):
    """A drawing, minified and compressed (rules/art/packing.py). `digest`: SHA-256 of the minified JSON; `size`: its
    bytes before compression. It is never changed, and the same drawing is one row, whoever drew it."""

    digest = CharField(max_length=64, unique=True)
    body = BlobField()
    size = IntegerField()
    created_at = Instant()
