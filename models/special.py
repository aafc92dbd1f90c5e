"""How a special badge is allotted comes in; Awards go out, each saying why; consequences.py tells of them."""

from peewee import CharField, IntegerField

from models.badges import Badge
from models.db import Instant, Record, link
from models.tenants import Organization


class Allotment(Record):
    """The top of a closed period was honoured: once per badge and board key (models.rules.standings.key)."""

    organization = link(Organization)
    badge = link(Badge)
    board = CharField(max_length=60)
    given = IntegerField()
    at = Instant()

    class Meta:
        indexes = ((("badge", "board"), True),)
