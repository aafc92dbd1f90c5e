"""Deeds come in; what looks like farming goes out as a Flag for admins to judge, with its evidence: nothing is punished
by itself."""

from peewee import CharField, TextField

from models.db import Instant, Json, Record, link
from models.tenants import Organization


class Flag(Record):
    """Something that an admin should look at. `key` says what it is about, so that it is raised once.

    `kind`: burst, reciprocal or ring; `people`: ids; `state`: open, cleared (all is well) or confirmed.
    """

    organization_id: int
    organization = link(Organization)
    kind = CharField(max_length=20)
    key = CharField(max_length=200)
    people = Json()
    words = TextField()
    evidence = Json()
    state = CharField(max_length=12, default="open")
    found_at = Instant()
    decided_by = CharField(max_length=200, null=True)
    decided_at = Instant(null=True)
    note = TextField(null=True)

    class Meta:
        indexes = ((("organization", "kind", "key"), True),)
