"""Changes of layers come in, from whoever may draw; they are kept in one order, and the design follows."""

from peewee import BigIntegerField, CharField, IntegerField

from models.db import Instant, Json, Record, link
from models.designs import Design


class DesignStep(Record):
    """What one person changed at once, the `seq`-th step of the design. `client`: which open studio sent it."""

    design_id: int
    design = link(Design)
    seq = IntegerField()
    client = CharField(max_length=40)
    changes = Json()
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    made_at = Instant()

    class Meta:
        indexes = ((("design", "seq"), True),)
