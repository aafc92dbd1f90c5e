"""Two people draw on one design at once: each sees the other's steps, cursor and choice, and undoes their own."""

import re

import pytest
from playwright.async_api import expect

from models.rules.art.drawing import PathLayer
from models.settings import Settings
from tests.browser.desk import Desk
from tests.browser.drawing import Board, blank, opened, share
from tests.browser.signing_in import sign_in
from tests.browser.visitor import Visitor

GONE = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "WebSocket connection to", "503 (Service Unavailable)")
"""What Chromium says of a server that is not there."""
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def ada_too(desk: Desk, visitor: Visitor, settings: Settings, design: int) -> Board:
    """Ada, with whom it is shared, in a browser of her own."""
    page = await visitor.page()
    await sign_in(page, desk.site.url, "ada@example.org", settings)
    return await opened(page, desk.site, design)


async def test_two_people_draw_along_and_undo_only_their_own_steps(
    desk: Desk, visitor: Visitor, clean: Settings
) -> None:
    design = blank(desk.site)
    share(desk.site, "Ada Lovelace", design)
    grace = await opened(desk.page, desk.site, design)
    ada = await ada_too(desk, visitor, clean, design)

    await grace.take("Shapes")
    await grace.page.get_by_role("radio", name="Circle").click()
    await grace.drag((100, 100), (200, 200))
    await expect(ada.layers).to_have_count(1)
    await ada.take("Pencil")
    await ada.drag((300, 300), (340, 400), (420, 320))
    await expect(grace.layers).to_have_count(2)

    # Her cursor, with her name, and what she has picked.
    person = grace.page.locator("codebadge-canvas .person")
    await expect(person).to_contain_text("Ada Lovelace")
    await expect(grace.page.locator("codebadge-canvas .theirs")).to_have_count(1)

    await ada.take("Select")
    await ada.press(150, 150)
    await ada.focus()
    await ada.page.keyboard.press("Shift+ArrowDown")
    await expect(ada.said).to_have_text("Circle moved, 10 down")
    moved = grace.page.locator("codebadge-canvas [data-layer] > g").first
    await expect(moved).to_have_attribute("transform", re.compile(r"^translate\((149|150)\S* (159|160)"))

    # Grace drew the circle first, but Ada moved it since: Grace's undo leaves it, and so does the server.
    await grace.focus()
    await grace.page.keyboard.press("Control+z")
    await expect(grace.layers).to_have_count(2)
    await ada.page.keyboard.press("Control+z")
    await ada.page.keyboard.press("Control+z")
    kept = await ada.until_kept(1)
    await expect(grace.layers).to_have_count(1)
    circle = kept.layers[0]
    assert isinstance(circle, PathLayer)
    assert (circle.shape, round(circle.y)) == ("circle", 150)

    await ada.page.close()
    await expect(person).to_have_count(0)


async def test_whoever_may_only_look_sees_it_and_draws_nothing(desk: Desk, visitor: Visitor, clean: Settings) -> None:
    design = blank(desk.site)
    share(desk.site, "Ada Lovelace", design, "view")
    grace = await opened(desk.page, desk.site, design)
    ada = await ada_too(desk, visitor, clean, design)
    await expect(ada.page.locator("codebadge-toolbar button[data-tool]")).to_have_count(3)
    await grace.take("Shapes")
    await grace.drag((100, 100), (200, 200))
    await expect(ada.layers).to_have_count(1)
    await ada.press(150, 150)
    await ada.focus()
    await ada.page.keyboard.press("Delete")
    await ada.page.keyboard.press("Control+z")
    await grace.until_kept(1)
    await expect(ada.layers).to_have_count(1)


async def test_what_is_drawn_while_the_server_is_gone_is_kept_once_it_is_back(desk: Desk, visitor: Visitor) -> None:
    visitor.expects(*GONE)
    canvas = await opened(desk.page, desk.site, blank(desk.site))
    await canvas.take("Shapes")
    await canvas.drag((100, 100), (200, 200))
    await canvas.until_kept(1)

    desk.site.server.kill()
    await expect(desk.page.locator("[data-state=offline]").first).to_be_visible()
    await canvas.take("Pencil")
    await canvas.drag((300, 300), (340, 400), (420, 320))
    await canvas.drag((50, 300), (140, 400), (220, 320))
    await expect(canvas.layers).to_have_count(3)
    await desk.site.server.start()

    kept = await canvas.until_kept(3)
    assert [layer.z for layer in kept.layers] == sorted(layer.z for layer in kept.layers)
