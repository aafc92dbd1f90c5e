"""A number of clients comes in; as many browsers' worth of websockets goes out, each subscribed, each counting.

Plain sockets that speak just enough WebSocket and Socket.IO, so that a thousand of them cost this process little:
they run on the same two cores as the server that is measured.
"""

import asyncio
import base64
import json
import os
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

Heard = Callable[[str, bytes, float], None]
SECONDS_TO_JOIN = 60


class Listener(asyncio.Protocol):
    """One client: in `rooms`, `heard` is called with (event, frame, time) of every message."""

    def __init__(self, host: str, rooms: list[str], heard: Heard) -> None:
        self._host, self._rooms, self._heard = host, rooms, heard
        self._buffer = bytearray()
        self._upgraded = False
        self.joined = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._upgraded:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            assert self._buffer.startswith(b"HTTP/1.1 101"), bytes(self._buffer[:200])
            del self._buffer[: end + 4]
            self._upgraded = True
        while (frame := self._next_frame()) is not None:
            self._hear(frame, time.perf_counter())

    def _next_frame(self) -> bytes | None:
        """The payload of the next whole frame (RFC 6455 section 5.2; a server's frames are unmasked)."""
        held = len(self._buffer)
        if held < 2:
            return None
        size, start = self._buffer[1] & 127, 2
        if size > 125:
            start = 4 if size == 126 else 10
            if held < start:
                return None
            size = int.from_bytes(self._buffer[2:start])
        if held < start + size:
            return None
        frame = bytes(self._buffer[start : start + size])
        del self._buffer[: start + size]
        return frame

    def _hear(self, frame: bytes, at: float) -> None:
        if frame.startswith(b"42"):
            self._heard(frame[4 : frame.index(b'"', 4)].decode(), frame, at)
        elif frame == b"2":
            self._say("3")
        elif frame.startswith(b"430"):
            self.joined.set_result(None)
        elif frame.startswith(b"40"):
            self._say("420" + json.dumps(["subscribe", {"org": "lumen", "rooms": self._rooms}]))
        elif frame.startswith(b"0"):
            self._say("40")

    def _say(self, text: str) -> None:
        payload = text.encode()
        size = len(payload)
        head = bytes([129, 128 | size]) if size < 126 else bytes([129, 254]) + size.to_bytes(2)
        # A mask of zeros leaves the text as it is.
        self.transport.write(head + bytes(4) + payload)


def body(frame: bytes) -> dict[str, Any]:
    """The body of a message."""
    return dict(json.loads(frame[2:])[1])


async def crowd(url: str, count: int, rooms: list[str], heard: Heard) -> list[Listener]:
    """`count` listeners, all joined; `leave` ends them."""
    address = urlsplit(url)
    loop = asyncio.get_running_loop()
    listeners: list[Listener] = []
    for start in range(0, count, 50):
        fresh = [
            (
                await loop.create_connection(
                    lambda: Listener(address.netloc, rooms, heard), address.hostname, address.port
                )
            )[1]
            for _ in range(min(50, count - start))
        ]
        await asyncio.wait_for(asyncio.gather(*(listener.joined for listener in fresh)), SECONDS_TO_JOIN)
        listeners += fresh
    return listeners


def leave(listeners: list[Listener]) -> None:
    """Ends them."""
    for listener in listeners:
        listener.transport.close()


def session() -> aiohttp.ClientSession:
    """For posting: a session without a limit on connections."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
