"""Deliveries, points, tokens, special badges, settings and the audit, as an admin keeps them on the pages."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from models import db
from models.deliveries import Delivery
from tests.browser.desk import Desk, row
from tests.cast import ADA

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_delivery_is_looked_at_and_read_again(desk: Desk) -> None:
    await desk.site.close_issue(1, ADA)
    await desk.site.until_points({"ada": 3})
    page = await desk.open("/admin/hooks")
    await row(page, "issues").get_by_role("button", name="What was sent").click()
    await expect(desk.dialog.locator("pre")).to_contain_text('"action": "closed"')
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await row(page, "issues").get_by_role("button", name="Read again").click()
    await desk.hears("is read again; nothing is counted twice.")
    await page.get_by_label("State").select_option("dead")
    await expect(page.get_by_text("There is none in this state.")).to_be_visible()


async def test_deliveries_come_in_by_themselves_and_older_ones_that_were_asked_for_stay(desk: Desk) -> None:
    for number in range(1, 56):
        await desk.site.deliver("star", {"number": number})
    page = await desk.open("/admin/hooks")
    await expect(page.locator("codebadge-admin-deliveries").get_by_role("status")).to_have_text("Live")
    await expect(page.locator("codebadge-table tbody tr")).to_have_count(50)
    await page.get_by_role("button", name="Show more").click()
    await expect(page.locator("codebadge-table tbody tr")).to_have_count(55)
    await desk.site.close_issue(1, ADA)
    await expect(row(page, "issues")).to_contain_text("counted")
    await expect(page.locator("codebadge-table tbody tr")).to_have_count(56)
    with db.unit():
        Delivery.update(state="dead").where(Delivery.event == "issues").execute()
    await expect(row(page, "issues")).to_contain_text("gave up")


async def test_what_came_before_deliveries_were_watched_is_seen(desk: Desk) -> None:
    may_watch = asyncio.Event()

    async def hold(route: Route) -> None:
        await may_watch.wait()
        await route.continue_()

    await desk.page.route("**/v1/auth/tokens", hold)
    page = await desk.open("/admin/hooks")
    await expect(page.get_by_text("Nothing has come in yet.")).to_be_visible()
    await desk.site.close_issue(1, ADA)
    await desk.site.until_points({"ada": 3})
    may_watch.set()
    await expect(row(page, "issues")).to_contain_text("counted")


async def test_a_token_is_made_shown_once_and_taken_away(desk: Desk) -> None:
    page = await desk.open("/admin/tokens")
    await page.get_by_role("button", name="Make a token").first.click()
    await desk.dialog.get_by_label("What it is for").fill("release robot")
    await desk.dialog.get_by_label("badge:award").check()
    await desk.dialog.get_by_role("button", name="Make the token").click()
    await expect(desk.dialog.locator("codebadge-copy")).to_contain_text("cbt_")
    await desk.dialog.get_by_role("button", name="Done").click()
    await expect(row(page, "release robot")).to_contain_text("badge:award")
    await row(page, "release robot").get_by_role("button", name="Take away").click()
    await desk.dialog.get_by_role("button", name="Take “release robot” away").click()
    await desk.hears("The token “release robot” is worth nothing now.")
    await expect(row(page, "release robot")).to_contain_text("taken away")


async def test_a_special_badge_waits_for_whom_it_names_and_is_changed(desk: Desk) -> None:
    page = await desk.open("/admin/special/new")
    await page.get_by_label("Name of the badge").fill("Thank you")
    await page.get_by_label("How it is given").select_option("named")
    await page.get_by_role("textbox", name="People").fill("ada@example.org\nzoe@example.org")
    await page.get_by_role("button", name="Add a special badge").click()
    await desk.hears("“Thank you” was added and given to 1 person.")
    await expect(row(page, "Thank you")).to_contain_text("zoe@example.org")
    await row(page, "Thank you").get_by_role("link", name="Edit").click()
    await expect(page.get_by_label("Name of the badge")).to_have_value("Thank you")
    await page.get_by_label("What it is for").fill("For the help of many years.")
    await page.get_by_role("button", name="Save").click()
    await desk.hears("“Thank you” was saved")


async def test_a_badge_with_a_stock_is_given_by_hand(desk: Desk) -> None:
    page = await desk.open("/admin/special/new")
    await page.get_by_label("Name of the badge").fill("Helping hand")
    await page.get_by_label("How it is given").select_option("hand")
    await page.get_by_label("How many may hold it").fill("2")
    await page.get_by_role("button", name="Add a special badge").click()
    await row(page, "Helping hand").get_by_role("button", name="Give").click()
    await desk.picks("Who gets it", "Ada", desk.dialog)
    await desk.dialog.get_by_role("button", name="Award to Ada Lovelace").click()
    await desk.hears("Badge awarded successfully!")
    await expect(row(page, "Helping hand")).to_contain_text("1 of 2 left")


async def test_the_settings_are_saved(desk: Desk) -> None:
    page = await desk.open("/admin/settings")
    await page.get_by_label("Name of the organisation").fill("Lumen Works")
    await page.get_by_label("Sites that may show your boards").fill("https://lumen.example/blog")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator("#field-origins-error")).to_contain_text("without a path")
    await page.get_by_label("Sites that may show your boards").fill("https://lumen.example")
    await expect(page.locator("aside li")).to_have_text(["https://lumen.example"])
    await page.get_by_role("button", name="Save").click()
    await desk.hears("The settings are saved.")
    await expect(page.locator(".rail .tenant")).to_have_text("Lumen Works")
    await page.reload()
    await expect(page.get_by_label("Sites that may show your boards")).to_have_value("https://lumen.example")


async def test_the_audit_tells_what_was_done_and_hears_what_is(desk: Desk) -> None:
    page = await desk.open("/admin/badges/new")
    await page.get_by_label("Name").fill("Rosetta")
    await page.get_by_role("button", name="Create a badge").click()
    await desk.hears("Badge created successfully!")
    await desk.open("/admin/audit")
    await expect(row(page, "badge:create")).to_contain_text("Grace Hopper")
    await expect(row(page, "badge:create")).to_contain_text("Rosetta")
    await expect(page.locator(".live")).to_have_text("Live")
    async with page.context.expect_page() as opened:
        await page.evaluate("() => { window.open('/admin/badges') }")
    other = await opened.value
    await row(other, "Rosetta").get_by_role("button", name="Delete").click()
    await other.get_by_role("button", name="Delete this badge").click()
    await expect(page.get_by_role("button", name="1 new line")).to_be_visible()
    await page.get_by_role("button", name="1 new line").click()
    await expect(row(page, "badge:retire")).to_be_visible()
    await page.get_by_label("What").fill("badge:create")
    await expect(page.locator("tbody tr")).to_have_count(1)
    await page.reload()
    await expect(page.locator("tbody tr")).to_have_count(1)
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download as CSV").click()
    text = (await (await download.value).path()).read_text()
    assert "badge:create" in text and "badge:retire" not in text
