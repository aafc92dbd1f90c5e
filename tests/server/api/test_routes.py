"""server/api/routes.py: what every endpoint does alike, whatever it is about."""

import asyncio
from datetime import datetime
from typing import Any

import pytest

from models import db
from models.audit import AuditLine
from models.badges import Badge
from models.tokens import Token
from server.api.given import BODY
from tests.server.api.desk import LUMEN, Desk

EARLY = {"name": "Early Adopter"}


async def test_who_may_not_is_told_that_and_not_what_is_wrong_with_their_words(desk: Desk) -> None:
    for role, status in ((None, 401), ("contributor", 403), ("stranger", 403), ("admin", 400)):
        assert (await desk.ask("POST", "/badges?surplus=1", {"colour": 7}, role))[0] == status


async def test_a_token_that_is_none_is_refused_where_none_is_needed_too(desk: Desk) -> None:
    for path in ("/badges", "/boards/week"):
        url = desk.server.url + LUMEN + path
        for header in ("Bearer cbt_none", "Bearer", "Basic YTpi", ""):
            async with desk.server.session.get(url, headers={"Authorization": header}) as response:
                assert response.status == 401
                assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "name"),
        (b"[]", "not an object"),
        (b"{", "not valid JSON"),
        (b"\xff", "not UTF-8"),
        (b'{"name": "a", "name": "b"', "not valid JSON"),
        (b'{"name": "a", "name": "b"}', "twice"),
        (b'{"name": "a", "pattern": {"kind": 1, "kind": 2}}', "twice"),
        (b'{"name": NaN}', "not valid JSON"),
        (b"[" * 10_000, "deeper"),
        (b'{"name": ["x"]}', "name"),
        (b'{"name": 7}', "name"),
        (b'{"name": "\\u0000"}', "name"),
        (b'{"name": "\\ud800"}', ""),
        (b'{"name": "x", "active": "true"}', "active"),
        (b'{"name": "x", "league": 1.0}', "league"),
        (b'{"name": "x", "league": "1"}', "league"),
        (b'{"name": "x", "league": 99999999999999999999}', "league"),
    ],
)
async def test_a_body_of_another_form_is_refused_by_name(desk: Desk, body: bytes, words: str) -> None:
    status, answer = await desk.ask("POST", "/badges", body)
    assert status == 400
    assert words in answer["error"]["message"]
    with db.unit():
        assert AuditLine.select().count() == 0


async def test_a_body_that_is_too_large_is_not_read_to_its_end(desk: Desk) -> None:
    status, answer = await desk.ask("POST", "/badges", b" " * (BODY + 1))
    assert (status, answer["error"]["code"]) == (413, "too_large")


async def made(desk: Desk, key: str, body: Any = EARLY, role: str = "admin") -> tuple[int, Any]:
    return await desk.ask("POST", "/badges", body, role, Idempotency_Key=key)


async def test_a_post_with_a_key_is_done_once_however_often_it_is_sent(desk: Desk) -> None:
    first = await made(desk, "one")
    assert await asyncio.gather(*(made(desk, "one") for _ in range(5))) == [first] * 5
    assert first[0] == 201
    with db.unit():
        assert Badge.select().where(Badge.name == EARLY["name"]).count() == 1
        assert AuditLine.select().count() == 1
    assert (await made(desk, "two"))[1]["badge"]["slug"] == "early-adopter-2"


async def test_a_key_that_came_with_something_else_or_is_none_is_refused(desk: Desk) -> None:
    await made(desk, "one")
    assert (await made(desk, "one", {"name": "Late"}))[0] == 422
    assert (await made(desk, "x" * 201))[0] == 400


async def test_what_was_refused_may_be_tried_again_with_the_same_key(desk: Desk) -> None:
    assert (await made(desk, "one", {"name": "x", "slug": "special"}))[0] == 409
    await desk.done("DELETE", "/badges/special")
    assert (await made(desk, "one", {"name": "x", "slug": "special"}))[0] == 201


async def test_a_kept_answer_is_for_whoever_asked_and_only_while_they_may(desk: Desk, now: datetime) -> None:
    first = await desk.ask("POST", "/hooks", {"project": "a/b"}, Idempotency_Key="one")
    other = await desk.ask("POST", "/hooks", {"project": "a/b"}, "super_admin", Idempotency_Key="one")
    assert first[1]["secret"] != other[1]["secret"]
    with db.unit():
        Token.update(revoked_at=now).where(Token.role == "admin").execute()
    assert (await desk.ask("POST", "/hooks", {"project": "a/b"}, Idempotency_Key="one"))[0] == 401


async def test_what_only_some_may_read_is_kept_by_no_cache_between(desk: Desk) -> None:
    await desk.ask("GET", "/hooks")
    assert desk.headers["Cache-Control"] == "private, no-cache"
    await desk.ask("GET", "/badges", role=None)
    assert desk.headers["Cache-Control"] == "no-cache"
    await desk.ask("POST", "/hooks", {"project": "a/b"})
    assert desk.headers["Cache-Control"] == "no-store"


async def test_another_method_is_refused_with_those_that_there_are(desk: Desk) -> None:
    status, answer = await desk.ask("PUT", "/badges")
    assert (status, answer["error"]["code"]) == (405, "http_405")
    assert {"GET", "POST"} <= set(desk.headers["Allow"].split(","))


async def test_a_head_is_a_get_without_a_body(desk: Desk) -> None:
    async with desk.server.session.head(f"{desk.server.url}{LUMEN}/badges") as response:
        assert (response.status, await response.read()) == (200, b"")
        assert response.headers["ETag"]
