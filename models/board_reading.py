"""A board's name and a stretch come in; a Board goes out, read from Redis by one script, or from PostgreSQL.

Of a period that is past only PostgreSQL knows.

The counterpart of boards.py, which writes. Both ways give the same (law 7); server/boards.py chooses between them.
"""

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from models import closing, outbox, people, ranking, standings, tenants
from models.boards import READY, names, people_key
from models.db import rows
from models.ranking import SHOWN
from models.rules import standings as rules
from models.rules.messages import Board, PersonCard, Row
from models.rules.standings import BoardName, Score, name_of, number, person_of
from models.rules.stretches import Mark, Stretch, cursor, mark
from models.rules.work import Value

SCRIPT = """
if redis.call('EXISTS', KEYS[4]) == 0 then return false end
local board, mode, from, limit = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local start, stop = 0, limit - 1
if mode == 'after' then
    local points = redis.call('ZSCORE', board, from)
    if not points or tonumber(points) ~= -tonumber(ARGV[4]) then return false end
    start = redis.call('ZRANK', board, from) + 1
    stop = start + limit - 1
elseif mode == 'around' then
    local member = redis.call('HGET', KEYS[2], from)
    local rank = member and redis.call('ZRANK', board, member)
    start = rank and math.max(0, rank - limit) or 1
    stop = rank and rank + limit or 0
end
local found = redis.call('ZRANGE', board, start, stop, 'WITHSCORES')
local version = tonumber(redis.call('GET', KEYS[3]) or '0')
local rank, cards = 0, {}
if #found > 0 then
    local people = {}
    for i = 1, #found, 2 do people[#people + 1] = string.match(found[i], ':0*(%d+)$') end
    rank = redis.call('ZCOUNT', board, '-inf', '(' .. found[2]) + 1
    cards = redis.call('HMGET', KEYS[5], unpack(people))
end
return {version, redis.call('ZCARD', board), start, rank, found, cards}
"""
"""Reads a stretch in one moment. False: the boards are not whole, or the cursor's line has moved: ask PostgreSQL."""


class Frame(Value):
    """A board without its lines: what stays the same until its window ends.

    `past`: it is not that of now; `closed_at`: it is final; `due`: some period of the organisation may be closed.
    """

    organization: int
    key: str
    board: Board
    zone: str
    past: bool = False
    closed_at: datetime | None = None
    due: bool = False


def frame(slug: str, name: BoardName, now: datetime, day: date | None = None) -> Frame:
    """The board of now, or that of the period in which a local day lies. Raises NotFound for an unknown organisation,
    or for whose board there is none."""
    organization = tenants.organization(slug)
    zone = organization.time_zone
    current, _ = standings.board_key_of(organization, name, now)
    span = current if day is None or name.season else rules.window(name.period, rules.noon(day, zone), zone)
    final = closing.of(organization.id, span)
    shown = standings.describe(organization, name, final.window() if final else span, (), 0, 0)
    return Frame(
        organization=organization.id,
        key=rules.key(organization.id, name.scope, span),
        board=shown if span == current else shown.model_copy(update={"title": rules.title(span)}),
        zone=zone,
        past=span != current or final is not None,
        closed_at=final.closed_at if final else None,
        due=closing.due(organization, now),
    )


def keys(of: Frame) -> list[str]:
    """The script's keys."""
    return [*names(of.key), READY, people_key(of.organization)]


def arguments(wanted: Stretch) -> list[str | int]:
    """The script's arguments."""
    if wanted.after is not None:
        return ["after", wanted.after.member, wanted.limit, wanted.after.points]
    if wanted.person is not None:
        return ["around", wanted.person, wanted.limit]
    return ["top", "", wanted.limit]


def from_redis(of: Frame, wanted: Stretch, answer: list[Any] | None) -> Board | None:
    """The board in the script's answer; None when PostgreSQL must be asked."""
    way = of.board.ranking
    if answer is None or None in answer[5]:
        return None
    version, how_many, start, rank, found, cards = answer
    # How many different numbers of points stand above, a sorted set does not know.
    if way == "dense" and start and found:
        return None
    rank = 1 if way == "dense" else rank
    members = [text.decode() for text in found[::2]]
    scores = [(person_of(text), -int(float(score))) for text, score in zip(members, found[1::2], strict=True)]
    shown = [PersonCard.model_validate(json.loads(card)) for card in cards]
    first = scores[0][1] if scores else None
    lines = [
        Row(position=line.position, rank=line.rank, person=card, points=line.points)
        for line, card in zip(number(scores, start, rank, first, way), shown, strict=True)
    ]
    last = mark(lines[-1].points, members[-1]) if lines else None
    return _board(of, wanted, version, how_many, lines, last)


def from_postgresql(of: Frame, wanted: Stretch) -> Board:
    """The same from the truth itself."""
    middle = _place(of.key, wanted.person) if wanted.person is not None else None
    if wanted.person is not None and middle is None:
        lines: list[Row] = []
    elif middle is not None:
        first = max(0, middle - wanted.limit)
        lines = ranking.stretch(of.key, middle + wanted.limit - first + 1, first, of.board.ranking)
    else:
        above = _upto(of.key, wanted.after) if wanted.after else 0
        lines = ranking.stretch(of.key, wanted.limit, above, of.board.ranking)
    last = _mark(of.key, lines[-1]) if lines else None
    return _board(of, wanted, outbox.place(), ranking.count(of.key), lines, last)


def among(of: Frame, friends: Collection[int]) -> Board:
    """A board of these people alone, ranked among themselves."""
    found = rows(
        f"SELECT person_id, points, reached_at FROM standing WHERE board = %s AND person_id = ANY(%s) AND {SHOWN}",
        of.key,
        list(friends),
        of.organization,
    )
    placed = rules.place(
        (Score(person=person, points=points, reached_at=at) for person, points, at in found), of.board.ranking
    )
    shown = ranking.present(placed, people.cards(line.person for line in placed))
    return of.board.model_copy(
        update={"version": outbox.place(), "people": len(shown), "rows": tuple(shown), "next": None}
    )


def _board(of: Frame, wanted: Stretch, version: int, how_many: int, lines: list[Row], last: Mark | None) -> Board:
    more = last is not None and wanted.person is None and lines[-1].position < how_many
    return of.board.model_copy(
        update={
            "version": version,
            "people": how_many,
            "rows": tuple(lines),
            "next": cursor(last) if more and last else None,
        }
    )


def _mark(board: str, row: Row) -> Mark | None:
    found = rows("SELECT reached_at FROM standing WHERE board = %s AND person_id = %s", board, row.person.id)
    return Mark(points=row.points, reached_at=found[0][0], person=row.person.id) if found else None


def _place(board: str, person: int) -> int | None:
    """How many people stand above this one; None for someone without points here."""
    found = rows(
        f"SELECT points, reached_at FROM standing WHERE board = %s AND person_id = %s AND points > 0 AND {SHOWN}",
        board,
        person,
        name_of(board)[0],
    )
    if not found:
        return None
    return _upto(board, Mark(points=found[0][0], reached_at=found[0][1], person=person)) - 1


def _upto(board: str, last: Mark) -> int:
    """How many people stand at a mark or above it."""
    [(count,)] = rows(
        f"SELECT count(*) FROM standing WHERE board = %s AND points > 0 AND {SHOWN} AND (points > %s OR (points = %s"
        " AND (reached_at, person_id) <= (%s, %s)))",
        board,
        name_of(board)[0],
        last.points,
        last.points,
        last.reached_at,
        last.person,
    )
    return int(count)
