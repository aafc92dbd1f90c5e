"""The studio's comforts: own templates are kept, layers chosen by finger, words set by number, and nothing is lost."""

import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import Dialog, Page, Route, expect

from models import artworks, db
from models.designs import Design
from models.rules.art.drawing import Drawing
from models.settings import Settings
from models.templates import Template
from tests.browser.axe import assert_clean, violations
from tests.browser.desk import Desk
from tests.browser.drawing import Board, blank, opened, share
from tests.browser.signing_in import sign_in
from tests.browser.site import Site
from tests.browser.visitor import Visitor, overhang

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DRAWING = Drawing.model_validate(
    {
        "title": "Star",
        "alt": "Two squares with words",
        "colors": {"main": "#1f4f86", "main2": "#9cc1ee", "main3": "#d4a52a"},
        "layers": [
            {
                "id": "a",
                "z": "a0",
                "kind": "path",
                "name": "Blue",
                "d": "M-90 -90H90V90H-90Z",
                "fill": "@main",
                "x": 120,
            },
            {
                "id": "b",
                "z": "a1",
                "kind": "path",
                "name": "Gold",
                "d": "M-90 -90H90V90H-90Z",
                "fill": "@main3",
                "x": 390,
            },
            {"id": "c", "z": "a2", "kind": "text", "text": "A long title", "size": 64, "width": 260, "y": 440},
        ],
    }
)
AT_200_PERCENT = {"width": 640, "height": 400}
DESIGNS = 500
"""As many as an organisation may have."""


async def test_own_templates_are_renamed_made_public_and_deleted(desk: Desk, visitor: Visitor) -> None:
    visitor.expects("404")  # of a deleted template nobody knows the name
    page = await desk.open("/studio?new=1")
    await expect(page.get_by_text("No template of your own yet.")).to_be_attached()
    ref = _template(desk.site, "House shield")
    page = await desk.open("/studio?new=1")
    card = page.locator(f"[data-template='{ref}']")
    await expect(card).to_contain_text("only for this organisation")

    await _choose(page, "House shield", "Name and licence")
    await desk.dialog.get_by_label("Name of the template").fill("Great shield")
    await desk.dialog.get_by_label("Other organisations may use it, too").check()
    await desk.dialog.get_by_label("Licence").select_option("CC-BY-SA-4.0")
    assert await violations(page) == []
    await desk.dialog.get_by_role("button", name="Save the template").click()
    await desk.hears("The template “Great shield” is changed.")
    await expect(card).to_contain_text("public, CC-BY-SA-4.0")
    await expect(card).to_contain_text("Great shield")
    await assert_clean(page)

    await card.get_by_role("button", name="Use Great shield").click()
    await expect(page).to_have_url(re.compile(r"/studio/\d+"))
    made = page.url
    page = await desk.open("/studio?new=1")
    await _choose(page, "Great shield", "Delete")
    await expect(desk.dialog).to_contain_text("Designs that were made from it stay as they are.")
    await desk.dialog.get_by_role("button", name="Delete the template").click()
    await desk.hears("Designs made from it stay.")
    await expect(card).to_have_count(0)
    await page.goto(made)
    await expect(page.locator(".made img")).to_be_visible()
    await expect(page.get_by_role("heading", name="Made from a template")).to_be_visible()


async def test_whoever_only_draws_along_sees_no_templates(desk: Desk, visitor: Visitor, clean: Settings) -> None:
    _template(desk.site, "House shield")
    share(desk.site, "Ada Lovelace", blank(desk.site))
    theirs = await visitor.open(f"{desk.site.url}/sign-in")
    await sign_in(theirs, desk.site.url, "ada@example.org", clean)
    await theirs.goto(f"{desk.site.url}/studio?new=1")
    await expect(theirs.get_by_role("heading", name="Star")).to_be_visible()
    await expect(theirs.locator("codebadge-studio-start")).to_have_count(0)


async def test_a_text_is_set_by_number_and_seen_while_it_is_typed(desk: Desk) -> None:
    board = await _opened(desk)
    page = board.page
    await page.get_by_role("treeitem", name="A long title").click()
    words = page.locator("codebadge-canvas [data-layer=c] [font-size]").first
    await expect(page.locator("[data-part=size]")).to_contain_text(re.compile(r"Shown at \d+(\.\d)?, so that it fits."))
    field = page.get_by_label("Size as a number")
    await field.focus()
    await expect(field).to_be_focused()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("20")
    await expect(words).to_have_attribute("font-size", "20")
    assert board.kept().layers[2].size == 64  # type: ignore[union-attr]
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-part=size]")).not_to_contain_text("Shown at")
    await page.get_by_label("At most high").fill("10")
    await page.keyboard.press("Enter")
    await expect(words).to_have_attribute("font-size", "10")
    await page.get_by_label("At most high").fill("")
    await page.keyboard.press("Enter")
    await expect(words).to_have_attribute("font-size", "20")
    kept = (await board.until_kept(3)).layers[2]
    assert (kept.size, kept.height) == (20, None)  # type: ignore[union-attr]
    assert await violations(page) == []


