"""A model between two lessons comes in; a snapshot of it is kept, and the newest that still holds goes out again."""

from peewee import BigIntegerField, BlobField, IntegerField

from models.db import Instant, Record, link
from models.tenants import Project


class ModelSnapshot(Record):
    """A cache, nothing more: the state of a project's model after lesson `number`, as models.rules.estimates wrote it."""

    project_id: int
    project = link(Project)
    era = IntegerField()
    number = BigIntegerField()
    kept = BlobField()
    made_at = Instant()

    class Meta:
        indexes = ((("project", "number"), True),)
