"""Two people who are one come in; one Person with exact totals goes out, and can be taken apart again."""

from peewee import CharField

from models.db import Instant, Json, Record, link
from models.people import Person
from models.tenants import Organization


class PersonMerge(Record):
    """What a merge moved, so that it can be undone exactly."""

    organization = link(Organization)
    kept = link(Person)
    gone = link(Person)
    by = CharField(max_length=200)
    moved = Json()
    at = Instant()
    undone_at = Instant(null=True)


PersonMerge.add_index(PersonMerge.index(PersonMerge.organization, PersonMerge.id, name="person_merge_organization"))
