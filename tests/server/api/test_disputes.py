"""server/api/native/disputes.py and flags.py: two queues, read by those who may, and answered."""

from datetime import datetime
from typing import Any

from models import db, flags, jwts
from models.ledger import Entry
from models.people import Person
from models.rules.suspicion import Suspicion
from tests.cast import ADA, BOB, CYD, issue
from tests.server.api.desk import Desk


def two_people(desk: Desk, now: datetime) -> tuple[int, int]:
    """Ada and Bob, who have signed in; each has a line in the ledger."""
    for number, account in ((1, ADA), (2, BOB)):
        closed = issue("closed", now, number=number, author=CYD, assignees=(account,))
        desk.server.lumen.deliver("issues", closed, now)
    with db.unit():
        for person in Person.select():
            desk.tokens[person.login] = jwts.sign(person, desk.server.lumen.organization.id, desk.server.clock.at)
        ada, bob = (Person.get(Person.login == login).id for login in ("ada", "bob"))
        return ada, bob


async def objects(desk: Desk, who: str) -> dict[str, Any]:
    """Somebody's dispute about their first line."""
    with db.unit():
        entry = Entry.select().join(Person, on=Entry.person).where(Person.login == who).order_by(Entry.id).get()
    given = {"about": "entry", "id": entry.id, "text": "That was more"}
    told: dict[str, Any] = (await desk.done("POST", "/disputes", given, role=who))["dispute"]
    return told


async def test_people_see_their_own_disputes_and_moderators_all(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    first, second = [(await objects(desk, who))["id"] for who in ("ada", "bob")]

    async def seen(role: str, query: str = "") -> list[int]:
        return [one["id"] for one in (await desk.done("GET", f"/disputes{query}", role=role))["disputes"]]

    assert await seen("ada") == [first]
    assert await seen("moderator") == [second, first]
    answer = {"state": "declined", "answer": "No, it was not"}
    await desk.done("POST", f"/disputes/{first}/answer", answer, role="moderator")
    assert await seen("moderator", "?state=open") == [second]
    assert await seen("moderator", "?state=declined") == [first]
    [read] = (await desk.done("GET", "/disputes", role="ada"))["disputes"]
    assert (read["answer"], read["subject"]["text"]) == ("No, it was not", "3 points for closing #1")


async def test_a_moderator_has_a_queue_and_disputes_of_their_own(desk: Desk, now: datetime) -> None:
    _, bob = two_people(desk, now)
    await desk.done("PUT", f"/people/{bob}/role", {"role": "moderator"})
    for who in ("ada", "bob"):
        await objects(desk, who)
    assert len((await desk.done("GET", "/disputes", role="bob"))["disputes"]) == 2
    [own] = (await desk.done("GET", "/disputes?mine=true", role="bob"))["disputes"]
    assert own["person"]["id"] == bob
    status, told = await desk.ask(
        "POST", f"/disputes/{own['id']}/answer", {"state": "accepted", "answer": "Yes"}, "bob"
    )
    assert (status, told["error"]["code"]) == (403, "not_allowed")
    assert (await desk.ask("GET", "/disputes?mine=true", role="moderator"))[0] == 403, "a token stands for nobody"


async def test_the_same_thing_twice_and_an_ended_one_are_told_apart(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    dispute = await objects(desk, "ada")
    again = {"about": "entry", "id": dispute["about_id"], "text": "once more"}
    status, told = await desk.ask("POST", "/disputes", again, "ada")
    assert (status, told["error"]["code"]) == (409, "already_open")
    await desk.done("POST", f"/disputes/{dispute['id']}/withdraw", {}, role="ada")
    status, told = await desk.ask("POST", f"/disputes/{dispute['id']}/withdraw", {}, "ada")
    assert (status, told["error"]["code"]) == (409, "not_held")


async def test_flags_come_by_state_and_by_page_and_are_judged(desk: Desk, now: datetime) -> None:
    ada, _ = two_people(desk, now)
    with db.unit():
        for week in ("W09", "W10", "W11"):
            seen = Suspicion("burst", f"{ada}:2026-{week}", (ada,), "24 pieces of work", (1,))
            flags.put_up(desk.server.lumen.organization.id, seen, (), now)
    await desk.done("POST", "/flags/2/decide", {"state": "cleared", "note": "the release"})
    assert [one["id"] for one in (await desk.done("GET", "/flags?state=open"))["flags"]] == [3, 1]
    [judged] = (await desk.done("GET", "/flags?state=cleared"))["flags"]
    assert (judged["note"], judged["decided_by"], judged["people"][0]["name"]) == ("the release", "the admin", "ada")
    assert [one["id"] for one in (await desk.done("GET", "/flags?limit=2"))["flags"]] == [3, 2]
    assert "cursor=2" in desk.headers["Link"]
    assert (await desk.ask("GET", "/flags", role="moderator"))[0] == 403


async def test_an_admin_sees_who_is_blocked(desk: Desk, now: datetime) -> None:
    ada, _ = two_people(desk, now)
    await desk.done("PUT", f"/people/{ada}/blocked", {"blocked": True, "why": "as we agreed"})
    assert (await desk.done("GET", f"/people/{ada}/account"))["person"]["blocked"] is True
