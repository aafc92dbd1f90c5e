"""The studio's canvas: what one person draws there, by the mouse and by the keyboard, and takes back again."""

import pytest
from playwright.async_api import expect

from models import templates
from models.rules.art.drawing import GroupLayer, IconLayer, PathLayer, TextLayer
from tests.browser.axe import violations
from tests.browser.desk import Desk
from tests.browser.drawing import Board, blank, difference, opened

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def board(desk: Desk) -> Board:
    """A blank design of Grace's."""
    return await opened(desk.page, desk.site, blank(desk.site))


async def test_a_shape_is_drawn_moved_by_the_keyboard_and_all_of_it_undone(desk: Desk) -> None:
    canvas, keys = await board(desk), desk.page.keyboard
    await canvas.take("Shapes")
    await desk.page.get_by_role("radio", name="Circle").click()
    await canvas.drag((100, 100), (300, 260))
    circle = (await canvas.until_kept(1)).layers[0]
    assert isinstance(circle, PathLayer)
    assert (circle.shape, round(circle.x), round(circle.y)) == ("circle", 200, 180)
    assert (round(circle.sx, 2), round(circle.sy, 2)) == (1.0, 0.8)

    await canvas.focus()
    for _ in range(4):
        await keys.press("Shift+ArrowRight")
    await expect(canvas.said).to_have_text("Circle moved, 10 right")
    for _ in range(5):
        await keys.press("Control+z")
    await canvas.until_kept(0)
    await keys.press("Control+Shift+z")
    assert round((await canvas.until_kept(1)).layers[0].x) == 200


async def test_lines_words_and_signs_are_drawn_cut_and_grouped(desk: Desk) -> None:
    canvas, keys = await board(desk), desk.page.keyboard
    await canvas.take("Pencil")
    await canvas.drag((60, 60), (160, 60), (300, 64))
    await canvas.take("Eraser")
    await canvas.drag((180, 20), (180, 110))
    line = (await canvas.until_kept(1)).layers[0]
    assert isinstance(line, PathLayer)
    assert line.d.count("M") == 2, "the eraser cut it in two"

    await canvas.take("Text")
    await canvas.press(256, 300)
    await expect(desk.page.get_by_label("Text, Enter when it is done")).to_be_focused()
    await keys.type("First review")
    await keys.press("Enter")
    await canvas.take("Icon")
    await canvas.press(256, 420)
    words, sign = (await canvas.until_kept(3)).layers[1:]
    assert isinstance(words, TextLayer)
    assert isinstance(sign, IconLayer)
    assert words.text == "First review"

    await canvas.focus()
    await keys.press("Control+a")
    await keys.press("Control+g")
    kept = await canvas.until_kept(4)
    group = next(layer for layer in kept.layers if isinstance(layer, GroupLayer))
    assert {layer.group for layer in kept.layers if layer is not group} == {group.id}
    await keys.press("Control+c")
    await keys.press("Control+v")
    await canvas.until_kept(8)
    await keys.press("Delete")
    await canvas.until_kept(4)


async def test_the_keyboard_alone_makes_and_bends_a_shape(desk: Desk) -> None:
    canvas, keys = await board(desk), desk.page.keyboard
    await canvas.focus()
    await keys.press("s")
    await desk.page.get_by_role("radio", name="Polygon").focus()
    await keys.press("Enter")
    await keys.press("Enter")
    before = (await canvas.until_kept(1)).layers[0]
    await canvas.focus()
    await keys.press("Escape")
    await keys.press("Tab")
    await expect(canvas.said).to_have_text("Polygon, layer 1 of 1")
    await keys.press("Enter")
    await keys.press("Tab")
    await expect(canvas.said).to_contain_text("Point 1 of")
    await keys.press("Shift+ArrowUp")
    await expect(canvas.said).to_have_text("Point moved")
    after = (await canvas.until_kept(1)).layers[0]
    assert isinstance(before, PathLayer)
    assert isinstance(after, PathLayer)
    assert after.d != before.d
    await keys.press("?")
    await expect(desk.page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert await violations(desk.page) == []


async def test_the_canvas_shows_what_the_server_draws(desk: Desk) -> None:
    page = desk.page
    canvas = await opened(page, desk.site, blank(desk.site, templates.find(None, "coin").drawing))
    await expect(canvas.layers.first).to_be_attached()
    await page.evaluate("document.fonts.ready")
    await canvas.focus()
    await page.keyboard.press("1")
    # Neither the ground nor the frame are of the drawing.
    bare = "for (const one of document.querySelector('codebadge-studio-editor codebadge-canvas').shadowRoot"
    await page.evaluate(f"{bare}.querySelectorAll('[fill=\"url(#checker)\"], .outside')) one.remove()")
    seen = await page.locator("codebadge-canvas .light").screenshot()
    assert difference(seen, await canvas.server_drawn()) < 6
