"""The studio's canvas: what one person draws there, by the mouse and by the keyboard, and takes back again."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.drawing import Board, blank, opened

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def board(desk: Desk) -> Board:
    """A blank design of Grace's."""
    return await opened(desk.page, desk.site, blank(desk.site))


async def test_a_shape_is_drawn_moved_by_the_keyboard_and_all_of_it_undone(desk: Desk) -> None:
    canvas = await board(desk)
    await canvas.take("Shapes")
    await desk.page.get_by_role("radio", name="Star").click()
    await canvas.drag((100, 100), (300, 260))
    kept = await canvas.until_kept(1)
    star = kept.layers[0]
    assert (star.kind, star.shape) == ("path", "star")
    assert (round(star.x), round(star.y), round(star.sx, 1)) == (200, 180, 1.0)

    await canvas.focus()
    for _ in range(4):
        await desk.page.keyboard.press("Shift+ArrowRight")
    await expect(canvas.said).to_have_text("Star moved, 10 right")
    for _ in range(5):
        await desk.page.keyboard.press("Control+z")
    await canvas.until_kept(0)
    await desk.page.keyboard.press("Control+Shift+z")
    assert round((await canvas.until_kept(1)).layers[0].x) == 200
