"""A number of clients comes in; as many browsers' worth of websockets goes out, each subscribed, each counting.

Plain websockets that speak just enough Socket.IO, so that a thousand of them cost this process little: what is
measured is the server.
"""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import aiohttp

Heard = Callable[[str, dict[str, Any], float], None]


class Listener:
    """One client: `rooms` it is in, `heard` is called with (event, body, time) of every message."""

    def __init__(self, session: aiohttp.ClientSession, url: str, rooms: list[str], heard: Heard) -> None:
        self._session, self._url, self._rooms, self._heard = session, url, rooms, heard
        self.joined = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled."""
        address = f"{self._url}/socket.io/?EIO=4&transport=websocket".replace("http", "ws", 1)
        async with self._session.ws_connect(address, compress=0, max_msg_size=0) as socket:
            async for frame in socket:
                await self._hear(socket, str(frame.data), time.perf_counter())

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse, text: str, at: float) -> None:
        if text.startswith("0"):
            await socket.send_str("40")
        elif text == "2":
            await socket.send_str("3")
        elif text.startswith("40"):
            await socket.send_str("420" + json.dumps(["subscribe", {"org": "lumen", "rooms": self._rooms}]))
        elif text.startswith("430"):
            self.joined.set()
        elif text.startswith("42"):
            # Only the event's name is looked at unless somebody wants the body: 4,000 times a second.
            self._heard(text[4 : text.index('"', 4)], LazyBody(text), at)


class LazyBody(dict[str, Any]):
    """A message's body, parsed when first asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, key: str) -> Any:
        self.update(json.loads(self._text[2:])[1])
        return self.get(key)


async def crowd(
    session: aiohttp.ClientSession, url: str, count: int, rooms: list[str], heard: Heard
) -> list[asyncio.Task[None]]:
    """`count` listeners, all joined; cancel the tasks to end them."""
    tasks = []
    for start in range(0, count, 50):
        listeners = [Listener(session, url, rooms, heard) for _ in range(min(50, count - start))]
        tasks += [asyncio.create_task(listener.run()) for listener in listeners]
        await asyncio.wait_for(asyncio.gather(*(listener.joined.wait() for listener in listeners)), 60)
    return tasks


def session() -> aiohttp.ClientSession:
    """A session without a limit on connections."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
