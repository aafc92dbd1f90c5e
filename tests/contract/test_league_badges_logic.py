"""Document 002, its business logic and integration notes, sentence by sentence, over the wire."""

import pytest
import pytest_asyncio

from models import db
from models.audit import AuditLine
from tests.contract.stage import MILLISECONDS, ROLES, Stage, fits

PIONEER, PATHFINDER, CHIEF, GRAND = ROLES
PROGRESS, MINE = "/api/leagues/{league}/progress", "/api/badges/my-badges"


@pytest_asyncio.fixture
async def school(stage: Stage) -> Stage:
    """The league of the badge `fundamentals` has the sections `one` and `two`."""
    for name in ("one", "two"):
        made = await stage.call(CHIEF, "POST", "/api/leagues/{league}/sections", {"name": name})
        stage.ids[name] = made.body["data"]["section"]["id"]
    return stage


async def complete(school: Stage, *sections: str) -> list[bool]:
    """Ada completes them; whether each brought the badge."""
    answers = [await school.call("ada", "POST", f"/api/sections/{{{section}}}/complete") for section in sections]
    assert {answer.status for answer in answers} == {200}
    return [answer.body["data"]["badgeAwarded"] for answer in answers]


async def badges_of_ada(school: Stage) -> list[str]:
    return [badge["id"] for badge in (await school.call("ada", "GET", MINE)).body["data"]["badges"]]


async def test_badges_are_automatically_awarded_when_users_complete_all_sections_in_a_league(school: Stage) -> None:
    assert await complete(school, "one") == [False]
    assert await badges_of_ada(school) == []
    assert await complete(school, "two") == [True]
    assert await badges_of_ada(school) == [school.ids["fundamentals"]]


async def test_check_if_user_already_has_the_badge_and_prevent_duplicate_awards(school: Stage) -> None:
    school.give("fundamentals", "ada", "admin")
    assert await complete(school, "one", "two", "two") == [False, False, False]
    assert await badges_of_ada(school) == [school.ids["fundamentals"]]


async def test_a_manual_award_that_was_revoked_in_error_does_not_bar_the_league_from_awarding(school: Stage) -> None:
    school.give("fundamentals", "ada", "admin")
    wrong = {"userId": "{ada}", "reason": "Badge awarded in error"}
    assert (await school.call(CHIEF, "DELETE", "/api/badges/{fundamentals}/revoke", wrong)).status == 200
    assert await complete(school, "one", "two") == [False, True]


async def test_ensure_badge_exists_for_the_league(school: Stage) -> None:
    assert (await school.call(GRAND, "DELETE", "/api/badges/{fundamentals}")).status == 200
    assert await complete(school, "one", "two") == [False, False]
    assert (await school.call("ada", "GET", PROGRESS)).body["data"]["badge"] is None


async def test_create_audit_log_with_completion_statistics_and_a_line_in_the_log(
    school: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="codebadge.leagues"):
        await complete(school, "one", "two")
    assert caplog.messages == [school.named("person {ada} has completed a league and earned badge {fundamentals}")]
    with db.unit():
        [line] = AuditLine.select().where(AuditLine.action == "badge:award")
        assert line.target == f"person:{school.ids['ada']}"
        assert (line.after["sections"], line.after["total"], line.after["days"]) == (2, 2, 0)
        assert {"first_completed_at", "last_completed_at", "award", "badge", "league"} <= line.after.keys()


async def test_whoever_watches_is_told_live(school: Stage) -> None:
    async with school.server.browser() as browser:
        first = (await browser.subscribe("feed"))["seq"]
        await complete(school, "one", "two")
        await school.server.tell()
        told = await browser.next("badge.awarded", first)
    assert (told["person"]["name"], str(told["award"]["badge"]["id"])) == ("the ada", school.ids["fundamentals"])


async def test_badge_status_is_included_in_league_progress_responses(school: Stage) -> None:
    await complete(school, "one", "two")
    told = (await school.call("ada", "GET", PROGRESS)).body["data"]
    assert (told["progress"]["completedSections"], told["progress"]["progressPercentage"]) == (2, 100)
    assert told["badge"]["earnedByUser"] is True
    assert fits(told["badge"]["earnedAt"], MILLISECONDS)


async def test_dashboard_endpoint_includes_users_earned_badges(school: Stage) -> None:
    await complete(school, "one", "two")
    told = (await school.call("ada", "GET", "/api/dashboard")).body["data"]
    assert [badge["id"] for badge in told["badges"]] == [school.ids["fundamentals"]]
    assert {"points", "ranks", "progress"} <= told.keys()
