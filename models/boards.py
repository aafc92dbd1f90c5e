"""Standings come in; boards in Redis go out, and can be made again from PostgreSQL at any time.

A board is a sorted set of (-points, "reached_at:person"), so that Redis itself ranks by law 7; beside it a hash from
person to member, and the version: the place of the last message that moved it. Only the relay writes here.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from redis import Redis

from models import belonging, outbox
from models.belonging import EVER, OPEN
from models.db import rows, stream, take_time
from models.rules import standings as rules
from models.rules.standings import Window, member

READY = "codebadge:boards:ready"
"""Stands while the boards in Redis are whole; it dies with them when Redis is flushed."""
DOUBTS = "codebadge:boards:doubts"
"""How often they were said to be none: what was read before the last time is not believed."""
LEFT = "codebadge:boards:left"
"""The id of the last closing whose boards have left Redis: what is closed is read from PostgreSQL."""
CHUNK = 1_000
_DOUBTING = 0xB0A2D5
"""Of PostgreSQL's advisory locks: held by who doubts until the commit, for which whoever makes them again waits."""

# A late relay that lost its lock must not write older values over newer ones: a board's version only grows.
_PUT = """
if tonumber(redis.call('GET', KEYS[3]) or '0') > tonumber(ARGV[1]) then return 0 end
for i = 2, #ARGV, 3 do
    local person, points, member = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
    local old = redis.call('HGET', KEYS[2], person)
    if old and (old ~= member or points <= 0) then redis.call('ZREM', KEYS[1], old) end
    if points > 0 then
        redis.call('ZADD', KEYS[1], -points, member)
        redis.call('HSET', KEYS[2], person, member)
    elseif old then
        redis.call('HDEL', KEYS[2], person)
    end
end
redis.call('SET', KEYS[3], ARGV[1])
return 1
"""

_BELIEVE = """
if (redis.call('GET', KEYS[2]) or '') == ARGV[2] then redis.call('SET', KEYS[1], ARGV[1]) end
"""

T = TypeVar("T")
Score = tuple[str, int, int, datetime]
"""(board, person, points, reached_at)"""


def names(board: str) -> tuple[str, str, str]:
    """The Redis keys of a board: sorted set, members, version."""
    return f"codebadge:board:{board}", f"codebadge:board:{board}:members", f"codebadge:board:{board}:version"


def people_key(organization_id: int | str) -> str:
    """The Redis hash from person id to card, for one organisation."""
    return f"codebadge:people:{organization_id}"


def ready(redis: Redis) -> bool:
    """Whether the boards in Redis are whole."""
    return bool(redis.exists(READY))


def of_people(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int, int, datetime]]:
    """(board, person, points, reached_at) as they stand now for (board, person) pairs; for the relay's projection.

    Hidden people have no points there, nor has who is not on the board (any more).
    """
    wanted = sorted(set(pairs))
    boards, persons = [board for board, _ in wanted], [person for _, person in wanted]
    found = {one[:2]: one for one in (_projected(_OF_PEOPLE, boards, persons) if wanted else [])}
    return [found.get(pair, (*pair, 0, EVER)) for pair in wanted]


def everywhere(pairs: Iterable[tuple[int, int]]) -> list[tuple[str, int, int, datetime]]:
    """The same for everything that (organisation, person) pairs have, on every board that is not closed."""
    wanted = sorted(set(pairs))
    organizations, persons = [organization for organization, _ in wanted], [person for _, person in wanted]
    return _projected(_EVERYWHERE, organizations, persons) if wanted else []


_OF_PEOPLE = "JOIN unnest(%s::text[], %s::bigint[]) AS w(board, person) ON s.board = w.board AND s.person_id = w.person"
_EVERYWHERE = f"""
JOIN unnest(%s::bigint[], %s::bigint[]) AS w(organization, person) ON s.person_id = w.person
AND s.board LIKE w.organization || ':%%' AND {OPEN}
"""


def _projected(asked: str, *values: object) -> list[tuple[str, int, int, datetime]]:
    found = rows(
        "SELECT s.board, s.person_id, CASE WHEN h.id IS NULL THEN s.points ELSE 0 END, s.reached_at FROM standing s "
        f"{asked} LEFT JOIN membership h ON h.organization_id = split_part(s.board, ':', 1)::bigint "
        "AND h.person_id = s.person_id AND h.hidden_at IS NOT NULL",
        *values,
    )
    return [(board, person, points, reached) for board, person, points, reached in found]


def put(redis: Redis, scores: Iterable[Score], version: int) -> None:
    """Sets people's lines on their boards to what they are now; hearing it twice does no harm."""
    script = redis.register_script(_PUT)
    pipeline = redis.pipeline(transaction=False)
    by_board: dict[str, list[Score]] = {}
    for score in scores:
        by_board.setdefault(score[0], []).append(score)
    for board, lines in by_board.items():
        for chunk in _chunks(lines):
            arguments = [text for line in chunk for text in (line[1], line[2], member(line[1], line[3]))]
            script(keys=names(board), args=[version, *arguments], client=pipeline)
    pipeline.execute()


