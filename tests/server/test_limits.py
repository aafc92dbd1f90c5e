"""server/limits.py: whoever asks too often waits, on every server at once; without Redis nobody does."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from aiohttp.test_utils import make_mocked_request
from redis import Redis

from codebadge.engines import RedisServer
from models import db, tokens
from models.settings import Settings
from server.bounds import OFTEN, Bounds
from server.bridge import Bridge
from server.origins import Origins
from tests.cast import Lumen
from tests.server.running import BUSY, Clock, Running, serving
from tests.server.surfing import Surfer

EMAIL, CODE = "/v1/session/email", "/v1/session/email/code"
ADA, BOB = {"email": "ada@example.org"}, {"email": "bob@example.org"}


class Stage:
    """Servers with the bounds that a test sets."""

    def __init__(self, settings: Settings, lumen: Lumen, redis: Redis, now: datetime) -> None:
        self.settings, self.lumen, self.redis, self.now = settings, lumen, redis, now

    @asynccontextmanager
    async def serving(self, **often: str) -> AsyncIterator[Running]:
        limits = dict(BUSY.often) | {name.replace("_", "-"): many for name, many in often.items()}
        async with serving(self.settings, self.lumen, self.redis, Clock(self.now), Bounds(often=limits)) as server:
            yield server

    def token(self, role: str = "admin") -> dict[str, str]:
        with db.unit():
            return {"Authorization": f"Bearer {tokens.create(self.lumen.organization, role, 'x', self.now)[1]}"}


@pytest.fixture
def stage(clean: Settings, lumen: Lumen, redis: Redis, now: datetime) -> Stage:
    return Stage(clean, lumen, redis, now)


async def post(server: Running, path: str, body: object, **headers: str) -> int:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    async with server.session.post(server.url + path, json=body, headers=sent) as response:
        if response.status == 429:
            assert 1 <= int(response.headers["Retry-After"]) <= 600
            assert (await response.json())["error"]["code"] == "rate_limited"
        return response.status


def test_the_usual_limits_are_as_they_are_documented() -> None:
    assert OFTEN == {
        "write-caller": "120 per minute",
        "write-address": "300 per minute",
        "code-address": "10 per minute",
        "code-email": "5 per 10 minutes; 30 per day",
        "try-address": "20 per 10 minutes",
        "github-address": "60 per 10 minutes",
        "count-address": "240 per minute",
        "preview-address": "60 per minute",
        "draw-address": "1200 per minute",
        "picture-address": "600 per minute",
        "heavy-address": "10 per minute",
        "ask-address": "30 per minute",
        "step-caller": "1200 per minute",
    }


async def test_codes_are_asked_for_so_often_for_an_address_and_by_an_address(stage: Stage) -> None:
    async with stage.serving(code_email="2 per 10 minutes; 30 per day", code_address="4 per minute") as server:
        assert [await post(server, EMAIL, ADA) for _ in range(3)] == [202, 202, 429]
        assert [await post(server, EMAIL, BOB) for _ in range(2)] == [202, 429]


@pytest.mark.parametrize("read", ["badges", "badges/special/why"])
async def test_what_counts_all_deeds_of_somebody_is_read_so_often_by_an_address(stage: Stage, read: str) -> None:
    async with stage.serving(count_address="2 per minute") as server:
        path = f"{server.url}/v1/organizations/lumen/people/1/{read}"
        asked = [await server.session.get(path) for _ in range(3)]
        assert [response.status for response in asked] == [404, 404, 429]


@pytest.mark.parametrize("read", ["choices", f"boards/{'a' * 24}"])
async def test_a_provider_is_asked_so_often_for_an_address(stage: Stage, read: str) -> None:
    async with stage.serving(ask_address="2 per minute") as server:
        path = f"/v1/organizations/lumen/connections/1/{read}"
        assert [(await server.get(path, **stage.token()))[0] for _ in range(3)] == [404, 404, 429]


async def test_an_address_is_the_same_in_capital_letters(stage: Stage) -> None:
    async with stage.serving(code_email="1 per minute") as server:
        assert await post(server, EMAIL, ADA) == 202
        assert await post(server, EMAIL, {"email": "Ada@Example.org"}) == 429


async def test_codes_are_tried_so_often_by_an_address(stage: Stage) -> None:
    async with stage.serving(try_address="3 per 10 minutes") as server:
        tried = [await post(server, CODE, ADA | {"code": f"00000{n}"}) for n in range(4)]
        assert tried == [401, 401, 401, 429]
        assert await post(server, "/v1/auth/tokens", ADA | {"code": "000000", "organization": "lumen"}) == 429
        assert await post(server, EMAIL, ADA) == 202


async def test_writes_are_limited_for_each_caller_and_reads_are_not(stage: Stage) -> None:
    first, second = stage.token(), stage.token("contributor")
    body = {"name": "x", "role": "contributor"}
    async with stage.serving(write_caller="2 per minute") as server:
        path = "/v1/organizations/lumen/tokens"
        assert [await post(server, path, body, **first) for _ in range(3)] == [201, 201, 429]
        assert await post(server, path, body, **second) == 403
        for _ in range(5):
            assert (await server.get(path, **first))[0] == 200


async def test_commands_of_the_socket_count_as_writes_of_the_same_token(stage: Stage) -> None:
    token = stage.token()
    async with stage.serving(write_caller="3 per minute") as server:
        assert await post(server, "/v1/organizations/lumen/boards/rebuild", {}, **token) == 200
        async with server.browser("/admin", auth={"token": token["Authorization"].removeprefix("Bearer ")}) as office:
            said = [await office.ask("board:rebuild", {}, namespace="/admin") for _ in range(3)]
    assert [answer["ok"] for answer in said] == [True, True, False]
    assert said[2]["error"]["code"] == "rate_limited"


async def test_writes_of_one_address_are_limited_whoever_they_say_they_are(stage: Stage) -> None:
    async with stage.serving(write_address="3 per minute") as server:
        sent = [{"Authorization": f"Bearer cbt_guess{n}"} for n in range(4)]
        path = "/v1/organizations/lumen/tokens"
        assert [await post(server, path, {}, **one) for one in sent] == [401, 401, 401, 429]


async def test_two_servers_count_together(stage: Stage) -> None:
    async with stage.serving(code_email="2 per minute") as one, stage.serving(code_email="2 per minute") as other:
        assert [await post(server, EMAIL, ADA) for server in (one, other, one)] == [202, 202, 429]


async def test_webhooks_are_not_limited(stage: Stage) -> None:
    async with stage.serving(write_address="1 per minute", write_caller="1 per minute") as server:
        for _ in range(3):
            assert (await server.deliver("ping", {"zen": "x"}))[0] < 300


async def test_an_address_is_believed_of_trusted_proxies_only(stage: Stage) -> None:
    async with stage.serving(code_address="1 per minute") as server:
        assert await post(server, EMAIL, ADA, X_Forwarded_For="203.0.113.1") == 202
        assert await post(server, EMAIL, BOB, X_Forwarded_For="203.0.113.2") == 429


def test_redis_is_told_no_address(stage: Stage, redis: Redis) -> None:
    async def ask() -> None:
        async with stage.serving() as server:
            assert await post(server, EMAIL, ADA) == 202

    asyncio.run(ask())
    keys = b" ".join(redis.keys("*"))
    assert b"codebadge:limits" in keys
    assert b"ada@" not in keys
    assert b"127.0.0.1" not in keys


async def test_without_redis_nobody_waits_and_the_log_says_so(
    own_redis: tuple[RedisServer, Settings], stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    started, settings = own_redis
    stage.settings = settings
    async with stage.serving(code_email="1 per minute") as server:
        assert await post(server, EMAIL, ADA) == 202
        started.stop()
        with caplog.at_level(logging.WARNING, "codebadge.limits"):
            assert [await post(server, EMAIL, ADA) for _ in range(2)] == [202, 202]
        assert caplog.text.count("requests are not limited") == 1
        assert "ada@" not in caplog.text


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("198.51.100.7", None, "198.51.100.7"),
        ("198.51.100.7", "203.0.113.1", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", "203.0.113.1, 10.0.0.2", "203.0.113.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "rubbish", "rubbish"),
        ("2001:db8::1:2:3:4", None, "2001:db8::/64"),
        ("::ffff:198.51.100.7", None, "::ffff:c633:6407"),
    ],
)
def test_whose_request_it_is(stage: Stage, remote: str, forwarded: str | None, address: str) -> None:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = make_mocked_request("GET", "/", headers=headers).clone(remote=remote)
    assert Origins(Bridge(1), stage.settings, 1.0).address(request) == address


async def test_a_surfer_with_a_cookie_is_one_caller(stage: Stage) -> None:
    async with stage.serving(write_caller="2 per minute") as server, Surfer(server) as ada:
        assert [(await ada.ask("POST", EMAIL, ADA))[0] for _ in range(3)] == [202, 202, 429]
