"""`/v1`: patterns tried and given, the gallery, why and why not, the rhythm of patterns; over REST."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import db
from models.people import Membership, Person
from tests.cast import ADA, BOB, issue, review
from tests.server.api.desk import Desk
from workers import jobs as worker

CLOSED = {"kinds": ["issue.closed"]}
LADDER = {
    "earned": {"is": "count", "where": CLOSED},
    "levels": [{"name": "Bronze", "at_least": 2}, {"name": "Silver", "at_least": 4}],
}


def ada() -> int:
    with db.unit():
        return int(Person.get(Person.login == "ada").id)


def work(desk: Desk, now: datetime, *days_ago: int, **more: Any) -> None:
    """Ada closes an issue on each of these days; somebody else has opened it."""
    lumen = desk.server.lumen
    for number, days in enumerate(days_ago, 1 + more.pop("after", 0)):
        at = now - timedelta(days=days)
        lumen.deliver("issues", issue("closed", at, number=number, assignees=(ADA,), author=BOB, **more), now)


async def test_a_badge_is_made_with_a_pattern_tried_given_and_taken_back(desk: Desk, now: datetime) -> None:
    work(desk, now, 5, 4, 3)
    explained = await desk.done("POST", "/patterns/explain", {"pattern": LADDER})
    assert explained["words"] == ["Earned in 2 levels by issues closed: Bronze at 2, Silver at 4."]
    status, preview = await desk.ask("POST", "/patterns/preview", {"pattern": LADDER})
    assert (status, preview["job"]["state"], preview["job"]["kind"]) == (202, "waiting", "pattern.preview")
    worker.work(preview["job"]["id"])
    found = (await desk.done("GET", f"/jobs/{preview['job']['id']}"))["job"]["result"]
    assert (found["gain"], found["samples"][0]["level"], found["samples"][0]["person"]["login"]) == (1, "Bronze", "ada")
    made = await desk.done("POST", "/badges", {"name": "Ladder", "pattern": LADDER})
    assert "backfill" in made["message"]
    status, given = await desk.ask("POST", "/badges/ladder/backfill", {})
    worker.work(given["job"]["id"])
    assert (await desk.done("GET", "/badges/ladder"))["badge"]["held"] == 1
    assert [job["kind"] for job in (await desk.done("GET", "/jobs"))["jobs"]] == ["pattern.backfill", "pattern.preview"]
    status, undone = await desk.ask("POST", f"/jobs/{given['job']['id']}/undo", {"reason": "by mistake"})
    assert (status, undone["job"]["state"]) == (200, "undoing")
    worker.work(given["job"]["id"])
    assert (await desk.done("GET", "/badges/ladder"))["badge"]["held"] == 0


async def test_a_document_that_is_none_is_refused_with_a_path(desk: Desk) -> None:
    for pattern, words in (
        ({"earned": {"is": "count", "at_least": 0, "where": CLOSED}}, "earned.at_least"),
        ({"earned": {"is": "any", "of": []}}, "earned.of: must not be empty."),
        ({"earned": {"is": "sql", "of": "DROP TABLE award"}}, "earned.is"),
    ):
        for path, more in (("/patterns/explain", {}), ("/patterns/preview", {}), ("/badges", {"name": "X"})):
            status, answer = await desk.ask("POST", path, {"pattern": pattern} | more)
            assert (status, answer["error"]["code"]) == (400, "invalid")
            assert answer["error"]["message"].startswith(words)


async def test_the_gallery_shows_what_is_held_what_comes_next_and_what_is_missing(desk: Desk, now: datetime) -> None:
    await desk.done("POST", "/badges", {"name": "Ladder", "pattern": LADDER})
    work(desk, now, 5, 4, 3)
    shown = (await desk.done("GET", f"/people/{ada()}/badges", role=None))["badges"]
    seen = {one["badge"]["slug"]: one for one in shown}
    ladder = seen["ladder"]
    assert (ladder["level"], ladder["award"]["number"]) == ("Bronze", 1)
    assert ladder["next"] == {"level": "Silver", "have": 3, "need": 4, "percent": 75}
    assert ladder["missing"] == ["1 more issue closed: 3 of 4"]
    assert (seen["issue-1"]["next"], seen["issue-1"]["missing"]) == (None, [])
    assert seen["issue-10"]["next"] == {"level": None, "have": 3, "need": 10, "percent": 30}
    assert seen["special"]["words"] == ["Given by hand."]


async def test_a_badge_that_was_made_later_shows_progress_at_once(desk: Desk, now: datetime) -> None:
    work(desk, now, 5, 4, 3)
    await desk.done("POST", "/badges", {"name": "Ladder", "pattern": LADDER})
    shown = (await desk.done("GET", f"/people/{ada()}/badges", role=None))["badges"]
    [ladder] = [one for one in shown if one["badge"]["slug"] == "ladder"]
    assert (ladder["award"], ladder["next"]["have"]) == (None, 3)


async def test_why_and_why_not(desk: Desk, now: datetime) -> None:
    work(desk, now, 5)
    lumen = desk.server.lumen
    lumen.deliver("pull_request_review", review("submitted", now, reviewer=ADA, author=ADA), now)
    person = ada()
    why = await desk.done("GET", f"/people/{person}/badges/issue-10/why", role=None)
    assert (why["held"], why["tree"]["have"], why["tree"]["need"]) == (False, 1, 10)
    assert (why["missing"], why["refusals"]) == (["9 more issues closed: 1 of 10"], [])
    reviewed = await desk.done("GET", f"/people/{person}/badges/review-1/why", role=None)
    assert [(one["code"], one["kind"]) for one in reviewed["refusals"]] == [("own_review", "review.given")]
    held = await desk.done("GET", f"/people/{person}/badges/issue-1/why", role=None)
    assert (held["held"], held["missing"], held["award"]["badge"]["slug"]) == (True, [], "issue-1")
    async with desk.server.session.get(f"{desk.server.url}/v1/awards/{held['award']['id']}/why") as answer:
        told = await answer.json()
    assert (told["org"], told["person"]["login"], told["pattern_version"]) == ("lumen", "ada", 1)
    assert told["words"] == [
        "Given by its pattern: for closing #1 in lumen/parser.",
        "Earned by 1 issue closed.",
    ]
    assert told["tree"]["met"]
    assert told["evidence"] == [{"text": "#1 Issue 1", "url": "https://github.com/lumen/parser/issues/1"}]
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == person).execute()
    for path in (f"/people/{person}/badges", f"/people/{person}/badges/issue-1/why"):
        assert (await desk.ask("GET", path, role=None))[0] == 404
    async with desk.server.session.get(f"{desk.server.url}/v1/awards/{held['award']['id']}/why") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(("days", "code"), [((1, 2, 3, 4, 5), None), ((40, 42, 44, 46, 48, 50), "event_silent")])
async def test_a_pattern_that_has_gone_quiet_raises_an_alarm(
    desk: Desk, now: datetime, days: tuple[int, ...], code: str | None
) -> None:
    work(desk, now, *days)
    fared = (await desk.done("GET", "/patterns"))["patterns"]
    [first] = [one for one in fared if one["badge"]["slug"] == "issue-1"]
    assert (first["matches_90_days"], first["expected_every_days"]) == (len(days), 1.0 if code is None else 2.0)
    assert (first["alarm"] and first["alarm"]["code"]) == code
    assert (await desk.ask("GET", "/patterns", role="moderator"))[0] == 403


async def test_a_pattern_is_quiet_though_work_of_its_kind_goes_on(desk: Desk, now: datetime) -> None:
    bugs = {"earned": {"is": "count", "at_least": 50, "where": CLOSED | {"labels": ["bug"]}}}
    await desk.done("POST", "/badges", {"name": "Bugs", "pattern": bugs})
    work(desk, now, *range(40, 52, 2), labels=("bug",))
    work(desk, now, *range(0, 40, 4), labels=("defect",), after=50)
    fared = {one["badge"]["slug"]: one for one in (await desk.done("GET", "/patterns"))["patterns"]}
    assert (fared["bugs"]["alarm"]["code"], fared["issue-10"]["alarm"]) == ("quiet", None)
    assert fared["bugs"]["last_match_at"] == fared["bugs"]["alarm"]["since"]


async def test_a_pattern_of_a_label_tells_that_its_kind_of_work_comes_no_more(desk: Desk, now: datetime) -> None:
    bugs = {"earned": {"is": "count", "at_least": 50, "where": CLOSED | {"labels": ["bug"]}}}
    await desk.done("POST", "/badges", {"name": "Bugs", "pattern": bugs})
    work(desk, now, *range(40, 52, 2), labels=("bug",))
    fared = {one["badge"]["slug"]: one for one in (await desk.done("GET", "/patterns"))["patterns"]}
    assert fared["bugs"]["alarm"]["code"] == "event_silent"


async def test_a_pattern_that_no_deed_decides_tells_when_it_was_given(desk: Desk, now: datetime) -> None:
    await desk.done("POST", "/badges", {"name": "Here", "pattern": {"earned": {"is": "profile", "fact": "github"}}})
    work(desk, now, 1)
    _, given = await desk.ask("POST", "/badges/here/backfill", {})
    worker.work(given["job"]["id"])
    fared = {one["badge"]["slug"]: one for one in (await desk.done("GET", "/patterns"))["patterns"]}
    assert (fared["here"]["last_match_at"] is not None, fared["here"]["matches_90_days"]) == (True, 1)
