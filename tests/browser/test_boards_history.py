"""Boards of periods that have ended: their list with winners, a final board, and what was heard of too late."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from models import db
from models.rules.work import Account
from models.tenants import Organization
from tests.browser.axe import assert_clean
from tests.browser.site import PATIENCE, Site
from tests.browser.visitor import Visitor
from tests.cast import ADA, issue

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EVE = Account(provider="github", external_id="1005", login="eve")


async def worked(site: Site, number: int, person: object, points: int, at: datetime) -> None:
    """An issue that was closed then."""
    labels = (f"points: {points}",)
    await site.deliver("issues", issue("closed", at, number=number, assignees=(person,), labels=labels))  # type: ignore[arg-type]


@pytest_asyncio.fixture(loop_scope="session")
async def last_week(site: Site) -> datetime:
    """A moment of last week, which has been closed with work of Ada and Eve in it."""
    now = datetime.now(UTC)
    monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    with db.unit():
        Organization.update(created_at=monday - timedelta(days=7)).execute()
    then = monday - timedelta(days=3)
    # It is closed by the first delivery or read after its end: here not before its work was heard of.
    with db.unit():
        Organization.update(next_close_at=now + timedelta(days=1)).execute()
    await worked(site, 1, ADA, 8, then)
    await worked(site, 2, EVE, 5, then)
    async with asyncio.timeout(PATIENCE):
        while len((await site.read("/boards/all"))["rows"]) < 2:
            await asyncio.sleep(0.05)
    with db.unit():
        Organization.update(next_close_at=None).execute()
    async with asyncio.timeout(PATIENCE):
        while not (await site.read("/boards/week/periods"))["periods"]:
            await site.read("/boards/month")
            await asyncio.sleep(0.05)
    return then


async def test_a_closed_week_stands_with_its_winners_and_is_never_changed(
    site: Site, visitor: Visitor, last_week: datetime
) -> None:
    page = await visitor.open(site.url)
    await page.get_by_role("link", name="Earlier periods").click()
    await expect(page.get_by_role("tab", selected=True)).to_have_text("Weeks")
    week = page.locator("codebadge-ended .periods > li").first
    await expect(week.get_by_role("list", name="Winners").get_by_role("listitem")).to_have_count(2)
    await expect(week).to_contain_text("2 people")

    await worked(site, 3, EVE, 13, last_week + timedelta(hours=1))
    async with asyncio.timeout(PATIENCE):
        while not (await site.read("/boards/week/periods"))["periods"][0]["corrections"]:
            await asyncio.sleep(0.05)
    await page.reload()
    await expect(week).to_contain_text("1 correction")
    await assert_clean(page)
    await week.get_by_role("heading").get_by_role("link").click()

    final = page.locator("codebadge-final-board")
    await expect(final.locator("tbody [part=name]")).to_have_text(["ada", "eve"])
    await expect(final.locator("tbody [part=points]").first).to_have_text("8")
    await expect(final.locator("tbody [part=points]").last).to_contain_text("5")
    await expect(final.locator("tbody [part=points]").last).to_contain_text("+13 heard of later")
    await expect(final.get_by_text("Final", exact=True)).to_be_visible()
    await expect(final).to_contain_text("1 line was heard of later.")
    await assert_clean(page)
    await page.get_by_role("link", name="← Earlier boards").click()
    await expect(page.get_by_role("tab", selected=True)).to_have_text("Weeks")


async def test_a_period_that_has_not_ended_has_no_history_and_says_the_next_step(site: Site, visitor: Visitor) -> None:
    page = await visitor.open(f"{site.url}/boards?board=year")
    await expect(page.locator("codebadge-ended codebadge-empty")).to_contain_text("No period has ended yet.")
    await page.get_by_role("tab", name="Years").press("ArrowRight")
    await expect(page.get_by_role("tab", name="Seasons")).to_be_focused()
    await expect(page.locator("codebadge-ended codebadge-empty")).to_contain_text("There is no season yet.")
    assert page.url == f"{site.url}/boards?board=season"
