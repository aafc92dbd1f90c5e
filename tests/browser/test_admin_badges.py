"""Badges as an admin makes, gives and takes them, on the pages and by the keyboard."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk, row
from tests.browser.visitor import Visitor, has_focus, presses_until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def award(desk: Desk, badge: str, name: str, reason: str = "") -> None:
    """By the mouse, from the list of badges."""
    await row(desk.page, badge).get_by_role("button", name="Award").click()
    await desk.picks("Who gets it", name, desk.dialog)
    await desk.dialog.get_by_label("Reason").fill(reason)
    await desk.dialog.get_by_role("button", name="Award to").click()


async def test_a_new_badge_is_told_and_stands_in_the_list(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await page.get_by_role("link", name="Create a badge").click()
    await expect(page).to_have_url(f"{desk.site.url}/admin/badges/new")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await page.get_by_label("Name").fill("Rosetta")
    await expect(page.locator("aside strong")).to_have_text("Rosetta")
    await page.get_by_label("Description").fill("Wrote a translation.")
    await page.get_by_role("button", name="Create a badge").click()
    await desk.hears("Badge created successfully!")
    await expect(page).to_have_url(f"{desk.site.url}/admin/badges")
    await expect(row(page, "Rosetta")).to_contain_text("by hand")


async def test_a_badge_without_a_name_is_told_at_its_field(desk: Desk) -> None:
    page = await desk.open("/admin/badges/new")
    await page.get_by_role("button", name="Create a badge").click()
    await expect(page.get_by_label("Name")).to_be_focused()
    await expect(page.locator("#field-name-error")).to_contain_text("Give it a name.")


async def test_a_badge_is_changed(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await row(page, "Special thanks").get_by_role("link", name="Edit").click()
    await expect(page.get_by_label("Name")).to_have_value("Special thanks")
    await page.get_by_label("Name").fill("Warm thanks")
    await page.get_by_role("button", name="Save").click()
    await desk.hears("Badge updated successfully!")
    await expect(row(page, "Warm thanks")).to_be_visible()


async def test_the_keyboard_alone_awards_a_badge(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    button = row(page, "Special thanks").get_by_role("button", name="Award")
    await expect(button).to_be_visible()
    await presses_until(page, "Tab", lambda: has_focus(button), 90)
    await page.keyboard.press("Enter")
    await expect(desk.dialog.get_by_role("combobox", name="Who gets it")).to_be_focused()
    await page.keyboard.type("lovel")
    await expect(desk.dialog.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(desk.dialog.get_by_role("combobox")).to_have_value("Ada Lovelace")
    await expect(desk.dialog.get_by_role("listbox")).to_be_hidden()
    await page.keyboard.press("Tab")
    await page.keyboard.type("for the notes on the engine")
    await expect(desk.dialog.locator("figure")).to_contain_text(
        "Ada Lovelace earned Special thanks for the notes on the engine"
    )
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await desk.hears("Badge awarded successfully!")
    await expect(desk.dialog).to_have_count(0)
    await expect(button).to_be_focused()
    await expect(row(page, "Special thanks").locator("[data-title=Holders]")).to_have_text("1")


async def test_escape_closes_the_list_first_and_then_the_dialog(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    button = row(page, "Special thanks").get_by_role("button", name="Award")
    await button.click()
    await expect(desk.dialog.get_by_role("combobox", name="Who gets it")).to_be_focused()
    await page.keyboard.type("a")
    await expect(desk.dialog.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(desk.dialog.get_by_role("listbox")).to_be_hidden()
    await expect(desk.dialog).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(desk.dialog).to_have_count(0)
    await expect(button).to_be_focused()


async def test_an_award_is_undone(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await award(desk, "Special thanks", "Bob")
    await desk.hears("Badge awarded successfully!")
    await desk.undoes()
    await desk.hears("Undone: Bob Byte does not hold it.")
    await expect(row(page, "Special thanks").locator("[data-title=Holders]")).to_have_text("0")


async def test_who_holds_it_already_is_told_so(desk: Desk, visitor: Visitor) -> None:
    visitor.expects("409 (Conflict)")
    await desk.open("/admin/badges")
    await award(desk, "Special thanks", "Ada")
    await desk.hears("Badge awarded successfully!")
    await award(desk, "Special thanks", "Ada")
    await expect(desk.dialog.locator(".error")).to_contain_text("already")
    await expect(desk.dialog.get_by_role("combobox")).to_be_focused()


async def test_nobody_chosen_is_told_at_the_field(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await row(page, "Special thanks").get_by_role("button", name="Award").click()
    await desk.dialog.get_by_role("button", name="Award the badge").click()
    await expect(desk.dialog.get_by_role("combobox")).to_be_focused()
    await expect(desk.dialog).to_contain_text("Choose somebody from the list.")


async def test_a_badge_is_taken_back_with_a_reason(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await award(desk, "Special thanks", "Ada", "for everything")
    await desk.hears("Badge awarded successfully!")
    await row(page, "Special thanks").get_by_role("link", name="Special thanks", exact=True).click()
    await expect(row(page, "Ada")).to_contain_text("for everything")
    await row(page, "Ada").get_by_role("button", name="Take back").click()
    await desk.dialog.get_by_role("button", name="Take back from Ada Lovelace").click()
    await expect(desk.dialog).to_contain_text("Write at least 3 letters")
    await desk.dialog.get_by_label("Why").fill("given by mistake")
    await desk.dialog.get_by_role("button", name="Take back from Ada Lovelace").click()
    await desk.hears("Badge revoked successfully")
    await expect(page.get_by_text("Nobody holds this badge yet.")).to_be_visible()


async def test_deleting_says_from_how_many_people_it_is_taken(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await award(desk, "Special thanks", "Ada")
    await desk.hears("Badge awarded successfully!")
    await expect(row(page, "Special thanks").locator("[data-title=Holders]")).to_have_text("1")
    await row(page, "Special thanks").get_by_role("button", name="Delete").click()
    await desk.dialog.get_by_role("button", name="Delete and take from 1 person").click()
    await desk.hears("“Special thanks” was deleted and taken from 1 person.")
    await expect(row(page, "Special thanks")).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_be_focused()


async def test_many_are_awarded_with_a_report_and_undone(desk: Desk) -> None:
    page = await desk.open("/admin/badges")
    await row(page, "Special thanks").get_by_role("link", name="Special thanks", exact=True).click()
    await page.get_by_role("link", name="Award to many").click()
    lines = "ada@example.org, for the notes, all of them\nbob@example.org\nnobody@example.org"
    await page.get_by_label("People, one in each line").fill(lines)
    await page.get_by_role("button", name="Award to 3 people").click()
    await expect(page.get_by_role("heading", name="What happened")).to_be_focused()
    await expect(row(page, "ada@example.org")).to_contain_text("awarded")
    await expect(row(page, "nobody@example.org")).to_contain_text("There is no such person")
    await page.get_by_role("button", name="Take it back from these 2 people").click()
    await desk.hears("Undone: taken back from 2 people.")


async def test_a_csv_file_is_read_into_the_lines(desk: Desk) -> None:
    page = await desk.open("/admin/badges/1/many")
    csv = b'person,reason\r\nada@example.org,"for tea, and cake"\r\n'
    await page.get_by_label("Or a CSV file").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": csv})
    await page.get_by_role("button", name="Award to 1 person").click()
    await expect(row(page, "ada@example.org")).to_contain_text("awarded")
    awards = (await desk.site.read("/awards"))["awards"]
    assert [one["award"]["reason"] for one in awards] == ["for tea, and cake"]
