"""`/v1` boards, seasons, teams and following: of now, of the past, of friends; closed by whoever reads first."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from redis import Redis

from models import db, jwts
from models.closing import Closing
from models.people import Person
from models.settings import Settings
from tests.cast import ADA, BOB, CYD, ROBOT, Lumen, issue
from tests.server.api.desk import Desk
from tests.server.running import BUSY, Clock, serving

DAY = timedelta(days=1)


def someone(desk: Desk, login: str) -> int:
    """Their id; from now on they can be asked as."""
    with db.unit():
        person = Person.get(Person.login == login)
        desk.tokens[login] = jwts.sign(person, desk.server.lumen.organization.id, desk.server.clock.at)
        return int(person.id)


async def some_work(desk: Desk, now: datetime, *points: int) -> None:
    """Ada, Bob and Cyd close an issue each, for so many points."""
    for number, (account, many) in enumerate(zip((ADA, BOB, CYD), points, strict=False)):
        closed = issue("closed", now, number=now.day * 10 + number, author=ROBOT, assignees=(account,))
        closed["issue"]["labels"] = [{"name": f"points: {many}"}]
        desk.server.lumen.deliver("issues", closed, now)
    await desk.server.tell()


def lines(board: Any, *names: str) -> list[tuple[Any, ...]]:
    return [(row["person"]["login"], *(row[name] for name in names)) for row in board["rows"]]


async def test_a_read_after_the_end_closes_and_the_past_stays_readable(desk: Desk, now: datetime) -> None:
    await some_work(desk, now, 2, 5, 5)
    desk.server.clock.at = now + DAY
    assert (await desk.done("GET", "/boards/day", role=None))["rows"] == []
    with db.unit():
        assert [one.period for one in Closing.select()] == ["day"]
    late = issue("closed", now, number=99, author=ROBOT, assignees=(ADA,))
    desk.server.lumen.deliver("issues", late, now + DAY)
    past = await desk.done("GET", "/boards/day?at=2026-03-04", role=None)
    assert lines(past, "rank", "points", "correction") == [("bob", 1, 5, 0), ("cyd", 1, 5, 0), ("ada", 3, 2, 3)]
    assert (past["title"], past["closed"]["corrections"], past["ranking"]) == ("4 March 2026", 1, "standard")
    assert past["start"] == "2026-03-03T23:00:00Z"
    [only] = (await desk.done("GET", "/boards/day/periods", role=None))["periods"]
    assert (only["day"], only["at"], only["people"], only["corrections"]) == ("2026-03-04", "2026-03-04", 3, 1)
    assert [(one["person"]["login"], one["rank"]) for one in only["winners"]] == [("bob", 1), ("cyd", 1), ("ada", 3)]
    open_week = await desk.done("GET", "/boards/week?at=2026-03-05", role=None)
    assert (open_week["title"], open_week["closed"], len(open_week["rows"])) == ("This week", None, 3)


async def test_a_board_tells_who_has_risen_since_yesterday(desk: Desk, now: datetime) -> None:
    await some_work(desk, now, 2, 5)
    tomorrow = desk.server.clock.at = now + DAY
    await desk.done("GET", "/boards/week", role=None)
    await some_work(desk, tomorrow, 9, 1, 1)
    week = await desk.done("GET", "/boards/week", role=None)
    assert lines(week, "rank", "movement") == [("ada", 1, 1), ("bob", 2, -1), ("cyd", 3, None)]
    before = await desk.done("GET", "/boards/week?since=2026-03-03", role=None)
    assert [row["movement"] for row in before["rows"]] == [None, None, None]
    days = (await desk.done("GET", f"/people/{someone(desk, 'ada')}/ranks?board=week&days=2", role=None))["days"]
    assert days == [{"day": "2026-03-04", "rank": 2, "points": 2}, {"day": "2026-03-05", "rank": 1, "points": 11}]


async def test_one_reads_around_somebody_and_among_friends(desk: Desk, now: datetime) -> None:
    await some_work(desk, now, 2, 5, 9)
    ada, bob = someone(desk, "ada"), someone(desk, "bob")
    around = await desk.done("GET", f"/boards/week?person={ada}&limit=1", role=None)
    assert lines(around, "position") == [("bob", 2), ("ada", 3)]
    assert (await desk.ask("GET", "/boards/week?friends=1", role=None))[0] == 401
    assert (await desk.ask("GET", "/boards/week?friends=1"))[0] == 403
    assert lines(await desk.done("GET", "/boards/week?friends=1", role="ada"), "rank") == [("ada", 1)]
    assert (await desk.done("PUT", f"/following/{bob}", {}, role="ada"))["person"]["login"] == "bob"
    board = await desk.done("GET", "/boards/week?friends=1", role="ada")
    assert (lines(board, "rank"), board["people"]) == ([("bob", 1), ("ada", 2)], 2)
    assert [one["login"] for one in (await desk.done("GET", "/following", role="ada"))["people"]] == ["bob"]
    assert (await desk.done("GET", "/following", role="bob"))["people"] == []
    assert (await desk.ask("PUT", f"/following/{ada}", {}, role="ada"))[0] == 400
    await desk.done("PUT", f"/people/{bob}/hidden", {"hidden": True}, role="super_admin")
    assert (await desk.done("GET", "/following", role="ada"))["people"] == []
    assert lines(await desk.done("GET", "/boards/week?friends=1", role="ada")) == [("ada",)]
    assert (await desk.done("DELETE", f"/following/{bob}", role="ada")) == {"person": bob}
    assert (await desk.ask("DELETE", f"/following/{bob}", role="ada"))[0] == 404


async def test_seasons_and_teams_have_boards(desk: Desk, now: datetime) -> None:
    await some_work(desk, now, 2, 5)
    spring = {"name": "Spring", "starts_on": "2026-03-01", "ends_on": "2026-05-31"}
    season = (await desk.done("POST", "/seasons", spring))["season"]
    assert season == {"id": season["id"], **spring, "closed_at": None}
    assert (await desk.ask("POST", "/seasons", spring, role="moderator"))[0] == 403
    team = (await desk.done("POST", "/teams", {"name": "Blue"}))["team"]
    ada = someone(desk, "ada")
    inside = await desk.done("PUT", f"/teams/{team['id']}/people/{ada}", {})
    assert [one["login"] for one in inside["team"]["people"]] == ["ada"]
    await desk.server.tell()
    for name, people in ((f"season-{season['id']}", 2), (f"week:team:{team['id']}", 1)):
        assert (await desk.done("GET", f"/boards/{name}", role=None))["people"] == people
    names = await desk.done("GET", "/boards", role=None)
    assert [one["name"] for one in names["periods"]][-2:] == ["day", f"season-{season['id']}"]
    assert {"suffix": f"team:{team['id']}", "kind": "team", "name": "Blue"} in names["scopes"]
    assert (await desk.done("GET", "/seasons", role=None))["seasons"] == [season]
    assert (await desk.done("GET", "/teams", role=None))["teams"] == [inside["team"]]
    assert (await desk.done("DELETE", f"/seasons/{season['id']}")) == {"season": season["id"]}
    assert (await desk.done("DELETE", f"/teams/{team['id']}")) == {"team": team["id"]}
    for name in (f"season-{season['id']}", f"week:team:{team['id']}", "week:team:0", "season-99"):
        assert (await desk.ask("GET", f"/boards/{name}?at=2026-03-04", role=None))[0] == 404


async def test_equal_points_are_ranked_as_the_organisation_wants_everywhere(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    quick = replace(BUSY, frame_age=0.02, window_look=0.02)
    async with serving(clean, lumen, redis, Clock(now), quick) as server, server.browser() as browser:
        desk = Desk(server, now)
        await some_work(desk, now, 5, 5, 3)
        shown = (await browser.subscribe("board:week"))["snapshots"]["board:week"]
        assert [row["rank"] for row in shown["rows"]] == [1, 1, 3]
        for ranking, ranks in (("dense", [1, 1, 2]), ("ordinal", [1, 2, 3])):
            assert (await desk.done("PATCH", "", {"ranking": ranking}))["organization"]["ranking"] == ranking
            told = await browser.next("board.changed")
            assert (told["ranking"], ranks[told["rows"][-1]["position"] - 1]) == (ranking, told["rows"][-1]["rank"])
            board = await desk.done("GET", "/boards/week", role=None)
            assert (board["ranking"], [row["rank"] for row in board["rows"]]) == (ranking, ranks)
            person = await desk.done("GET", f"/people/{someone(desk, 'cyd')}", role=None)
            assert person["ranks"]["week"] == ranks[-1]


async def test_what_cannot_be_asked_is_refused(desk: Desk) -> None:
    for query in ("at=yesterday", "at=1", "since=2026-02-30", "friends=2", "person=x", "limit=0", "at=9999-12-31"):
        assert (await desk.ask("GET", f"/boards/week?{query}", role=None))[0] == 400, query
    for path in ("/boards/week/periods?limit=51", "/people/1/ranks?days=367"):
        assert (await desk.ask("GET", path, role=None))[0] == 400, path
    for path in ("/people/999/ranks", "/boards/weeks/periods", "/boards/week:team:3/periods"):
        assert (await desk.ask("GET", path, role=None))[0] == 404, path
