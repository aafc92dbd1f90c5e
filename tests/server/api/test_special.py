"""`/v1/…/special-badges`: made, read, changed and allotted over HTTP; whom they name is for admins."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import db, tokens
from models.people import Person
from tests.cast import issue
from tests.server.running import Answer, Running
from workers import recover

SPECIALS = "/v1/organizations/lumen/special-badges"


def token(server: Running, now: datetime, role: str = "admin", scopes: list[str] | None = None) -> dict[str, str]:
    with db.unit():
        _, text = tokens.create(server.lumen.organization, role, f"the {role}", now, scopes=scopes)
    return {"Authorization": f"Bearer {text}"}


async def call(server: Running, method: str, path: str, body: object, headers: dict[str, str]) -> Answer:
    async with server.session.request(method, server.url + path, json=body, headers=headers) as response:
        return response.status, await response.json()


async def make(server: Running, admin: dict[str, str], **rule: Any) -> dict[str, Any]:
    status, answer = await call(server, "POST", SPECIALS, {"name": "Founder", "rule": rule}, admin)
    assert status == 201, answer
    badge: dict[str, Any] = answer["badge"]
    return badge


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "named", "people": ["ada@example.org", "@ada"]},
        {"kind": "first", "count": 10},
        {"kind": "joined-before", "date": "2026-12-31"},
        {"kind": "top", "period": "week", "places": 1},
        {"kind": "hand", "stock": 5},
        {"kind": "hand", "stock": None},
    ],
    ids=lambda rule: str(rule["kind"]),
)
async def test_every_kind_is_made_and_read_as_it_was_written(
    server: Running, now: datetime, rule: dict[str, Any]
) -> None:
    admin = token(server, now)
    made = await make(server, admin, **rule)
    assert made["rule"] == rule
    status, answer = await server.get(SPECIALS, **admin)
    assert (status, answer["badges"]) == (200, [made])


async def test_a_named_person_gets_it_with_their_first_webhook(server: Running, now: datetime) -> None:
    admin = token(server, now)
    await make(server, admin, kind="named", people=["@Ada", "bob@example.org"])
    await server.deliver("issues", issue("closed", now))
    await server.settle()
    [badge] = (await server.get(SPECIALS, **admin))[1]["badges"]
    assert (badge["held"], badge["waiting"]) == (1, ["bob@example.org"])
    [award] = [one for one in (await server.read("/people/1"))["awards"] if one["badge"]["slug"] == "founder"]
    assert award["reason"] == "for being one of the 2 people whom this badge was made for"


async def test_anybody_reads_the_rules_and_nobody_but_admins_whom_they_name(server: Running, now: datetime) -> None:
    await make(server, token(server, now), kind="named", people=["ada@example.org", "@ada"])
    blind = token(server, now, scopes=["special:write"])
    for headers in ({}, token(server, now, "moderator"), blind):
        for path in (SPECIALS, "/v1/organizations/lumen/badges"):
            status, answer = await server.get(path, **headers)
            assert status == 200
            assert "example.org" not in str(answer)
            assert "@ada" not in str(answer)
    [badge] = (await server.get(SPECIALS))[1]["badges"]
    assert (badge["rule"], badge["waiting"]) == ({"kind": "named"}, [])
    assert badge["explains"] == "For 2 people by name, as soon as they are here."
    status, answer = await call(server, "PUT", f"{SPECIALS}/founder", {"name": "Pioneer"}, blind)
    assert (status, "example.org" in str(answer)) == (200, False)


async def test_a_closed_week_is_given_by_whoever_sweeps_and_heard_live(server: Running, now: datetime) -> None:
    admin = token(server, now)
    await server.deliver("issues", issue("closed", now))
    await server.settle()
    badge = await make(server, admin, kind="top", period="week")
    assert badge["next_at"] == "2026-03-08T23:00:00Z"
    async with server.browser() as reader:
        seq = (await reader.subscribe("feed"))["seq"]
        recover.sweep(now + timedelta(days=7))
        await server.tell()
        heard = await reader.next("badge.awarded", seq)
    assert heard["award"]["reason"] == "for the most points in week 10 of 2026: 3 points"


async def test_it_is_changed_and_allotted_by_slug_or_id(server: Running, now: datetime) -> None:
    admin = token(server, now)
    await server.deliver("issues", issue("closed", now))
    await server.settle()
    badge = await make(server, admin, kind="hand", stock=1)
    status, answer = await call(server, "POST", f"{SPECIALS}/founder/allot", {"person": 1, "reason": "a talk"}, admin)
    assert (status, [award["reason"] for award in answer["awards"]]) == (200, ["a talk"])
    status, answer = await call(server, "PUT", f"{SPECIALS}/{badge['id']}", {"rule": {"kind": "hand"}}, admin)
    assert (status, answer["badge"]["stock"], answer["badge"]["held"]) == (200, None, 1)


async def test_what_is_wrong_is_refused_in_words(server: Running, now: datetime) -> None:
    admin = token(server, now)
    await make(server, admin, kind="hand", stock=1)
    with db.unit():
        stranger = Person.create(name="Nobody", created_at=now).id
    for method, path, body, status, code in (
        ("POST", "", {"name": "X"}, 400, "missing"),
        ("POST", "", {"name": "X", "rule": {"kind": "magic"}}, 400, "invalid"),
        ("POST", "", {"name": "X", "rule": {"kind": "first", "count": "10"}}, 400, "invalid"),
        ("POST", "", {"name": "X", "rule": {"kind": "named", "people": ["ada lovelace"]}}, 400, "invalid"),
        ("POST", "", {"name": "X", "slug": "founder", "rule": {"kind": "hand"}}, 409, "taken"),
        ("PUT", "/founder", {}, 400, "nothing_to_change"),
        ("PUT", "/issue-1", {"name": "X"}, 404, "not_found"),
        ("PUT", "/99999", {"name": "X"}, 404, "not_found"),
        ("POST", "/founder/allot", {}, 400, "invalid"),
        ("POST", "/founder/allot", {"person": stranger}, 404, "not_found"),
    ):
        answered, answer = await call(server, method, SPECIALS + path, body, admin)
        assert (answered, answer["error"]["code"]) == (status, code), (path, body, answer)


async def test_writing_takes_an_admin(server: Running, now: datetime) -> None:
    await make(server, token(server, now), kind="named", people=["@ada"])
    for method, path, body in (
        ("POST", "", {"name": "X", "rule": {"kind": "hand"}}),
        ("PUT", "/founder", {"name": "X"}),
        ("POST", "/founder/allot", {}),
    ):
        assert (await call(server, method, SPECIALS + path, body, {}))[0] == 401
        assert (await call(server, method, SPECIALS + path, body, token(server, now, "moderator")))[0] == 403
