"""/docs: the API's documents can be browsed, tried, and need nothing of any other server."""

import asyncio
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.site import Site
from tests.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("size", [(1440, 1000), PHONE])
async def test_every_surface_is_shown_and_nothing_comes_from_elsewhere(
    site: Site, visitor: Visitor, size: tuple[int, int]
) -> None:
    page = await visitor.page(size)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{site.url}/docs")
    for tag in ("v1", "badges", "leagues"):
        await expect(page.locator(f"#operations-tag-{tag}")).to_be_visible()
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(site.url).netloc}


async def test_an_endpoint_can_be_read_and_tried_on_the_page(site: Site, visitor: Visitor) -> None:
    page = await visitor.page()
    await page.goto(f"{site.url}/docs")
    await page.locator("#operations-tag-v1").click()
    endpoint = page.locator("#operations-v1-get_v1_organizations_org")
    await scroll_to(page, endpoint)
    await endpoint.locator("button.opblock-summary-control").click()
    await endpoint.get_by_role("button", name="Try it out").click()
    await endpoint.get_by_placeholder("org").fill("lumen")
    await endpoint.get_by_role("button", name="Execute").click()
    await expect(endpoint.locator(".live-responses-table")).to_contain_text("Europe/Vienna")


async def scroll_to(page: Page, wanted: Locator) -> None:
    """The page draws only what is near: it is long."""
    async with asyncio.timeout(20):
        while not await wanted.count():
            await page.mouse.wheel(0, 600)
            await asyncio.sleep(0.05)
