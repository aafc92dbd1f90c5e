"""Every admin page for everybody: read aloud, small and large, light and dark; and only for whom it is."""

import re

import pytest
from playwright.async_api import expect

from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk, member, row, sit_down
from tests.browser.site import Site
from tests.browser.test_access import overhang
from tests.browser.visitor import PHONE, Visitor
from tests.cast import ADA, BOB

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "Maximiliane Theodora von Hohenstein-Donaudampfschiffahrtsgesellschaft"
PAGES = {
    "badges": {
        "": "Today",
        "/badges": "Badges",
        "/badges/new": "Create a badge",
        "/badges/1": "First issue closed",
        "/badges/1/many": "Award “First issue closed” to many",
        "/special": "Special badges",
        "/special/new": "Add a special badge",
    },
    "people": {
        "/people": "People",
        "/people/new": "Create an account",
        "/people/1": "Ada Lovelace",
        "/people/merge": "Merge two people",
        "/teams": "Teams",
        "/points": "Points",
    },
    "sources": {
        "/hooks": "Sources",
        "/hooks/1": "lumen/parser",
        "/hooks/github": "Connect GitHub",
        "/hooks/trello": "Connect Trello",
        "/outgoing": "Outgoing webhooks",
    },
    "the house": {
        "/leagues": "Leagues",
        "/leagues/new": "Create a league",
        "/seasons": "Seasons",
        "/audit": "Audit",
        "/tokens": "Tokens",
        "/settings": "Settings",
    },
}


@pytest.mark.parametrize("part", PAGES)
async def test_admin_pages_are_clean_and_fit_every_window(desk: Desk, part: str) -> None:
    member(desk.site, LONG, "maximiliane.theodora.von.hohenstein@donaudampfschiffahrt.example")
    await desk.site.close_issue(1, ADA)
    await desk.site.until_points({"ada": 3})
    for path, heading in PAGES[part].items():
        page = await desk.open(f"/admin{path}")
        await expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        await expect(page.locator(".waiting")).to_have_count(0)
        await assert_clean(page)
        for width in (320, 768, 900):
            await page.set_viewport_size({"width": width, "height": 640})
            assert await overhang(page) <= 0, f"{path}, {width} px"


async def test_the_award_dialog_is_clean_while_its_list_is_open(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await row(page, "Special thanks").get_by_role("button", name="Award").click()
    await expect(desk.dialog.get_by_role("combobox", name="Who gets it")).to_be_focused()
    await page.keyboard.type("a")
    await expect(desk.dialog.get_by_role("option").first).to_be_visible()
    await assert_clean(page)


async def test_somebody_without_the_role_reads_what_it_takes(site: Site, visitor: Visitor, clean: Settings) -> None:
    desk = await sit_down(await visitor.page(), site, clean, "contributor")
    page = await desk.open("/admin")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Today: not yours to open")
    await expect(page.locator("main")).to_contain_text("takes the role Moderator; in Lumen you are Contributor")
    await assert_clean(page)


async def test_a_moderator_awards_and_changes_nothing_else(site: Site, visitor: Visitor, clean: Settings) -> None:
    desk = await sit_down(await visitor.page(), site, clean, "moderator")
    page = await desk.open("/admin/badges")
    await expect(page.locator(".rail a")).to_have_text(["Today", "Badges", "Leagues", "Estimates", "Disputes"])
    await expect(row(page, "Special thanks").get_by_role("button")).to_have_text([re.compile("Award")])
    await expect(page.get_by_role("link", name="Create a badge")).to_have_count(0)
    await desk.open("/admin/audit")
    await expect(page.locator("main")).to_contain_text("takes the role Admin")


async def test_nobody_signed_in_is_led_to_the_sign_in(site: Site, visitor: Visitor) -> None:
    page = await visitor.open(f"{site.url}/admin/badges")
    await expect(page).to_have_url(f"{site.url}/sign-in?next=%2Fadmin%2Fbadges")


async def test_an_unknown_page_leads_home(desk: Desk) -> None:
    page = await desk.open("/admin/nowhere")
    await expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page.")
    await page.get_by_role("link", name="To the admin’s first page").click()
    await expect(page).to_have_url(f"{desk.site.url}/admin")


async def test_the_drawer_of_a_phone_leads_to_every_page(desk: Desk) -> None:
    await desk.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page = await desk.open("/admin")
    await page.get_by_role("button", name="Menu").click()
    await page.get_by_role("dialog").get_by_role("link", name="People").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("People")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_back_leads_back_and_each_page_has_its_title(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await expect(page).to_have_title("Badges · Lumen · Codebadge")
    await page.get_by_role("link", name="Points").click()
    await expect(page).to_have_title("Points · Lumen · Codebadge")
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Badges")


async def test_a_table_sorts_by_its_heads_and_filters_by_words(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    names = page.locator("tbody td[data-title=Badge] a")
    await page.get_by_role("button", name="Badge", exact=True).click()
    await expect(page.get_by_role("columnheader", name="Badge")).to_have_attribute("aria-sort", "ascending")
    await expect(names.first).to_have_text("Careful reader")
    await page.get_by_role("button", name="Badge", exact=True).click()
    await expect(names.first).to_have_text("Ten reviews")
    await page.get_by_label("Filter").fill("review 25")
    await expect(names).to_have_text(["Careful reader"])


async def test_what_needs_somebody_stands_on_the_first_page(desk: Desk) -> None:
    page = await desk.open("/admin")
    await expect(page.locator(".needs")).to_contain_text("The webhook of lumen/parser has not been heard from yet")
    await desk.site.close_issue(1, BOB)
    await expect(page.locator("codebadge-feed")).to_contain_text("bob")


async def test_a_server_that_is_away_is_told_and_asked_again(desk: Desk, visitor: Visitor) -> None:
    visitor.expects("Failed to load resource", "ERR_CONNECTION_REFUSED", "ERR_FAILED", "WebSocket")
    page = await desk.open("/admin/badges")
    await expect(row(page, "Special thanks")).to_be_visible()
    await page.route("**/v1/organizations/lumen/leagues", lambda route: route.abort())
    await page.get_by_role("link", name="Leagues").last.click()
    await expect(page.locator("main codebadge-error")).to_contain_text("does not answer")
    await page.unroute("**/v1/organizations/lumen/leagues")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.get_by_text("There are no leagues yet.")).to_be_visible()
