"""A slow answer comes in once; it goes out many times, for some seconds: a bounded memory in front of the bridge."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from models.errors import Refusal, Unavailable

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """What `load` said of a key, refusals included, for `seconds`; of many askers at once one asks for all.

    While PostgreSQL is away, an older answer is better than none. At most `most` keys are remembered.
    """

    def __init__(self, load: Callable[[K], Awaitable[V]], seconds: float, most: int = 10_000) -> None:
        self._load, self._seconds, self._most = load, seconds, most
        self._known: OrderedDict[K, tuple[float, V | Refusal]] = OrderedDict()
        self._asking: dict[K, asyncio.Task[V | Refusal]] = {}

    async def get(self, key: K, seconds: float | None = None) -> V:
        """The answer, at most `seconds` old (by default: those of the memory). Raises the refusal that it was."""
        known = self._known.get(key)
        if known is None or time.monotonic() - known[0] > (self._seconds if seconds is None else seconds):
            return _given(await self._ask(key))
        self._known.move_to_end(key)
        return _given(known[1])

    def age(self, key: K) -> float:
        """Seconds since the key was asked for; infinite if it was not."""
        known = self._known.get(key)
        return float("inf") if known is None else time.monotonic() - known[0]

    def forget(self, key: K) -> None:
        """The next to ask for it is not answered from memory."""
        self._known.pop(key, None)

    async def _ask(self, key: K) -> V | Refusal:
        asking = self._asking.get(key)
        if asking is None:
            asking = self._asking[key] = asyncio.create_task(self._load_once(key))
            asking.add_done_callback(lambda _: self._asking.pop(key, None))
        # Shielded: the first asker may go away, the others still wait.
        return await asyncio.shield(asking)

    async def _load_once(self, key: K) -> V | Refusal:
        answer: V | Refusal
        try:
            answer = await self._load(key)
        except Unavailable as away:
            return self._known[key][1] if key in self._known else away
        except Refusal as refusal:
            answer = refusal
        self._known[key] = (time.monotonic(), answer)
        self._known.move_to_end(key)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return answer


def _given(answer: V | Refusal) -> V:
    if isinstance(answer, Refusal):
        raise answer
    return answer
