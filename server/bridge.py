"""A synchronous verb comes in from the event loop; it runs in one unit of work on a thread; its plain value goes out.

The only bridge between `await` and models/: nothing else in server/ touches the database.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import ParamSpec, TypeVar

from models import db
from models.errors import Unavailable

P = ParamSpec("P")
T = TypeVar("T")
WAITING = 2_000
"""Verbs that may wait for a thread; more would only be answered after their callers have gone."""
BESIDE = 4
"""What waits for another process at once; so many more may wait for their turn."""
DRAWING, PICTURES = 4, 60
"""The same for pictures, which take a moment each, and of which a page asks for many."""
PATIENCE = 15.0
"""Seconds for one verb; a PostgreSQL that hangs is as good as none."""


class Bridge:
    """As many threads as the pool has connections, so that no verb ever waits for a connection."""

    def __init__(self, pool_size: int) -> None:
        self._threads = ThreadPoolExecutor(pool_size, "verb")
        self._beside = ThreadPoolExecutor(BESIDE, "beside")
        self._drawing = ThreadPoolExecutor(DRAWING, "drawing")
        self._under_way = self._waited_for = self._drawn = 0

    async def ask(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The verb's value, once its unit is committed. Raises its Refusals, and Unavailable without PostgreSQL."""
        return await self._run(lambda: _inside(db.unit, verb, *args, **kwargs))

    async def look(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for a verb that only reads: all that it reads is of one moment."""
        return await self._run(lambda: _inside(db.snapshot, verb, *args, **kwargs))

    async def beside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The value of what waits for another process, in no unit; few of these at once. Raises Unavailable."""
        if self._waited_for >= 2 * BESIDE:
            raise Unavailable("Too many ask this just now; try again in a moment.")
        self._waited_for += 1
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.get_running_loop().run_in_executor(self._beside, lambda: work(*args, **kwargs))
        except TimeoutError:
            raise Unavailable("There is no answer; try again in a moment.") from None
        finally:
            self._waited_for -= 1

    async def draw(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The value of what asks the pen (models/art/), in no unit. Raises its Refusals, and Unavailable."""
        if self._drawn >= PICTURES:
            raise Unavailable("Too many pictures are drawn just now; try again in a moment.")
        self._drawn += 1
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.get_running_loop().run_in_executor(self._drawing, lambda: work(*args, **kwargs))
        except TimeoutError:
            raise Unavailable("The picture is not drawn yet; try again in a moment.") from None
        finally:
            self._drawn -= 1

    def close(self) -> None:
        """Lets go of the threads; a verb that is under way ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._beside.shutdown(wait=False, cancel_futures=True)
        self._drawing.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._under_way >= WAITING:
            raise Unavailable("Too much is going on here; try again in a moment.")
        self._under_way += 1
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except TimeoutError:
            raise Unavailable("The database does not answer.") from None
        finally:
            self._under_way -= 1


def _inside(
    unit: Callable[[], AbstractContextManager[None]], verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    try:
        with unit():
            return verb(*args, **kwargs)
    except db.AWAY as away:
        raise Unavailable("The database is away; try again in a moment.") from away
