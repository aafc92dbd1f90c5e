"""A moment comes in; periods that ended are closed once and for ever, and Closings go out; earning.py honours winners."""

from peewee import SQL, BigIntegerField, CharField, DateField, IntegerField

from models.db import Instant, Record, link
from models.ledger import Entry
from models.people import Person
from models.tenants import Organization


class Closing(Record):
    """A period of all of an organisation's boards that is closed: its standings never change again.

    `period` and `day` as in a board's key. What is heard later is a Correction.
    """

    organization_id: int
    organization = link(Organization)
    period = CharField(max_length=30)
    day = CharField(max_length=10)
    starts_at = Instant()
    ends_at = Instant()
    people = IntegerField()
    closed_at = Instant()
    honoured_at = Instant(null=True)

    class Meta:
        indexes = ((("organization", "period", "day"), True),)


Closing.add_index(Closing.index(Closing.organization, Closing.ends_at, name="closing_ends"))
Closing.add_index(
    Closing.index(Closing.organization, Closing.id, name="closing_unhonoured", where=SQL("honoured_at IS NULL"))
)


class Correction(Record):
    """Points on a closed board that were heard of after its end: shown beside the frozen result, never in it."""

    organization_id: int
    person_id: int
    entry_id: int
    organization = link(Organization)
    board = CharField(max_length=60)
    person = link(Person)
    entry = link(Entry)
    points = IntegerField()
    happened_at = Instant()
    recorded_at = Instant()

    class Meta:
        indexes = ((("board", "entry"), True),)


Correction.add_index(Correction.index(Correction.organization, Correction.person, name="correction_person"))


class RankDay(Record):
    """Somebody's place on a board when a day closed; for movement and sparklines. The first of each board only."""

    board = CharField(max_length=60)
    day = DateField()
    person = link(Person)
    rank = IntegerField()
    points = BigIntegerField()

    class Meta:
        indexes = ((("board", "person", "day"), True),)


RankDay.add_index(RankDay.index(RankDay.board, RankDay.day, name="rank_day_board"))
