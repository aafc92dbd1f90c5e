"""Namespace `/studio`: several people draw on one design, see each other, and whoever may no more is put out."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from redis import Redis

from models import db, designs, sessions, tokens
from models.designs import Design
from models.people import Membership, Person
from models.rules.art import steps
from models.rules.art.drawing import Drawing
from models.settings import Settings
from models.shares import Share
from models.studio_bell import StudioBell, ring
from server.bounds import OFTEN, Bounds
from tests.cast import Lumen
from tests.server.live.atelier import (
    DOT,
    STUDIO,
    a_design,
    by_session,
    by_token,
    cookie,
    draw,
    member,
    opened,
    share,
)
from tests.server.running import Browser, Clock, Running, serving

SLOW = Bounds(often=dict.fromkeys(OFTEN, "1000000 per minute"), studio_look=3600.0)
"""Nothing is looked at without a bell."""


@pytest.fixture
def token(lumen: Lumen, now: datetime) -> str:
    with db.unit():
        return tokens.create(lumen.organization, "admin", "a program", now)[1]


@pytest.fixture
def design(lumen: Lumen, now: datetime) -> int:
    return a_design(lumen.organization, now)


@pytest_asyncio.fixture
async def studio(clean: Settings, lumen: Lumen, redis: Redis, now: datetime) -> AsyncIterator[Running]:
    """A server that looks only when a bell rings."""
    async with serving(clean, lumen, redis, Clock(now), SLOW) as running:
        yield running


def layers(design: int) -> list[str]:
    with db.unit():
        return [layer.id for layer in designs.drawn(Design.get_by_id(design)).drawing.layers]


async def test_two_browsers_draw_on_one_design_and_hear_each_other(
    studio: Running, token: str, design: int, now: datetime
) -> None:
    bob = member(studio.lumen.organization, "Bob", now)
    share(studio.lumen.organization, bob, "edit", now, design)
    async with by_token(studio, token) as first, by_session(studio, bob, now) as second:
        begun = await opened(first, design)
        assert (begun["seq"], begun["access"], begun["design"]["free"]) == (0, "own", True)
        other = await opened(second, design)
        assert (other["access"], [one["name"] for one in other["people"]]) == ("edit", sorted_names(other))
        assert {(one["name"], one["person"]) for one in other["people"]} == {("a program", None), ("Bob", bob)}
        assert len({one["color"] for one in other["people"]}) == 2

        assert (await draw(first, design, "one"))["seq"] == 1
        assert (await draw(second, design, "two", x=10))["seq"] == 2
        heard = [[await one.next("step"), await one.next("step")] for one in (first, second)]

    assert heard[0] == heard[1]
    assert [(step["seq"], step["by"], step["person"], step["key"]) for step in heard[0]] == [
        (1, "a program", None, begun["key"]),
        (2, "Bob", bob, other["key"]),
    ]
    assert heard[0][1]["changes"] == [{"on": "two", "set": {**DOT, "x": 10}}]
    assert layers(design) == ["one", "two"]


async def are_there(browser: Browser, many: int) -> None:
    """Waits until it hears that so many people are there."""
    while len((await browser.next("people"))["people"]) != many:
        pass


def sorted_names(told: dict[str, list[dict[str, str]]]) -> list[str]:
    return [one["name"] for one in sorted(told["people"], key=lambda one: one["key"])]


async def test_whoever_comes_back_is_told_the_steps_since(studio: Running, token: str, design: int) -> None:
    async with by_token(studio, token) as browser:
        await opened(browser, design)
        for layer in ("a", "b", "c"):
            await draw(browser, design, layer)
    async with by_token(studio, token) as again:
        told = await opened(again, design, since=1)
        assert (told["design"], [step["seq"] for step in told["steps"]], told["seq"]) == (None, [2, 3], 3)
        # Of a design that was never that far, all is told anew.
        assert (await opened(again, design, since=9))["design"]["seq"] == 3


async def test_servers_on_one_redis_tell_each_other(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime, token: str, design: int
) -> None:
    async with (
        serving(clean, lumen, redis, Clock(now), SLOW) as here,
        serving(clean, lumen, redis, Clock(now), SLOW) as there,
        by_token(here, token) as first,
        by_token(there, token) as second,
    ):
        mine = (await opened(first, design))["key"]
        told = await opened(second, design)
        assert {one["key"] for one in told["people"]} == {mine, told["key"]}
        await are_there(first, 2)

        await first.ask("point", {"design": design, "x": 5, "y": 6.5, "picked": ["a"]}, STUDIO)
        pointed = await second.next("pointed")
        assert pointed == {"kind": "pointed", "design": design, "key": mine, "x": 5, "y": 6.5, "picked": ["a"]}
        await draw(first, design, "one")
        assert (await second.next("step"))["key"] == mine
        await asyncio.gather(*(draw(one, design, f"n{n}") for n in range(10) for one in (first, second)))
        heard = [await second.next("step") for _ in range(20)]
        assert [step["seq"] for step in heard] == list(range(2, 22))
        # What each browser makes of what it hears is what is kept.
        made = steps.folded(Drawing(), {}, [steps.Change(on="one", set=DOT)])
        for step in heard:
            made = steps.folded(*made, [steps.Change(**change) for change in step["changes"]])
        with db.unit():
            assert made == designs.drawn(Design.get_by_id(design))
        await second.client.disconnect()
        await are_there(first, 1)


async def test_a_lost_bell_is_made_up_for(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime, token: str, design: int
) -> None:
    quick = Bounds(often=SLOW.often, studio_look=0.05)
    async with serving(clean, lumen, redis, Clock(now), quick) as server, by_token(server, token) as browser:
        await opened(browser, design)
        with db.unit():
            designs.rename(Design.get_by_id(design), "Sun", now)
        assert (await browser.next("renamed"))["name"] == "Sun"
        with db.unit():
            designs.delete(Design.get_by_id(design), now)
        assert (await browser.next("closed"))["code"] == "not_found"


async def test_what_others_do_by_rest_is_heard(studio: Running, token: str, design: int) -> None:
    url, headers = f"{studio.url}/v1/organizations/lumen/designs/{design}", {"Authorization": f"Bearer {token}"}

    async def post(path: str, **body: object) -> None:
        async with studio.session.post(url + path, json=body, headers=headers) as response:
            assert response.status in (200, 201), await response.text()

    async with by_token(studio, token) as browser:
        await opened(browser, design)
        await post("/steps", client="rest", changes=[{"on": "*", "set": {"alt": "a dot"}}])
        assert (await browser.next("step"))["key"] is None
        await post("/comments", text="Rounder, please", layer="dot")
        comment = (await browser.next("comment"))["comment"]
        assert (comment["text"], comment["layer"], comment["resolved_at"]) == ("Rounder, please", "dot", None)
        await post(f"/comments/{comment['id']}/resolve", resolved=True)
        assert (await browser.next("comment"))["comment"]["resolved_at"] is not None
        await post("/versions", words="first")
        assert (await browser.next("version"))["version"]["number"] == 1


async def test_a_revoked_share_closes_the_design_at_once(
    studio: Running, token: str, design: int, now: datetime
) -> None:
    organization = studio.lumen.organization
    bob = member(organization, "Bob", now)
    shared = share(organization, bob, "edit", now, design)
    async with by_session(studio, bob, now) as browser, by_token(studio, token) as other:
        await opened(browser, design)
        await opened(other, design)
        with db.unit():
            Share.update(role="view").where(Share.id == shared).execute()
        assert (await draw(browser, design, "one"))["error"]["code"] == "not_allowed"
        ring(StudioBell(organization=organization.id, design=design))
        assert (await browser.next("access"))["access"] == "view"
        with db.unit():
            Share.update(revoked_at=now).where(Share.id == shared).execute()
        # Before any bell: asked anew for each step.
        assert (await draw(browser, design, "one"))["error"]["code"] == "not_found"
        ring(StudioBell(organization=organization.id))
        assert (await browser.next("closed"))["code"] == "not_found"
        assert (await draw(browser, design, "one"))["error"]["code"] == "not_found"
        await draw(other, design, "two")
        assert (await other.next("step"))["seq"] == 1
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await browser.next("step")


@pytest.mark.parametrize("end", ["session", "blocked", "left"])
async def test_whoever_may_no_more_is_put_out(studio: Running, design: int, now: datetime, end: str) -> None:
    organization = studio.lumen.organization
    bob = member(organization, "Bob", now)
    share(organization, bob, "edit", now)
    async with by_session(studio, bob, now) as browser:
        await opened(browser, design)
        mine = (Membership.organization == organization) & (Membership.person == bob)
        with db.unit():
            if end == "session":
                sessions.end_everywhere(bob, now)
            else:
                Membership.update(**{f"{end}_at": now}).where(mine).execute()
        ring(StudioBell(organization=organization.id))
        code = (await browser.next("closed"))["code"]
    assert code == ("not_signed_in" if end == "session" else "not_found")


async def test_hidden_people_draw_as_somebody(studio: Running, token: str, design: int, now: datetime) -> None:
    eve = member(studio.lumen.organization, "Eve", now, "admin")
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == eve).execute()
    async with by_token(studio, token) as watcher, by_session(studio, eve, now) as browser:
        await opened(watcher, design)
        await opened(browser, design)
        await draw(browser, design, "one")
        step, people = await watcher.next("step"), (await opened(watcher, design))["people"]
    assert (step["by"], step["person"]) == ("somebody", None)
    assert {one["name"] for one in people} == {"a program", "somebody"}
    assert "Eve" not in str(people) + str(step)


async def test_a_flood_is_refused_and_nothing_of_it_is_kept(studio: Running, token: str, design: int) -> None:
    async with by_token(studio, token) as browser:
        await opened(browser, design)
        told = await asyncio.gather(*(draw(browser, design, f"n{n}") for n in range(120)))
    codes = [one["error"]["code"] for one in told if not one["ok"]]
    assert set(codes) == {"rate_limited"}
    assert len(layers(design)) == 120 - len(codes) >= 40


async def test_many_connections_of_one_caller_draw_no_more_than_one(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime, token: str, design: int
) -> None:
    few = Bounds(often=dict(SLOW.often) | {"step-caller": "3 per minute"}, studio_look=3600.0)
    done = []
    async with serving(clean, lumen, redis, Clock(now), few) as server:
        for number in range(5):
            async with by_token(server, token) as browser:
                await opened(browser, design)
                done.append((await draw(browser, design, f"n{number}"))["ok"])
    assert done == [True, True, True, False, False]
    assert len(layers(design)) == 3


async def test_what_is_no_step_is_refused_whole(studio: Running, token: str, design: int) -> None:
    async with by_token(studio, token) as browser:
        assert (await draw(browser, design, "early"))["error"]["code"] == "not_found"
        await opened(browser, design)
        for given in (
            {"design": design, "client": "a", "changes": []},
            {"design": design, "client": "a", "changes": [{"on": "x", "set": {**DOT, "onload": "x"}}]},
            {"design": design, "client": "a b", "changes": [{"on": "x", "set": None}]},
            {"design": design, "changes": [{"on": "x", "set": None}]},
            None,
        ):
            assert (await browser.ask("step", given, STUDIO))["error"]["code"] == "invalid"
        assert (await opened(browser, design))["seq"] == 0


@pytest.mark.parametrize("who", ["stranger", "other organisation", "not shared"])
async def test_strangers_open_nothing(studio: Running, token: str, design: int, now: datetime, who: str) -> None:
    with db.unit():
        bob = Person.create(name="Bob", login="bob", created_at=now).id
    org = "lumen"
    if who == "not shared":
        bob = member(studio.lumen.organization, "Bo", now)
    if who == "other organisation":
        org = "other"
    async with by_session(studio, bob, now) as browser:
        answer = await browser.ask("open", {"org": org, "design": design}, STUDIO)
    assert answer["error"]["code"] == ("not_found" if who == "not shared" else "not_allowed")


@pytest.mark.parametrize("shown", ["nothing", "bad token", "foreign origin", "no origin", "ended session"])
async def test_without_a_right_to_it_the_door_stays_shut(studio: Running, now: datetime, shown: str) -> None:
    bob = member(studio.lumen.organization, "Bob", now)
    mine = cookie(bob, now)
    if shown == "ended session":
        with db.unit():
            sessions.end_everywhere(bob, now)
    options = {
        "nothing": {},
        "bad token": {"auth": {"token": "cbt_wrong"}},
        "foreign origin": {"headers": {"Cookie": mine, "Origin": "https://elsewhere.example"}},
        "no origin": {"headers": {"Cookie": mine}},
        "ended session": {"headers": {"Cookie": mine, "Origin": studio.url}},
    }[shown]
    browser = Browser()
    try:
        await browser.client.connect(
            studio.url, transports=["websocket"], namespaces=[STUDIO], wait_timeout=1, **options
        )
        heard = await browser.next("refused")
    except Exception as refused:
        assert shown == "foreign origin", refused
        return
    finally:
        await browser.close()
    assert heard["code"] == {"no origin": "csrf", "foreign origin": "csrf"}.get(shown, "not_signed_in")


async def test_where_websockets_are_blocked_our_own_page_comes_in_by_polling(studio: Running, now: datetime) -> None:
    bob = member(studio.lumen.organization, "Bob", now)
    browser = Browser()
    # As Chromium sends polling's first request from a page of ours: no Origin, but where the page is from.
    headers = {"Cookie": cookie(bob, now), "Sec-Fetch-Site": "same-origin"}
    await browser.client.connect(studio.url, transports=["polling"], namespaces=[STUDIO], headers=headers)
    answer = await browser.ask("open", {"org": "lumen", "design": 999}, STUDIO)
    assert answer["error"]["code"] == "not_found"
    # The library's client would wait for its last request, which the server holds until it has something to tell.
    await browser.client.eio.disconnect(abort=True)
    await browser.close()


async def test_one_who_stays_away_is_believed_to_be_there_for_a_while_only(
    studio: Running, token: str, design: int, redis: Redis
) -> None:
    async with by_token(studio, token) as browser:
        key = (await opened(browser, design))["key"]
        where = f"codebadge:studio:present:{design}"
        mine = redis.hget(where, key).decode()
        redis.hset(where, "old", mine.replace(key, "old").replace('"at":1', '"at":0.1'))
        redis.hset(where, "odd", "{}")
        assert [one["key"] for one in (await opened(browser, design))["people"]] == [key]
    assert timedelta(0) < timedelta(seconds=redis.ttl(where)) or redis.exists(where) == 0
