"""workers/relay.py: what committed is told once per number, in order; boards in Redis equal PostgreSQL."""

import json
import threading
from datetime import datetime
from typing import Any

from redis import Redis

from models import boards, db, outbox, standings
from models.outbox import STREAM, Message
from models.rules.standings import parse_board
from models.settings import Settings
from tests.cast import ADA, BOB, Lumen, issue
from workers import relay


def told(redis: Redis) -> list[dict[str, Any]]:
    entries: Any = redis.xrange(STREAM)
    return [json.loads(fields[b"m"]) for _, fields in entries]


def work(lumen: Lumen, now: datetime, *numbers: int) -> None:
    for number in numbers:
        lumen.deliver("issues", issue("closed", now, number=number, assignees=(ADA if number % 2 else BOB,)), now)


def test_messages_are_told_in_order_without_gaps(lumen: Lumen, redis: Redis, now: datetime) -> None:
    work(lumen, now, 1, 2, 3)
    assert relay.tell_all(redis) == 5
    assert [message["seq"] for message in told(redis)] == [1, 2, 3, 4, 5]
    assert [message["place"] for message in told(redis)] == [1, 2, 3, 4, 5]


def test_a_relay_that_died_before_marking_tells_nothing_twice(lumen: Lumen, redis: Redis, now: datetime) -> None:
    work(lumen, now, 1, 2)
    relay.tell_all(redis)
    with db.unit():
        Message.update(told_at=None).execute()
    relay.tell_all(redis)
    assert [message["place"] for message in told(redis)] == [1, 2, 3, 4]
    with db.unit():
        assert not Message.select().where(Message.told_at.is_null()).exists()


def test_boards_in_redis_rank_as_postgresql_does(lumen: Lumen, redis: Redis, now: datetime) -> None:
    work(lumen, now, 1, 2, 3)
    relay.tell_all(redis)
    with db.unit():
        name = parse_board("week")
        _, key = standings.board_key_of(lumen.organization, name, now)
        expected = [(row.person.id, row.points) for row in standings.board(lumen.organization, name, now, 50).rows]
    members: Any = redis.zrange(boards.names(key)[0], 0, -1, withscores=True)
    assert [(int(member.split(b":")[1]), -int(score)) for member, score in members] == expected


def test_a_flushed_redis_is_made_whole_again(lumen: Lumen, redis: Redis, now: datetime) -> None:
    work(lumen, now, 1, 2, 3)
    relay.heal(redis)
    relay.tell_all(redis)
    before = _dump(redis)
    redis.flushall()
    relay.heal(redis)
    assert _dump(redis) == before


def test_a_stream_ahead_of_a_restored_database_is_forgotten(lumen: Lumen, redis: Redis, now: datetime) -> None:
    redis.xadd(STREAM, {"m": "{}"}, id="999-0")
    relay.heal(redis)
    work(lumen, now, 1)
    assert relay.tell_all(redis) == 2
    assert [message["place"] for message in told(redis)] == [1, 2]


def test_an_older_relay_cannot_write_over_a_newer_board(lumen: Lumen, redis: Redis, now: datetime) -> None:
    boards.put(redis, [("1:0:all:-", 1, 50, now)], version=9)
    boards.put(redis, [("1:0:all:-", 1, 10, now)], version=8)
    [(_, score)] = redis.zrange(boards.names("1:0:all:-")[0], 0, -1, withscores=True)  # type: ignore[misc]
    assert score == -50


def test_a_running_relay_tells_what_commits_and_a_second_one_takes_over(
    lumen: Lumen, redis: Redis, now: datetime, settings: Settings
) -> None:
    stops = [threading.Event(), threading.Event()]
    threads = [threading.Thread(target=relay.run, args=(redis, stop), daemon=True) for stop in stops]
    for thread in threads:
        thread.start()
    work(lumen, now, 1)
    _until_told(redis, 2)
    stops[0].set()
    threads[0].join(timeout=10)
    work(lumen, now, 2)
    _until_told(redis, 4)
    stops[1].set()
    threads[1].join(timeout=10)
    assert [message["place"] for message in told(redis)] == [1, 2, 3, 4]


def test_place_says_what_was_told_last(lumen: Lumen, redis: Redis, now: datetime) -> None:
    work(lumen, now, 1)
    with db.unit():
        assert outbox.place() == 0
    relay.tell_all(redis)
    with db.unit():
        assert outbox.place() == 2


def _until_told(redis: Redis, count: int) -> None:
    last = "0-0"
    seen = 0
    while seen < count:
        answer: Any = redis.xread({STREAM: last}, block=10_000, count=100)
        assert answer, "the relay told nothing for ten seconds"
        for entry, _ in answer[0][1]:
            last, seen = entry, seen + 1


def _dump(redis: Redis) -> dict[bytes, Any]:
    found: dict[bytes, Any] = {}
    keys: Any = redis.keys("codebadge:board:*")
    for key in keys:
        if key.endswith(b":members"):
            found[key] = redis.hgetall(key)
        elif not key.endswith(b":version"):
            found[key] = redis.zrange(key, 0, -1, withscores=True)
    return found
