"""A badge's whole life: drawn from a blank page, shared, changed by its contributor, earned, and seen in a README."""

import re
from io import BytesIO

import numpy
import pytest
from PIL import Image
from playwright.async_api import Page, expect

from models.rules.art.drawing import Gradient, Layer, Painted
from models.settings import Settings
from tests.browser.desk import Desk, row
from tests.browser.drawing import Board
from tests.browser.signing_in import ask_for_code
from tests.browser.visitor import Visitor
from tests.server.surfing import code_for, last_mail

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ADA = "ada@example.org"


async def test_a_badge_is_drawn_shared_changed_by_its_contributor_earned_and_seen_in_a_readme(
    desk: Desk, visitor: Visitor, clean: Settings
) -> None:
    front = await visitor.open(desk.site.url)
    await expect(front.locator("codebadge-feed [data-phase=live]")).to_be_visible()

    grace = await drawn_from_a_blank_page(desk)
    await published(desk)
    await shared(desk)

    ada = Board(await visitor.open(link_in(clean, desk.site.url)), grace.design)
    await confirmed(ada.page, clean)
    await changed_together(grace, ada)

    await published(desk, "Version 2 is published.")
    await used_for_a_badge(desk)
    award = await awarded(desk)
    await seen_at_once(front)
    await sharp_in_a_readme(desk, award)


async def drawn_from_a_blank_page(desk: Desk) -> Board:
    """A shield in two of the organisation's colours, a circle, words on an arc and a sign, which can be told."""
    page = await desk.open("/studio?new=1")
    await page.get_by_role("button", name="Blank page").click()
    await expect(page).to_have_url(re.compile(r"/studio/\d+"))
    board = Board(page, int(page.url.split("?")[0].rpartition("/")[2]))
    await expect(page.locator("[data-state=live]").first).to_be_attached()

    await page.get_by_role("tab", name="Colours").click()
    for _ in range(2):
        await page.get_by_role("button", name=re.compile("^Add #")).first.click()
    await expect(page.locator("[data-color]")).to_have_count(2)
    await page.get_by_role("tab", name="Design").click()

    await board.take("Shapes")
    await page.get_by_role("radio", name="Shield").click()
    await board.drag((56, 20), (456, 492))
    fill = page.locator("[data-part=fill]")
    await fill.get_by_role("button", name="Gradient").click()
    offered = fill.get_by_role("group", name="Of this organisation").get_by_role("button").nth(2)
    await offered.click()
    first = (await offered.get_attribute("title") or "").removeprefix("from ")
    await expect(fill.get_by_label("Fill, Colour 1: Hex")).to_have_value(first)
    names = [await one.get_attribute("title") for one in await page.locator(".stops li").first.locator(".swatch").all()]
    assert names[0] == "Main"
    for at, name in enumerate(names, 1):
        await fill.get_by_role("button", name=f"Fill, Colour {at}: {name}", exact=True).click()
    await board.take("Shapes")
    await page.get_by_role("radio", name="Circle").click()
    await board.drag((176, 170), (336, 330))
    await colored(page, "#ffffff")
    await board.take("Text on an arc")
    await board.press(256, 250)
    await expect(page.get_by_label("Text, Enter when it is done")).to_be_focused()
    await page.keyboard.type("Lighthouse")
    await page.keyboard.press("Enter")
    await colored(page, "#ffffff")
    await board.take("Icon")
    await board.press(256, 250)
    kept = (await board.until_kept(4)).layers
    assert [layer.kind for layer in kept] == ["path", "path", "text", "icon"]
    assert [stop.color for stop in gradient(kept[0]).stops] == ["@main", "@main2"]
    return board


def gradient(layer: Layer) -> Gradient:
    assert isinstance(layer, Painted)
    assert isinstance(layer.fill, Gradient)
    return layer.fill


async def colored(page: Page, hex: str) -> None:
    """What is picked has this fill."""
    await page.locator("[data-part=fill]").get_by_role("button", name="Colour", exact=True).click()
    await page.locator("[data-part=fill]").get_by_label("Hex").fill(hex)
    await page.keyboard.press("Enter")


async def published(desk: Desk, told: str = "Version 1 is published.") -> None:
    await desk.page.get_by_role("button", name="Publish").click()
    await desk.dialog.get_by_role("button", name="Publish").click()
    if told.startswith("Version 1"):
        await desk.dialog.get_by_label("Alternative text").fill("A lighthouse on a shield")
        await desk.dialog.get_by_role("button", name="Publish").click()
    await desk.hears(told)


