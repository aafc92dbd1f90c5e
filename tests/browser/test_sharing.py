"""Sharing in the browser: from an admin's dialog by the mail's link to the receiver, and to nobody else."""

import re

import pytest
from playwright.async_api import Page, expect

from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk, member, row
from tests.browser.signing_in import ask_for_code, sign_in
from tests.browser.site import Site
from tests.browser.visitor import Visitor, overhang
from tests.server.surfing import code_for, last_mail

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ADA, BOB = "ada@example.org", "bob@example.org"


def link_in(settings: Settings, site: Site) -> str:
    [link] = re.findall(rf"{re.escape(site.url)}/shared#[\w-]+$", last_mail(ADA, settings), re.M)
    return str(link)


async def share(desk: Desk, address: str, words: str) -> None:
    await desk.open("/admin/sharing")
    await desk.page.get_by_role("button", name="Share the whole studio").first.click()
    field = desk.dialog.get_by_label("Their e-mail address")
    await expect(desk.dialog.get_by_label("Known by")).to_be_focused()
    await field.fill(address)
    await desk.dialog.get_by_label("They may").select_option("comment")
    await desk.dialog.get_by_label("A few words").fill(words)
    await desk.dialog.get_by_role("button", name="Share", exact=True).click()


async def test_by_mail_from_the_admin_to_the_receivers_own_page(
    desk: Desk, site: Site, visitor: Visitor, clean: Settings
) -> None:
    await share(desk, ADA, "the ribbon, please")
    await expect(desk.dialog.get_by_text(f"The link is on its way to {ADA}.")).to_be_visible()
    await expect(row(desk.page, ADA).first).to_contain_text("waiting")
    await assert_clean(desk.page)
    ada = await visitor.open(link_in(clean, site))
    await expect(ada.get_by_text("Grace Hopper of Lumen shares the badge studio with you.")).to_be_visible()
    await expect(ada.get_by_text("a…@e….org")).to_be_visible()
    await expect(ada).to_have_url(f"{site.url}/shared")
    await ada.get_by_role("link", name="Sign in", exact=True).last.click()
    await ask_for_code(ada, ADA)
    await ada.get_by_label("Six digits").fill(code_for(ADA, clean))
    await expect(ada.get_by_role("button", name="Confirm and open it")).to_be_visible()
    await assert_clean(ada)
    assert await overhang(ada) <= 0
    await ada.keyboard.press("Tab")
    await ada.get_by_role("button", name="Confirm and open it").press("Enter")
    await expect(ada).to_have_url(f"{site.url}/studio?org=lumen")
    await ada.goto(f"{site.url}/me")
    mine = ada.locator("codebadge-my-shares")
    await expect(mine.get_by_role("link", name="Open")).to_be_visible()
    await expect(mine).to_contain_text("the ribbon, please")
    studio = ada.locator("codebadge-account a[href='/studio']")
    await expect(studio).to_have_count(1)
    await desk.open("/admin/sharing")
    await expect(row(desk.page, "Ada Lovelace")).to_contain_text("confirmed")
    await row(desk.page, "Ada Lovelace").get_by_role("button", name="Take back").click()
    await desk.dialog.get_by_role("button", name="Take it back from Ada Lovelace").click()
    await expect(desk.page.get_by_text("Ada Lovelace has it no more.")).to_be_visible()
    await expect(row(desk.page, "Ada Lovelace")).to_contain_text("taken back")
    await ada.reload()
    await expect(ada.get_by_role("heading", name="Lumen")).to_be_visible()
    await expect(mine).to_be_empty()
    await expect(studio).to_have_count(0)


async def test_a_forwarded_link_says_for_whom_it_is_and_opens_nothing(
    desk: Desk, site: Site, visitor: Visitor, clean: Settings
) -> None:
    await share(desk, ADA, "")
    await expect(desk.dialog.get_by_text("is on its way")).to_be_visible()
    link = link_in(clean, site)
    bob = await visitor.page()
    visitor.expects("403 (Forbidden)")
    await sign_in(bob, site.url, BOB, clean)
    await bob.goto(link)
    await bob.get_by_role("button", name="Confirm and open it").click()
    await expect(bob.get_by_role("alert")).to_contain_text("for the e-mail address a…@e….org")
    await expect(bob).to_have_url(f"{site.url}/shared")
    await assert_clean(bob)
    await bob.get_by_role("button", name="Sign in as somebody else").click()
    await expect(bob).to_have_url(f"{site.url}/sign-in?next=%2Fshared")
    await expect(bob.get_by_label("E-mail address")).to_be_visible()
    visitor.expects("410 (Gone)")
    await row(desk.page, ADA).first.get_by_role("button", name="Take back").click()
    await desk.page.get_by_role("button", name=f"Take it back from {ADA}").click()
    await expect(desk.page.get_by_text(f"{ADA} has it no more.")).to_be_visible()
    await bob.goto(f"{site.url}/shared")
    await expect(bob.get_by_role("heading", name="This was taken back.")).to_be_visible()


async def test_what_waits_is_confirmed_on_ones_own_page(
    desk: Desk, site: Site, visitor: Visitor, clean: Settings
) -> None:
    ada = await visitor.page(size=(360, 780))
    await sign_in(ada, site.url, ADA, clean)
    await expect(ada.locator("codebadge-my-shares")).to_be_empty()
    await share(desk, ADA, "for the spring")
    await expect(desk.dialog.get_by_text("is on its way")).to_be_visible()
    await ada.reload()
    mine = ada.locator("codebadge-my-shares")
    await expect(mine).to_contain_text("waits for you")
    assert await overhang(ada) <= 0
    await mine.get_by_role("button", name="Confirm").click()
    await expect(mine.get_by_role("link", name="Open")).to_be_visible()
    await mine.get_by_role("button", name="Give it back").click()
    await give_back(ada)
    await expect(mine).to_be_empty()


async def give_back(page: Page) -> None:
    await page.locator("codebadge-task").get_by_role("button", name="Give it back").click()
    await expect(page.locator("codebadge-toast [role=status]")).to_contain_text("no more")


async def test_by_github_name_the_admin_hands_the_link_over(desk: Desk, site: Site) -> None:
    member(site, "Zoe", "zoe@example.org")
    await desk.open("/admin/sharing")
    await desk.page.get_by_role("button", name="Share the whole studio").first.click()
    await expect(desk.dialog.get_by_label("Known by")).to_be_focused()
    await desk.dialog.get_by_label("Known by").select_option("github")
    await desk.dialog.get_by_label("Their GitHub name").fill("not a name!")
    await desk.dialog.get_by_role("button", name="Share", exact=True).click()
    await expect(desk.dialog.get_by_text("Write the GitHub name like ada-lovelace.")).to_be_visible()
    await desk.dialog.get_by_label("Their GitHub name").fill("@Ada")
    await desk.dialog.get_by_role("button", name="Share", exact=True).click()
    await expect(desk.dialog.locator("codebadge-copy")).to_contain_text(f"{site.url}/shared#")
    await expect(row(desk.page, "@ada").first).to_contain_text("waiting")
    await row(desk.page, "@ada").first.get_by_role("combobox").select_option("view")
    told = desk.dialog.locator(".told")
    await expect(told).to_contain_text("may look at it")
    await told.get_by_role("button", name="Undo").click()
    await expect(told).to_contain_text("may draw on it")
