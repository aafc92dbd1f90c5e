"""The badge gallery: what there is, for everybody; for a person, what is held, what is next and what is missing."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.axe import assert_clean
from tests.browser.desk import Desk
from tests.browser.site import Site
from tests.browser.visitor import PHONE, Visitor, has_focus, overhang, presses_until
from tests.cast import ADA

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def tile(page: Page, name: str) -> Locator:
    """A badge's tile."""
    return page.locator(".badge-tile").filter(has=page.get_by_role("heading", name=name, exact=True))


async def test_everybody_sees_what_there_is_and_how_it_is_earned(site: Site, visitor: Visitor) -> None:
    page = await visitor.open(f"{site.url}/badges-gallery")
    await expect(tile(page, "Ten issues")).to_contain_text("10 issues closed")
    await expect(tile(page, "Special thanks")).to_contain_text("Given by hand")
    await expect(page.get_by_role("link", name="Sign in to see yours")).to_be_visible()
    await expect(page.get_by_role("button", name="Next")).to_have_count(0)
    await page.get_by_label("Find a badge").fill("thanks")
    await expect(page.locator(".badge-tile")).to_have_count(1)
    await page.get_by_label("Find a badge").fill("unicorn")
    await expect(page.get_by_text("No badge is called “unicorn”.")).to_be_visible()
    await assert_clean(page)


async def test_a_persons_gallery_shows_what_is_held_and_what_is_missing(site: Site, visitor: Visitor) -> None:
    await site.close_issue(1, ADA)
    await site.close_issue(2, ADA)
    await site.until_points({"ada": 6})
    person = (await site.address_of("ada")).rpartition("/")[2]
    page = await visitor.open(f"{site.url}/badges-gallery?person={person}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Badges of ada")
    await expect(tile(page, "First issue closed")).to_have_attribute("data-held", "")
    ten = tile(page, "Ten issues")
    await expect(ten).to_contain_text("8 more issues closed: 2 of 10")
    await expect(ten.get_by_role("progressbar")).to_have_attribute("value", "20")
    await page.get_by_role("button", name="Held").click()
    await expect(page.locator(".badge-tile")).to_have_count(1)
    await page.get_by_role("button", name="Next").click()
    await expect(tile(page, "First issue closed")).to_have_count(0)

    why = ten.get_by_role("button", name="Why not yet?")
    await presses_until(page, "Tab", lambda: has_focus(why), 90)
    await page.keyboard.press("Enter")
    dialog = page.locator("codebadge-task")
    await expect(dialog.locator(".tree")).to_contain_text("2 of 10")
    await expect(dialog).to_contain_text("8 more issues closed")
    await assert_clean(page)
    await page.keyboard.press("Escape")
    await expect(why).to_be_focused()
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert await overhang(page) <= 0


async def test_whoever_is_signed_in_sees_their_own(desk: Desk) -> None:
    page = await desk.open("/badges-gallery")
    await expect(page.get_by_text("You hold 0 of")).to_be_visible()
    await page.get_by_role("button", name="Held").click()
    await expect(page.get_by_text("None held yet.")).to_be_visible()


async def test_nobody_there_is_told(site: Site, visitor: Visitor) -> None:
    visitor.expects("404 (Not Found)")
    page = await visitor.open(f"{site.url}/badges-gallery?person=999999")
    await expect(page.get_by_role("heading", level=1)).to_have_text("There is nobody at this address.")
