"""A template's name comes in; the drawing that badges are made from goes out: built in, one's own, or made public."""

from peewee import SQL, BooleanField, CharField

from models.artworks import Artwork
from models.db import Instant, Record, link
from models.tenants import Organization


class Template(Record):
    """An organisation's own template; the built-in ones are no rows. `licence`: of a public one, in SPDX's words."""

    organization_id: int
    artwork_id: int
    organization = link(Organization)
    artwork = link(Artwork)
    name = CharField(max_length=100)
    licence = CharField(max_length=20, null=True)
    is_public = BooleanField()
    by = CharField(max_length=200)
    created_at = Instant()
    updated_at = Instant()
    deleted_at = Instant(null=True)


Template.add_index(
    Template.index(Template.organization, Template.id, name="template_organization", where=SQL("deleted_at IS NULL"))
)
Template.add_index(Template.index(Template.id, name="template_public", where=SQL("is_public AND deleted_at IS NULL")))
