"""Somebody who is hidden or erased is nowhere: every public read, snapshot, message, key and row is looked through."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from models import audit_reading, boards, commands, db, tokens
from models.commands import Means
from models.db import rows
from models.jobs import Job
from models.outbox import STREAM
from models.people import Identity, Membership, Person
from models.records import RECORDS
from models.rules.callers import Caller
from models.standings import Standing
from server.parts import PARTS
from tests.cast import ADA, BOB, issue
from tests.server.running import Browser, Running
from workers import jobs

ID = 777_001
"""Ada's, so that a number anywhere can only mean her."""
COUNTESS = ADA.model_copy(update={"login": "countess-of-l"})
NAMES = ("Ada Lovelace", "countess-of-l", "ada@example.org", str(ID))
ROOMS = ("feed", "board:week", "board:all", "board:day:project:1")
EXCEPT = {"delivery", "work_item"}
"""What the provider sent is kept as it came, for admins."""


@pytest_asyncio.fixture
async def stage(server: Running, now: datetime) -> AsyncIterator[Running]:
    """Ada has points, badges, an address and a name of her own; she has judged Bob, and so has her name."""
    with db.unit():
        rows(f"SELECT setval('person_id_seq', {ID}, false)")
    for number in range(1, 4):
        await work(server, number, now + timedelta(seconds=number))
    with db.unit():
        picture = "https://avatars.test/countess-of-l"
        Person.update(name="Ada Lovelace", avatar=picture).where(Person.id == ID).execute()
        mail = {"provider": "email", "external_id": "ada@example.org", "login": "ada@example.org", "seen_at": now}
        Identity.create(person=ID, proven_at=now, **mail)
    await work(server, 9, now + timedelta(seconds=9), bob=True)
    for command, given in (
        ("badge:award", {"person": ID + 1, "badge": "special", "reason": "for the fair"}),
        ("points:adjust", {"person": ID + 1, "points": 2, "reason": "for the fair"}),
        ("badge:award", {"person": ID, "badge": "special", "reason": "for the fair"}),
        ("badge:create", {"name": "Pioneers"}),
    ):
        act(server, command, given)
    await server.tell()
    yield server


def ada(server: Running) -> Caller:
    here = server.lumen.organization
    return Caller(organization=here.id, org="lumen", role="admin", name="Ada Lovelace", person=ID, way="session")


def act(server: Running, command: str, given: dict[str, object], caller: Caller | None = None) -> dict[str, Any]:
    with db.unit():
        means = Means(server.redis, server.app[PARTS].settings)
        return commands.run(command, caller or ada(server), given, "rest", means, server.clock.at).answer


async def work(server: Running, number: int, at: datetime, bob: bool = False) -> None:
    whose = {"assignees": (BOB if bob else COUNTESS,), "by": COUNTESS if bob else BOB}
    server.lumen.deliver("issues", issue("closed", at, number=number, **whose), at)
    await server.tell()


def try_a_pattern(server: Running) -> None:
    """Ada looks who would get a badge, and so would Ada and Bob."""
    closing = {"is": "count", "at_least": 1, "where": {"kinds": ["issue.closed"]}}
    job = act(server, "pattern:preview", {"pattern": {"earned": closing}})["job"]["id"]
    jobs.work(job)
    with db.unit():
        named = [one["person"]["id"] for one in Job.get_by_id(job).result["samples"]]
    assert named == [ID, ID + 1]


async def hide(server: Running) -> None:
    act(server, "person:hide", {"person": ID, "hidden": True})
    await server.tell()


async def erase(server: Running) -> None:
    act(server, "person:erase", {"person": ID, "confirm": "Ada Lovelace"})
    await server.tell()


HIDINGS = pytest.mark.parametrize("away", [hide, erase], ids=["hidden", "erased"])


def public_paths(server: Running) -> list[str]:
    """Every GET of Lumen's that takes no more than what this test knows."""
    words = {"org": "lumen", "person": str(ID + 1), "board": "week", "badge": "special", "award": "1", "league": "1"}
    words |= {"entry": "1", "refusal": "1"}
    found = set()
    for route in server.app.router.routes():
        info = route.resource.get_info() if route.resource else {}
        path = info.get("path") or info.get("formatter") or ""
        if route.method in ("GET", "*") and path.startswith(("/v1/", "/badges", "/api/")):
            try:
                found.add(path.format(**words, slug="special", badgeId="1", id="1"))
            except KeyError:
                continue
    pages = {"/v1/organizations/lumen/people?search=a", "/v1/organizations/lumen/boards/all?limit=1"}
    return sorted(found | pages | {"/v1/organizations/lumen/boards/week/around/777002"})


