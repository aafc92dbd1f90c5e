"""The whole way through real processes: a signed webhook in over HTTP, a message out over Socket.IO, REST agrees."""

import asyncio
import json
import uuid
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from redis import Redis

from codebadge.engines import RedisServer
from models import db, outbox, standings
from models.ledger import Entry
from models.outbox import Message
from models.rules.standings import parse_board
from models.settings import Settings
from tests.cast import ADA, BOB, CYD, Lumen, Payload, issue
from tests.processes import kept_alive, kill, part, web
from tests.server.running import Browser, github_headers

PATIENCE = 60.0


async def post(session: aiohttp.ClientSession, url: str, lumen: Lumen, event: str, payload: Payload) -> int:
    """Sends a webhook as GitHub would; the status."""
    body = json.dumps(payload).encode()
    headers = {k: v for k, v in github_headers(event, body, lumen.secret, str(uuid.uuid4())).items() if v}
    async with session.post(f"{url}/hooks/github/{lumen.hook.key}", data=body, headers=headers) as answer:
        return answer.status


async def test_a_webhook_moves_the_board_of_whoever_looks(lumen: Lumen, redis: Redis, settings: Settings) -> None:
    now = datetime.now(UTC)
    with web(settings) as (url, _), part("intake", settings), part("relay", settings):
        browser = Browser()
        await browser.client.connect(url, transports=["websocket"])
        answer = await browser.subscribe("board:week", "feed")
        assert answer["snapshots"]["board:week"]["rows"] == []
        async with aiohttp.ClientSession() as session:
            assert await post(session, url, lumen, "issues", issue("closed", now, labels=("points: 8",))) == 202
            board = await browser.next("board.changed")
            assert [(row["person"]["login"], row["points"], row["rank"]) for row in board["rows"]] == [("ada", 8, 1)]
            async with session.get(f"{url}/v1/organizations/lumen/boards/week") as read:
                shown = await read.json()
        assert [(row["person"]["login"], row["points"], row["rank"]) for row in shown["rows"]] == [("ada", 8, 1)]
        await browser.close()


@pytest.mark.timeout(180)
async def test_redis_killed_and_flushed_under_load_loses_nothing(
    lumen: Lumen, settings: Settings, own_redis: tuple[RedisServer, Settings]
) -> None:
    engine, own = own_redis
    now = datetime.now(UTC)
    with web(own) as (url, _), kept_alive("intake", own), kept_alive("relay", own):
        browser = Browser()
        await browser.client.connect(url, transports=["websocket"])
        first = (await browser.subscribe("feed", "board:all"))["seq"]
        async with aiohttp.ClientSession() as session:
            for number in range(1, 121):
                person = (ADA, BOB, CYD)[number % 3]
                labels = (f"points: {number % 5 + 1}",)
                payload = issue("closed", now, number=number, assignees=(person,), labels=labels)
                assert await post(session, url, lumen, "issues", payload) == 202
                if number in (40, 80):
                    # No last words and no memory: it comes back empty.
                    assert engine.process is not None
                    kill(engine.process)
                    await asyncio.sleep(0.5)
                    await asyncio.to_thread(engine.start)
                await asyncio.sleep(0.01)
            last = await _all_told(session, url, lumen, now)
        seqs = await _heard_until(browser, last)
        assert seqs == list(range(first + 1, last + 1))
        async with aiohttp.ClientSession() as session:
            await _boards_agree(session, url, lumen)
        await browser.close()


async def _all_told(session: aiohttp.ClientSession, url: str, lumen: Lumen, now: datetime) -> int:
    """The last seq, when all is settled and told. Each further arrival lets the server sweep for lost bells."""
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(_settled):
            await post(session, url, lumen, "star", {"action": "started"})
            await asyncio.sleep(1)
    with db.unit():
        return int(Message.select(Message.seq).order_by(Message.seq.desc()).get().seq)


def _settled() -> bool:
    with db.unit():
        everything = Entry.select().count() == 120
        return everything and outbox.place() == outbox.last_place() == Message.select().count()


async def _heard_until(browser: Browser, last: int) -> list[int]:
    heard: list[int] = []
    while not heard or heard[-1] < last:
        message = await browser.next()
        if "seq" in message:
            heard.append(message["seq"])
    return heard


async def _boards_agree(session: aiohttp.ClientSession, url: str, lumen: Lumen) -> None:
    def truth() -> list[tuple[int, int]]:
        with db.unit():
            board = standings.board(lumen.organization, parse_board("all"), datetime.now(UTC), 50)
            return [(row.person.id, row.points) for row in board.rows]

    async with asyncio.timeout(PATIENCE):
        while True:
            async with session.get(f"{url}/v1/organizations/lumen/boards/all") as read:
                shown: Any = await read.json()
            if [(row["person"]["id"], row["points"]) for row in shown["rows"]] == await asyncio.to_thread(truth):
                return
            await asyncio.sleep(0.2)
