"""A board's name and a stretch come in; a Board goes out, read from Redis by one script, or from PostgreSQL.

The counterpart of boards.py, which writes. Both ways give the same (law 7); server/boards.py chooses between them.
"""

import json
from datetime import datetime
from typing import Any

from models import outbox, standings, tenants
from models.boards import READY, names, people_key
from models.db import rows
from models.rules.messages import Board, PersonCard, Row
from models.rules.standings import BoardName, name_of, number, person_of
from models.rules.stretches import Mark, Stretch, cursor, mark
from models.rules.work import Value
from models.standings import SHOWN

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
    """A board without its lines: what stays the same until its window ends."""

    organization: int
    key: str
    board: Board


def frame(slug: str, name: BoardName, now: datetime) -> Frame:
    """Raises NotFound for an unknown organisation, or a project of others."""
    organization = tenants.organization(slug)
    span, key = standings.board_key_of(organization, name, now)
    return Frame(organization=organization.id, key=key, board=standings.describe(organization, name, span, (), 0, 0))


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
    if answer is None or None in answer[5]:
        return None
    version, people, start, rank, found, cards = answer
    members = [text.decode() for text in found[::2]]
    scores = [(person_of(text), -int(float(score))) for text, score in zip(members, found[1::2], strict=True)]
    shown = [PersonCard.model_validate(json.loads(card)) for card in cards]
    first = scores[0][1] if scores else None
    lines = [
        Row(position=line.position, rank=line.rank, person=card, points=line.points)
        for line, card in zip(number(scores, start, rank, first), shown, strict=True)
    ]
    last = mark(lines[-1].points, members[-1]) if lines else None
    return _board(of, wanted, version, people, lines, last)


def from_postgresql(of: Frame, wanted: Stretch) -> Board:
    """The same from the truth itself."""
    middle = _place(of.key, wanted.person) if wanted.person is not None else None
    if wanted.person is not None and middle is None:
        lines: list[Row] = []
    elif middle is not None:
        first = max(0, middle - wanted.limit)
        lines = standings.stretch(of.key, middle + wanted.limit - first + 1, first)
    else:
        lines = standings.stretch(of.key, wanted.limit, _upto(of.key, wanted.after) if wanted.after else 0)
    last = _mark(of.key, lines[-1]) if lines else None
    return _board(of, wanted, outbox.place(), standings.count(of.key), lines, last)


def _board(of: Frame, wanted: Stretch, version: int, people: int, lines: list[Row], last: Mark | None) -> Board:
    more = last is not None and wanted.person is None and lines[-1].position < people
    return of.board.model_copy(
        update={
            "version": version,
            "people": people,
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
