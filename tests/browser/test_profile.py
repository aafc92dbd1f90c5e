"""A person's page: badges, points and ranks, and where each point comes from, while work goes on."""

import pytest
from playwright.async_api import expect

from tests.browser.site import Site
from tests.browser.visitor import PHONE, Visitor
from tests.cast import ADA, BOB, PARSER, pull_request

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_profile_shows_badges_and_explains_every_point(site: Site, visitor: Visitor) -> None:
    await site.close_issue(1, ADA, 8)
    await site.deliver("pull_request", pull_request("closed", site.next_second(), number=2, author=ADA, merged=True))
    await site.close_issue(3, BOB, 9)
    await site.until_points({"ada": 13, "bob": 9})
    page = await visitor.open(await site.address_of("ada"))

    await expect(page.get_by_role("heading", level=1)).to_have_text("ada")
    await expect(page.locator(".shelf li strong")).to_have_text(["First merge", "First issue closed"])
    await expect(page.locator(".shelf li").first).to_contain_text("#2")
    await expect(page.locator("[data-period=week] .total")).to_have_text("13")
    await expect(page.locator("[data-period=week] .place")).to_have_text("1st place")
    lines = page.locator(".ledger > li")
    await expect(lines).to_have_count(2)
    await expect(lines.first).to_contain_text("+5")
    await expect(lines.last).to_contain_text("8 points for closing #1 (label “points: 8”)")
    await expect(lines.last.get_by_role("link", name="#1")).to_have_attribute("href", f"{PARSER['html_url']}/issues/1")
    ten_issues = page.locator(".progress li").filter(has_text="Ten issues")
    await expect(ten_issues).to_contain_text("1 of 10")


async def test_a_profile_moves_and_shows_what_was_taken_back(site: Site, visitor: Visitor) -> None:
    for number, points in ((1, 8), (2, 3)):
        await site.close_issue(number, ADA, points)
    await site.until_points({"ada": 11})
    page = await visitor.open(await site.address_of("ada"))
    await expect(page.locator("codebadge-live-dot [data-phase=live]")).to_be_visible()
    await expect(page.locator("[data-period=all] .total")).to_have_text("11")

    await site.reopen_issue(2, ADA, 3)

    for period in ("day", "week", "month", "year", "all"):
        await expect(page.locator(f"[data-period={period}] .total")).to_have_text("8")
    changed = page.locator(".ledger > li").filter(has=page.locator("[data-reverses]"))
    await expect(changed).to_have_count(1)
    await expect(changed).to_contain_text("3 points for closing #2")
    await expect(changed.locator("[data-reverses]")).to_contain_text("3 points taken back: #2 was reopened")
    await expect(changed.get_by_text("−3")).to_be_visible()
    await site.reopen_issue(1, ADA, 8)
    await expect(page.locator("[data-period=all] .total")).to_have_text("0")
    await page.get_by_text("1 badge was taken back").click()
    await expect(page.locator(".taken-back li").get_by_text("First issue closed", exact=True)).to_be_visible()
    await expect(page.locator(".shelf li")).to_have_count(0)


async def test_a_badge_appears_the_moment_it_is_earned(site: Site, visitor: Visitor) -> None:
    await site.close_issue(1, ADA)
    await site.until_points({"ada": 3})
    page = await visitor.open(await site.address_of("ada"), PHONE)
    await expect(page.locator("codebadge-live-dot [data-phase=live]")).to_be_visible()
    await expect(page.locator(".shelf li")).to_have_count(1)

    await site.deliver("pull_request", pull_request("closed", site.next_second(), number=2, author=ADA, merged=True))

    await expect(page.locator(".shelf li strong")).to_have_text(["First merge", "First issue closed"])
    # What is next changes with it.
    await expect(page.locator(".progress li").filter(has_text="Ten merges")).to_contain_text("1 of 10")


async def test_an_unknown_person_is_said_plainly(site: Site, visitor: Visitor) -> None:
    visitor.expects("404 (Not Found)")
    page = await visitor.open(f"{site.url}/people/4711")
    await expect(page.get_by_role("heading", level=1)).to_have_text("There is nobody at this address.")
    await page.get_by_role("link", name="To the leaderboard").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Lumen")
