"""Committed deliveries come in; RQ bells go out on a thread, so that a dead Redis delays nobody."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from models import deliveries, queues, studio_bell
from models.deliveries import Kept
from models.errors import Unavailable
from models.queues import Bell
from models.studio_bell import StudioBell
from server import metrics
from server.bridge import Bridge
from server.ending import end

SWEEP_EVERY = 5.0
"""Seconds. After an acknowledgement, rows whose own bell was lost are looked for this often (law 3: no cron)."""
PATIENCE = 0.5
"""Seconds between tries while Redis is away."""
log = logging.getLogger("codebadge.bells")


class Bells:
    """At most one ring under way; what is committed meanwhile shares the next one, for a job drains every row."""

    def __init__(self, bridge: Bridge, now: Callable[[], datetime]) -> None:
        self._bridge, self._now = bridge, now
        self._thread = ThreadPoolExecutor(1, "bell")
        self._next: int | None = None
        self._ringing: asyncio.Task[None] | None = None
        self._swept = time.monotonic()

    def after(self, kept: Sequence[Kept]) -> None:
        """A group was committed."""
        fresh = [row.id for row in kept if row.fresh]
        if fresh or time.monotonic() - self._swept > SWEEP_EVERY:
            self.ring(fresh[-1] if fresh else None)

    def ring(self, delivery_id: int | None) -> None:
        """Soon, for this row; with None only a look for forgotten ones."""
        self._next = delivery_id or self._next
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._ring())

    def ring_job(self, bell: Bell) -> None:
        """Soon, for long work; a bell that is lost is rung again by whoever sweeps next."""
        self._thread.submit(queues.ring, *bell)

    def ring_learner(self, project_id: int) -> None:
        """Soon, for a project in which something was taught or decided; a bell that is lost is rung again."""
        self._thread.submit(queues.ring_learner, project_id)

    def ring_studio(self, bell: StudioBell) -> None:
        """Soon, for whoever has a design open; they look at its rows now and then in any case."""
        self._thread.submit(studio_bell.ring, bell)

    async def close(self) -> None:
        """A bell that could not be rung is rung by whoever sweeps next."""
        if self._ringing is not None:
            await end(self._ringing)
        self._thread.shutdown(wait=True, cancel_futures=True)

    async def _ring(self) -> None:
        try:
            await self._ring_all()
            await self._sweep()
            await self._ring_all()
        except Exception:
            log.exception("a bell was not rung")

    async def _ring_all(self) -> None:
        while self._next is not None:
            row, self._next = self._next, None
            if not await self._rung(row):
                metrics.BELLS_LOST.inc()
                self._next = self._next or row
                await asyncio.sleep(PATIENCE)

    async def _rung(self, row: int) -> bool:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, queues.ring, queues.INTAKE, row)

    async def _sweep(self) -> None:
        if time.monotonic() - self._swept > SWEEP_EVERY:
            self._swept = time.monotonic()
            try:
                self._next = self._next or await self._bridge.ask(deliveries.overdue, self._now())
            except Unavailable:
                log.info("not swept: the database is away")
