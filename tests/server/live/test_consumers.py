"""server/live/consumers.py and sweep.py: who does not read, or never joins, is cut off; everybody else goes on."""

import asyncio
import base64
import os
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio
from engineio import packet
from redis import Redis

from models.settings import Settings
from server.bounds import Bounds
from server.live.engine import STRAYS
from tests.cast import Lumen, issue
from tests.server.running import PATIENCE, Clock, Running, serving

STRICT = replace(Bounds(), waiting_bytes=2_000, waiting_time=60.0, join_time=0.3, sweep=0.05)


@pytest_asyncio.fixture
async def strict(clean: Settings, lumen: Lumen, redis: Redis, now: datetime) -> AsyncIterator[Running]:
    """A server with little patience."""
    async with serving(clean, lumen, redis, Clock(now), STRICT) as running:
        yield running


def engine(server: Running) -> Any:
    """The Engine.IO server behind `/socket.io/`."""
    handlers = [route.handler for route in server.app.router.routes() if "socket.io" in str(route.resource)]
    return handlers[0].__self__  # type: ignore[attr-defined]


async def gone(server: Running, sid: str) -> None:
    """Returns when the server has closed that connection; python-engineio forgets it a little later."""
    async with asyncio.timeout(PATIENCE):
        while sid in (sockets := engine(server).sockets) and not sockets[sid].closed:
            await asyncio.sleep(0.02)


async def test_who_subscribes_by_polling_and_stops_asking_is_cut_off_and_others_hear_on(
    strict: Running, now: datetime
) -> None:
    address = f"{strict.url}/socket.io/?EIO=4&transport=polling"
    async with strict.browser() as reader, aiohttp.ClientSession() as lazy:
        await reader.subscribe("feed")
        async with lazy.get(address) as answer:
            sid = (await answer.text()).split('"sid":"')[1].split('"')[0]
        for said in ("40", '42["subscribe",{"org":"lumen","rooms":["feed"]}]'):
            async with lazy.post(f"{address}&sid={sid}", data=said) as answer:
                assert answer.status == 200
        for number in range(1, 6):
            strict.lumen.deliver("issues", issue("closed", now, number=number), now)
        await strict.tell()

        await gone(strict, sid)
        assert [(await reader.next("points.changed"))["lines"][0]["id"] for _ in range(5)] == [1, 2, 3, 4, 5]


async def test_a_websocket_that_stops_reading_is_cut_off_whatever_its_buffers_hold(strict: Running) -> None:
    before = set(engine(strict).sockets)
    with socket.socket() as lazy:
        # Else the kernel would read on for a browser that does not, for some megabytes.
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        lazy.settimeout(PATIENCE)
        await asyncio.to_thread(_upgrade_and_join, lazy, strict)
        [sid] = set(engine(strict).sockets) - before
        waiting = engine(strict).sockets[sid].queue
        # More than the kernel holds for our side of the connection: the writer takes it all, and is stuck with it.
        for _ in range(120):
            waiting.put_nowait(packet.Packet(packet.MESSAGE, data="x" * 100_000))
        while waiting.qsize():
            await asyncio.sleep(0.01)
        waiting.put_nowait(packet.Packet(packet.MESSAGE, data="x" * 3_000))
        await gone(strict, sid)


def _upgrade_and_join(lazy: socket.socket, server: Running) -> None:
    key = base64.b64encode(os.urandom(16)).decode()
    lazy.connect((urlsplit(server.url).hostname, server.port))
    lazy.sendall(
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    heard = b""
    while b'"sid"' not in heard:
        heard += lazy.recv(4096)
    assert b"permessage-deflate" not in heard
    lazy.sendall(bytes([0x81, 0x82, 0, 0, 0, 0]) + b"40")
    while b"40{" not in heard:
        heard += lazy.recv(4096)


async def test_a_connection_that_joins_no_namespace_is_cut_off(strict: Running) -> None:
    async with aiohttp.ClientSession() as idle, idle.ws_connect(_websocket(strict)) as connection:
        hello = await connection.receive_str(timeout=PATIENCE)
        assert hello.startswith("0")
        assert (await connection.receive(timeout=PATIENCE)).type in (
            aiohttp.WSMsgType.CLOSE,
            aiohttp.WSMsgType.CLOSED,
            aiohttp.WSMsgType.CLOSING,
            aiohttp.WSMsgType.ERROR,
        )


async def test_compression_is_not_agreed_to_although_every_browser_offers_it(strict: Running) -> None:
    async with aiohttp.ClientSession() as browser, browser.ws_connect(_websocket(strict), compress=15) as connection:
        assert connection.compress == 0


def _websocket(server: Running) -> str:
    return f"{server.url}/socket.io/?EIO=4&transport=websocket".replace("http", "ws", 1)


async def test_who_goes_on_sending_where_they_were_refused_is_not_written_down_and_then_cut_off(
    strict: Running, caplog: pytest.LogCaptureFixture
) -> None:
    async with aiohttp.ClientSession() as browser, browser.ws_connect(_websocket(strict)) as connection:
        # In the one namespace, and refused in the other.
        for said in ("40", "40/studio"):
            await connection.send_str(said)
        async with asyncio.timeout(PATIENCE):
            while "41/studio" not in (await connection.receive_str()):
                continue
        for _ in range(STRAYS - 1):
            await connection.send_str('42/studio,["step",{}]')
        await connection.send_str('420["subscribe",{"org":"lumen","rooms":["feed"]}]')
        async with asyncio.timeout(PATIENCE):
            while not (await connection.receive_str()).startswith("430["):
                continue
        await connection.send_str('42/studio,["step",{}]')
        async with asyncio.timeout(PATIENCE):
            async for message in connection:
                assert message.type is aiohttp.WSMsgType.TEXT
    assert len([one for one in caplog.records if "not_joined" in one.getMessage()]) <= 1
    assert not [one for one in caplog.records if "is not connected to namespace" in one.getMessage()]
