"""A template or a drawing comes in; a Design goes out, that several people draw on; design_versions.py keeps states."""

from peewee import BigIntegerField, CharField, IntegerField

from models.artworks import Artwork
from models.db import Instant, Json, Record, link
from models.tenants import Organization


class Design(Record):
    """What a badge looks like, while it is drawn. Made from a `template` (a built-in one's slug, or an own one's id),
    it has the template's `artwork` and its own `parameters`; drawn freely, it has a `drawing`. `seq` counts its steps
    (design_steps.py); each locks this row, so they are in one order."""

    organization_id: int
    artwork_id: int | None
    organization = link(Organization)
    name = CharField(max_length=200)
    template = CharField(max_length=100, null=True)
    artwork = link(Artwork, null=True)
    drawing = Json(null=True)
    parameters = Json()
    seq = IntegerField()
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    created_at = Instant()
    updated_at = Instant()
    deleted_at = Instant(null=True)


Design.add_index(Design.index(Design.organization, Design.id, name="design_organization"))
