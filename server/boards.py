"""A board's name and a stretch come in; the Board goes out: from Redis in one round trip, else from PostgreSQL.

Whoever reads after a period's end closes it.
"""

import logging
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from redis.asyncio import Redis
from redis.exceptions import RedisError

from models import board_reading, closing, following, ranks
from models.board_reading import Frame
from models.errors import Unavailable
from models.ranks import BoardPage
from models.rules import standings as rules
from models.rules.messages import Board
from models.rules.standings import BoardName, parse_board
from models.rules.stretches import Stretch
from server import metrics
from server.bridge import Bridge
from server.remembered import Remembered

AWAY_FOR = 1.0
"""Seconds for which a Redis that did not answer is not asked again."""
NOTED_AGE = 60.0
"""Seconds for which the ranks of a day are remembered."""
log = logging.getLogger("codebadge.boards")


class Boards:
    """Reads boards; never writes one."""

    def __init__(self, bridge: Bridge, redis: Redis, now: Callable[[], datetime], frame_age: float) -> None:
        self._bridge, self._redis, self._now = bridge, redis, now
        self._script = redis.register_script(board_reading.SCRIPT)
        self._frames = Remembered[tuple[str, str, date | None], Frame](self._load, frame_age)
        self._noted = Remembered[tuple[str, date], dict[int, int]](self._load_noted, NOTED_AGE, 500)
        self._closed = Remembered[int, None](self._close, frame_age)
        self._away_until, self._frame_age = 0.0, frame_age

    async def frame(self, org: str, name: BoardName, day: date | None = None) -> Frame:
        """The board's window of now, or the one of a local day. Raises NotFound for whose board there is none."""
        key = (org, str(name), day)
        known = await self._frames.get(key)
        ended = not known.past and known.board.end is not None and known.board.end <= self._now()
        if ended:
            known = await self._frames.get(key, 0.0)
        if known.due and self._closed.age(known.organization) > self._frame_age:
            await self._closed.get(known.organization)
            known = await self._frames.get(key, 0.0)
        return known

    async def read(self, org: str, name: BoardName, wanted: Stretch) -> Board:
        """A stretch of the board as it is now. Raises NotFound, and Unavailable when both engines are away."""
        return await self._read(await self.frame(org, name), wanted)

    async def page(
        self, org: str, name: BoardName, wanted: Stretch, day: date | None = None, since: date | None = None
    ) -> BoardPage:
        """The same with how people have moved since a day (yesterday at the latest), also of a period that is past."""
        frame = await self.frame(org, name, day)
        board = await self._read(frame, wanted)
        if frame.past:
            return await self._bridge.look(ranks.final, frame, board)
        return ranks.moved(board, await self._then(frame, since))

    async def friends(
        self, org: str, name: BoardName, person: int, day: date | None = None, since: date | None = None
    ) -> BoardPage:
        """A board of a person and those whom they follow."""
        frame = await self.frame(org, name, day)
        friends = await self._bridge.look(following.friends, frame.organization, person)
        everybody = {person, *friends}
        board = await self._bridge.look(board_reading.among, frame, everybody)
        if frame.past:
            return await self._bridge.look(ranks.final, frame, board)
        return ranks.friends_moved(board, await self._then(frame, since), everybody)

    async def _read(self, frame: Frame, wanted: Stretch) -> Board:
        board = None if frame.past else await self._from_redis(frame, wanted)
        metrics.BOARD_READS.labels("postgresql" if board is None else "redis").inc()
        if board is None:
            board = await self._bridge.look(board_reading.from_postgresql, frame, wanted)
        return board

    async def _then(self, frame: Frame, since: date | None) -> dict[int, int]:
        today = rules.window("day", self._now(), frame.zone).day
        assert today is not None
        yesterday = today - timedelta(days=1)
        try:
            return await self._noted.get((frame.key, min(since or yesterday, yesterday)))
        except Unavailable:
            return {}

    async def _load(self, key: tuple[str, str, date | None]) -> Frame:
        return await self._bridge.ask(board_reading.frame, key[0], parse_board(key[1]), self._now(), key[2])

    async def _load_noted(self, key: tuple[str, date]) -> dict[int, int]:
        return await self._bridge.look(ranks.noted, *key)

    async def _close(self, organization: int) -> None:
        """In two units, as locks want it; whatever is wrong, boards are read all the same."""
        try:
            await self._bridge.ask(closing.freeze, organization, self._now())
            await self._bridge.ask(closing.honour, organization, self._now())
        except Unavailable:
            return
        except Exception:
            log.exception("the periods of organisation %s could not be closed", organization)

    async def _from_redis(self, frame: Frame, wanted: Stretch) -> Board | None:
        if time.monotonic() < self._away_until:
            return None
        try:
            answer = await self._script(keys=board_reading.keys(frame), args=board_reading.arguments(wanted))
        except (RedisError, OSError):
            self._away_until = time.monotonic() + AWAY_FOR
            return None
        return board_reading.from_redis(frame, wanted, answer)