async def shared(desk: Desk) -> None:
    """With Ada by her address, with another by the name on GitHub."""
    await desk.page.get_by_role("button", name="Share", exact=True).click()
    await desk.dialog.get_by_label("Their e-mail address").fill(ADA)
    await desk.dialog.get_by_role("button", name="Share", exact=True).click()
    await expect(desk.dialog.get_by_text(f"The link is on its way to {ADA}.")).to_be_visible()
    await desk.dialog.get_by_label("Known by").select_option("github")
    await desk.dialog.get_by_label("Their GitHub name").fill("@bob")
    await desk.dialog.get_by_role("button", name="Share", exact=True).click()
    await expect(row(desk.page, "@bob").first).to_contain_text("waiting")
    await desk.page.keyboard.press("Escape")
    await expect(desk.dialog).to_have_count(0)


def link_in(settings: Settings, url: str) -> str:
    [link] = re.findall(rf"{re.escape(url)}/shared#[\w-]+$", last_mail(ADA, settings), re.M)
    return str(link)


async def confirmed(page: Page, settings: Settings) -> None:
    """The link opens nothing until its receiver has signed in and says yes."""
    await page.get_by_role("link", name="Sign in", exact=True).last.click()
    await ask_for_code(page, ADA)
    await page.get_by_label("Six digits").fill(code_for(ADA, settings))
    await page.get_by_role("button", name="Confirm and open it").click()
    await expect(page).to_have_url(re.compile(r"/studio/\d+"))


async def changed_together(grace: Board, ada: Board) -> None:
    """Ada draws while Grace looks on; Grace's undo takes back her own step, not Ada's."""
    await expect(ada.layers).to_have_count(4)
    await ada.take("Shapes")
    await ada.page.get_by_role("radio", name="Star").click()
    await ada.drag((226, 350), (286, 410))
    await expect(grace.layers).to_have_count(5)
    await expect(grace.page.locator("codebadge-canvas .person")).to_contain_text("Ada Lovelace")
    await grace.focus()
    # Her last step was the alternative text, the one before it the sign.
    for _ in range(2):
        await grace.page.keyboard.press("Control+z")
    await expect(ada.layers).to_have_count(4)
    for _ in range(2):
        await grace.page.keyboard.press("Control+Shift+z")
    kept = (await ada.until_kept(5)).layers
    assert {layer.shape for layer in kept if layer.kind == "path"} == {"shield", "circle", "star"}


async def used_for_a_badge(desk: Desk) -> None:
    await desk.page.get_by_role("button", name="Use for a badge").click()
    await desk.dialog.get_by_role("button", name="Special thanks").click()
    await desk.hears("“Special thanks” shows this design now.")


async def awarded(desk: Desk) -> int:
    """Ada earns it, by hand; the award's id."""
    page = await desk.open("/admin/badges")
    await row(page, "Special thanks").get_by_role("button", name="Award").click()
    await desk.picks("Who gets it", "Ada Lovelace", desk.dialog)
    await desk.dialog.get_by_label("Reason").fill("for the light")
    await desk.dialog.get_by_role("button", name="Award to").click()
    await desk.hears("Badge awarded successfully!")
    [one] = (await desk.site.read("/awards"))["awards"]
    return int(one["award"]["id"])


async def seen_at_once(front: Page) -> None:
    """On a page that has been open all the time."""
    line = front.locator("codebadge-award-line").first
    await expect(line).to_contain_text("Ada Lovelace")
    picture = line.locator("img")
    await expect(picture).to_have_attribute("src", re.compile(r"^/img/art/"))
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 0


async def sharp_in_a_readme(desk: Desk, award: int) -> None:
    """As many pixels as were asked for, with an edge that is not blown up from fewer."""
    page = await desk.open(f"/awards/{award}")
    written = await page.locator("codebadge-copy code").filter(has_text="/img/").inner_text()
    [picture_url] = re.findall(r"\((\S+)\?size=128\)", written)
    for size in (64, 512):
        answer = await desk.page.request.get(f"{picture_url}?size={size}")
        assert answer.headers["content-type"] == "image/png"
        assert "max-age" in answer.headers["cache-control"]
        picture = Image.open(BytesIO(await answer.body())).convert("RGBA")
        assert picture.size == (size, size)
        opacity = numpy.array(picture)[size // 4, :, 3]
        assert opacity.max() == 255
        assert numpy.count_nonzero((opacity > 0) & (opacity < 255)) <= 6, "its edge is blurred"
