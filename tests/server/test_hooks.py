"""The ingest: kept before acknowledged, and the right refusal for everything else."""

import asyncio
import gzip
import json
import time
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from redis import Redis

from codebadge.engines import Postgres, RedisServer
from models import db, deliveries, hooks, organizations
from models.awards import Award
from models.deliveries import Delivery
from models.hooks import Hook, HookSecret
from models.settings import Settings
from models.sources import github_request
from server.bounds import Bounds
from tests.cast import ADA, Lumen, issue
from tests.server.running import Clock, Running, github_headers, raw, serving

BELLS = "rq:queue:intake"


def rows() -> list[Delivery]:
    with db.unit():
        return list(Delivery.select().order_by(Delivery.id))


async def test_a_signed_delivery_is_kept_and_then_acknowledged_with_its_id(server: Running, now: datetime) -> None:
    payload = issue("closed", now)

    status, answer = await server.deliver("issues", payload, guid="one")

    [row] = rows()
    assert (status, answer) == (202, {"delivery": row.id})
    assert (row.guid, row.event, row.state, json.loads(bytes(row.body))) == ("one", "issues", "pending", payload)


async def test_the_whole_way_ends_on_the_board(server: Running, now: datetime) -> None:
    await server.deliver("issues", issue("closed", now, labels=("points: 3",)))
    await server.settle()

    [row] = (await server.read("/boards/week"))["rows"]
    assert (row["person"]["login"], row["points"]) == ("ada", 3)


