"""A synchronous verb comes in from the event loop; it runs in one unit of work on a thread; its plain value goes out.

The only bridge between `await` and models/: nothing else in server/ touches the database.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import ParamSpec, TypeVar

from models import db
from models.ahead import Ahead, Missing
from models.errors import Unavailable
from server.lane import Lane

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE = 15.0
"""Seconds for each; a PostgreSQL that hangs is as good as none."""
WAITING = 2_000
"""Verbs at once; more would only be answered after their callers have gone."""
BESIDE = 4
"""Threads for what waits for another process; as many more may wait for one of them."""
DRAWING, PICTURES = 4, 60
"""The same for pictures, which take a moment each, and of which a page asks for many."""
AHEAD, ANSWERS = 3, 30
"""The same for what verbs ask of the pen: fewer, so that there is always room for pictures."""
BUSY, LATE = "Too much is going on here; try again in a moment.", "The database does not answer."
MANY_ASK, NO_ANSWER = (
    "Too many ask this just now; try again in a moment.",
    "There is no answer; try again in a moment.",
)
MANY_DRAWN, NOT_DRAWN = (
    "Too many pictures are drawn just now; try again in a moment.",
    "The picture is not drawn yet; try again in a moment.",
)


class Bridge:
    """As many threads as the pool has connections, so that no verb ever waits for a connection."""

    def __init__(self, pool_size: int) -> None:
        self._verbs = Lane("verb", pool_size, WAITING, PATIENCE, BUSY, LATE)
        self._beside = Lane("beside", BESIDE, 2 * BESIDE, PATIENCE, MANY_ASK, NO_ANSWER)
        self._drawing = Lane("drawing", DRAWING, PICTURES, PATIENCE, MANY_DRAWN, NOT_DRAWN)
        self._ahead = Lane("ahead", AHEAD, ANSWERS, PATIENCE, MANY_DRAWN, NOT_DRAWN)

    async def ask(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The verb's value, once its unit is committed. Raises its Refusals, and Unavailable without PostgreSQL.

        Where it asks the pen, its unit is begun anew with the answer (models/ahead.py): it may run more than once.
        """
        ahead = Ahead()
        while True:
            try:
                return await self._verbs.run(lambda: _inside(db.unit, lambda: ahead.tried(verb, *args, **kwargs)))
            except Missing as missed:
                missing = missed
            # With neither a connection nor one of the verbs' threads.
            await self._ahead.run(partial(ahead.have, missing))

    async def look(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for a verb that only reads, and asks nobody: all that it reads is of one moment."""
        return await self._verbs.run(lambda: _inside(db.snapshot, lambda: verb(*args, **kwargs)))

    async def beside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The value of what waits for another process, in no unit; few of these at once. Raises Unavailable."""
        return await self._beside.run(lambda: work(*args, **kwargs))

    async def draw(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The value of what asks the pen (models/art/), in no unit. Raises its Refusals, and Unavailable."""
        return await self._drawing.run(lambda: work(*args, **kwargs))

    def close(self) -> None:
        """Lets go of the threads; a verb that is under way ends by itself."""
        for lane in (self._verbs, self._beside, self._drawing, self._ahead):
            lane.close()


def _inside(unit: Callable[[], AbstractContextManager[None]], work: Callable[[], T]) -> T:
    try:
        with unit():
            return work()
    except db.AWAY as away:
        raise Unavailable("The database is away; try again in a moment.") from away
