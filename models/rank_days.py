"""A day that ended comes in; the ranks of its evening are noted, for movement and history; ranks.py reads them."""

from datetime import datetime, timedelta

from peewee import BigIntegerField, CharField, DateField, IntegerField

from models import belonging, ranking, seasons
from models.db import Record, link, rows
from models.people import Person
from models.rules import standings as rules
from models.tenants import Organization

NOTED = 1_000
"""The first of each board, whose ranks are noted when a day ends."""


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


def note(organization: Organization, upto: datetime) -> None:
    """The ranks of the first day that ended before `upto` and is not noted yet, on every board that was open then."""
    zone = organization.time_zone
    first = rules.window("day", organization.ranked_until or organization.created_at, zone)
    if first.end is None or first.day is None or first.end > upto:
        return
    within = first.end - timedelta(microseconds=1)
    known = [season.window() for season in seasons.every(organization.id)]
    scopes = ["", *(scope for scope, _ in belonging.scopes(organization.id) if scope.startswith("project:"))]
    spans = [span for span in rules.windows(within, zone, known) if span.period != "day"]
    boards = rules.keys(organization.id, scopes, spans)
    sql = _NOTE.format(rank=ranking.RANK[organization.ranking], shown=ranking.SHOWN, order=ranking.ORDER)
    rows(sql, first.day, boards, organization.id, NOTED)
    organization.ranked_until = rules.window("day", upto, zone).start


# Of days on which nobody looked the first is noted: on the others nothing happened.
_NOTE = """
INSERT INTO rank_day (board, day, person_id, rank, points)
SELECT b.board, %s, r.person_id, r.place, r.points FROM unnest(%s::text[]) AS b(board)
CROSS JOIN LATERAL (
    SELECT person_id, points, {rank} AS place FROM (
        SELECT person_id, points, reached_at FROM standing
        WHERE board = b.board AND points > 0 AND {shown} ORDER BY {order} LIMIT %s) AS first) AS r
ON CONFLICT (board, person_id, day) DO UPDATE SET rank = excluded.rank, points = excluded.points RETURNING 1
"""
