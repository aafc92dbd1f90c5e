"""Servers that share a Redis draw a picture once; whoever dies while it draws, or has no Redis, is in nobody's way."""

import asyncio
import threading
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from models import templates
from models.art import drawn
from models.settings import Settings
from server.pictures import turns
from server.pictures.turns import Turns
from tests.cast import Lumen
from tests.server.running import Clock, Running, serving

PATIENCE = 20.0


async def read(server: Running, path: str) -> bytes:
    async with server.session.get(server.url + path) as answer:
        assert answer.status == 200
        return await answer.read()


async def test_a_picture_that_two_servers_are_asked_for_is_drawn_by_one(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings: list[Any] = []
    draw, began, goes_on = drawn.picture, threading.Event(), threading.Event()

    def slow(*what: Any) -> bytes:
        drawings.append(what)
        began.set()
        goes_on.wait(PATIENCE)
        return draw(*what)

    monkeypatch.setattr(drawn, "picture", slow)
    shared, path = replace(clean, pictures="redis"), f"/img/templates/{next(iter(templates.built_in()))}.png?size=78"
    async with (
        serving(shared, lumen, redis, Clock(now)) as one,
        serving(shared, lumen, redis, Clock(now)) as two,
    ):
        first = asyncio.create_task(read(one, path))
        await asyncio.to_thread(began.wait, PATIENCE)
        second = asyncio.create_task(read(two, path))
        await asyncio.sleep(10 * turns.FIRST_PAUSE)
        goes_on.set()
        assert await first == await second
    assert len(drawings) == 1
    assert not [*redis.scan_iter("codebadge:drawing:*")]


async def test_a_turn_whose_server_has_died_runs_out(
    clean: Settings, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LASTS", 0.2)
    looked: list[str] = []

    async def nothing_yet(digest: str) -> None:
        looked.append(digest)

    shared = replace(clean, pictures="redis")
    async with AsyncRedis.from_url(str(clean.redis_url)) as ours:
        assert await Turns(shared, ours).wait("a", nothing_yet) is None
        assert looked == ["a"]
        assert await Turns(shared, ours).wait("a", nothing_yet) is None
        assert len(looked) > 2


async def test_without_redis_everybody_draws(clean: Settings) -> None:
    async def nothing(_: str) -> None: ...

    async with AsyncRedis(port=1) as away:
        alone = Turns(replace(clean, pictures="redis"), away)
        assert [await alone.wait("a", nothing) for _ in range(2)] == [None, None]
        await alone.over("a")
