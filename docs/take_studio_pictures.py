"""A running demo comes in (or is started here); pictures of the studio and of what it makes go out, into docs/images.

`make test` once, so that Chromium is there, then `.venv/bin/python -m docs.take_studio_pictures [--url … --data …]`.
"""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import Browser, Page, StorageState, async_playwright, expect

from codebadge.demo_house import ADMIN, MEMBER
from docs.take_pictures import IMAGES, main, sign_in, soon, wait_for, weigh
from tests.browser.visitor import launch

DESKTOP, PHONE = (1440, 900), (390, 844)
ORG = "lumen"
CARDS = {
    "card-board": f"/img/boards/{ORG}/month.png",
    "flat-board": f"/img/flat/{ORG}/board.svg?of=month",
}


async def take_all(url: str, data: Path) -> None:
    """`data`: the demo's folder, where the mails with the codes are."""
    await asyncio.to_thread(wait_for, url)
    async with AsyncExitStack() as stack:
        browser = await launch(await stack.enter_async_context(async_playwright()))
        stack.push_async_callback(browser.close)
        admin = await sign_in(browser, url, data, ADMIN)
        member = await sign_in(browser, url, data, MEMBER[1])
        page = await _open(browser, admin, "light", DESKTOP)
        await page.goto(f"{url}/studio")
        await soon(page.locator(".design img").nth(7))
        await _settled(page)
        await _take(page, "studio-list")
        await page.goto(f"{url}/studio?new=1")
        await page.get_by_label("What does it say?").fill("Gentle reviewer")
        await soon(page.locator("[data-template] img").nth(7))
        await _settled(page)
        await _take(page, "studio-templates")
        design = await _freed(page, url)
        await _share(page, url, design, MEMBER[1])
        other = await _open(browser, member, "dark", DESKTOP)
        await _accept(other, url)
        await _draw_together(page, other, f"{url}/studio/{design}")
        await _take(page, "studio-together")
        await _take(other, "studio-drawing-dark")
        phone = await _open(browser, member, "light", PHONE)
        await phone.goto(f"{url}/studio/{design}")
        await expect(phone.locator("codebadge-canvas .edge")).to_be_visible()
        await _settled(phone)
        await _take(phone, "studio-phone")
        await _take_cards(page, url)


async def _open(browser: Browser, who: StorageState, scheme: str, size: tuple[int, int]) -> Page:
    width, height = size
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=1.5 if size is PHONE else 1,
        color_scheme=scheme,  # type: ignore[arg-type]
        is_mobile=size is PHONE,
        has_touch=size is PHONE,
        locale="en-GB",
        storage_state=who,
    )
    page.set_default_timeout(60_000)
    return page


async def _freed(page: Page, url: str) -> int:
    """The gem with that title, as a drawing of its own; its id."""
    await page.locator("[data-template=gem]").get_by_role("button").click()
    await page.wait_for_url("**/studio/*")
    design = int(page.url.rpartition("/")[2].partition("?")[0])
    await page.get_by_role("button", name="Draw freely").click()
    asked = page.locator("dialog[open]").get_by_role("button", name="Draw freely")
    if await asked.count():
        await asked.click()
    await expect(page.locator("codebadge-canvas .edge")).to_be_visible()
    return design


async def _asked(page: Page, url: str, path: str, body: dict[str, object]) -> None:
    """As the page would ask: with its session and its proof."""
    session = await (await page.request.get(f"{url}/v1/session")).json()
    answer = await page.request.post(f"{url}{path}", data=body, headers={"X-CSRF-Token": session["csrf"]})
    assert answer.ok, await answer.text()


async def _share(page: Page, url: str, design: int, address: str) -> None:
    await _asked(page, url, f"/v1/organizations/{ORG}/shares", {"design": design, "role": "edit", "email": address})


async def _accept(page: Page, url: str) -> None:
    shares = await (await page.request.get(f"{url}/v1/me/shares")).json()
    await _asked(page, url, "/v1/shares/confirm", {"share": shares["shares"][0]["id"]})


async def _draw_together(page: Page, other: Page, address: str) -> None:
    """Both choose something, and each sees the other's cursor."""
    await other.goto(address)
    await expect(other.locator("codebadge-canvas .edge")).to_be_visible()
    for one, x, y in ((other, 0.5, 0.55), (page, 0.46, 0.8)):
        box = await one.locator("codebadge-canvas .edge").bounding_box()
        assert box
        await one.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
        await one.mouse.move(box["x"] + (x + 0.12) * box["width"], box["y"] + (y - 0.1) * box["height"], steps=4)
    await _settled(page)


async def _take_cards(page: Page, url: str) -> None:
    for name, path in CARDS.items():
        answer = await page.request.get(url + path)
        assert "x-codebadge-error" not in answer.headers, await answer.text()
        file = IMAGES / f"{name}.{path.partition('?')[0].rpartition('.')[2]}"
        file.write_bytes(await answer.body())
        weigh(file)


async def _settled(page: Page) -> None:
    """Pictures that the server draws have come, and what moves has come to rest."""
    await page.wait_for_load_state("networkidle")
    await page.wait_for_timeout(1_500)


async def _take(page: Page, name: str) -> None:
    file = IMAGES / f"{name}.png"
    await page.screenshot(path=file, animations="disabled", scale="device")
    weigh(file)


if __name__ == "__main__":
    asyncio.run(main("Take the pictures of the studio.", take_all))
