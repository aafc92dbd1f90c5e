"""A number of people comes in; how fast their board is changed, read around somebody, and made again goes out.

Through the very scripts of the product: models/boards.py writes, models/board_reading.py reads.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from redis import Redis

from benchmarks.table import percentile, show
from codebadge import engines as embedded
from models import board_reading, boards, db, migrate, organizations, queues
from models.board_reading import Frame
from models.rules.standings import parse_board
from models.rules.stretches import Stretch

PEOPLE = 1_000_000
ROUNDS = 5_000
SLOW_ROUNDS = 20
"""Reads by PostgreSQL, which counts from the top: only to compare."""
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
FILL = (
    "INSERT INTO person (name, login, created_at, owner, epoch) SELECT 'Person ' || g, 'p' || g, now(), FALSE, 0 "
    "FROM generate_series(1, %s) g",
    "INSERT INTO membership (organization_id, person_id, role, joined_at, belongs) "
    "SELECT 1, g, 'contributor', now(), '[]' "
    "FROM generate_series(1, %s) g",
    "INSERT INTO standing (board, person_id, points, reached_at) SELECT '1:0:all:-', g, g::bigint * 7919 %% 100003, "
    "timestamptz '2026-01-01' + (g::bigint * 31 %% 5000000) * interval '1 second' FROM generate_series(1, %s) g",
)


def main(people: int = PEOPLE) -> None:
    with tempfile.TemporaryDirectory(prefix="codebadge-bench-") as folder, embedded.running(folder) as urls:
        db.connect(urls.database, 2)
        migrate.run()
        redis = queues.client(urls.redis)
        frame = _fill(people)
        empty = _memory(redis)
        seconds = _timed(lambda: _rebuild(redis))
        held = _memory(redis)
        _wait_until_written(redis)
        show(
            f"A board of {people:,} people",
            ["", "value"],
            [
                ["made again from PostgreSQL, s", seconds],
                ["Redis, whole, MB", (held - empty) / 1e6],
                ["Redis, bytes a person (board, members and card)", (held - empty) / people],
                ["of these the board alone, bytes a person", _of_the_board(redis, frame) / people],
            ],
        )
        show(
            f"One of {people:,} people, through Redis ({ROUNDS:,} of each, in turn)",
            ["ms", "p50", "p99"],
            [[name, percentile(found, 0.5), percentile(found, 0.99)] for name, found in _measure(redis, frame, people)],
        )


def _fill(people: int) -> Frame:
    with db.unit():
        db.take_time()
        organizations.create("lumen", "Lumen", "Europe/Vienna", NOW)
        for statement in FILL:
            db.database.execute_sql(statement, (people,))
        db.database.execute_sql("ANALYZE")
        return board_reading.frame("lumen", parse_board("all"), NOW)


def _rebuild(redis: Redis) -> None:
    with db.unit():
        boards.rebuild(redis)


def _measure(redis: Redis, frame: Frame, people: int) -> list[tuple[str, list[float]]]:
    chance, read = random.Random(1), redis.register_script(board_reading.SCRIPT)

    def update(number: int, person: int) -> None:
        line = (frame.key, person, chance.randrange(1, 100_000), NOW + timedelta(seconds=number))
        boards.put(redis, [line], number + 1)

    def look(wanted: Stretch) -> None:
        answer: Any = read(keys=board_reading.keys(frame), args=board_reading.arguments(wanted))
        assert board_reading.from_redis(frame, wanted, answer) is not None

    def truth(wanted: Stretch) -> None:
        with db.snapshot():
            board_reading.from_postgresql(frame, wanted)

    found: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        person = chance.randrange(1, people + 1)
        around = Stretch(limit=5, person=person)
        found.setdefault("nothing (PING), to compare", []).append(_timed(redis.ping) * 1000)
        found.setdefault("update", []).append(_timed(lambda n=number, p=person: update(n, p)) * 1000)  # type: ignore[misc]
        found.setdefault("around me", []).append(_timed(lambda a=around: look(a)) * 1000)  # type: ignore[misc]
        found.setdefault("the first 50", []).append(_timed(lambda: look(Stretch(limit=50))) * 1000)
        if number % (ROUNDS // SLOW_ROUNDS) == 0:
            slow = f"around me, by PostgreSQL ({SLOW_ROUNDS} times)"
            found.setdefault(slow, []).append(_timed(lambda a=around: truth(a)) * 1000)  # type: ignore[misc]
    return list(found.items())


def _wait_until_written(redis: Redis) -> None:
    """Redis writes its log anew after so much; that is over before anything is measured."""
    while True:
        told: Any = redis.info("persistence")
        if not told["aof_rewrite_in_progress"] and not told.get("aof_rewrite_scheduled"):
            return
        time.sleep(0.5)


def _memory(redis: Redis) -> int:
    told: Any = redis.info("memory")
    return int(told["used_memory"])


def _of_the_board(redis: Redis, frame: Frame) -> int:
    return sum(int(redis.memory_usage(name, samples=0) or 0) for name in boards.names(frame.key))  # type: ignore[arg-type]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
