"""Webhooks arrive while somebody looks at the front page; it moves, without being loaded again."""

import pytest
from playwright.async_api import expect

from tests.browser.site import Site
from tests.browser.visitor import Visitor, board, row
from tests.cast import ADA, BOB, PARSER, issue

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_webhook_lifts_a_row_with_its_movement_and_says_why_in_the_feed(site: Site, visitor: Visitor) -> None:
    await site.close_issue(1, BOB, 5)
    await site.close_issue(2, ADA, 3)
    await site.until_points({"bob": 5, "ada": 3})
    page = await visitor.open(site.url)
    names = board(page).locator("tbody [part=name]")
    await expect(names).to_have_text(["bob", "ada"])
    await expect(page.locator("codebadge-feed [data-phase=live]")).to_be_visible()
    await expect(board(page).locator("[part=up], [part=down]")).to_have_count(0)

    await site.close_issue(3, ADA, 8)

    await expect(names).to_have_text(["ada", "bob"])
    ada, bob = row(board(page), "ada"), row(board(page), "bob")
    await expect(ada).to_have_attribute("data-points", "11")
    await expect(ada).to_have_attribute("data-rank", "1")
    await expect(ada.locator("[part=up]")).to_contain_text("up 1")
    await expect(ada.locator("[part=up] svg")).to_be_visible()
    await expect(bob.locator("[part=down]")).to_contain_text("down 1")
    line = page.locator("codebadge-feed li").first
    await expect(line).to_contain_text("ada · 8 points for closing #3 (label “points: 8”)")
    await expect(line.get_by_role("link", name="#3")).to_have_attribute("href", f"{PARSER['html_url']}/issues/3")
    await expect(board(page).get_by_role("status")).to_have_text("ada is now 1st with 11 points.")


async def test_a_reopened_issue_takes_its_points_back_on_the_page(site: Site, visitor: Visitor) -> None:
    for number, person in ((1, ADA), (2, ADA), (3, BOB)):
        await site.close_issue(number, person)
    await site.until_points({"ada": 6, "bob": 3})
    page = await visitor.open(site.url)
    await expect(board(page).locator("tbody [part=points]")).to_have_text(["6", "3"])

    await site.reopen_issue(1, ADA)

    await expect(row(board(page), "ada")).to_have_attribute("data-points", "3")
    taken_back = page.locator("codebadge-feed li").filter(has_text="reopened")
    await expect(taken_back.get_by_role("link", name="#1")).to_be_visible()
    await site.reopen_issue(2, ADA)
    await expect(board(page).locator("tbody [part=name]")).to_have_text(["bob"])
    await expect(page.locator("codebadge-award-line[data-revoked]")).to_contain_text("First issue closed")


async def test_the_address_holds_the_period_and_the_project(site: Site, visitor: Visitor) -> None:
    writer = PARSER | {"id": 502, "full_name": "lumen/writer"}
    await site.close_issue(1, ADA)
    closed = issue("closed", site.next_second(), number=2, assignees=(BOB,), repository=writer, by=ADA)
    await site.deliver("issues", closed)
    await site.until_points({"ada": 3, "bob": 3})
    page = await visitor.open(site.url)

    await page.get_by_role("tab", name="This month").click()
    await page.get_by_label("Points for").select_option(label="lumen/writer")

    await expect(board(page).locator("tbody [part=name]")).to_have_text(["bob"])
    projects = (await site.read(""))["projects"]
    project = next(one["id"] for one in projects if one["name"] == "lumen/writer")
    assert page.url == f"{site.url}/?board=month&project={project}"
    await page.reload()
    await expect(board(page).locator("tbody [part=name]")).to_have_text(["bob"])
    await expect(page.get_by_role("tab", selected=True)).to_have_text("This month")
    await page.go_back()
    await expect(board(page).locator("tbody [part=name]")).to_have_count(2)


async def test_a_name_is_found_by_its_first_letters(site: Site, visitor: Visitor) -> None:
    for number, person in enumerate((ADA, BOB), 1):
        await site.close_issue(number, person)
    page = await visitor.open(site.url)
    await expect(board(page).locator("tbody tr")).to_have_count(2)

    await page.get_by_label("Find a name").fill("BO")

    await expect(board(page).locator("tbody [part=name]")).to_have_text(["bob"])
    await page.get_by_label("Find a name").fill("zoe")
    await expect(board(page).locator("[part=empty]")).to_contain_text("Nobody here is called “zoe”.")
