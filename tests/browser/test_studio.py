"""The studio: a template becomes a badge's picture, a blank page is drawn on; who may only look, sees."""

import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect

from models import db
from models.people import Person
from models.settings import Settings
from models.shares import Share
from tests.browser.axe import assert_clean, violations
from tests.browser.desk import Desk
from tests.browser.signing_in import sign_in
from tests.browser.site import Site
from tests.browser.visitor import PHONE, Visitor, overhang

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOSTILE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" onload="alert(1)"><script>alert(2)</script>
<circle cx="50" cy="50" r="40" fill="#1f4f86"/>
<image href="https://elsewhere.example/a.png" width="9" height="9"/></svg>"""
OPENED = re.compile(r"/studio/\d+")


async def test_a_template_becomes_the_picture_of_a_badge(desk: Desk) -> None:
    page = await desk.open("/studio")
    await expect(page.get_by_text("No badge has been drawn here yet.")).to_be_visible()
    await page.get_by_role("link", name="New badge").click()
    await page.get_by_label("What does it say?").fill("Bug hunter")
    shield = page.locator("[data-template=shield]")
    await shield.scroll_into_view_if_needed()
    await expect(shield.locator("img")).to_be_visible()
    assert await page.locator("[data-template]").count() >= 12
    await assert_clean(page)
    await shield.get_by_role("button").click()
    await expect(page).to_have_url(OPENED)

    await page.get_by_role("textbox", name="Title").fill("Bug slayer")
    await page.get_by_role("textbox", name="Title").press("Tab")
    await page.get_by_role("tab", name="Settings").focus()
    await page.keyboard.press("Control+z")
    await expect(page.get_by_role("textbox", name="Title")).to_have_value("Bug hunter")
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    await page.keyboard.press("Control+Shift+z")
    await expect(page.get_by_role("textbox", name="Title")).to_have_value("Bug slayer")
    await expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("button", name="Publish").click()
    await desk.dialog.get_by_role("button", name="Publish").click()
    await desk.hears("Version 1 is published.")

    await page.get_by_role("button", name="Use for a badge").click()
    await desk.dialog.get_by_role("button", name="Ten issues").click()
    await desk.hears("“Ten issues” shows this design now.")
    await desk.open("/badges-gallery")
    tile = page.locator(".badge-tile").filter(has=page.get_by_role("heading", name="Ten issues", exact=True))
    picture = tile.locator("img")
    await expect(picture).to_have_attribute("src", re.compile(r"^/img/art/"))
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 0

    await desk.open("/studio")
    card = page.locator(".design").filter(has_text="Bug hunter")
    await expect(card).to_contain_text("version 1")
    await expect(card).to_contain_text("on 1 badge")
    await assert_clean(page)
    # It ends on a dark page, where the drawing has its dark colours.
    await expect(card.locator("img")).to_have_attribute("src", re.compile(r"theme=dark$"))
    await page.emulate_media(color_scheme="light")
    await expect(card.locator("img")).not_to_have_attribute("src", re.compile("theme"))


async def test_a_blank_page_is_drawn_on_named_and_published(desk: Desk) -> None:
    page = await _blank(desk)
    await page.get_by_role("button", name="Text", exact=True).click()
    await page.locator("codebadge-canvas").click()
    await expect(page.get_by_label("Text, Enter when it is done")).to_be_focused()
    await page.keyboard.type("Hello")
    await page.keyboard.press("Enter")
    layer = page.get_by_role("treeitem", name="Hello")
    await expect(layer).to_be_visible()
    await layer.click()
    await page.get_by_role("group", name="Fill", exact=True).get_by_label("Hex").fill("#eeeeee")
    await page.keyboard.press("Enter")

    await page.get_by_role("tab", name="Preview").click()
    await expect(page.locator(".warnings li")).to_contain_text("is hard to read on light pages")
    await page.get_by_role("button", name="Publish").click()
    await desk.dialog.get_by_role("button", name="Publish").click()
    await expect(desk.dialog).to_contain_text("It has no alternative text yet.")
    await desk.dialog.get_by_label("Alternative text").fill("The word hello")
    await desk.dialog.get_by_role("button", name="Publish").click()
    await desk.hears("Version 1 is published.")
    await page.get_by_role("tab", name="History").click()
    await expect(page.locator("[data-version='1']")).to_contain_text("Grace Hopper")
    await expect(page.locator(".deeds li").first).to_contain_text("alternative text")
    for tab in ("Colours", "Levels", "Preview", "Comments"):
        await page.get_by_role("tab", name=tab).click()
        assert await violations(page) == []
    await page.get_by_role("tab", name="Design").click()
    await assert_clean(page)
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert await overhang(page) <= 0


async def test_what_was_taken_out_of_an_svg_is_told(desk: Desk) -> None:
    page = await _blank(desk)
    await page.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Import SVG").click()
    files = {"name": "evil.svg", "mimeType": "image/svg+xml", "buffer": HOSTILE}
    await desk.dialog.get_by_label("SVG file").set_input_files(files)  # type: ignore[arg-type]
    told = desk.dialog.locator(".removed")
    await expect(told.locator("li")).to_have_count(3)
    await expect(told).to_contain_text("<script>")
    await expect(told).to_contain_text("onload")
    await desk.dialog.get_by_role("button", name="Put it into the drawing").click()
    await expect(page.get_by_role("treeitem")).to_have_count(1)
    await expect(page.get_by_text("Saved", exact=True)).to_be_visible()


async def test_who_may_look_sees_and_cannot_draw(desk: Desk, visitor: Visitor, clean: Settings) -> None:
    page = await _blank(desk)
    address = page.url
    theirs = await visitor.open(f"{desk.site.url}/studio")
    await expect(theirs).to_have_url(re.compile(r"/sign-in\?next=%2Fstudio$"))
    await sign_in(theirs, desk.site.url, "ada@example.org", clean)
    await theirs.goto(f"{desk.site.url}/studio")
    await expect(theirs.get_by_text("Nothing in this studio is shared with you.")).to_be_visible()
    _share(desk.site, int(address.rpartition("/")[2]))
    await theirs.reload()
    await theirs.get_by_role("link", name="New badge").click()
    await expect(theirs.get_by_text("You may look at this design, not change it.")).to_be_visible()
    await expect(theirs.get_by_role("button", name="Publish")).to_have_count(0)
    await expect(theirs.get_by_role("button", name="Pencil")).to_have_count(0)
    await theirs.get_by_role("tab", name="Comments").click()
    await expect(theirs.get_by_label("Your comment")).to_have_count(0)


async def _blank(desk: Desk) -> Page:
    page = await desk.open("/studio?new=1")
    await page.get_by_role("button", name="Blank page").click()
    await expect(page).to_have_url(OPENED)
    await expect(page.locator("codebadge-canvas")).to_be_visible()
    await expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    return page


def _share(site: Site, design: int) -> None:
    """Ada may look at it, and has confirmed."""
    now = datetime.now(UTC)
    with db.unit():
        ada = Person.get(Person.name == "Ada Lovelace")
        Share.create(
            organization=site.lumen.organization,
            design=design,
            role="view",
            way="email",
            address="ada@example.org",
            person=ada,
            note="",
            by="Grace Hopper",
            created_at=now,
            expires_at=now,
            confirmed_at=now,
        )