async def test_a_form_encoded_body_is_read_like_a_json_one(server: Running, now: datetime) -> None:
    body = urlencode({"payload": json.dumps(issue("closed", now))}).encode()

    status, _ = await server.deliver(
        "issues", None, body=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert status == 202
    assert json.loads(bytes(rows()[0].body))["action"] == "closed"


async def test_a_ping_verifies_the_hook(server: Running, now: datetime) -> None:
    await server.deliver("ping", {"zen": "Keep it simple.", "hook_id": 1, "hook": {"events": ["*"]}})
    await server.settle()

    with db.unit():
        assert Hook.get_by_id(server.lumen.hook.id).verified_at is not None


async def test_the_same_delivery_again_is_acknowledged_and_makes_no_second_row(server: Running, now: datetime) -> None:
    first = await server.deliver("issues", issue("closed", now), guid="one")
    again = await server.deliver("issues", issue("closed", now), guid="one")

    assert first == (202, {"delivery": 1})
    assert again == (200, {"delivery": 1, "known": True})
    assert len(rows()) == 1


async def test_the_same_delivery_twenty_times_at_once_is_one_row_and_one_award(server: Running, now: datetime) -> None:
    posts = [server.deliver("issues", issue("closed", now), guid="one") for _ in range(20)]
    answers = await asyncio.gather(*posts)
    await server.settle()

    assert {status for status, _ in answers} <= {200, 202}
    assert {answer["delivery"] for _, answer in answers} == {rows()[0].id}
    assert len(rows()) == 1
    with db.unit():
        assert Award.select().count() == 1


async def test_a_redelivery_of_a_dead_row_revives_it(server: Running, now: datetime) -> None:
    await server.deliver("issues", issue("closed", now), guid="one")
    with db.unit():
        Delivery.update(state="dead", attempts=6).execute()

    status, _ = await server.deliver("issues", issue("closed", now), guid="one")

    assert status == 202
    assert [(row.state, row.attempts) for row in rows()] == [("pending", 0)]


async def test_a_redelivery_does_not_wait_for_the_worker_that_settles_it(server: Running, now: datetime) -> None:
    await server.deliver("issues", issue("closed", now), guid="one")
    with db.unit():
        leased = deliveries.lease(now)
    with db.unit():
        assert deliveries.claim(leased or 0) is not None  # its row is locked until this unit ends
        answers = await asyncio.gather(
            server.deliver("issues", issue("closed", now), guid="one"),
            server.deliver("issues", issue("closed", now), guid="two"),
        )

    assert [status for status, _ in answers] == [200, 202]


async def test_many_at_once_are_written_together_and_each_is_answered_with_its_own_row(
    server: Running, now: datetime
) -> None:
    posts = [server.deliver("issues", issue("closed", now, number=n), guid=f"g{n}") for n in range(60)]
    answers = await asyncio.gather(*posts)

    by_id = {row.id: row.guid for row in rows()}
    assert [status for status, _ in answers] == [202] * 60
    assert [by_id[answer["delivery"]] for _, answer in answers] == [f"g{n}" for n in range(60)]


REFUSED = [
    ({"headers": {"X-Hub-Signature-256": None}}, 403, "bad_signature"),
    ({"headers": {"X-Hub-Signature-256": None, "X-Hub-Signature": "sha1=" + "0" * 40}}, 403, "bad_signature"),
    ({"headers": {"X-Hub-Signature-256": ""}}, 403, "bad_signature"),
    ({"headers": {"X-Hub-Signature-256": "sha256=" + "0" * 64}}, 403, "bad_signature"),
    ({"headers": {"X-Hub-Signature-256": "sha1=" + "0" * 40}}, 403, "bad_signature"),
    ({"headers": {"X-Hub-Signature-256": "sha256=é"}}, 403, "bad_signature"),
    ({"secret": "another secret"}, 403, "bad_signature"),
    ({"secret": ""}, 403, "bad_signature"),
    ({"headers": {"X-GitHub-Delivery": None}}, 400, "bad_delivery"),
    ({"headers": {"X-GitHub-Event": None}}, 400, "bad_delivery"),
    ({"headers": {"X-GitHub-Event": "../etc"}}, 400, "bad_delivery"),
    ({"headers": {"X-GitHub-Delivery": "a" * 300}}, 400, "bad_delivery"),
    ({"headers": {"Content-Type": "text/plain"}}, 415, "unsupported_encoding"),
    ({"body": b"[]"}, 400, "bad_delivery"),
    ({"body": b"{"}, 400, "bad_delivery"),
    ({"body": b"\xff"}, 400, "bad_delivery"),
    ({"body": b'{"a":' * 200 + b"1" + b"}" * 200}, 400, "bad_delivery"),
]


@pytest.mark.parametrize(("wrong", "status", "code"), REFUSED)
async def test_what_is_wrong_is_refused_and_nothing_is_kept(
    server: Running, now: datetime, wrong: dict[str, object], status: int, code: str
) -> None:
    answered, answer = await server.deliver("issues", issue("closed", now), **wrong)

    assert (answered, answer["error"]["code"]) == (status, code)
    assert rows() == []


async def test_an_unknown_hook_is_not_found(server: Running, now: datetime) -> None:
    status, answer = await server.deliver("issues", issue("closed", now), url=f"{server.url}/hooks/github/nobody")

    assert (status, answer["error"]["code"]) == (404, "not_found")


async def test_an_address_that_can_be_no_hook_is_not_found(server: Running, now: datetime) -> None:
    status, _ = await server.deliver("issues", issue("closed", now), url=f"{server.url}/hooks/github/%00")

    assert status == 404


async def test_a_compressed_body_is_refused(server: Running, now: datetime) -> None:
    body = gzip.compress(json.dumps(issue("closed", now)).encode())

    status, answer = await server.deliver("issues", None, body=body, headers={"Content-Encoding": "gzip"})

    assert (status, answer["error"]["code"]) == (415, "unsupported_encoding")


async def test_a_header_that_comes_twice_is_refused(server: Running, now: datetime) -> None:
    body = json.dumps(issue("closed", now)).encode()
    headers = [*github_headers("issues", body, server.lumen.secret).items(), ("X-GitHub-Event", "ping")]

    async with server.session.post(server.hook, data=body, headers=[(k, str(v)) for k, v in headers]) as response:
        assert response.status == 400
    assert rows() == []


async def test_a_paused_hook_takes_nothing_in(server: Running, now: datetime) -> None:
    with db.unit():
        Hook.update(paused_at=now).execute()

    status, answer = await server.deliver("issues", issue("closed", now))

    assert (status, answer["error"]["code"]) == (403, "not_allowed")


async def test_a_hook_that_was_let_go_on_takes_the_next_delivery_in(server: Running, now: datetime) -> None:
    with db.unit():
        Hook.update(paused_at=now).execute()
    assert (await server.deliver("issues", issue("closed", now)))[0] == 403
    with db.unit():
        Hook.update(paused_at=None).execute()
    await asyncio.sleep(Bounds().door_again)

    status, _ = await server.deliver("issues", issue("closed", now))

    assert status == 202


async def test_other_methods_are_refused(server: Running) -> None:
    async with server.session.get(server.hook) as response:
        assert (response.status, response.headers["Allow"]) == (405, "POST")


async def test_both_secrets_open_while_rotating_and_the_new_one_does_at_once(server: Running, now: datetime) -> None:
    await server.deliver("issues", issue("closed", now), guid="before")
    with db.unit():
        fresh = hooks.rotate(Hook.get(), now)
    await until_a_door_may_be_read_again(server)

    by_new = await server.deliver("issues", issue("closed", now), guid="new", secret=fresh)
    by_old = await server.deliver("issues", issue("closed", now), guid="old")

    assert (by_new[0], by_old[0]) == (202, 202)


async def until_a_door_may_be_read_again(server: Running) -> None:
    """A wrong signature makes the server look for new secrets once a second at most; the door was just read."""
    await asyncio.sleep(Bounds().door_again)


async def test_an_expired_secret_is_refused_the_moment_it_ends(server: Running, now: datetime) -> None:
    with db.unit():
        fresh = hooks.rotate(Hook.get(), now, overlap=timedelta(hours=1))
    first = await server.deliver("issues", issue("closed", now), guid="old")

    server.clock.at = now + timedelta(hours=1)
    by_old = await server.deliver("issues", issue("closed", now), guid="older")
    by_new = await server.deliver("issues", issue("closed", now), guid="new", secret=fresh)

    assert (first[0], by_old[0], by_new[0]) == (202, 403, 202)


async def test_a_revoked_secret_is_refused_once_the_door_is_read_again(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    async with serving(clean, lumen, redis, Clock(now), replace(Bounds(), door_age=0.0)) as server:
        await server.deliver("issues", issue("closed", now))
        with db.unit():
            HookSecret.delete().execute()

        status, _ = await server.deliver("issues", issue("closed", now))

    assert status == 403


async def test_a_body_above_the_limit_is_refused_by_its_announced_length(server: Running) -> None:
    head = github_headers("issues", b"", server.lumen.secret)
    request = request_head(server, head | {"Content-Length": str(26 * 1024 * 1024)})

    assert b" 413 " in await raw(server.url, request, wait=False)


async def test_a_chunked_body_above_the_limit_is_refused_while_it_is_read(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    async with serving(clean, lumen, redis, Clock(now), replace(Bounds(), body=10_000)) as server:
        head = request_head(server, github_headers("issues", b"", lumen.secret) | {"Transfer-Encoding": "chunked"})
        chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"

        assert b" 413 " in await raw(server.url, head + chunk * 4, wait=False)


async def test_a_chunked_body_is_taken_like_any_other(server: Running, now: datetime) -> None:
    body = json.dumps(issue("closed", now)).encode()
    head = request_head(server, github_headers("issues", body, server.lumen.secret) | {"Transfer-Encoding": "chunked"})
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + 9]), body[i : i + 9]) for i in range(0, len(body), 9))

    assert b" 202 " in await raw(server.url, head + chunks + b"0\r\n\r\n")


