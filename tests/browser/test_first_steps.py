"""A Codebadge in which nothing is yet."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from models.settings import Settings
from tests.browser.axe import violations
from tests.browser.site import Server, serving
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def fresh(clean: Settings) -> AsyncIterator[Server]:
    """A server without an organisation."""
    async with serving(clean) as server:
        yield server


async def test_without_an_organisation_the_page_says_the_one_next_step(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(fresh.url)
    said = page.locator("codebadge-empty[data-case=no-organization]")
    await expect(said).to_contain_text("There is no organisation yet.")
    await expect(said.locator("pre")).to_contain_text("codebadge org create")
    await expect(page.get_by_role("button", name="Copy")).to_be_visible()
    assert await violations(page) == []


async def test_the_copy_button_copies_the_step(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(fresh.url, permissions=["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="Copy").click()
    await expect(page.get_by_text("Copied")).to_be_visible()
    copied = await page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith('codebadge org create --name "Lumen"')
