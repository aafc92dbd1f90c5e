"""The room `estimates:1`: what its issues are thought to be worth, kept true by messages alone."""

from datetime import datetime, timedelta
from typing import Any

from models import db, estimate_news, organizations
from models.rules.valuing import Estimated
from models.tenants import Project
from tests.cast import Lumen, issue
from tests.models.estimated import estimate, said
from tests.server.running import Running

ROOM = "estimates:1"


def learnt(lumen: Lumen, now: datetime, why: str, **figures: tuple[Estimated | None, Estimated]) -> None:
    """What the learner does with figures (before, after) of issues by their number."""
    items = {estimate(int(number[1:]), after, now): before for number, (before, after) in figures.items()}
    with db.unit():
        project = Project.get_by_id(lumen.hook.project_id)
        estimate_news.tell(estimate_news.gathered(project, items, now), now, why)


def opened(lumen: Lumen, now: datetime, *numbers: int) -> None:
    for number in numbers:
        lumen.deliver("issues", issue("opened", now, number=number), now)


def folded(room: dict[str, Any], message: dict[str, Any]) -> list[dict[str, Any]]:
    """The room's issues after a message, the most points first."""
    cards = {card["item"]: card for card in room["estimates"]}
    for change in message["changes"]:
        cards.pop(change["item"], None)
        if change["after"] is not None:
            cards[change["item"]] = change["after"]
    return sorted(cards.values(), key=lambda card: -(card["figures"] or {"points": 0})["points"])


async def test_a_browser_sees_an_estimate_move_and_an_issue_leave(server: Running, now: datetime) -> None:
    lumen = server.lumen
    opened(lumen, now, 1, 2)
    await server.tell()
    async with server.browser() as browser, server.browser() as elsewhere:
        entered = await browser.subscribe(ROOM)
        await elsewhere.subscribe("feed")
        room = entered["snapshots"][ROOM]
        _, shown = await server.get("/v1/projects/1/estimates")
        assert room == shown
        assert [card["figures"] for card in room["estimates"]] == [None, None]

        learnt(lumen, now, "the model looked at it", n1=(None, said(4.4)), n2=(None, said(2.0)))
        learnt(lumen, now, "nothing", n2=(said(2.04), said(2.0)))
        learnt(lumen, now, "#7 was closed with 8 points", n1=(said(4.4), said(7.2)), n2=(said(2.0), said(2.0)))
        await server.tell()
        first, second = await browser.next("estimate.changed"), await browser.next("estimate.changed")
        assert [change["after"]["figures"]["points"] for change in first["changes"]] == [4.4, 2.0]
        [moved] = second["changes"]
        assert (moved["before"], moved["after"]["figures"]["points"]) == ({"points": 4.4, "worth": 3}, 7.2)
        assert (second["why"], second["more"], second["model"]["trusted"]) == ("#7 was closed with 8 points", 0, False)
        room["estimates"] = folded(room, first)
        room["estimates"] = folded(room, second)

        at = now + timedelta(hours=1)
        lumen.deliver("issues", issue("closed", at, number=1), at)
        await server.tell()
        gone = await browser.next("estimate.changed")
        assert (gone["why"], gone["changes"][0]["after"]) == ("#1 was closed with 3 points", None)
        room["estimates"] = folded(room, gone)
        fresh = (await browser.subscribe(ROOM))["snapshots"][ROOM]
        assert room["estimates"] == fresh["estimates"]

        back = await browser.subscribe(ROOM, since=entered["seq"])
        assert (back["fresh"], back["snapshots"]) == (False, {})
        assert [one["why"] for one in back["messages"]] == [first["why"], second["why"], gone["why"]]
        heard = await elsewhere.next()
        assert heard["kind"] == "points.changed", "no other room hears of estimates"


async def test_a_room_is_of_a_project_of_the_organization(server: Running, now: datetime) -> None:
    with db.unit():
        other = Lumen.open(organizations.create("other", "Other", "UTC", now), now)
    async with server.browser() as browser:
        for project in (other.hook.project_id, 999):
            for more in ({}, {"since": 0}):
                told = await browser.ask("subscribe", {"org": "lumen", "rooms": [f"estimates:{project}"], **more})
                assert told["error"]["code"] == "not_found"
        assert (await browser.ask("subscribe", {"org": "lumen", "rooms": ["estimates:x"]}))["error"][
            "code"
        ] == "invalid"


async def test_another_tariff_is_told_without_naming_every_issue(server: Running, now: datetime) -> None:
    opened(server.lumen, now, 1, 2)
    learnt(server.lumen, now, "the model looked at it", n1=(None, said(4.4)), n2=(None, said(2.0)))
    await server.tell()
    async with server.browser() as browser:
        entered = await browser.subscribe(ROOM)
        with db.unit():
            estimate_news.anew(server.lumen.organization.id, None, now, "the tariff changed")
        await server.tell()
        told = await browser.next("estimate.changed", after=entered["seq"])
    assert (told["changes"], told["more"], told["why"]) == ([], 2, "the tariff changed")
