"""Packets for one browser come in; they wait here, counted, until it reads; live/sweep.py cuts those that do not.

python-engineio's own queue has no bound: a browser that stops reading would grow the server's memory for ever.
"""

import asyncio
import time
from collections import deque
from typing import Any

from engineio.packet import Packet


class CountedQueue(asyncio.Queue[Any]):
    """Knows how many bytes wait and since when the first of them does. One is made for each connection."""

    def __init__(self) -> None:
        self.waiting_bytes = 0
        self._made_at = time.monotonic()
        self._since: deque[float] = deque()
        super().__init__()

    def age(self) -> float:
        """Seconds since the connection was made."""
        return time.monotonic() - self._made_at

    def waiting_time(self) -> float:
        """Seconds that the oldest packet has waited; 0 when none waits."""
        return time.monotonic() - self._since[0] if self._since else 0.0

    def _put(self, item: Packet | None) -> None:
        self.waiting_bytes += _size(item)
        self._since.append(time.monotonic())
        super()._put(item)

    def _get(self) -> Packet | None:
        item: Packet | None = super()._get()
        self.waiting_bytes -= _size(item)
        self._since.popleft()
        return item


def _size(item: Packet | None) -> int:
    return len(item.data) if item is not None and isinstance(item.data, str | bytes) else 0
