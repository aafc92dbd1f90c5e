"""/admin/outgoing: a webhook of ours is made, tried out, sent again, paused, and told of when it was switched off."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
from playwright.async_api import Page, expect

from models import db, outlets
from models.outlets import Outlet
from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk, row
from tests.browser.test_access import overhang
from tests.browser.visitor import Visitor
from tests.workers import receiver
from tests.workers.receiver import Answer
from workers import outgoing

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def made(desk: Desk, name: str = "Team chat") -> Page:
    """On the page of a new one."""
    with db.unit():
        url = "https://chat.example/hook"
        outlet, _ = outlets.create(desk.site.lumen.organization, name, url, ["badge.awarded"], datetime.now(UTC))
    return await desk.open(f"/admin/outgoing/{outlet.id}")


async def tell(settings: Settings) -> None:
    """As the worker does, but to this machine."""
    open_settings = replace(settings, outgoing_networks=(ip_network("127.0.0.1"),), outgoing_insecure=True)
    await asyncio.to_thread(outgoing.tell, 0, open_settings)


async def test_a_webhook_is_made_paused_renamed_has_a_new_secret_and_is_deleted(desk: Desk, visitor: Visitor) -> None:
    visitor.expects("400 (Bad Request)")
    page = await desk.open("/admin/outgoing")
    await expect(page.get_by_text("Nobody is told yet.")).to_be_visible()
    await assert_clean(page)
    await page.get_by_role("button", name="Add a webhook").first.click()
    await desk.dialog.get_by_label("Name").fill("Team chat")
    await desk.dialog.get_by_label("Address").fill("https://127.0.0.1/hook")
    await desk.dialog.get_by_label("Somebody’s points change").check()
    await assert_clean(page)
    await desk.dialog.get_by_role("button", name="Add a webhook").click()
    await expect(page.locator("#field-url-error")).to_contain_text("This address is private")
    await desk.dialog.get_by_label("Address").fill("https://chat.example/hook")
    await desk.dialog.get_by_role("button", name="Add a webhook").click()
    await expect(desk.dialog.locator("codebadge-copy")).to_contain_text("whsec_")
    await desk.dialog.get_by_role("button", name="Done").click()
    await expect(row(page, "Team chat")).to_contain_text("not used yet")
    with db.unit():
        assert Outlet.get().events == ["badge.awarded", "points.changed", "season.closed"]
    await page.get_by_role("link", name="Team chat").click()
    await page.get_by_role("button", name="Pause").click()
    await desk.hears("“Team chat” is paused")
    await expect(page.locator(".form .mark")).to_have_text("paused")
    await desk.undoes()
    await desk.hears("“Team chat” goes on.")
    await page.get_by_role("button", name="Edit").click()
    await desk.dialog.get_by_label("Name").fill("Choir")
    await desk.dialog.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Choir")
    await page.get_by_role("button", name="New secret").click()
    await desk.dialog.get_by_role("button", name="Make a new secret").click()
    await expect(desk.dialog.locator("codebadge-copy")).to_contain_text("whsec_")
    await desk.dialog.get_by_role("button", name="Done").click()
    await page.get_by_role("button", name="Delete").click()
    await desk.dialog.get_by_role("button", name="Delete “Choir”").click()
    await desk.hears("“Choir” was deleted.")
    await expect(page.get_by_text("Nobody is told yet.")).to_be_visible()


async def test_a_test_is_sent_its_answer_shown_and_sent_again(desk: Desk, clean: Settings) -> None:
    with receiver.listening() as other:
        other.answers = [Answer(503)]
        page = await made(desk)
        with db.unit():
            Outlet.update(url=other.url()).execute()
        await page.get_by_role("button", name="Send a test").click()
        await desk.hears("A test is on its way.")
        await expect(row(page, "Test")).to_contain_text("waiting")
        await tell(clean)
        await page.get_by_role("button", name="Look again").click()
        await expect(row(page, "Test")).to_contain_text("status 503")
        await expect(page.get_by_text("It fails since")).to_be_visible()
        await assert_clean(page)
        await row(page, "Test").get_by_role("button", name="Send again").click()
        await desk.hears("It is sent again")
        await tell(clean)
        await page.get_by_role("button", name="Look again").click()
        await expect(row(page, "Test")).to_contain_text("taken")
        await expect(page.locator(".form .mark")).to_have_text("works")
        await row(page, "Test").get_by_role("button", name="What was sent").click()
        await expect(desk.dialog.locator("pre")).to_contain_text('"type": "codebadge.test"')
        assert len({heard.headers["webhook-id"] for heard in other.heard}) == 1 < len(other.heard)


async def test_one_that_was_switched_off_is_told_of_and_let_go_on(desk: Desk) -> None:
    page = await made(desk, "A name that is as long as somebody who likes to explain everything writes it down")
    with db.unit():
        outlets.switch_off(Outlet.get(), "It answered with status 500.", datetime.now(UTC))
    await desk.open("/admin")
    await page.get_by_role("link", name="was switched off after failing too long").click()
    await expect(page.get_by_text("It was switched off: It answered with status 500.")).to_be_visible()
    for width in (320, 768):
        await page.set_viewport_size({"width": width, "height": 640})
        assert await overhang(page) <= 0, f"{width} px"
    await page.get_by_role("button", name="Let it go on").click()
    await expect(page.locator(".form .mark")).to_have_text("not used yet")
