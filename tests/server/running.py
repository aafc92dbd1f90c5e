"""A server that runs in the test's own loop or in a thread, and what people, browsers and GitHub do to it."""

import asyncio
import io
import json
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import socketio
from aiohttp import web
from redis import Redis

from models import db, hooks, organizations
from models.deliveries import Delivery
from models.settings import Settings
from models.sources import github_request
from server.app import make_app, running
from server.bounds import OFTEN, Bounds
from tests.cast import Lumen
from tests.standing import standing
from workers import intake, relay

PATIENCE = 10.0
"""Seconds in which what must come comes."""
Answer = tuple[int, Any]
BUSY = Bounds(pictures_age=0.0, often=dict.fromkeys(OFTEN, "1000000 per minute"))
"""A test may do in a second what takes people a day."""


class Clock:
    """The server's clock; tests set it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class Browser:
    """A Socket.IO client that keeps what it hears."""

    def __init__(self) -> None:
        self.client = socketio.AsyncClient(reconnection=False)
        self.heard: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
        self.gone = asyncio.Event()
        for namespace in ("/", "/admin", "/studio"):
            self.client.on("*", self._hear, namespace=namespace)
            self.client.on("disconnect", self.gone.set, namespace=namespace)

    async def ask(self, event: str, given: object = None, namespace: str = "/") -> dict[str, Any]:
        """Emits, and waits for the acknowledgement."""
        answer: dict[str, Any] = await self.client.call(event, given, namespace=namespace, timeout=PATIENCE)
        return answer

    async def subscribe(self, *rooms: str, org: str = "lumen", **more: object) -> dict[str, Any]:
        """Subscribes, which must be granted."""
        answer = await self.ask("subscribe", {"org": org, "rooms": list(rooms), **more})
        assert answer["ok"], answer
        return answer

    async def next(self, kind: str | None = None, after: int = -1) -> dict[str, Any]:
        """The next message (of that kind) that it hears; with `after`, one that is newer than a snapshot's seq:
        a hub may still be telling what the snapshot, made from PostgreSQL, holds already.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                event, body = await self.heard.get()
                if kind in (None, event) and body.get("seq", after + 1) > after:
                    return {"kind": event, **body}

    async def close(self) -> None:
        """Disconnects. The library leaves its HTTP session open when it was refused, or when the server hung up."""
        await self.client.disconnect()
        session: aiohttp.ClientSession | None = self.client.eio.http
        if session is not None and not session.closed:
            await session.close()

    async def _hear(self, event: str, body: dict[str, Any]) -> None:
        self.heard.put_nowait((event, body))


@dataclass
class Running:
    """A server under test, and Lumen's hook at it."""

    port: int
    app: web.Application
    session: aiohttp.ClientSession
    lumen: Lumen
    redis: Redis
    clock: Clock

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def hook(self) -> str:
        return f"{self.url}/hooks/github/{self.lumen.hook.key}"

    async def deliver(self, event: str, payload: object, *, guid: str | None = None, **more: Any) -> Answer:
        """Posts a payload as GitHub would; `url`, `secret`, `headers` and `body` replace what is right."""
        body = more.get("body", json.dumps(payload).encode())
        headers = github_headers(event, body, more.get("secret", self.lumen.secret), guid) | more.get("headers", {})
        url = more.get("url", self.hook)
        async with self.session.post(url, data=io.BytesIO(body), headers=_present(headers)) as response:
            return response.status, await response.json()

    async def get(self, path: str, **headers: str) -> Answer:
        """Status and JSON of a GET."""
        async with self.session.get(self.url + path, headers=headers) as response:
            return response.status, await response.json() if response.status != 304 else None

    async def read(self, path: str) -> Any:
        """JSON of a GET below Lumen that must be answered."""
        status, body = await self.get(f"/v1/organizations/lumen{path}")
        assert status == 200, body
        return body

    async def rows(self, board: str) -> list[dict[str, Any]]:
        """The lines of a board of now by REST, without what only REST tells of them."""
        more = ("movement", "correction")
        found = (await self.read(f"/boards/{board}"))["rows"]
        return [{name: value for name, value in row.items() if name not in more} for row in found]

    @asynccontextmanager
    async def browser(self, namespace: str = "/", **options: Any) -> AsyncIterator[Browser]:
        """A browser that is connected inside the block."""
        browser = Browser()
        wanted = {"transports": ["websocket"], "namespaces": [namespace], "wait_timeout": PATIENCE} | options
        try:
            await browser.client.connect(self.url, **wanted)
            yield browser
        finally:
            await browser.close()

    async def settle(self) -> None:
        """What intake and relay would do by now."""
        await asyncio.to_thread(settle, self.redis)

    async def tell(self) -> None:
        """What the relay would do by now."""
        await asyncio.to_thread(tell, self.redis)

    def states(self) -> dict[str, str]:
        """Each delivery's state by its GUID."""
        with db.unit():
            return {row.guid: row.state for row in Delivery.select()}


class InThread:
    """A server in a thread of its own, for tests that are not asynchronous: the corpus, and the real browser."""

    def __init__(self, url: str, settings: Settings, redis: Redis, now: datetime) -> None:
        self.url, self._settings, self._redis, self._now = url, settings, redis, now

    def hook(self, project: str) -> tuple[str, str]:
        """A new hook of Lumen: its address here, and its secret."""
        with db.unit():
            organization = organizations.shown("lumen")
            assert organization is not None
            hook, secret = hooks.create(organization, project, self._now)
            return hooks.url(hook, self.url), secret

    def drain(self) -> None:
        """Settles and tells all that came in."""
        settle(self._redis)

    def states(self) -> dict[str, str]:
        """Each delivery's state by its GUID."""
        with db.unit():
            return {row.guid: row.state for row in Delivery.select()}


@asynccontextmanager
async def serving(
    settings: Settings, lumen: Lumen, redis: Redis, clock: Clock, bounds: Bounds | None = None
) -> AsyncIterator[Running]:
    """A server on a free port, in this loop."""
    app = make_app(settings, now=clock, bounds=bounds or BUSY)
    async with running(app, "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        yield Running(port, app, session, lumen, redis, clock)


@contextmanager
def in_thread(settings: Settings, redis: Redis, now: datetime, port: int = 0) -> Iterator[InThread]:
    """A server on a free port, or that one, in a loop of its own, by the real clock."""
    with standing(lambda: running(make_app(settings, bounds=BUSY), "127.0.0.1", port)) as bound:
        yield InThread(f"http://127.0.0.1:{bound}", settings, redis, now)


def settle(redis: Redis) -> None:
    """All waiting deliveries settled, all their messages told."""
    intake.drain(0)
    tell(redis)


def tell(redis: Redis) -> None:
    """All messages told."""
    relay.heal(redis)
    while relay.tell_all(redis):
        pass


def github_headers(event: str, body: bytes, secret: str, guid: str | None = None) -> dict[str, str | None]:
    """What GitHub sends along."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/0000000",
        "X-GitHub-Delivery": guid or str(uuid.uuid4()),
        "X-GitHub-Event": event,
        "X-Hub-Signature-256": github_request.sign(secret.encode(), body),
    }


async def raw(url: str, request: bytes, wait: bool = True) -> bytes:
    """Bytes as no client library would send them; all that comes back until the connection is closed."""
    reader, writer = await asyncio.open_connection(urlsplit(url).hostname, urlsplit(url).port)
    try:
        writer.write(request)
        await writer.drain()
        async with asyncio.timeout(PATIENCE):
            return await reader.read() if wait else await reader.readuntil(b"\r\n")
    finally:
        writer.close()


def _present(headers: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if value is not None}
