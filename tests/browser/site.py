"""Webhooks come in over HTTP, pages and boards go out: a whole Codebadge of processes, which may be killed."""

import asyncio
import itertools
import json
import random
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from models.rules.work import Account
from models.settings import Settings
from tests.cast import CYD, Lumen, Payload, issue
from tests.nursery import Grown, start
from tests.processes import environment, kill, part
from tests.server.running import github_headers

PATIENCE = 30.0
"""Seconds in which what must come comes, also on a machine that has much else to do."""
PORTS = range(20_000, 32_000)
"""Below those that the kernel gives to outgoing connections, so that nobody takes a killed server's."""


class Server:
    """`codebadge serve` in a process of its own, on a port that it keeps when it is started again."""

    def __init__(self, settings: Settings, session: aiohttp.ClientSession) -> None:
        self._settings, self.session = settings, session
        self._process: Grown | None = None
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Returns when it can work."""
        address = {"CODEBADGE_HOST": "127.0.0.1", "CODEBADGE_PORT": str(self.port), "CODEBADGE_PUBLIC_URL": self.url}
        env = environment(self._settings) | address | {"CODEBADGE_ORG": ""}
        self._process = start(["codebadge", "serve"], env)
        async with asyncio.timeout(PATIENCE):
            while not await self._is_ready():
                assert self._process.poll() is None, "the server ended while it was starting"
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """kill -9."""
        if self._process is not None:
            kill(self._process)

    async def _is_ready(self) -> bool:
        try:
            async with self.session.get(f"{self.url}/readyz") as response:
                return response.status == 200
        except aiohttp.ClientConnectionError:
            return False


class Site:
    """Lumen's boards as its visitors have them."""

    def __init__(self, server: Server, lumen: Lumen, settings: Settings) -> None:
        self.server, self.lumen, self._settings, self._session = server, lumen, settings, server.session
        self._seconds: Iterator[datetime] = _seconds_from(datetime.now(UTC))

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return self.server.url

    def next_second(self) -> datetime:
        """A time of work, each one later than the one before; the first is now."""
        return next(self._seconds)

    async def deliver(self, event: str, payload: Payload, through: Server | None = None) -> None:
        """Posts it signed, as GitHub does; it is acknowledged."""
        body = json.dumps(payload).encode()
        headers = github_headers(event, body, self.lumen.secret)
        url = f"{(through or self.server).url}/hooks/github/{self.lumen.hook.key}"
        async with self._session.post(url, data=body, headers=headers) as response:  # type: ignore[arg-type]
            assert response.status == 202, await response.text()

    async def close_issue(self, number: int, person: Account, points: int = 3, through: Server | None = None) -> None:
        """GitHub tells that this person's issue was closed."""
        await self._tell_issue("closed", number, person, points, through)

    async def reopen_issue(self, number: int, person: Account, points: int = 3, through: Server | None = None) -> None:
        """GitHub tells that it was opened again."""
        await self._tell_issue("reopened", number, person, points, through)

    async def read(self, path: str) -> Any:
        """What REST says of Lumen."""
        async with self._session.get(f"{self.url}/v1/organizations/lumen{path}") as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def points(self) -> dict[str, int]:
        """Everybody's points of this week, by login."""
        return {row["person"]["login"]: row["points"] for row in (await self.read("/boards/week"))["rows"]}

    async def until_points(self, wanted: dict[str, int]) -> None:
        """Waits until the week's board is just that."""
        async with asyncio.timeout(PATIENCE):
            while await self.points() != wanted:
                await asyncio.sleep(0.05)

    async def address_of(self, login: str) -> str:
        """A person's page."""
        rows = (await self.read("/boards/all"))["rows"]
        return next(f"{self.url}/people/{row['person']['id']}" for row in rows if row["person"]["login"] == login)

    def another_server(self) -> AbstractAsyncContextManager[Server]:
        """One more server of the same Codebadge."""
        return serving(self._settings)

    async def _tell_issue(self, action: str, number: int, person: Account, points: int, through: Server | None) -> None:
        labels = (f"points: {points}",)
        # Somebody else closes it: what one opens and closes oneself counts for nothing.
        told = issue(action, self.next_second(), number=number, assignees=(person,), labels=labels, by=CYD)
        await self.deliver("issues", told, through)


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Server]:
    """A server that is ready; killed at the end."""
    async with aiohttp.ClientSession() as session:
        server = Server(settings, session)
        try:
            await server.start()
            yield server
        finally:
            server.kill()


@asynccontextmanager
async def running(settings: Settings, lumen: Lumen) -> AsyncIterator[Site]:
    """Server, intake and relay, each in a process of its own."""
    with part("intake", settings), part("relay", settings):
        async with serving(settings) as server:
            yield Site(server, lumen, settings)


def free_port() -> int:
    """A port that nobody listens on now."""
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def _seconds_from(first: datetime) -> Iterator[datetime]:
    return (first + timedelta(seconds=number) for number in itertools.count())
