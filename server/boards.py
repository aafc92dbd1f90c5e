"""A board's name and a stretch come in; the Board goes out: from Redis in one round trip, else from PostgreSQL."""

import time
from collections.abc import Callable
from datetime import datetime

from redis.asyncio import Redis
from redis.exceptions import RedisError

from models import board_reading
from models.board_reading import Frame
from models.rules.messages import Board
from models.rules.standings import BoardName, parse_board
from models.rules.stretches import Stretch
from server import metrics
from server.bridge import Bridge
from server.remembered import Remembered

AWAY_FOR = 1.0
"""Seconds for which a Redis that did not answer is not asked again."""


class Boards:
    """Reads boards; never writes one."""

    def __init__(self, bridge: Bridge, redis: Redis, now: Callable[[], datetime], frame_age: float) -> None:
        self._bridge, self._redis, self._now = bridge, redis, now
        self._script = redis.register_script(board_reading.SCRIPT)
        self._frames = Remembered[tuple[str, str], Frame](self._load, frame_age)
        self._away_until = 0.0

    async def frame(self, org: str, name: BoardName) -> Frame:
        """The board's window of now. Raises NotFound for an unknown organisation or project."""
        key = (org, str(name))
        known = await self._frames.get(key)
        ended = known.board.end is not None and known.board.end <= self._now()
        return await self._frames.get(key, 0.0) if ended else known

    async def read(self, org: str, name: BoardName, wanted: Stretch) -> Board:
        """A stretch of the board as it is now. Raises NotFound, and Unavailable when both engines are away."""
        frame = await self.frame(org, name)
        board = await self._from_redis(frame, wanted)
        metrics.BOARD_READS.labels("postgresql" if board is None else "redis").inc()
        if board is None:
            board = await self._bridge.look(board_reading.from_postgresql, frame, wanted)
        return board

    async def _load(self, key: tuple[str, str]) -> Frame:
        return await self._bridge.ask(board_reading.frame, key[0], parse_board(key[1]), self._now())

    async def _from_redis(self, frame: Frame, wanted: Stretch) -> Board | None:
        if time.monotonic() < self._away_until:
            return None
        try:
            answer = await self._script(keys=board_reading.keys(frame), args=board_reading.arguments(wanted))
        except (RedisError, OSError):
            self._away_until = time.monotonic() + AWAY_FOR
            return None
        return board_reading.from_redis(frame, wanted, answer)
