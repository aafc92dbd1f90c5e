"""Kept messages come in; numbered messages in the Redis stream and whole boards in Redis go out; server/live is next.

The one voice (law 6): one relay is active by a PostgreSQL lock, the others wait for it. It numbers what committed,
sets the boards to what they are now, appends to the stream, then marks as told. Killed anywhere, the next one
repeats the last step, and repeating does no harm: boards are absolute, and the stream refuses a place it has.
"""

import json
import logging
import select
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from redis import Redis
from redis.exceptions import RedisError, ResponseError

from models import boards, outbox, parcels, queues
from models.db import unit
from models.outbox import CHANNEL, HIDING, SHOWING, STREAM, Numbered
from workers import turn

LOCK = 4_223_002
BATCH = 500
KEEP = 20_000
"""Messages the stream holds at least; older gaps are filled from PostgreSQL."""
SILENCE = 2.0
"""Seconds after which the relay looks for itself, in case a notification was lost."""
GATHER = 0.03
"""Seconds between two tellings while work streams in: a batch costs little more than one message. After a pause the
first message goes at once."""
HEALTH = 1.0
"""Seconds between two looks at whether Redis still has the boards."""
OUTGOING = 0.5
"""Seconds between two looks at whether webhooks of ours have anything to tell."""
PATIENCE = 0.5
"""Seconds between tries while Redis is away."""
_ALREADY_TOLD = "equal or smaller"
log = logging.getLogger("codebadge.relay")


def run(redis: Redis, stop: threading.Event) -> None:
    """Waits for its turn, then tells until `stop`. Raises when PostgreSQL goes away: its lock is gone with it."""
    connection = turn.own_connection()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        if turn.take(connection, LOCK, stop):
            log.info("relay is the voice")
            _speak(connection, redis, stop)
    finally:
        connection.close()


def tell_all(redis: Redis) -> int:
    """Numbers and tells everything there is; how many messages it told. Raises RedisError while Redis is away."""
    with unit():
        outbox.number(BATCH)
        messages = outbox.untold(BATCH)
        moved = boards.of_people((board, message.person) for message in messages for board in message.boards)
        moved += boards.everywhere(
            (one.organization, person) for one in messages if one.kind in SHOWING for person in one.concerned
        )
        # Of some of them nobody has told before: a history brings people, and is told in a digest.
        met = boards.cards_of((one.organization, person) for one in messages for person in one.people)
    if not messages:
        return 0
    boards.put_people(redis, met)
    _project(redis, messages, moved)
    _append(redis, messages)
    _cut(redis, messages)
    with unit():
        outbox.mark_told(messages[-1].place, datetime.now(UTC))
    return len(messages)


def ring_outgoing() -> None:
    """Rings for webhooks of ours that have something to tell, or to try again."""
    with unit():
        due = parcels.due(datetime.now(UTC))
    if due:
        queues.ring_outgoing()


def heal(redis: Redis) -> None:
    """Makes the boards again when Redis lost them, and forgets a stream that is ahead of the database."""
    if not boards.ready(redis):
        with unit():
            lines = boards.rebuild(redis)
        log.info("boards rebuilt: %s lines", lines)
    with unit():
        boards.leave(redis)
        last = outbox.last_place()
    newest: Any = redis.xrevrange(STREAM, count=1)
    if newest and int(newest[0][0].split(b"-")[0]) > last:
        # PostgreSQL was restored from a backup: these numbers will be given again.
        redis.delete(STREAM)
        boards.forget(redis)


def _speak(connection: turn.Connection, redis: Redis, stop: threading.Event) -> None:
    healthy_until = looked = 0.0
    is_news = False
    while not stop.is_set():
        began = time.monotonic()
        try:
            if began >= healthy_until:
                heal(redis)
                healthy_until = began + HEALTH
            told = tell_all(redis)
            is_news = is_news or told > 0
            if began >= looked + OUTGOING:
                ring_outgoing()
                looked, is_news = began, False
        except RedisError as away:
            log.warning("redis is away: %s", away.__class__.__name__)
            healthy_until = 0.0
            stop.wait(PATIENCE)
            continue
        if not told:
            _listen(connection, OUTGOING if is_news else SILENCE)
        elif told < BATCH:
            stop.wait(began + GATHER - time.monotonic())


def _project(redis: Redis, messages: Sequence[Numbered], moved: Sequence[boards.Score]) -> None:
    hidden = [(message.organization, message.person) for message in messages if message.hidden]
    shown = [one for one in messages if not one.hidden and "person" in one.body and one.kind != HIDING]
    boards.put_people(redis, [(one.organization, str(one.person), one.body["person"]) for one in shown])
    boards.hide_people(redis, hidden)
    boards.put(redis, moved, messages[-1].place)


def _append(redis: Redis, messages: Sequence[Numbered]) -> None:
    pipeline = redis.pipeline(transaction=False)
    for message in messages:
        fields: Any = {"m": json.dumps(message.model_dump(mode="json"))}
        pipeline.xadd(STREAM, fields, id=f"{message.place}-0", maxlen=KEEP, approximate=True)
    for answer in pipeline.execute(raise_on_error=False):
        if isinstance(answer, ResponseError) and _ALREADY_TOLD in str(answer):
            continue
        if isinstance(answer, Exception):
            raise answer


def _cut(redis: Redis, messages: Sequence[Numbered]) -> None:
    """What the stream said of somebody who is hidden now goes; hubs that are not so far read it from PostgreSQL."""
    last = max((message.place for message in messages if message.kind == HIDING), default=None)
    if last is not None:
        redis.xtrim(STREAM, minid=f"{last}-0", approximate=False)


def _listen(connection: turn.Connection, patience: float) -> None:
    """Returns when something committed, or in so many seconds. Raises when the connection, and so the lock, is lost."""
    if not connection.notifies:
        select.select([connection], [], [], patience)
    connection.poll()
    connection.notifies.clear()
    turn.check(connection)
