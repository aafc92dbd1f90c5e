"""A design comes in; a version of it goes out that never changes, for badges and awards to show."""

from peewee import BigIntegerField, CharField, IntegerField

from models.artworks import Artwork
from models.db import Instant, Json, Record, link
from models.designs import Design


class DesignVersion(Record):
    """A design as it was. `key`: 32 hex digits of SHA-256 of artwork and parameters, the picture's address."""

    design_id: int
    artwork_id: int
    design = link(Design)
    artwork = link(Artwork)
    number = IntegerField()
    parameters = Json()
    key = CharField(max_length=32)
    words = CharField(max_length=500)
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    made_at = Instant()

    class Meta:
        indexes = ((("design", "number"), True),)


DesignVersion.add_index(DesignVersion.index(DesignVersion.key, name="design_version_key"))
