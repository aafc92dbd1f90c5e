"""Leagues as an admin makes them, and as people go through them, on the pages."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def found(desk: Desk) -> None:
    """A league of two sections, in front of us."""
    page = await desk.open("/admin/leagues")
    await page.get_by_role("link", name="Create a league").first.click()
    await page.get_by_label("Name").fill("Newcomers")
    await page.get_by_label("Sections, one in each line").fill("Read the handbook\nClose an issue")
    await page.get_by_role("button", name="Create a league").click()
    await desk.hears("The league “Newcomers” was created.")
    await expect(page.locator(".numbered li")).to_have_count(2)


async def test_a_league_is_made_with_its_sections_and_its_badge(desk: Desk) -> None:
    await found(desk)
    page = desk.page
    await page.get_by_role("link", name="Create its badge").click()
    await expect(page.get_by_label("League")).to_have_value(re.compile(r"\d+"))
    await page.get_by_label("Name").fill("Newcomer")
    await page.get_by_role("button", name="Create a badge").click()
    await desk.hears("Badge created successfully!")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Newcomers")
    await expect(page.get_by_role("link", name="Newcomer", exact=True)).to_be_visible()


async def test_a_section_is_added_with_a_label_and_moved(desk: Desk) -> None:
    await found(desk)
    page = desk.page
    await page.get_by_role("button", name="Add a section").click()
    await desk.dialog.get_by_label("Name").fill("Ship it")
    await desk.dialog.get_by_label("Completed by work").select_option("label")
    await desk.dialog.get_by_role("button", name="Add a section").click()
    await expect(desk.dialog).to_contain_text("Enter the label or the list.")
    await desk.dialog.get_by_label("Label or list").fill("shipped")
    await desk.dialog.get_by_role("button", name="Add a section").click()
    await desk.hears("“Ship it” was added.")
    sections = page.locator(".numbered li")
    await expect(sections.last).to_contain_text("by work labelled “shipped”")
    await page.get_by_role("button", name="Move “Ship it” up").click()
    await desk.hears("“Ship it” is now number 2.")
    await expect(sections.nth(1)).to_contain_text("Ship it")
    await expect(page.get_by_role("button", name="Move “Ship it” up")).to_be_focused()


async def test_a_section_is_completed_for_somebody_and_opened_again(desk: Desk) -> None:
    await found(desk)
    page = desk.page
    await desk.picks("Whose progress", "Ada")
    await expect(page.locator(".way")).to_contain_text("0 of 2 sections, 0 %")
    await page.get_by_role("button", name="Complete Read the handbook").click()
    await desk.hears("“Read the handbook” is completed for Ada Lovelace.")
    await expect(page.locator(".way")).to_contain_text("1 of 2 sections, 50 %")
    await desk.undoes()
    await desk.hears("“Read the handbook” is open again for Ada Lovelace.")
    await expect(page.locator(".way")).to_contain_text("0 of 2 sections, 0 %")


async def test_somebody_completes_a_league_for_themselves_and_earns_its_badge(desk: Desk) -> None:
    await test_a_league_is_made_with_its_sections_and_its_badge(desk)
    page = await desk.open("/leagues")
    await page.get_by_role("button", name="Complete Read the handbook").click()
    await desk.hears("“Read the handbook” is completed.")
    await page.get_by_role("button", name="Complete Close an issue").click()
    await desk.hears("You completed the league and earned “Newcomer”.")
    await expect(page.locator("main")).to_contain_text("Badge “Newcomer” earned")


async def test_deleting_a_league_says_what_it_means(desk: Desk) -> None:
    await found(desk)
    page = desk.page
    await page.get_by_role("button", name="Delete the league").click()
    await expect(desk.dialog).to_contain_text("Nobody has begun it.")
    await desk.dialog.get_by_role("button", name="Delete “Newcomers”").click()
    await desk.hears("“Newcomers” was deleted.")
    await expect(page.get_by_text("There are no leagues yet.")).to_be_visible()
