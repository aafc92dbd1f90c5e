"""A request comes in; it is kept, perhaps answered wrongly by script, else answered by a table of ways: any provider's.

A provider is a thread with a loop, in which aiohttp serves. What answers is ordinary code on further threads, so
that tests may change the data from theirs (`lock`), and so that an answer may itself ask the server under test.
"""

import asyncio
import hashlib
import json
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from typing import Any, ClassVar

import httpx
from aiohttp import web

from tests.standing import PATIENCE, standing


@dataclass
class Asked:
    """One request as it came; `headers` in small letters."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass
class Reply:
    """What is answered. `shown` is sent as JSON, or as it is when it is bytes or text."""

    status: int = 200
    shown: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Fault:
    """How requests of a path (with * for anything) are answered instead, so many times.

    `after`: seconds before the first byte; `drip`: seconds between bytes; `cut`: the connection ends after so many
    bytes; `acts`: what was asked for is done all the same. Without a `status` the right answer comes, by these ways.
    `headers` may hold {url}.
    """

    path: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    times: int = 1
    method: str | None = None
    after: float = 0.0
    drip: float = 0.0
    cut: int | None = None
    acts: bool = False

    def meets(self, asked: Asked) -> bool:
        return self.times > 0 and self.method in (None, asked.method) and fnmatchcase(asked.path, self.path)


class Refused(Exception):
    """The answer is an error."""

    def __init__(self, status: int, shown: Any, headers: dict[str, str] | None = None) -> None:
        super().__init__(status)
        self.reply = Reply(status, shown, headers or {})


class Provider:
    """What every provider has: an address, a log of requests, scripted faults, and a table of ways."""

    ways: ClassVar[list[tuple[str, str, Callable[..., Reply]]]] = []

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[Asked] = []
        self.faults: list[Fault] = []
        self.lock = threading.RLock()
        self.sending: list[threading.Thread] = []
        self._closed = threading.Event()

    @property
    def asked(self) -> list[str]:
        """Method and path of every request."""
        return [str(one) for one in self.requests]

    def fault(self, path: str, status: int | None = None, **more: Any) -> Fault:
        """From now on; see Fault."""
        self.faults.append(Fault(path, status, **more))
        return self.faults[-1]

    def reply(self, asked: Asked) -> tuple[Reply, Fault | None]:
        """The answer, and the fault that spoils it."""
        with self.lock:
            self.requests.append(asked)
            fault = next((one for one in self.faults if one.meets(asked)), None)
            if fault is not None:
                fault.times -= 1
        if fault is None or fault.status is None or fault.acts:
            right = self._right(asked)
        if fault is None:
            return right, None
        headers = {name: value.replace("{url}", self.url) for name, value in fault.headers.items()}
        if fault.status is None:
            body = right.shown if fault.body is None else fault.body
            return Reply(right.status, body, right.headers | headers), fault
        return Reply(fault.status, b"{}" if fault.body is None else fault.body, headers), fault

    def _right(self, asked: Asked) -> Reply:
        try:
            self.admit(asked)
            for method, pattern, way in self.ways:
                found = re.fullmatch(pattern, asked.path)
                if asked.method == method and found:
                    return self.dressed(asked, way(self, asked, *found.groups()))
            raise Refused(404, self.nothing())
        except Refused as refused:
            return self.dressed(asked, refused.reply)

    def admit(self, asked: Asked) -> None:
        """Raises Refused for whoever may not ask."""

    def dressed(self, asked: Asked, reply: Reply) -> Reply:
        """The answer with what every answer of this provider has."""
        return reply

    def nothing(self) -> Any:
        """What is shown where nothing is."""
        return {"message": "Not Found"}

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of what we sent to the server under test; 0 when it cannot be reached."""
        try:
            with httpx.Client(timeout=PATIENCE, trust_env=False) as client:
                return client.post(url, content=body, headers=dict(headers)).status_code
        except httpx.HTTPError:
            return 0

    def soon(self, act: Callable[[], object]) -> None:
        """Done on a thread of its own; `settled` waits for it."""
        thread = threading.Thread(target=act, daemon=True)
        with self.lock:
            self.sending = [one for one in self.sending if one.is_alive()] + [thread]
        thread.start()

    def settled(self) -> None:
        """Returns when all that was to be sent is sent."""
        for thread in list(self.sending):
            thread.join(PATIENCE)

    def wait(self) -> None:
        """Until the process is told to stop."""
        while not self._closed.wait(3600):
            pass


def etag(shown: Any) -> str:
    """The same for the same."""
    return f'W/"{hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:40]}"'


def bytes_of(shown: Any) -> bytes:
    if isinstance(shown, bytes):
        return shown
    return b"" if shown is None else shown.encode() if isinstance(shown, str) else json.dumps(shown).encode()


@contextmanager
def serving(provider: Provider, port: int = 0) -> Iterator[None]:
    """The provider answers on 127.0.0.1 inside the block."""
    with standing(lambda: _listening(provider, port)):
        yield


@asynccontextmanager
async def _listening(provider: Provider, port: int) -> AsyncIterator[None]:
    app = web.Application(client_max_size=2**24)
    app.router.add_route("*", "/{path:.*}", partial(_handle, provider))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        provider.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield
    finally:
        await runner.cleanup()


async def _handle(provider: Provider, request: web.Request) -> web.StreamResponse:
    text = await request.read()
    try:
        body = json.loads(text) if text else None
    except ValueError:
        body = dict(await request.post()) or text
    headers = {name.lower(): value for name, value in request.headers.items()}
    asked = Asked(request.method, request.path, dict(request.query), headers, body)
    reply, fault = await asyncio.to_thread(provider.reply, asked)
    await asyncio.sleep(fault.after if fault else 0)
    sent = bytes_of(reply.shown)
    kind = {"Content-Type": "text/plain" if isinstance(reply.shown, str) else "application/json; charset=utf-8"}
    if fault is None or not (fault.drip or fault.cut is not None):
        return web.Response(status=reply.status, body=sent, headers=kind | reply.headers)
    return await _spoilt(request, reply, fault, sent)


async def _spoilt(request: web.Request, reply: Reply, fault: Fault, sent: bytes) -> web.StreamResponse:
    """Slowly, or not to its end."""
    response = web.StreamResponse(status=reply.status, headers={"Content-Length": str(len(sent))} | reply.headers)
    await response.prepare(request)
    for at in range(len(sent) if fault.cut is None else min(fault.cut, len(sent))):
        await response.write(sent[at : at + 1])
        await asyncio.sleep(fault.drip)
    if fault.cut is not None and request.transport is not None:
        request.transport.close()
    return response
