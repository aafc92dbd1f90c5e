"""Boards that somebody looks at come in; what changed on them goes out, a few times a second at most.

A hub holds each such board as it was last told, so that every change chains to the one before and to the snapshots
that newcomers get. A board is latest-wins: however many messages touched it, it is read once and told once.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from models.errors import Refusal
from models.rules.board_changes import HEAD, BoardChanged, change, successor
from models.rules.messages import BOARD_LENGTH, Board
from models.rules.standings import BoardName
from models.rules.stretches import Stretch
from server import metrics
from server.boards import Boards
from server.bounds import Bounds
from server.ending import end

AGAIN = 0.5
"""Seconds until a board that could not be read is tried again."""
TOP = Stretch(limit=BOARD_LENGTH)
log = logging.getLogger("codebadge.live")


class Held:
    """One board as its watchers know it. `key` changes when a new window begins."""

    def __init__(self, org: str, name: BoardName) -> None:
        self.org, self.name = org, name
        self.key = ""
        self.board: Board | None = None
        self.watchers: set[str] = set()
        self.entering = 0
        self.dirty = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []
        self._shown: tuple[Board, dict[str, Any]] | None = None

    def snapshot(self) -> dict[str, Any]:
        """The board as newcomers get it; made once for all of them."""
        assert self.board is not None, "a board is entered after it was read"
        if self._shown is None or self._shown[0] is not self.board:
            self._shown = (self.board, self.board.model_dump(mode="json"))
        return self._shown[1]


class HeldBoards:
    """Every board that has watchers on this hub. `tell` gets each change, in order and in the tick of its making."""

    def __init__(
        self, boards: Boards, tell: Callable[[BoardChanged], None], now: Callable[[], datetime], bounds: Bounds
    ) -> None:
        self._boards, self._tell, self._now, self._bounds = boards, tell, now, bounds
        self._held: dict[tuple[str, str], Held] = {}
        self._by_key: dict[str, Held] = {}

    @contextlib.asynccontextmanager
    async def holding(self, org: str, name: BoardName) -> Any:
        """The board, read and kept for the time of the block even if nobody watches. Raises what reading raises."""
        held = self._held.get((org, str(name)))
        if held is None:
            held = self._held[org, str(name)] = Held(org, name)
            held.tasks.append(asyncio.create_task(self._open(held)))
            metrics.BOARDS_HELD.set(len(self._held))
        held.entering += 1
        try:
            await asyncio.shield(held.tasks[0])
            yield held
        finally:
            held.entering -= 1
            self._drop_unwatched(held)

    def leave(self, sid: str, org: str, name: BoardName) -> None:
        """One watcher less; the last one's board is let go."""
        held = self._held.get((org, str(name)))
        if held is not None:
            held.watchers.discard(sid)
            self._drop_unwatched(held)

    def touch(self, keys: Iterable[str]) -> None:
        """These boards moved."""
        for key in keys:
            if key in self._by_key:
                self._by_key[key].dirty.set()

    def touch_person(self, org: str, person: int) -> None:
        """This person looks different now."""
        for held in self._held.values():
            shown = held.board.rows if held.board else ()
            if held.org == org and any(row.person.id == person for row in shown):
                held.dirty.set()

    def touch_organization(self, org: str) -> None:
        """Any board of this organisation may have moved."""
        for held in self._held.values():
            if held.org == org:
                held.dirty.set()

    def touch_all(self) -> None:
        """Anything may have moved."""
        for held in self._held.values():
            held.dirty.set()

    async def close(self) -> None:
        """Lets go of everything."""
        await end(*[task for held in self._held.values() for task in held.tasks])

    async def _open(self, held: Held) -> None:
        try:
            held.board = await self._read(held)
        except BaseException:
            self._forget(held)
            raise
        held.tasks.append(asyncio.create_task(self._pump(held)))

    async def _pump(self, held: Held) -> None:
        while True:
            await self._woken(held)
            held.dirty.clear()
            try:
                await self._renew(held)
            except Refusal as away:
                log.info("board %s of %s: %s", held.name, held.org, away)
                held.dirty.set()
                await asyncio.sleep(AGAIN)
            except Exception:
                log.exception("board %s of %s could not be told", held.name, held.org)
                await asyncio.sleep(AGAIN)
            await asyncio.sleep(self._bounds.board_pause)

    async def _woken(self, held: Held) -> None:
        """Returns when the board moved, its window ended, or it is called or ranked otherwise."""
        while not held.dirty.is_set() and not await self._has_another_head(held):
            end = held.board.end if held.board else None
            left = None if end is None else (end - self._now()).total_seconds()
            if left is not None and left <= 0:
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(None if left is None else min(left, self._bounds.window_look)):
                    await held.dirty.wait()

    async def _has_another_head(self, held: Held) -> bool:
        with contextlib.suppress(Refusal):
            frame = await self._boards.frame(held.org, held.name)
            return held.board is not None and any(
                getattr(frame.board, name) != getattr(held.board, name) for name in HEAD
            )
        return False

    async def _renew(self, held: Held) -> None:
        read = await self._read(held)
        assert held.board is not None
        following = successor(held.board, read)
        if following is not None:
            self._tell(change(held.board, following, self._now()))
            held.board = following

    async def _read(self, held: Held) -> Board:
        frame = await self._boards.frame(held.org, held.name)
        # Before the rows are read: what moves them meanwhile must find this board, to have it read again.
        self._by_key.pop(held.key, None)
        held.key = frame.key
        self._by_key[held.key] = held
        return await self._boards.read(held.org, held.name, TOP)

    def _drop_unwatched(self, held: Held) -> None:
        if not held.watchers and not held.entering:
            for task in held.tasks:
                task.cancel()
            self._forget(held)

    def _forget(self, held: Held) -> None:
        if self._held.get((held.org, str(held.name))) is held:
            del self._held[held.org, str(held.name)]
        if self._by_key.get(held.key) is held:
            del self._by_key[held.key]
        metrics.BOARDS_HELD.set(len(self._held))
