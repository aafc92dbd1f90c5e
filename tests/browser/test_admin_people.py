"""Accounts as an admin makes, changes and joins them, on the pages."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk, row
from tests.cast import ADA, BOB

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_an_account_is_made_with_a_role_and_badges_at_once(desk: Desk) -> None:
    page = await desk.open("/admin/people/new")
    await page.get_by_role("button", name="Create an account").click()
    await expect(page.locator("#field-email-error")).to_contain_text("Enter an e-mail address or a GitHub name")
    await page.get_by_label("E-mail").fill("max@example.org")
    await page.get_by_label("GitHub name").fill("@max-code")
    await page.get_by_label("Role").select_option("moderator")
    await expect(page.locator("aside")).to_contain_text("May also award badges")
    await page.get_by_label("Special thanks").check()
    await page.get_by_role("button", name="Create an account").click()
    await desk.hears("has an account now.")
    await expect(page).to_have_url(re.compile(r"/admin/people/\d+$"))
    await expect(page.get_by_label("Role")).to_have_value("moderator")
    await expect(page.locator(".facts")).to_contain_text(re.compile("Badges\\s*1"))
    await expect(page.locator(".items")).to_contain_text("max@example.org")
    await expect(page.locator(".items")).to_contain_text("max-code")


async def test_people_are_found_by_a_part_of_their_name(desk: Desk) -> None:
    page = await desk.open("/admin/people")
    await expect(page.locator("tbody tr")).to_have_count(3)
    await page.get_by_label("Find people").fill("lovel")
    await expect(page.locator("tbody tr")).to_have_count(1)
    await expect(page.get_by_role("status").filter(has_text="1 person")).to_be_visible()
    await page.get_by_label("Find people").fill("zzz")
    await expect(page.get_by_text("Nobody here is called “zzz”.")).to_be_visible()


async def test_a_role_is_changed_and_changed_back(desk: Desk) -> None:
    page = await desk.open("/admin/people")
    await row(page, "Ada").get_by_role("link").click()
    await page.get_by_label("Role").select_option("moderator")
    await page.get_by_role("button", name="Change the role").click()
    await desk.hears("Ada Lovelace is Moderator now.")
    await desk.undoes()
    await desk.hears("Ada Lovelace is Contributor now.")
    await expect(page.get_by_label("Role")).to_have_value("contributor")


async def test_a_person_is_opted_out_and_shown_again(desk: Desk) -> None:
    page = await desk.open("/admin/people")
    await row(page, "Ada").get_by_role("link").click()
    await page.get_by_role("button", name="Opt out").click()
    await desk.hears("Ada Lovelace appears nowhere in public now.")
    await expect(page.get_by_role("link", name="Public page")).to_have_count(0)
    await page.get_by_role("button", name="Show again").click()
    await desk.hears("Ada Lovelace appears in public again.")


async def test_a_way_to_sign_in_is_added_and_removed(desk: Desk) -> None:
    page = await desk.open("/admin/people")
    await row(page, "Ada").get_by_role("link").click()
    await page.get_by_label("E-mail address or GitHub name").fill("ada-code")
    await page.get_by_role("button", name="Add").click()
    await desk.hears("ada-code was added.")
    await page.get_by_role("button", name="Remove ada-code").click()
    await desk.dialog.get_by_role("button", name="Remove ada-code").click()
    await desk.hears("ada-code was removed.")
    await expect(page.locator(".items li")).to_have_count(1)


async def test_erasing_asks_for_the_name(desk: Desk) -> None:
    page = await desk.open("/admin/people")
    await row(page, "Ada").get_by_role("link").click()
    await page.get_by_role("button", name="Erase").click()
    erase = desk.dialog.get_by_role("button", name="Erase Ada Lovelace for good")
    await erase.click()
    await expect(desk.dialog).to_contain_text("That is not “Ada Lovelace”.")
    await desk.dialog.get_by_label("Type “Ada Lovelace” to go on").fill("Ada Lovelace")
    await erase.click()
    await desk.hears("The person was erased.")
    await expect(row(page, "Bob")).to_be_visible()
    await expect(row(page, "Ada")).to_have_count(0)


async def test_two_people_are_merged_with_a_preview_and_parted_again(desk: Desk) -> None:
    await desk.site.close_issue(1, ADA, 3)
    await desk.site.close_issue(2, BOB, 5)
    await desk.site.until_points({"bob": 5, "ada": 3})
    page = await desk.open("/admin/people/merge")
    await pick(desk, "Who stays", "ada")
    await pick(desk, "Who is joined to them", "bob")
    await expect(page.locator(".sum")).to_contain_text("8 points")
    await page.get_by_label("Why").fill("one person, two accounts")
    await page.get_by_role("button", name="Join bob to ada").click()
    await desk.hears("bob was joined to ada.")
    await desk.site.until_points({"ada": 8})
    await desk.undoes()
    await desk.hears("bob is on their own again.")
    await expect(row(page, "bob")).to_contain_text("undone")
    await desk.site.until_points({"bob": 5, "ada": 3})


async def pick(desk: Desk, label: str, login: str) -> None:
    """By the login: an account made for them by an admin has the same first name."""
    await desk.page.get_by_role("combobox", name=label).fill(login)
    await desk.page.get_by_role("option").filter(has_text=f"@{login}").click()
