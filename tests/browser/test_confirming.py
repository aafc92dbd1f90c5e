"""The dialog that asks before what cannot be undone: by keyboard alone, nothing by a slip, and back to its opener."""

import pytest
from playwright.async_api import Locator, Page, expect

from models import db
from models.awards import Award
from models.tokens import Token
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk, row
from tests.browser.visitor import PHONE, overhang
from tests.cast import ADA

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_deed_is_cancelled_and_done_by_keyboard_and_the_focus_comes_back(desk: Desk) -> None:
    page = await desk.open("/admin/tokens")
    await page.get_by_role("button", name="Make a token").first.click()
    await desk.dialog.get_by_label("What it is for").fill("release robot")
    await desk.dialog.get_by_role("button", name="Make the token").click()
    await desk.dialog.get_by_role("button", name="Done").click()
    opener = row(page, "release robot").get_by_role("button", name="Take away")

    await opener.focus()
    await page.keyboard.press("Enter")
    deed = desk.dialog.get_by_role("button", name="Take “release robot” away")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await assert_good_to_see(page)
    await tab_to(page, desk.dialog.get_by_role("button", name="Cancel"))
    await tab_to(page, deed)
    await page.keyboard.press("Escape")
    await expect(desk.dialog).to_have_count(0)
    await expect(opener).to_be_focused()
    await page.keyboard.press("Enter")
    await tab_to(page, desk.dialog.get_by_role("button", name="Cancel"))
    await page.keyboard.press("Enter")
    await expect(opener).to_be_focused()
    assert not taken_away()

    await page.keyboard.press("Enter")
    await tab_to(page, deed)
    await page.keyboard.press("Enter")
    await desk.hears("The token “release robot” is worth nothing now.")
    await expect(desk.dialog).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert taken_away()


async def test_a_reason_is_asked_for_and_what_was_typed_is_not_lost_by_a_slip(desk: Desk) -> None:
    await desk.site.close_issue(1, ADA)
    await desk.site.until_points({"ada": 3})
    page = await desk.open("/admin/badges/1")
    opener = page.get_by_role("row").filter(has_text="Ada").get_by_role("button", name="Take")
    await opener.focus()
    await page.keyboard.press("Enter")
    why = desk.dialog.get_by_role("textbox")
    await expect(why).to_be_focused()
    await page.keyboard.type("x")
    await page.mouse.click(5, 5)
    await expect(page.get_by_role("dialog")).to_be_visible()
    await expect(why).to_have_value("x")
    await tab_to(page, desk.dialog.locator("button.danger"))
    await page.keyboard.press("Enter")
    await expect(desk.dialog.locator("#field-why-error")).to_be_visible()
    await assert_good_to_see(page)
    await why.focus()
    await page.keyboard.type(" was given by mistake")
    await tab_to(page, desk.dialog.locator("button.danger"))
    await page.keyboard.press("Enter")
    await expect(desk.dialog).to_have_count(0)
    await expect(page.get_by_role("row").filter(has_text="Ada")).to_have_count(0)
    with db.unit():
        assert [one.revoke_reason for one in Award.select()] == ["x was given by mistake"]


async def tab_to(page: Page, wanted: Locator) -> None:
    """By the Tab key alone; it goes round inside of the dialog."""
    for _ in range(8):
        if await wanted.evaluate("one => one === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    await expect(wanted).to_be_focused()


async def assert_good_to_see(page: Page) -> None:
    before = page.viewport_size
    await assert_clean(page)
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert await overhang(page) <= 0
    if before:
        await page.set_viewport_size(before)


def taken_away() -> bool:
    with db.unit():
        return bool(Token.select().where(Token.name == "release robot", Token.revoked_at.is_null(False)).exists())
