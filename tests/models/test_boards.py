"""models/boards.py: Redis ranks as PostgreSQL does, hears everything twice without harm, and is made again at will."""

import json
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from models import boards, db
from models.boards import Score
from models.rules import standings as rules
from models.standings import Standing
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models.deeds import who

EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
BOARD = "1:0:all:-"
moments = st.integers(0, 3).map(lambda microseconds: NOON + timedelta(microseconds=microseconds))
scores = st.tuples(st.sampled_from([BOARD, "1:0:year:2026-01-01"]), st.integers(1, 5), st.integers(-1, 3), moments)


def shown(redis: Redis, board: str = BOARD) -> list[tuple[int, int]]:
    """(person, points) as Redis ranks them."""
    members: Any = redis.zrange(boards.names(board)[0], 0, -1, withscores=True)
    return [(rules.person_of(member.decode()), -int(score)) for member, score in members]


def ranked(lines: dict[int, Score]) -> list[tuple[int, int]]:
    scored = [rules.Score(person=person, points=points, reached_at=at) for _, person, points, at in lines.values()]
    return [(line.person, line.points) for line in rules.place(scored)]


def version(redis: Redis) -> bytes | None:
    found: Any = redis.get(boards.names(BOARD)[2])
    return found  # type: ignore[no-any-return]


@EXAMPLES
@given(st.lists(st.lists(scores, max_size=6), max_size=6))
def test_redis_ranks_by_law_7_whatever_it_was_told_before(redis: Redis, tellings: list[list[Score]]) -> None:
    redis.flushall()
    latest: dict[str, dict[int, Score]] = {}
    for place, lines in enumerate(tellings, 1):
        boards.put(redis, lines, place)
        for line in lines:
            latest.setdefault(line[0], {})[line[1]] = line
    for board, lines_now in latest.items():
        assert shown(redis, board) == ranked(lines_now)
        assert redis.hlen(boards.names(board)[1]) == len(shown(redis, board))


@EXAMPLES
@given(st.lists(scores, max_size=6))
def test_hearing_it_twice_does_no_harm(redis: Redis, lines: list[Score]) -> None:
    redis.flushall()
    boards.put(redis, lines, 1)
    before = shown(redis)
    boards.put(redis, lines, 1)
    assert shown(redis) == before


def test_an_older_telling_is_refused(redis: Redis) -> None:
    boards.put(redis, [(BOARD, 1, 5, NOON)], 9)
    boards.put(redis, [(BOARD, 1, 4, NOON), (BOARD, 2, 7, NOON)], 8)
    assert (shown(redis), version(redis)) == ([(1, 5)], b"9")


def test_who_has_no_points_any_more_leaves_the_board(redis: Redis) -> None:
    boards.put(redis, [(BOARD, 1, 5, NOON), (BOARD, 2, 3, NOON)], 1)
    boards.put(redis, [(BOARD, 1, 0, NOON), (BOARD, 2, -3, NOON)], 2)
    assert (shown(redis), version(redis)) == ([], b"2")
    assert redis.hlen(boards.names(BOARD)[1]) == 0


def test_many_lines_are_put_in_parts(redis: Redis) -> None:
    boards.put(redis, [(BOARD, person, person, NOON) for person in range(1, boards.CHUNK * 2 + 2)], 1)
    assert len(shown(redis)) == boards.CHUNK * 2 + 1
    assert shown(redis)[0] == (2001, 2001)


@pytest.mark.usefixtures("unit")
@EXAMPLES
@given(st.lists(scores, unique_by=lambda score: (score[0], score[1]), max_size=8))
def test_boards_made_again_rank_as_postgresql_does(
    lumen: Lumen, redis: Redis, now: datetime, lines: list[Score]
) -> None:
    redis.flushall()
    people = [who(lumen.organization, account, now) for account in (ADA, BOB, CYD)]
    Standing.delete().execute()
    kept = {(board, people[person % 3]): (points, at) for board, person, points, at in lines}
    for (board, person), (points, at) in kept.items():
        Standing.create(board=board, person=person, points=points, reached_at=at)
    boards.put(redis, [(BOARD, 4_000, 99, NOON)], 50)
    assert boards.rebuild(redis) == sum(points > 0 for points, _ in kept.values())
    for board in {board for board, _ in kept} | {BOARD}:
        truth = {p: (b, p, points, at) for (b, p), (points, at) in kept.items() if b == board}
        assert shown(redis, board) == ranked(truth)


@pytest.mark.usefixtures("unit")
def test_boards_made_again_bring_their_people(lumen: Lumen, redis: Redis, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    boards.put_people(redis, [(lumen.organization.id, "4000", {"id": 4000})])
    boards.rebuild(redis)
    cards: Any = redis.hgetall(boards.people_key(lumen.organization.id))
    assert {key: json.loads(card)["login"] for key, card in cards.items()} == {str(ada).encode(): "ada"}


@pytest.mark.usefixtures("unit")
def test_boards_are_whole_until_they_are_flushed_or_forgotten(lumen: Lumen, redis: Redis) -> None:
    assert not boards.ready(redis)
    boards.rebuild(redis)
    assert boards.ready(redis)
    boards.forget(redis)
    assert not boards.ready(redis)
    boards.rebuild(redis)
    redis.flushall()
    assert not boards.ready(redis)


def test_what_is_committed_while_boards_are_made_again_is_on_them(lumen: Lumen, redis: Redis, now: datetime) -> None:
    with db.unit():
        ada = who(lumen.organization, ADA, now)
    board = f"{lumen.organization.id}:0:all:-"

    def made_again() -> None:
        with db.unit():
            boards.rebuild(redis)

    with ThreadPoolExecutor(1) as beside:
        with db.unit():
            Standing.create(board=board, person=ada, points=5, reached_at=now)
            boards.doubt(redis)
            relay = beside.submit(made_again)
            # Long enough for what does not wait.
            wait([relay], timeout=0.3)
        relay.result()
    assert (shown(redis, board), boards.ready(redis)) == ([(ada, 5)], True)


@pytest.mark.usefixtures("unit")
def test_boards_that_are_doubted_while_they_are_made_are_made_once_more(
    lumen: Lumen, redis: Redis, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    who(lumen.organization, ADA, now)
    put_people = boards.put_people

    def doubted(*given: Any) -> None:
        put_people(*given)
        boards.forget(redis)

    monkeypatch.setattr(boards, "put_people", doubted)
    boards.rebuild(redis)
    assert not boards.ready(redis)
    monkeypatch.setattr(boards, "put_people", put_people)
    boards.rebuild(redis)
    assert boards.ready(redis)


def test_people_are_shown_as_they_were_last_told(redis: Redis) -> None:
    for name in ("ada", "countess"):
        boards.put_people(redis, [(1, "7", {"id": 7, "name": name})])
    found: Any = redis.hget(boards.people_key(1), "7")
    assert json.loads(found) == {"id": 7, "name": "countess"}
