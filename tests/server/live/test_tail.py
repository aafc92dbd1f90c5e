"""`audit:tail`: whoever may read the audit trail hears each new line, in order, once, and no longer than they may."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from models import audit, db, organizations, tokens
from models.audit import Actor
from models.tokens import Token
from tests.server.running import PATIENCE, Browser, Running

ADMIN = "/admin"
EVE = Actor(name="Eve", door="rest")


def token(server: Running, now: datetime, role: str = "admin", **more: Any) -> str:
    with db.unit():
        return tokens.create(server.lumen.organization, role, f"the {role}", now, **more)[1]


def write(server: Running, now: datetime, *targets: str) -> None:
    """Lines in the audit trail, each in a unit of its own."""
    for target in targets:
        with db.unit():
            audit.write(server.lumen.organization, EVE, "badge:update", target, now)


async def tail(office: Browser, **given: object) -> dict[str, Any]:
    answer = await office.ask("audit:tail", given or None, namespace=ADMIN)
    assert answer["ok"], answer
    return answer


async def hear(office: Browser, count: int) -> list[str]:
    return [(await office.next("audit.line"))["target"] for _ in range(count)]


async def test_the_last_lines_are_shown_and_new_ones_told_in_order(server: Running, now: datetime) -> None:
    write(server, now, "badge:1", "badge:2")
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        begun = await tail(office)
        assert [line["target"] for line in begun["lines"]] == ["badge:1", "badge:2"]
        assert begun["last"] == begun["lines"][-1]["id"]
        write(server, now, "badge:3", "badge:4", "badge:5")
        assert await hear(office, 3) == ["badge:3", "badge:4", "badge:5"]


async def test_none_is_lost_or_told_twice_while_lines_are_written_all_the_time(server: Running, now: datetime) -> None:
    targets = [f"badge:{number}" for number in range(60)]
    writing = asyncio.create_task(asyncio.to_thread(write, server, now, *targets))
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        begun = await tail(office)
        shown = [line["target"] for line in begun["lines"]]
        await writing
        assert shown + await hear(office, len(targets) - len(shown)) == targets


async def test_whoever_comes_back_hears_what_they_missed(server: Running, now: datetime) -> None:
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        write(server, now, "badge:1")
        last = (await tail(office))["last"]
    write(server, now, "badge:2", "badge:3")
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        begun = await tail(office, since=last)
        assert [line["target"] for line in begun["lines"]] == ["badge:2", "badge:3"]


async def test_a_line_of_another_organisation_is_never_told(server: Running, now: datetime) -> None:
    with db.unit():
        other = organizations.create("other", "Other", "UTC", now)
        audit.write(other, EVE, "badge:update", "theirs", now)
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        assert (await tail(office))["lines"] == []
        with db.unit():
            audit.write(other, EVE, "badge:update", "theirs", now)
        write(server, now, "ours")
        assert await hear(office, 1) == ["ours"]


async def test_who_may_not_read_the_trail_may_not_follow_it(server: Running, now: datetime) -> None:
    for role, more in (("moderator", {}), ("admin", {"scopes": ["badge:write"]})):
        async with server.browser(ADMIN, auth={"token": token(server, now, role, **more)}) as office:
            answer = await office.ask("audit:tail", {}, namespace=ADMIN)
            assert answer["error"]["code"] == "not_allowed"


async def test_who_loses_the_right_is_told_so_and_hears_nothing_more(server: Running, now: datetime) -> None:
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        await tail(office)
        with db.unit():
            Token.update(revoked_at=now).execute()
        write(server, now, "badge:1")
        heard = await office.next()
    assert (heard["kind"], heard["code"]) == ("refused", "not_signed_in")


async def test_a_token_that_expires_meanwhile_hears_nothing_more(server: Running, now: datetime) -> None:
    short = token(server, now, expires_at=now + timedelta(minutes=1))
    async with server.browser(ADMIN, auth={"token": short}) as office:
        await tail(office)
        server.clock.at = now + timedelta(minutes=2)
        write(server, now, "badge:1")
        assert (await office.next())["kind"] == "refused"


async def test_wrong_arguments_are_refused(server: Running, now: datetime) -> None:
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        for given in ({"since": "1"}, {"since": -1}, {"surplus": 1}, []):
            assert (await office.ask("audit:tail", given, namespace=ADMIN))["error"]["code"] == "invalid"


async def test_what_an_admin_does_over_the_socket_is_heard_by_another(server: Running, now: datetime) -> None:
    async with (
        server.browser(ADMIN, auth={"token": token(server, now)}) as one,
        server.browser(ADMIN, auth={"token": token(server, now, "super_admin")}) as other,
    ):
        await tail(other)
        await one.ask("badge:create", {"name": "Early"}, namespace=ADMIN)
        heard = await other.next("audit.line")
    assert (heard["action"], heard["actor"], heard["door"]) == ("badge:create", "the admin", "socket")


async def test_the_server_stops_asking_when_nobody_follows_any_more(server: Running, now: datetime) -> None:
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        await tail(office)
        [telling] = [task for task in asyncio.all_tasks() if "Following._tell" in str(task.get_coro())]
    async with asyncio.timeout(PATIENCE):
        await telling