async def test_a_finger_chooses_several_layers(desk: Desk) -> None:
    board = await _opened(desk)
    page = board.page
    picked = page.locator("[role=treeitem][aria-selected=true]")
    await board.press(120, 256)
    await board.press(390, 256)
    await expect(picked).to_have_text([re.compile("Gold")])
    await board.take("Choose several")
    await board.press(120, 256)
    await expect(picked).to_have_count(2)
    await board.press(256, 60)
    await expect(picked).to_have_count(2)
    await board.drag((120, 256), (120, 200))
    await expect(picked).to_have_count(2)
    kept = await board.until_kept(3)
    assert kept.layers[0].y == kept.layers[1].y != 256
    await page.get_by_role("treeitem", name="Gold").click()
    await expect(picked).to_have_text([re.compile("Blue")])
    await page.get_by_role("tab", name="Colours").click()
    await expect(page.get_by_label("Name of Main, lighter")).to_have_value("Main, lighter")
    await page.get_by_label("Name of Gold").fill("Deep sea")
    await page.get_by_label("Name of Gold").press("Enter")
    await expect(page.get_by_label("Name of Deep sea")).to_be_visible()
    await expect(page.locator("[data-state=live]").first).to_be_attached()
    await assert_clean(page)


async def test_unsaved_steps_are_counted_and_the_tab_warns(desk: Desk, visitor: Visitor) -> None:
    board = await _opened(desk)
    page = board.page
    visitor.expects("ERR_CONNECTION_REFUSED", "WebSocket")
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    page.on("dialog", stay)
    await page.get_by_role("treeitem", name="Gold").click()
    desk.site.server.kill()
    await expect(page.locator("[data-state=offline]").first).to_be_visible()
    await expect(page.locator("[data-state=unsaved]")).to_have_count(0)
    for _ in range(2):
        await board.focus()
        await page.keyboard.press("ArrowUp")
    await expect(page.locator("[data-state=unsaved]")).to_contain_text("Not saved yet: 2 steps.")
    assert await violations(page) == []
    async with page.expect_event("dialog"):
        await page.close(run_before_unload=True)

    await desk.site.server.start()
    await expect(page.locator("[data-state=unsaved]")).to_have_count(0)
    await expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    await page.goto(f"{desk.site.url}/studio")
    await expect(page.locator(".design")).to_have_count(1)
    assert asked == ["beforeunload"], "once, while something was unsaved"


async def test_a_picture_that_keeps_one_waiting_leaves_its_place_and_a_lost_one_says_so(
    desk: Desk, visitor: Visitor
) -> None:
    visitor.expects("500")
    blank(desk.site, DRAWING)
    page = desk.page
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await page.route("**/img/designs/**", hold)
    await desk.open("/studio")
    picture = page.locator(".design codebadge-picture")
    await expect(picture.locator(".ground")).to_have_css("opacity", "1")
    await assert_clean(page)
    for route in held:
        await route.fulfill(status=500)
    await expect(picture.locator("img")).to_have_attribute("data-state", "lost")
    await expect(picture.locator(".lost")).to_be_visible()
    await page.unroute("**/img/designs/**")
    await page.reload()
    await expect(picture.locator("img")).to_have_attribute("data-state", "here")
    await expect(picture.locator(".ground")).to_be_hidden()


async def test_at_200_percent_nothing_is_cut_off(desk: Desk) -> None:
    page = desk.page
    await page.set_viewport_size(AT_200_PERCENT)  # type: ignore[arg-type]
    for path in ("/studio", "/studio?new=1", "/shared", "/admin/sharing"):
        await desk.open(path)
        await expect(page.get_by_role("heading").first).to_be_visible()
        assert await overhang(page) <= 0, path
    board = await opened(page, desk.site, blank(desk.site, DRAWING))
    await page.get_by_role("tab", name="Design").click()
    await page.get_by_role("treeitem", name="A long title").click()
    for what in (page.get_by_label("Size as a number"), page.get_by_role("tab", name="History")):
        await what.scroll_into_view_if_needed()
        await expect(what).to_be_in_viewport()
    await board.take("Choose several")
    edge = await page.locator("codebadge-canvas .edge").bounding_box()
    assert edge is not None and edge["height"] > 150
    assert await overhang(page) <= 0


async def test_all_designs_are_listed_and_found(desk: Desk) -> None:
    first = blank(desk.site, DRAWING)
    with db.unit():
        one = Design.select().where(Design.id == first).dicts().get()
        del one["id"]
        Design.insert_many([one | {"name": f"Badge {number:03}"} for number in range(1, DESIGNS)]).execute()
    page = await desk.open("/studio")
    cards = page.locator(".design")
    await expect(cards).to_have_count(60)
    while (shown := await cards.count()) < DESIGNS:
        await page.locator("codebadge-more").scroll_into_view_if_needed()
        await expect(cards).not_to_have_count(shown)
    await page.get_by_label("Find a design").fill("badge 427")
    await expect(cards).to_have_text([re.compile("Badge 427")])
    await expect(page.get_by_text("1 design found")).to_be_visible()
    await page.get_by_label("Find a design").fill("")
    await expect(cards).to_have_count(60)
    assert await violations(page) == []


def _template(site: Site, name: str) -> int:
    """An own template as it was saved from a design."""
    now = datetime.now(UTC)
    with db.unit():
        artwork = artworks.keep_as_it_is(DRAWING, now)
        made = Template.create(
            organization=site.lumen.organization,
            artwork=artwork,
            name=name,
            is_public=False,
            by="Grace Hopper",
            created_at=now,
            updated_at=now,
        )
        return int(made.id)


async def _choose(page: Page, template: str, item: str) -> None:
    await page.get_by_role("button", name=f"More for the template {template}").click()
    await page.get_by_role("menuitem", name=item).click()


async def _opened(desk: Desk) -> Board:
    return await opened(desk.page, desk.site, blank(desk.site, DRAWING))
