"""Synchronous work of one kind comes in from the event loop; its value goes out, done on one of that kind's threads."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from models.errors import Unavailable

T = TypeVar("T")


class Lane:
    """So many threads, and so many pieces of work at once, with those that wait for a thread. `busy`, `late`: in whose
    words more are refused, and what takes longer than `patience` seconds."""

    def __init__(self, name: str, threads: int, most: int, patience: float, busy: str, late: str) -> None:
        self._threads = ThreadPoolExecutor(threads, name)
        self._most, self._patience, self._busy, self._late = most, patience, busy, late
        self._under_way = 0

    async def run(self, work: Callable[[], T]) -> T:
        """The work's value. Raises what it raises, and Unavailable."""
        if self._under_way >= self._most:
            raise Unavailable(self._busy)
        self._under_way += 1
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except TimeoutError:
            raise Unavailable(self._late) from None
        finally:
            self._under_way -= 1

    def close(self) -> None:
        """Lets go of the threads; what is under way ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)
