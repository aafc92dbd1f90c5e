"""server/bridge.py: while the pen thinks of what somebody wants to keep, the database is there for everybody else."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio
from redis import Redis

from models import db
from models.art.frames import Answer
from models.art.pen import Pen
from models.audit import AuditLine
from models.db import database
from models.design_versions import DesignVersion
from models.errors import Unavailable
from models.settings import Settings
from models.templates import Template
from server.bridge import AHEAD
from server.lane import Lane
from tests.cast import Lumen
from tests.server.api.desk import Desk
from tests.server.running import PATIENCE, Clock, serving

MANY = 3 * AHEAD
DOT = {"kind": "path", "z": "a", "d": "M-20 -20H20V20H-20Z", "fill": "#aa0000"}


class Slow:
    """A pen that thinks until it is let go on."""

    def __init__(self) -> None:
        self._asked, self._go_on = threading.Semaphore(0), threading.Event()

    def think(self) -> None:
        self._asked.release()
        assert self._go_on.wait(PATIENCE)

    async def asked(self, times: int) -> None:
        """Until it was asked as often."""
        for _ in range(times):
            assert await asyncio.to_thread(self._asked.acquire, timeout=PATIENCE)

    def go_on(self) -> None:
        self._go_on.set()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    pen, ask = Slow(), Pen.ask

    def asked(self: Pen, task: str, given: Mapping[str, Any], body: bytes = b"") -> Answer:
        pen.think()
        return ask(self, task, given, body)

    monkeypatch.setattr(Pen, "ask", asked)
    return pen


@pytest.fixture
def one_connection(clean: Settings) -> Iterator[Settings]:
    """There is one for the whole process."""
    database.close_idle()
    db.connect(str(clean.database_url), pool_size=1)
    yield replace(clean, pool_size=1)
    database.close_idle()
    db.connect(str(clean.database_url))


@pytest_asyncio.fixture
async def desk(one_connection: Settings, lumen: Lumen, redis: Redis, now: datetime) -> AsyncIterator[Desk]:
    async with serving(one_connection, lumen, redis, Clock(now)) as server:
        yield Desk(server, now)


async def dot(desk: Desk, number: int) -> int:
    layers = [{"id": "dot", **DOT, "x": number}]
    made = await desk.done("POST", "/designs", {"name": "Dot", "drawing": {"alt": "A dot", "layers": layers}})
    return int(made["design"]["id"])


async def test_others_are_answered_while_the_pen_thinks_and_what_was_wanted_is_done_once(
    desk: Desk, slow: Slow
) -> None:
    designs = [await dot(desk, number) for number in range(MANY)]
    wanted = [desk.ask("POST", f"/designs/{one}/versions", {}) for one in designs]
    template = {"design": designs[0], "name": "Dots"}
    wanted += [desk.ask("POST", "/templates", template, idempotency_key="the same") for _ in range(2)]
    asking = asyncio.gather(*wanted)
    await slow.asked(AHEAD)
    # More are on their way than there are connections, and threads for verbs: one.
    assert len((await desk.done("GET", "/designs"))["designs"]) == MANY
    for one in designs:
        changes = {"client": "tab", "changes": [{"on": "dot", "set": {**DOT, "fill": "#00aa00"}}]}
        assert await desk.done("POST", f"/designs/{one}/steps", changes) == {"seq": 1}
        assert (await desk.done("GET", f"/designs/{one}/versions"))["versions"] == []
    slow.go_on()
    answers = await asking
    assert {status for status, _ in answers} <= {200, 201}
    assert answers[-1] == answers[-2]
    for one, (_, told) in zip(designs, answers, strict=False):
        assert (await desk.done("GET", f"/designs/{one}/versions"))["versions"] == [told["version"]]
    with db.unit():
        told = [line.action for line in AuditLine.select()]
        assert (told.count("design:publish"), told.count("template:create")) == (MANY, 1)
        assert (DesignVersion.select().count(), Template.select().count()) == (MANY, 1)


async def test_what_is_too_much_or_takes_too_long_is_refused() -> None:
    go_on = threading.Event()
    lane = Lane("test", 1, 2, 0.2, "Too many.", "Too late.")
    both = [asyncio.create_task(lane.run(go_on.wait)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable, match="Too many"):
        await lane.run(go_on.wait)
    for one in both:
        with pytest.raises(Unavailable, match="Too late"):
            await one
    go_on.set()
    assert await lane.run(lambda: "done") == "done"
    lane.close()