async def test_a_body_that_comes_too_slowly_is_given_up(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    async with serving(clean, lumen, redis, Clock(now), replace(Bounds(), body_time=0.2)) as server:
        head = request_head(server, github_headers("issues", b"", lumen.secret) | {"Content-Length": "100"})

        assert b" 408 " in await raw(server.url, head + b"{", wait=False)


@pytest.mark.parametrize("rest", [b"ZZ\r\n", b"5\r\n{", b"-1\r\n", b"1;" + b"x" * 20_000])
async def test_a_body_that_is_broken_off_or_malformed_breaks_nothing(server: Running, rest: bytes) -> None:
    head = request_head(server, github_headers("issues", b"", server.lumen.secret) | {"Transfer-Encoding": "chunked"})
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head + rest)
    writer.write_eof()
    answer = await reader.read()
    writer.close()

    assert b" 500 " not in answer
    assert (await server.get("/healthz"))[0] == 200
    assert rows() == []


def request_head(server: Running, headers: dict[str, str | None]) -> bytes:
    lines = [f"POST /hooks/github/{server.lumen.hook.key} HTTP/1.1", "Host: codebadge.test", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def test_hostile_requests_never_end_in_a_500(server: Running) -> None:
    for request in (
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /hooks/github/x HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        b"POST /hooks/github/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET /v1/organizations/%ff%fe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /v1/organizations/%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /v1/organizations/lumen/boards/%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /v1/organizations/lumen/people/99999999999999999999 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /static/%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /static/" + b"a" * 4000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /socket.io/?EIO=4&transport=polling&sid=%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
    ):
        answer = await raw(server.url, request)
        assert not answer.startswith(b"HTTP/1.1 5"), request


async def test_without_postgresql_it_is_503_and_fine_again_when_it_is_back(
    own_postgres: Postgres, clean: Settings, redis: Redis, now: datetime
) -> None:
    with db.unit():
        lumen = Lumen.open(organizations.create("lumen", "Lumen", "Europe/Vienna", now), now)
    async with serving(clean, lumen, redis, Clock(now)) as server:
        before, _ = await server.deliver("issues", issue("closed", now), guid="one")
        own_postgres.stop()
        away, answer = await server.deliver("issues", issue("closed", now), guid="two")
        ready = await server.get("/readyz")
        metrics = await server.session.get(server.url + "/metrics")
        own_postgres.start()
        after, _ = await server.deliver("issues", issue("closed", now), guid="three")

    assert (before, away, after) == (202, 503, 202)
    assert answer["error"]["code"] == "unavailable"
    assert ready == (503, {"ready": False, "database": "away", "redis": "ok", "migrations": "away"})
    assert 'codebadge_up{engine="postgresql"} 0.0' in await metrics.text()


async def test_a_dead_redis_changes_nothing_of_the_answer(
    own_redis: tuple[RedisServer, Settings], lumen: Lumen, now: datetime, redis: Redis
) -> None:
    engine, settings = own_redis
    async with serving(settings, lumen, redis, Clock(now)) as server:
        engine.stop()
        before = time.monotonic()
        answers = [await server.deliver("issues", issue("closed", now), guid=f"g{n}") for n in range(5)]
        took = time.monotonic() - before
        ready, said = await server.get("/readyz")

    assert [status for status, _ in answers] == [202] * 5
    assert took < 5 * 0.2, "an answer waited for Redis"
    assert (ready, said["redis"]) == (503, "away")


async def test_the_bell_is_rung_after_the_commit_and_again_when_redis_is_back(
    own_redis: tuple[RedisServer, Settings], lumen: Lumen, now: datetime, redis: Redis
) -> None:
    engine, settings = own_redis
    async with serving(settings, lumen, redis, Clock(now)) as server:
        engine.stop()
        await server.deliver("issues", issue("closed", now))
        engine.start()
        with Redis.from_url(str(settings.redis_url)) as bells:
            assert await asyncio.to_thread(bells.blpop, [BELLS], 10)


async def test_a_row_whose_bell_was_lost_is_rung_for_after_a_later_acknowledgement(
    server: Running, clean: Settings, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.bells.SWEEP_EVERY", 0.0)
    server.lumen.keep("issues", issue("closed", now, assignees=(ADA,)), now - timedelta(minutes=1), guid="forgotten")
    await server.deliver("issues", issue("closed", now), guid="known")

    with Redis.from_url(str(clean.redis_url)) as bells:
        assert await asyncio.to_thread(bells.blpop, [BELLS], 10)
        assert await asyncio.to_thread(bells.blpop, [BELLS], 10)


async def test_a_delivery_of_four_megabytes_is_taken(server: Running, now: datetime) -> None:
    body = json.dumps(issue("closed", now) | {"filler": "x" * 4_000_000}).encode()

    status, _ = await server.deliver("issues", None, body=body)

    assert status == 202
    assert github_request.MAX_BODY == 25 * 1024 * 1024
