"""Words and two dates come in; a Season of an organisation goes out; standings.py counts for it, closing.py ends it."""

from peewee import CharField

from models.db import Instant, Record, link
from models.tenants import Organization


class Season(Record):
    """A period with chosen dates, half-open: [starts_at, ends_at). Its boards are `season-{id}`."""

    organization_id: int
    organization = link(Organization)
    name = CharField(max_length=200)
    starts_at = Instant()
    ends_at = Instant()
    created_at = Instant()
    deleted_at = Instant(null=True)


Season.add_index(Season.index(Season.organization, Season.starts_at, name="season_organization"))