def put_people(redis: Redis, cards: Iterable[tuple[int, str, dict[str, object]]]) -> None:
    """Keeps how people are shown: (organisation id, person id, card)."""
    pipeline = redis.pipeline(transaction=False)
    for organization, person, card in cards:
        pipeline.hset(people_key(organization), person, json.dumps(card))
    pipeline.execute()


def hide_people(redis: Redis, hidden: Iterable[tuple[int, int]]) -> None:
    """Forgets how people are shown: (organisation id, person id)."""
    pipeline = redis.pipeline(transaction=False)
    for organization, person in hidden:
        pipeline.hdel(people_key(organization), str(person))
    pipeline.execute()


def forget(redis: Redis) -> None:
    """Says that the boards in Redis are not to be believed: everybody reads PostgreSQL, the relay makes them again."""
    with redis.pipeline() as at_once:
        at_once.incr(DOUBTS)
        at_once.delete(READY)
        at_once.execute()


def doubt(redis: Redis) -> None:
    """The same inside the unit that changes what they hold: they are made again from what it has committed."""
    rows("SELECT pg_advisory_xact_lock_shared(%s)", _DOUBTING)
    forget(redis)


def rebuild(redis: Redis) -> int:
    """Makes every board in Redis again from PostgreSQL; how many lines it wrote. For the relay, inside a unit. Who
    doubts meanwhile is believed: then they are made once more."""
    forget(redis)
    doubts: Any = redis.get(DOUBTS) or b""
    _await_doubters()
    for pattern in ("codebadge:board:*", people_key("*")):
        for chunk in _chunks(list(redis.scan_iter(pattern, count=CHUNK))):
            redis.unlink(*chunk)
    take_time()
    for cards in batched(_all_cards()):
        put_people(redis, cards)
    version, lines = max(1, outbox.place()), 0
    for scores in batched(stream(_SCORES)):
        put(redis, scores, version)
        lines += len(scores)
    redis.register_script(_BELIEVE)(keys=[READY, DOUBTS], args=[version, doubts])
    return lines


def _await_doubters() -> None:
    """Until all have committed who have doubted by now; nobody who does from now on waits for us."""
    rows("SELECT pg_advisory_lock(%s)", _DOUBTING)
    rows("SELECT pg_advisory_unlock(%s)", _DOUBTING)


def leave(redis: Redis) -> int:
    """Takes boards of closed periods out of Redis, some at a time; how many closings it looked at."""
    known: Any = redis.get(LEFT)
    after = "SELECT id, organization_id, period, day FROM closing WHERE id > %s ORDER BY id LIMIT 100"
    found = rows(after, int(known or 0))
    for closing, organization, period, day in found:
        span = Window(period=period, day=None if day == "-" else day, start=None, end=None)
        scopes = ["", *(scope for scope, _ in belonging.scopes(organization))]
        gone = [key for board in rules.keys(organization, scopes, [span]) for key in names(board)]
        redis.unlink(*gone)
        redis.set(LEFT, closing)
    return len(found)


_SCORES = f"""
SELECT s.board, s.person_id, s.points, s.reached_at FROM standing s
LEFT JOIN membership h ON h.organization_id = split_part(s.board, ':', 1)::bigint AND h.person_id = s.person_id
  AND h.hidden_at IS NOT NULL
WHERE s.points > 0 AND h.id IS NULL AND {belonging.OPEN} ORDER BY s.board
"""


Card = tuple[int, str, dict[str, object]]
"""(organization, person, how they are shown)"""
_CARDS = """
SELECT m.organization_id, p.id, p.name, p.login, p.avatar
FROM membership m JOIN person p ON p.id = m.person_id {} WHERE m.hidden_at IS NULL
"""
_CARDS_OF = _CARDS.format(
    "JOIN unnest(%s::bigint[], %s::bigint[]) AS w(organization, person) "
    "ON m.organization_id = w.organization AND m.person_id = w.person"
)


def cards_of(pairs: Iterable[tuple[int, int]]) -> list[Card]:
    """How these (organisation, person) pairs are shown, of those who are: for people whom a digest brings."""
    wanted = sorted(set(pairs))
    organizations, persons = [organization for organization, _ in wanted], [person for _, person in wanted]
    return [_card(*found) for found in rows(_CARDS_OF, organizations, persons)] if wanted else []


def _all_cards() -> Iterator[Card]:
    return (_card(*found) for found in stream(_CARDS.format("")))


def _card(organization: int, person: int, name: str, login: str | None, avatar: str | None) -> Card:
    return organization, str(person), {"id": person, "name": name, "login": login, "avatar": avatar}


def batched(things: Iterable[T]) -> Iterator[list[T]]:
    """The same in parts of CHUNK."""
    left = iter(things)
    while part := list(islice(left, CHUNK)):
        yield part


def _chunks(things: Sequence[T]) -> Iterable[Sequence[T]]:
    return (things[start : start + CHUNK] for start in range(0, len(things), CHUNK))
