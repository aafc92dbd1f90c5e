"""/estimates and /admin/estimates in a real browser: the model learns while somebody looks."""

import asyncio
import re
from collections.abc import Iterator

import pytest
from playwright.async_api import Locator, Page, expect

from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk
from tests.browser.desk import row as row_of
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.cast import CYD, issue
from tests.processes import part

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALL = "Fix a typo in the manual"
LARGE = "Rewrite the tokenizer of the parser engine"


@pytest.fixture
def learner(clean: Settings) -> Iterator[None]:
    """Lessons are learnt."""
    with part("learner", clean):
        yield


async def tell(site: Site, action: str, number: int, title: str, points: int | None = None) -> None:
    labels = () if points is None else (f"points: {points}",)
    told = issue(action, site.next_second(), number=number, labels=labels, by=CYD)
    told["issue"] |= {"title": title, "body": f"{title}, as it was asked for."}
    await site.deliver("issues", told)


async def teach(site: Site) -> None:
    for number in range(1, 9):
        await tell(site, "closed", number, *((SMALL, 1) if number % 2 else (LARGE, 8)))


def row(page: Page, number: int) -> Locator:
    return page.locator("codebadge-estimate-rows li[data-item]").filter(has_text=f"#{number} ")


async def test_an_opened_issue_shows_an_estimate_with_evidence_and_a_closed_one_moves_it(
    site: Site, visitor: Visitor, learner: None
) -> None:
    await teach(site)
    await tell(site, "opened", 50, LARGE)
    page = await visitor.open(f"{site.url}/estimates")
    await expect(row(page, 50)).to_contain_text("Closest of 8 past issues")
    await tell(site, "opened", 51, SMALL)
    await expect(row(page, 51).locator("codebadge-closest li").first).to_contain_text("1 point")
    await expect(page.locator("codebadge-estimate-rows li[data-item]")).to_have_count(2)
    await expect(row(page, 51).locator("codebadge-estimate-bar")).to_contain_text("between")
    for number in range(60, 66):
        await tell(site, "closed", number, LARGE, 40)
    moved = row(page, 50).locator(".moved")
    await expect(moved).to_contain_text("→")
    await expect(moved).to_contain_text("because")
    await tell(site, "closed", 51, SMALL, 1)
    await expect(row(page, 51)).to_have_count(0)
    await assert_clean(page)


async def test_a_moderator_accepts_and_takes_it_back_and_an_admin_sees_to_what_is_learnt(
    desk: Desk, learner: None
) -> None:
    await teach(desk.site)
    await tell(desk.site, "opened", 50, LARGE)
    page = await desk.open("/admin/estimates")
    await page.get_by_role("link", name="lumen/parser").click()
    await page.get_by_label("Show").first.select_option("unsure")
    case = page.locator(".case").filter(has_text="#50")
    await case.get_by_role("button", name=re.compile("^Accept [0-9]+ points?")).click()
    await desk.hears("#50: the estimate is accepted")
    await expect(case).to_contain_text("by Grace Hopper")
    await desk.undoes()
    await desk.hears("#50: your word is taken back.")
    await case.get_by_role("button", name="Another value").click()
    await desk.dialog.get_by_label("Points").fill("many")
    await desk.dialog.get_by_label("Why").fill("it takes two weeks")
    await desk.dialog.get_by_role("button", name="Give these points").click()
    await expect(desk.dialog).to_contain_text("Enter a whole number")
    await desk.dialog.get_by_label("Points").fill("13")
    await desk.dialog.get_by_role("button", name="Give these points").click()
    await expect(case).to_contain_text("13 points, said by Grace Hopper: it takes two weeks")

    box = page.locator("codebadge-try-out")
    await box.get_by_label("Title").fill(SMALL)
    await box.get_by_role("button", name="Estimate").click()
    await expect(box.locator("codebadge-closest")).to_contain_text("Closest of 8 past issues")

    await row_of(page, LARGE).first.get_by_role("button", name="Forget").click()
    await desk.hears("1 lesson forgotten.")
    await expect(row_of(page, LARGE).filter(has_text="Forgotten")).to_have_count(1)
    await desk.undoes()
    await desk.hears("1 lesson teaches again.")
    await page.get_by_role("button", name="Reset…").click()
    await desk.dialog.get_by_label("Why").fill("it learnt from a script")
    await desk.dialog.get_by_role("button", name="Begin anew without 8 lessons").click()
    await desk.hears("It begins anew.")
    await expect(page.get_by_text("No lessons yet.")).to_be_visible()
    await expect(row_of(page, SMALL).first).to_contain_text("Before the reset")
    await assert_clean(page)


async def test_the_record_follows_although_something_is_told_all_the_time(desk: Desk, learner: None) -> None:
    await teach(desk.site)
    page = await desk.open("/admin/estimates")
    await page.get_by_role("link", name="lumen/parser").click()
    await expect(page.get_by_text("Too early to say: 8 of 20 issues.").first).to_be_visible()

    async def go_on() -> None:
        for number in range(100, 111):
            await tell(desk.site, "closed", number, SMALL, 1)
            await asyncio.sleep(0.5)

    telling = asyncio.create_task(go_on())
    await expect(page.get_by_text(re.compile("Too early to say: (9|1[0-7]) of 20 issues")).first).to_be_visible()
    assert not telling.done()
    await telling
