"""Checked deliveries come in, many at once; they are written in groups, and each caller is told when its row is safe.

A commit costs the same for one row as for a hundred, so it must not be paid for each delivery.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from models.deliveries import Arrival, Kept
from models.errors import Unavailable
from server import metrics

Keep = Callable[[Sequence[Arrival]], Awaitable[list[Kept]]]
Waiting = tuple[Arrival, "asyncio.Future[Kept]"]
log = logging.getLogger("codebadge.hooks")


class Gathering:
    """One group is written while the next one gathers. `after` hears of each committed group.

    A group has at most `rows` rows and `most_bytes` of bodies; four times as many bytes may wait.
    """

    def __init__(
        self,
        keep: Keep,
        after: Callable[[Sequence[Kept]], None],
        *,
        rows: int = 200,
        most_bytes: int = 32_000_000,
        linger: float = 0.002,
    ) -> None:
        self._keep, self._after = keep, after
        self._rows, self._most_bytes, self._linger = rows, most_bytes, linger
        self._waiting: list[Waiting] = []
        self._bytes = 0
        self._arrived = asyncio.Event()

    async def keep(self, arrival: Arrival) -> Kept:
        """Returns when the row is committed. Raises Unavailable when that cannot be."""
        if self._bytes > 4 * self._most_bytes:
            raise Unavailable("Too many deliveries are waiting; send this one again in a moment.")
        committed: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, committed))
        self._bytes += len(arrival.body)
        self._arrived.set()
        return await committed

    async def run(self) -> None:
        """Writes groups until it is cancelled."""
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            await asyncio.sleep(self._linger)
            while self._waiting:
                await self._write(self._take())

    def _take(self) -> list[Waiting]:
        size, count = 0, 0
        for arrival, _ in self._waiting[: self._rows]:
            size += len(arrival.body)
            if count and size > self._most_bytes:
                break
            count += 1
        group, self._waiting = self._waiting[:count], self._waiting[count:]
        self._bytes -= sum(len(arrival.body) for arrival, _ in group)
        return group

    async def _write(self, group: list[Waiting]) -> None:
        try:
            kept = await self._keep([arrival for arrival, _ in group])
        except Unavailable as away:
            self._fail(group, away)
        except Exception as wrong:
            # One row that cannot be written must not take its neighbours with it.
            if len(group) == 1:
                self._fail(group, wrong)
            else:
                log.warning("a group of %s could not be written, each is tried alone: %s", len(group), wrong)
                for one in group:
                    await self._write([one])
        else:
            metrics.GROUPS.observe(len(group))
            for (_, committed), row in zip(group, kept, strict=True):
                if not committed.done():
                    committed.set_result(row)
            self._after(kept)

    def _fail(self, group: list[Waiting], why: Exception) -> None:
        for _, committed in group:
            if not committed.done():
                committed.set_exception(why)
