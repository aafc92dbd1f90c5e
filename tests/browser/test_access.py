"""Every page for everybody: read aloud, by keyboard alone, small, large, light, dark, without motion."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from models.rules.work import Account
from tests.browser.axe import assert_clean
from tests.browser.site import Site
from tests.browser.visitor import Visitor, board, has_focus, overhang, presses_until, row
from tests.cast import ADA, BOB, pull_request, review

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = Account(provider="github", external_id="1004", login="maximiliane-theodora-von-hohenstein-39")


@pytest_asyncio.fixture(loop_scope="session")
async def busy(site: Site) -> AsyncIterator[Site]:
    """Work of every kind by people with short and long names; some of it was taken back."""
    for number, person in enumerate((ADA, ADA, BOB, LONG), 1):
        await site.close_issue(number, person)
    await site.reopen_issue(1, ADA)
    await site.deliver("pull_request", pull_request("closed", site.next_second(), author=LONG, merged=True))
    await site.deliver("pull_request_review", review("submitted", site.next_second(), author=LONG))
    for action in ("submitted", "dismissed"):
        await site.deliver(
            "pull_request_review", review(action, site.next_second(), reviewer=ADA, number=8, author=LONG)
        )
    await site.until_points({LONG.login: 8, "bob": 5, "ada": 3})
    yield site


async def test_the_front_page_is_clean(busy: Site, visitor: Visitor) -> None:
    page = await visitor.open(busy.url)
    await expect(board(page).locator("tbody tr")).to_have_count(3)
    await expect(page.locator("codebadge-honours li").first).to_be_visible()
    await expect(page.locator("codebadge-award-line[data-revoked]")).to_be_visible()
    await assert_clean(page)


async def test_a_profile_is_clean(busy: Site, visitor: Visitor) -> None:
    page = await visitor.open(await busy.address_of("ada"))
    await expect(page.locator("[data-reverses]")).to_have_count(2)
    await page.get_by_text("1 badge was taken back").click()
    await assert_clean(page)


async def test_an_empty_organisation_is_clean(site: Site, visitor: Visitor) -> None:
    page = await visitor.open(site.url)
    await expect(board(page).locator("[part=empty]")).to_contain_text("No points this week yet.")
    await expect(page.locator("codebadge-feed codebadge-empty")).to_contain_text("Nothing has happened yet.")
    await assert_clean(page)


async def test_an_unknown_person_is_clean(site: Site, visitor: Visitor) -> None:
    visitor.expects("404 (Not Found)")
    page = await visitor.open(f"{site.url}/people/4711")
    await expect(page.locator("codebadge-error[data-case=not_found]")).to_be_visible()
    await assert_clean(page)


async def test_nothing_scrolls_sideways_on_the_smallest_phone(busy: Site, visitor: Visitor) -> None:
    page = await visitor.open(busy.url, (320, 640))
    await expect(board(page).locator("tbody tr")).to_have_count(3)
    await expect(page.locator("codebadge-feed li").first).to_be_visible()
    assert await overhang(page) <= 0
    await page.goto(await busy.address_of(LONG.login))
    await expect(page.locator(".ledger > li").first).to_be_visible()
    assert await overhang(page) <= 0


async def test_the_keyboard_alone_leads_to_another_period_and_to_a_profile(busy: Site, visitor: Visitor) -> None:
    page = await visitor.open(busy.url)
    await expect(board(page).locator("tbody tr")).to_have_count(3)
    this_week = page.get_by_role("tab", name="This week")

    await presses_until(page, "Tab", lambda: has_focus(this_week))
    await page.keyboard.press("ArrowRight")

    await expect(page.get_by_role("tab", name="This month")).to_be_focused()
    await expect(board(page).locator("table[data-board=month] tbody tr")).to_have_count(3)
    link = row(board(page), "ada").get_by_role("link")
    await presses_until(page, "Tab", lambda: has_focus(link))
    assert await link.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("ada")


async def test_the_first_tab_leads_past_the_navigation(busy: Site, visitor: Visitor) -> None:
    page = await visitor.open(busy.url)
    await expect(board(page).locator("tbody tr")).to_have_count(3)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the leaderboard")).to_be_in_viewport()
    await page.keyboard.press("Enter")
    await expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("prefers", ["reduce", "no-preference"])
async def test_rows_glide_but_not_for_who_prefers_less_motion(busy: Site, visitor: Visitor, prefers: str) -> None:
    page = await visitor.page(reduced_motion=prefers)
    await page.add_init_script(COUNT_ANIMATIONS)
    await page.goto(busy.url)
    await expect(board(page).locator("tbody [part=name]")).to_have_text([LONG.login, "bob", "ada"])
    await expect(page.locator("codebadge-feed [data-phase=live]")).to_be_visible()

    await busy.close_issue(9, ADA, 20)

    await expect(board(page).locator("tbody [part=name]")).to_have_text(["ada", LONG.login, "bob"])
    glides = await page.evaluate("() => window.animations")
    assert (glides == 0) if prefers == "reduce" else (glides > 0)


async def test_the_chosen_theme_is_remembered(site: Site, visitor: Visitor) -> None:
    page = await visitor.open(site.url, color_scheme="light")
    await page.get_by_role("button", name="Use the dark theme").click()
    await page.reload()
    await expect(page.get_by_role("button", name="Use the light theme")).to_be_visible()
    assert await page.evaluate("() => getComputedStyle(document.documentElement).colorScheme") == "dark"


COUNT_ANIMATIONS = """
window.animations = 0;
const animate = Element.prototype.animate;
Element.prototype.animate = function (...how) { window.animations += 1; return animate.apply(this, how); };
for (const kind of ["animationstart", "transitionrun"]) {
  addEventListener(kind, (event) => { if (event.elapsedTime > 0) window.animations += 1; }, true);
}
"""
