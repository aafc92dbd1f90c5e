"""Seasons, teams and the ranking of equal points as an admin makes them, and the boards that come of it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from models.rules.work import Account
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk, row
from tests.browser.visitor import board
from tests.cast import ADA, CYD

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LUMENS = ZoneInfo("Europe/Vienna")
"""Its calendar: before midnight in London its next day has begun."""
EVE = Account(provider="github", external_id="1005", login="eve")


async def test_a_season_is_made_shown_changed_and_deleted(desk: Desk) -> None:
    await desk.site.close_issue(1, ADA, 5)
    await desk.site.until_points({"ada": 5})
    page, today = await desk.open("/admin/seasons"), datetime.now(LUMENS).date()
    await page.get_by_role("button", name="Add a season").click()
    await expect(desk.dialog.get_by_label("Name")).to_be_focused()
    await page.keyboard.type("Hackathon")
    await desk.dialog.get_by_label("First day").fill(str(today + timedelta(days=2)))
    await desk.dialog.get_by_label("Last day").fill(str(today))
    await desk.dialog.get_by_role("button", name="Add a season").click()
    await expect(desk.dialog).to_contain_text("The last day must not be before the first one.")
    await desk.dialog.get_by_label("First day").fill(str(today - timedelta(days=1)))
    await desk.dialog.get_by_role("button", name="Add a season").click()
    await desk.hears("The season “Hackathon” was added.")
    await expect(row(page, "Hackathon")).to_contain_text("running")
    await assert_clean(page)

    await row(page, "Hackathon").get_by_role("link", name="See its board").click()
    await expect(page.get_by_role("tab", selected=True)).to_have_text("Hackathon")
    await expect(board(page).locator("tbody [part=name]")).to_have_text(["ada"])

    page = await desk.open("/admin/seasons")
    await row(page, "Hackathon").get_by_role("button", name="Edit").click()
    await desk.dialog.get_by_label("Name").fill("The great hackathon")
    await desk.dialog.get_by_role("button", name="Save").click()
    await desk.hears("“The great hackathon” was saved.")
    await row(page, "The great hackathon").get_by_role("button", name="Delete").click()
    await desk.dialog.get_by_role("button", name="Delete “The great hackathon”").click()
    await expect(page.locator("codebadge-empty")).to_contain_text("There are no seasons yet.")


async def test_a_team_has_its_own_board(desk: Desk) -> None:
    for number, person in enumerate((ADA, EVE), 1):
        await desk.site.close_issue(number, person)
    await desk.site.until_points({"ada": 3, "eve": 3})
    page = await desk.open("/admin/teams")
    await page.get_by_role("button", name="Add a team").click()
    await expect(desk.dialog.get_by_label("Name")).to_be_focused()
    await page.keyboard.type("Night shift")
    await desk.dialog.get_by_role("button", name="Add a team").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Night shift")
    await page.get_by_role("combobox", name="Add somebody").fill("eve")
    await page.get_by_role("option").filter(has_text="@eve").click()
    await desk.hears("eve is in Night shift now.")
    await expect(page.locator(".items li")).to_have_count(1)
    await assert_clean(page)

    await page.get_by_role("link", name="See its board").click()
    await expect(board(page).locator("tbody [part=name]")).to_have_text(["eve"])
    await expect(page.get_by_label("Points for").locator("option:checked")).to_have_text("Night shift")

    await page.go_back()
    await page.get_by_role("button", name="Take out eve").click()
    await desk.hears("eve is no longer in Night shift.")
    await page.get_by_role("button", name="Delete the team").click()
    await desk.dialog.get_by_role("button", name="Delete “Night shift”").click()
    await expect(page.locator("codebadge-empty")).to_contain_text("There are no teams yet.")


async def test_equal_points_are_ranked_as_the_organisation_chooses(desk: Desk) -> None:
    for number, (person, points) in enumerate(((ADA, 5), (EVE, 5), (CYD, 3)), 1):
        await desk.site.close_issue(number, person, points)
    await desk.site.until_points({"ada": 5, "eve": 5, "cyd": 3})
    page = await desk.open("/")
    await expect(board(page).locator("tbody [part=rank]")).to_have_text(["1", "1", "3"])

    page = await desk.open("/admin/seasons")
    await page.get_by_label("the next rank follows").check()
    await expect(page.locator(".ranks li").last).to_contain_text("3")
    await page.locator("codebadge-ranking").get_by_role("button", name="Save").click()
    await desk.hears("The boards are ranked so from now on.")

    page = await desk.open("/")
    await expect(board(page).locator("tbody [part=rank]")).to_have_text(["1", "1", "2"])
    await desk.site.close_issue(4, CYD, 2)
    await expect(board(page).locator("tbody [part=rank]")).to_have_text(["1", "1", "1"])
