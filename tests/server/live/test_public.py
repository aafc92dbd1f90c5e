"""Namespace `/`: what is subscribed stays true, nothing is missed, and strangers are refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import socketio
from redis import Redis

from models import db, organizations
from models.people import Identity, Person
from models.settings import Settings
from models.tokens import create
from server.bounds import Bounds
from server.parts import PARTS
from tests.cast import ADA, BOB, CYD, Lumen, issue, pull_request, review, user
from tests.server.folding import Screen
from tests.server.running import Browser, Clock, Running, serving

ROOMS = ("board:week", "board:all:project:1", "feed", "person:1", "person:2")
Deed = Callable[[Lumen, datetime], object]


def close(number: int, person: Any = ADA, points: int = 3) -> Deed:
    """Somebody closes an issue."""
    return lambda lumen, now: lumen.deliver(
        "issues", issue("closed", now, number=number, assignees=(person,), labels=(f"points: {points}",)), now
    )


def shared(lumen: Lumen, now: datetime) -> None:
    """Ada and Bob close an issue together."""
    lumen.deliver("issues", issue("closed", now, number=3, assignees=(ADA, BOB)), now)


async def beginning(server: Running, now: datetime) -> None:
    """Ada and Bob are known, and have points."""
    close(1, ADA)(server.lumen, now - timedelta(hours=2))
    close(2, BOB, 5)(server.lumen, now - timedelta(hours=2))
    await server.tell()


def renamed(lumen: Lumen, now: datetime) -> None:
    countess = ADA.model_copy(update={"login": "countess"})
    lumen.deliver("issues", issue("closed", now, number=3, assignees=(countess,)), now)


def reopened(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("reopened", now, number=1, assignees=(ADA,), labels=("points: 3",)), now)


def merged_and_reviewed(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("pull_request_review", review("submitted", now - timedelta(minutes=2), reviewer=BOB), now)
    lumen.deliver("pull_request", pull_request("closed", now, merged=True), now)


VERBS: dict[str, Deed] = {
    "an issue closed": close(3),
    "a newcomer": close(3, CYD, 8),
    "points for the leader": close(3, BOB, 1),
    "an overtaking": close(3, ADA, 10),
    "two who share": shared,
    "a reopening, which revokes": reopened,
    "a merge and a review": merged_and_reviewed,
    "a new login": renamed,
}


@pytest.mark.parametrize("verb", VERBS)
async def test_snapshot_and_messages_make_a_fresh_snapshot(server: Running, now: datetime, verb: str) -> None:
    await beginning(server, now)
    async with server.browser() as browser, server.browser() as newcomer:
        screen = Screen(await browser.subscribe(*ROOMS))
        VERBS[verb](server.lumen, now)
        await server.tell()
        await listen(server, browser, screen)

        fresh = Screen(await newcomer.subscribe(*ROOMS))
        assert screen.rooms == fresh.rooms
        assert screen.seq == fresh.seq
        assert screen.rooms["board:week"]["rows"] == await server.rows("week")


async def listen(server: Running, browser: Browser, screen: Screen) -> None:
    """Folds until the screen has heard the last message, and its boards are those of REST."""
    last = (await server.read(""))["seq"]
    boards = {room: await server.rows(room[6:]) for room in screen.rooms if room.startswith("board:")}
    while screen.seq < last or any(screen.rooms[room]["rows"] != rows for room, rows in boards.items()):
        screen.hear(await browser.next())


@pytest.mark.parametrize("command", ["points:adjust", "badge:award", "badge:revoke"])
async def test_what_an_admin_does_reaches_the_screen_like_everything_else(
    server: Running, now: datetime, command: str
) -> None:
    await beginning(server, now)
    with db.unit():
        _, token = create(server.lumen.organization, "admin", "Admin", now)
    given = {"person": 1, "reason": "for helping out"}
    extra = {"points": 4} if command == "points:adjust" else {"badge": "issue-1" if "revoke" in command else "special"}
    async with server.browser() as browser, server.browser("/admin", auth={"token": token}) as admin:
        screen = Screen(await browser.subscribe(*ROOMS))
        assert (await admin.ask(command, given | extra, "/admin"))["ok"]
        await server.tell()
        await listen(server, browser, screen)

        assert screen.rooms == Screen(await admin_less(server)).rooms


async def admin_less(server: Running) -> dict[str, Any]:
    async with server.browser() as newcomer:
        return await newcomer.subscribe(*ROOMS)


async def test_who_comes_back_hears_what_was_missed_and_no_more(server: Running, now: datetime) -> None:
    await beginning(server, now)
    async with server.browser() as browser:
        screen = Screen(await browser.subscribe("feed", "person:1"))
    close(3, ADA)(server.lumen, now)
    close(4, BOB)(server.lumen, now)
    await server.tell()

    async with server.browser() as browser:
        answer = await browser.subscribe("feed", "person:1", since=screen.seq)
        for message in answer["messages"]:
            screen.hear(message)

        assert (answer["fresh"], answer["snapshots"]) == (False, {})
        assert screen.seq == answer["seq"]
        assert screen.rooms == (await browser.subscribe("feed", "person:1"))["snapshots"]


async def test_the_gap_holds_only_messages_of_the_rooms_asked_for(server: Running, now: datetime) -> None:
    await beginning(server, now)
    async with server.browser() as browser:
        answer = await browser.subscribe("person:1", "board:week", since=0)

    assert {message["person"]["id"] for message in answer["messages"]} == {1}
    assert list(answer["snapshots"]) == ["board:week"]


@pytest.mark.parametrize("since", [10_000, 0])
async def test_a_since_that_is_unknown_or_too_old_gets_a_fresh_snapshot(
    server: Running, now: datetime, since: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.rooms.MISSED", 1)
    await beginning(server, now)
    async with server.browser() as browser:
        answer = await browser.subscribe("feed", since=since)

    assert (answer["fresh"], list(answer["snapshots"]), answer["messages"]) == (True, ["feed"], [])


async def test_a_message_comes_once_to_who_is_in_two_of_its_rooms(server: Running, now: datetime) -> None:
    await beginning(server, now)
    async with server.browser() as browser:
        seen = (await browser.subscribe("feed", "person:1"))["seq"]
        server.lumen.deliver("issues", issue("closed", now, number=3, assignees=(ADA,)), now)
        server.lumen.deliver("issues", issue("closed", now, number=4, assignees=(BOB,)), now)
        await server.tell()

        first, second = [await browser.next("points.changed", seen) for _ in range(2)]

    assert (first["person"]["login"], second["person"]["login"]) == ("ada", "bob")


async def test_who_unsubscribes_hears_no_more_of_that_room(server: Running, now: datetime) -> None:
    await beginning(server, now)
    async with server.browser() as browser:
        seen = (await browser.subscribe("board:week", "person:1", "person:2"))["seq"]
        assert await browser.ask("unsubscribe", {"org": "lumen", "rooms": ["board:week", "person:1"]}) == {"ok": True}
        close(3, ADA)(server.lumen, now)
        close(4, BOB)(server.lumen, now)
        await server.tell()

        heard = await browser.next(after=seen)

    assert (heard["kind"], heard["person"]["login"]) == ("points.changed", "bob")


async def test_organizations_do_not_hear_each_other(server: Running, now: datetime) -> None:
    await beginning(server, now)
    with db.unit():
        organizations.create("other", "Other", "UTC", now)
    async with server.browser() as browser:
        await browser.subscribe("feed", "board:week", org="other")
        seen = (await browser.subscribe("person:2"))["seq"]
        close(3, ADA)(server.lumen, now)
        close(4, BOB)(server.lumen, now)
        await server.tell()

        heard = await browser.next(after=seen)

    assert (heard["org"], heard["person"]["login"]) == ("lumen", "bob")


WRONG = [
    ({"org": "lumen", "rooms": ["board:decade"]}, "not_found"),
    ({"org": "lumen", "rooms": ["board:week:project:99"]}, "not_found"),
    ({"org": "lumen", "rooms": ["person:99"]}, "not_found"),
    ({"org": "lumen", "rooms": ["person:99"], "since": 0}, "not_found"),
    ({"org": "nobody", "rooms": ["feed"]}, "not_found"),
    ({"org": "nobody", "rooms": ["board:week"]}, "not_found"),
    ({"org": "lumen", "rooms": ["kitchen"]}, "invalid"),
    ({"org": "lumen", "rooms": []}, "invalid"),
    ({"org": "lumen", "rooms": ["feed"] * 21}, "invalid"),
    ({"org": "lumen", "rooms": ["f" * 81]}, "invalid"),
    ({"org": "lu\x00men", "rooms": ["feed"]}, "invalid"),
    ({"org": "lumen", "rooms": ["feed"], "since": "1"}, "invalid"),
    ({"org": "lumen", "rooms": ["feed"], "since": -1}, "invalid"),
    ({"org": "lumen", "rooms": ["feed"], "colour": "red"}, "invalid"),
    ({"rooms": ["feed"]}, "invalid"),
    ("feed", "invalid"),
    (None, "invalid"),
]


@pytest.mark.parametrize(("given", "code"), WRONG)
async def test_a_wrong_subscription_is_refused_with_a_reason(server: Running, given: object, code: str) -> None:
    async with server.browser() as browser:
        answer = await browser.ask("subscribe", given)

    assert (answer["ok"], answer["error"]["code"]) == (False, code)
    assert answer["error"]["message"]


async def test_a_refused_subscription_leaves_nobody_in_a_room(server: Running, now: datetime) -> None:
    await beginning(server, now)
    async with server.browser() as browser:
        answer = await browser.ask("subscribe", {"org": "lumen", "rooms": ["feed", "person:99"]})
        await browser.subscribe("board:week")
        close(3, ADA)(server.lumen, now)
        await server.tell()

        assert not answer["ok"]
        assert (await browser.next())["kind"] == "board.changed"


async def test_too_many_questions_are_refused_for_a_while(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    bounds = replace(Bounds(), subscribes=2)
    async with serving(clean, lumen, redis, Clock(now), bounds) as server, server.browser() as browser:
        answers = [await browser.ask("subscribe", {"org": "lumen", "rooms": ["feed"]}) for _ in range(3)]

    assert [answer["ok"] for answer in answers] == [True, True, False]
    assert answers[2]["error"]["code"] == "rate_limited"


async def test_one_connection_has_room_for_so_many_rooms(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    bounds = replace(Bounds(), rooms=2)
    async with serving(clean, lumen, redis, Clock(now), bounds) as server, server.browser() as browser:
        await browser.subscribe("feed", "board:week")
        again = await browser.subscribe("feed", "board:week")
        refused = await browser.ask("subscribe", {"org": "lumen", "rooms": ["board:day"]})

    assert again["ok"]
    assert refused["error"]["code"] == "invalid"


async def test_only_allowed_sites_may_connect_and_then_only_to_their_organization(
    server: Running, now: datetime
) -> None:
    with db.unit():
        organizations.create("other", "Other", "UTC", now, ["https://other.example"])
    await server.app[PARTS].origins.read()

    async with server.browser(headers={"Origin": "https://other.example"}) as browser:
        granted = await browser.subscribe("feed", org="other")
        refused = await browser.ask("subscribe", {"org": "lumen", "rooms": ["feed"]})
    async with server.browser(headers={"Origin": server.url}) as browser:
        own = await browser.subscribe("feed")
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with server.browser(headers={"Origin": "https://evil.example"}):
            pass

    assert (granted["ok"], own["ok"]) == (True, True)
    assert refused["error"]["code"] == "not_allowed"


async def test_polling_serves_who_has_no_websocket(server: Running, now: datetime) -> None:
    await beginning(server, now)
    async with server.browser(transports=["polling"]) as browser:
        screen = Screen(await browser.subscribe(*ROOMS))
        close(3, ADA)(server.lumen, now)
        await server.tell()
        await listen(server, browser, screen)

        assert browser.client.transport() == "polling"
        # Or leaving would wait for the answer to the last poll, which comes with the next ping.
        await browser.client.eio.disconnect(abort=True)


async def test_a_person_who_is_renamed_is_renamed_on_every_board(server: Running, now: datetime) -> None:
    await beginning(server, now)
    async with server.browser() as browser:
        await browser.subscribe("board:week", "board:all")
        renamed(server.lumen, now)
        await server.tell()
        changed = [await browser.next("board.changed"), await browser.next("board.changed")]

    assert {row["person"]["login"] for message in changed for row in message["rows"]} >= {"countess"}
    with db.unit():
        assert Identity.get(Identity.external_id == ADA.external_id).login == "countess"
        assert Person.get_by_id(1).login == "countess"
    assert user(ADA)["login"] == "ada"


async def test_a_server_that_stops_sends_everybody_away_at_once(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    async with serving(clean, lumen, redis, Clock(now)) as server:
        browser = Browser()
        await browser.client.connect(server.url, transports=["websocket"])
        await browser.subscribe("feed", "board:week")

    await browser.gone.wait()
    await browser.close()