async def shown(server: Running) -> str:
    """Everything that anybody can read, and a moderator, who has no right to see who is hidden."""
    with db.unit():
        _, token = tokens.create(server.lumen.organization, "moderator", "a moderator", server.clock.at)
    texts = []
    for path in public_paths(server):
        for who in ({}, {"Authorization": f"Bearer {token}"}):
            async with server.session.get(server.url + path, headers=who) as response:
                assert response.status < 500, path
                texts.append(f"{path}: {await response.text()}")
    return "\n".join(texts)


def held(server: Running) -> str:
    """Everything that Redis holds, without the words that tell browsers to take somebody away."""
    texts = []
    for key in server.redis.keys("*"):  # type: ignore[union-attr]
        kind = server.redis.type(key)
        if key == STREAM.encode():
            told = [json.loads(fields[b"m"]) for _, fields in server.redis.xrange(key)]  # type: ignore[union-attr]
            texts.append(json.dumps([message for message in told if message["kind"] != "person.hidden"]))
        elif kind == b"hash":
            texts.append(f"{key!r} {sorted(server.redis.hgetall(key).items())}")
        elif kind == b"zset":
            texts.append(f"{key!r} {server.redis.zrange(key, 0, -1)}")
        elif kind == b"string":
            texts.append(f"{key!r} {server.redis.get(key)!r}")
    return "\n".join(texts)


def missing(text: str) -> bool:
    return not any(name in text for name in NAMES)


async def all_heard(browser: Browser, server: Running) -> list[dict[str, Any]]:
    """What a browser has heard, up to something of Bob's that is told last."""
    await work(server, 50, server.clock.at + timedelta(minutes=1), bob=True)
    heard = []
    while True:
        heard.append(await browser.next())
        if heard[-1]["kind"] == "points.changed" and "#50" in heard[-1]["lines"][0]["reason"]:
            return heard


async def test_before_anything_is_hidden_this_test_finds_what_it_looks_for(stage: Running) -> None:
    text = await shown(stage)
    assert all(name in text for name in ("Ada Lovelace", "countess-of-l", str(ID)))
    assert all(name in held(stage) for name in ("Ada Lovelace", "countess-of-l", str(ID)))
    assert len(public_paths(stage)) > 12


@HIDINGS
async def test_no_read_shows_who_is_away_from_either_engine(stage: Running, away: Any) -> None:
    await away(stage)
    assert missing(await shown(stage))
    boards.forget(stage.redis)
    assert missing(await shown(stage))


@HIDINGS
async def test_whoever_asks_for_who_is_away_finds_nobody(stage: Running, away: Any) -> None:
    await away(stage)
    for path in ("", "/ledger", "/badges", "/badges/special/why", "/refusals", "/ranks", "/account"):
        status, _ = await stage.get(f"/v1/organizations/lumen/people/{ID}{path}")
        assert status == (401 if path == "/account" else 404)
    line = await stage.read(f"/boards/week/people/{ID}")
    assert line["row"] is None
    assert (await stage.read(f"/boards/week/around/{ID}"))["rows"] == []
    assert (await stage.read(f"/boards/week?person={ID}"))["rows"] == []


@HIDINGS
async def test_a_period_that_was_closed_before_names_nobody_who_is_away(stage: Running, away: Any) -> None:
    then = stage.clock.at
    stage.clock.at += timedelta(days=40)
    late = f"?at={then.date()}&since={then.date()}"
    paths = ("/boards/week/periods", "/boards/month/periods", f"/boards/week{late}", f"/boards/day{late}")
    await stage.read("/boards/week")
    for path in paths:
        assert "Ada Lovelace" in json.dumps(await stage.read(path)), path
    await away(stage)
    told = [json.dumps(await stage.read(path)) for path in paths]
    assert all(missing(text) and str(ID + 1) in text for text in told)


@HIDINGS
async def test_the_others_close_up(stage: Running, away: Any) -> None:
    before = (await stage.read("/boards/week"))["rows"]
    assert [row["person"]["id"] for row in before] == [ID, ID + 1]
    await away(stage)
    for _ in ("redis", "postgresql"):
        board = await stage.read("/boards/week")
        assert [(row["rank"], row["position"], row["person"]["id"]) for row in board["rows"]] == [(1, 1, ID + 1)]
        assert board["people"] == 1
        assert (await stage.read(f"/people/{ID + 1}"))["ranks"]["week"] == 1
        boards.forget(stage.redis)


@HIDINGS
async def test_redis_holds_nothing_of_who_is_away_also_when_it_is_made_again(stage: Running, away: Any) -> None:
    await away(stage)
    assert missing(held(stage))
    stage.redis.flushall()
    await stage.tell()
    assert missing(held(stage))


