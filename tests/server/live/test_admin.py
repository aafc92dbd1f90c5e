"""Namespace `/admin`: a token opens it, commands are done and told, refusals are acknowledged."""

from datetime import datetime
from typing import Any

import pytest
import socketio

from models import db, tokens
from models.audit import AuditLine
from models.deliveries import Delivery
from models.tokens import Token
from tests.cast import issue
from tests.server.running import Browser, Running

ADMIN = "/admin"


async def seeded(server: Running, now: datetime, role: str = "admin") -> str:
    """Ada (person 1) has closed an issue (delivery 1); a token of that role."""
    server.lumen.deliver("issues", issue("closed", now), now)
    await server.tell()
    with db.unit():
        return tokens.create(server.lumen.organization, role, f"the {role}", now)[1]


async def command(server: Running, token: str, name: str, given: object) -> dict[str, Any]:
    async with server.browser(ADMIN, auth={"token": token}) as office:
        return await office.ask(name, given, namespace=ADMIN)


async def test_points_given_by_hand_reach_whoever_looks(server: Running, now: datetime) -> None:
    token = await seeded(server, now)
    async with server.browser() as reader:
        first = (await reader.subscribe("person:1"))["seq"]
        answer = await command(server, token, "points:adjust", {"person": 1, "points": 4, "reason": "a good talk"})
        await server.tell()
        heard = await reader.next("points.changed", first)
    assert answer["ok"]
    assert answer["line"]["reason"] == heard["lines"][0]["reason"] == "+4 points from the admin: a good talk"
    assert heard["totals"]["all"] == 7
    with db.unit():
        [line] = AuditLine.select()
        assert (line.actor, line.door, line.action) == ("the admin", "socket", "points:adjust")


async def test_badges_are_given_and_taken_back(server: Running, now: datetime) -> None:
    token = await seeded(server, now, "moderator")
    given = {"person": 1, "badge": "special", "reason": "for the talk"}
    assert (await command(server, token, "badge:award", given))["award"]["badge"]["slug"] == "special"
    assert (await command(server, token, "badge:award", given))["error"]["code"] == "already_held"
    assert (await command(server, token, "badge:revoke", given))["award"]["revoke_reason"] == "for the talk"
    assert (await command(server, token, "badge:revoke", given))["error"]["code"] == "not_held"


async def test_a_replayed_delivery_is_rung_for_and_changes_nothing(server: Running, now: datetime) -> None:
    token = await seeded(server, now)
    assert await command(server, token, "delivery:replay", {"delivery": 1}) == {"ok": True, "delivery": 1}
    with db.unit():
        assert Delivery.get_by_id(1).state == "pending"
    await server.settle()
    with db.unit():
        assert Delivery.get_by_id(1).state == "done"
    assert (await server.read("/people/1"))["totals"]["all"] == 3


async def test_boards_are_rebuilt_on_demand(server: Running, now: datetime) -> None:
    token = await seeded(server, now)
    before = (await server.read("/boards/all"))["rows"]
    server.redis.delete("codebadge:board:1:0:all:-")
    assert (await command(server, token, "board:rebuild", None))["ok"]
    await server.tell()
    assert (await server.read("/boards/all"))["rows"] == before != []


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("points:adjust", {"person": 1, "points": 4, "reason": "no"}, "invalid"),
        ("points:adjust", {"person": 99, "points": 4, "reason": "nobody"}, "not_found"),
        ("points:adjust", {"person": 1, "points": "4", "reason": "a text"}, "invalid"),
        ("badge:award", {"person": 1, "badge": "no-such-badge"}, "not_found"),
        ("delivery:replay", {"delivery": 4711}, "not_found"),
        ("delivery:replay", None, "invalid"),
        ("board:rebuild", {"surplus": True}, "invalid"),
    ],
)
async def test_a_wrong_command_is_refused_with_code_and_sentence(
    server: Running, now: datetime, name: str, given: object, code: str
) -> None:
    answer = await command(server, await seeded(server, now), name, given)
    assert (answer["ok"], answer["error"]["code"]) == (False, code)
    assert len(answer["error"]["message"]) > 10


async def test_a_role_that_is_too_low_is_refused(server: Running, now: datetime) -> None:
    token = await seeded(server, now, "moderator")
    answer = await command(server, token, "points:adjust", {"person": 1, "points": 4, "reason": "a good talk"})
    assert answer["error"]["code"] == "not_allowed"


@pytest.mark.parametrize("auth", [None, {}, {"token": ""}, {"token": "cbt_wrong"}, {"token": 7}, {"token": "x" * 5000}])
async def test_without_a_right_token_the_door_stays_shut(server: Running, auth: object) -> None:
    browser = Browser()
    with pytest.raises(socketio.exceptions.ConnectionError):
        await browser.client.connect(
            server.url, transports=["websocket"], namespaces=[ADMIN], auth=auth, wait_timeout=1
        )
        # `always_connect` lets everybody in first; who is refused is told so, and put out.
        assert (await browser.next())["code"] == "not_signed_in"
        await browser.gone.wait()
        raise socketio.exceptions.ConnectionError
    await browser.close()


async def test_a_token_that_is_revoked_meanwhile_does_nothing_more(server: Running, now: datetime) -> None:
    token = await seeded(server, now)
    async with server.browser(ADMIN, auth={"token": token}) as office:
        assert (await office.ask("board:rebuild", {}, namespace=ADMIN))["ok"]
        with db.unit():
            Token.update(revoked_at=now).execute()
        answer = await office.ask("board:rebuild", {}, namespace=ADMIN)
    assert answer["error"]["code"] == "not_signed_in"