@HIDINGS
async def test_later_work_of_who_is_away_is_counted_and_told_to_nobody(stage: Running, away: Any) -> None:
    await away(stage)
    async with stage.browser() as browser:
        await browser.subscribe(*ROOMS[:3])
        await work(stage, 30, stage.clock.at + timedelta(seconds=30))
        heard = await all_heard(browser, stage)
    assert missing(json.dumps([one for one in heard if one["kind"] != "person.hidden"]))
    assert missing(held(stage)) and missing(await shown(stage))
    with db.unit():
        [(total,)] = rows("SELECT sum(points) FROM entry")
        mine = Standing.get(Standing.board == f"{stage.lumen.organization.id}:0:all:-", Standing.person == ID)
        assert Person.select().count() == 2
        assert (mine.points, int(total)) == (12, 20)


@HIDINGS
async def test_browsers_that_look_lose_the_lines_live(stage: Running, away: Any) -> None:
    async with stage.browser() as browser:
        before = await browser.subscribe("board:week", "feed", f"person:{ID}")
        assert not missing(json.dumps(before))
        await away(stage)
        gone = await browser.next("person.hidden")
        assert gone["person"] == {"id": ID}
        change = await browser.next("board.changed")
        assert (change["gone"], change["people"], [row["rank"] for row in change["rows"]]) == ([ID], 1, [1])


@HIDINGS
async def test_snapshots_and_what_was_missed_hold_nothing_of_who_is_away(stage: Running, away: Any) -> None:
    async with stage.browser() as browser:
        seq = (await browser.subscribe("feed"))["seq"]
    await away(stage)
    await work(stage, 31, stage.clock.at + timedelta(seconds=30))
    await work(stage, 32, stage.clock.at + timedelta(seconds=31), bob=True)
    async with stage.browser() as browser:
        for since in ({}, {"since": 0}, {"since": seq}, {"since": seq + 1}):
            answer = await browser.subscribe(*ROOMS, f"person:{ID + 1}", **since)
            told = [one for one in answer["messages"] if one["kind"] != "person.hidden"]
            assert missing(json.dumps([answer["snapshots"], told]))
            for asked in ({}, since):
                refused = await browser.ask("subscribe", {"org": "lumen", "rooms": [f"person:{ID}"], **asked})
                assert refused["error"]["code"] == "not_found"


async def test_shown_again_all_is_as_it_was(stage: Running) -> None:
    before, kept = await shown(stage), held(stage)
    await hide(stage)
    async with stage.browser() as browser:
        await browser.subscribe("board:week")
        act(stage, "person:hide", {"person": ID, "hidden": False})
        await stage.tell()
        change = await browser.next("board.changed")
        assert [row["person"]["id"] for row in change["rows"]] == [ID, ID + 1]
    assert _without_numbers(await shown(stage)) == _without_numbers(before)
    boards_of = [line for line in kept.splitlines() if line.startswith(("b'codebadge:board", "b'codebadge:people"))]
    now_there = held(stage).splitlines()
    assert all(line in now_there for line in boards_of if ":version" not in line)


async def test_no_row_names_who_was_erased(stage: Running) -> None:
    try_a_pattern(stage)
    await erase(stage)
    for record in RECORDS:
        table = record._meta.table_name
        if table not in EXCEPT:
            with db.unit():
                text = "\n".join(line for (line,) in rows(f'SELECT t::text FROM "{table}" t'))
            assert not [name for name in NAMES[:3] if name in text], table


async def test_the_chain_of_the_audit_trail_holds_after_somebody_is_erased(stage: Running) -> None:
    await erase(stage)
    with db.unit():
        count, faults = audit_reading.verify(stage.lumen.organization)
        assert (count, faults) == (5, [])
        assert rows("SELECT DISTINCT actor FROM audit_line") == [(f"Erased person {ID}",)]


async def test_an_erased_persons_account_is_known_again_and_belongs_to_nobody_new(stage: Running) -> None:
    await erase(stage)
    await work(stage, 40, stage.clock.at + timedelta(seconds=40))
    with db.unit():
        assert Person.select().count() == 2
        assert Membership.get(Membership.person == ID).hidden_at is not None


def _without_numbers(text: str) -> str:
    """Without versions and sequence numbers, which only grow."""
    lines = [line.split(": ", 1) for line in text.splitlines() if ": " in line]
    bodies = []
    for path, body in lines:
        try:
            whole = json.loads(body)
        except ValueError:
            continue
        for word in ("seq", "version"):
            whole.pop(word, None) if isinstance(whole, dict) else None
        bodies.append((path, json.dumps(whole)))
    return json.dumps(bodies)
