"""What the browser tests may ask for: a Chromium for all of them, a Codebadge of processes and a visitor for each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect
from redis import Redis

from models.settings import Settings
from tests.browser import visitor as visitors
from tests.browser.desk import Desk, member, sit_down
from tests.browser.site import PATIENCE, Site, running
from tests.browser.visitor import Visitor
from tests.cast import Lumen

PAGES = Path(__file__).parents[2] / "static" / "dist" / "index.html"
expect.set_options(timeout=PATIENCE * 1000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One for all: it takes a second to start."""
    if not PAGES.is_file():
        pytest.fail("The pages are not built: `make test` builds them, or `npm run build` in static/.", pytrace=False)
    async with async_playwright() as playwright:
        browser = await visitors.launch(playwright)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def site(clean: Settings, lumen: Lumen, redis: Redis) -> AsyncIterator[Site]:
    """Lumen's Codebadge, with one hook and no work yet."""
    async with running(clean, lumen) as site:
        yield site


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(chromium: Browser) -> AsyncIterator[Visitor]:
    """Somebody with a browser of their own; a complaint of a page fails the test at its end."""
    visitor = Visitor(chromium)
    yield visitor
    await visitor.leave()
    assert visitor.complaints == []


@pytest_asyncio.fixture(loop_scope="session")
async def desk(site: Site, visitor: Visitor, clean: Settings) -> Desk:
    """Grace, an admin, is signed in; Ada and Bob are there too."""
    for name in ("Ada Lovelace", "Bob Byte"):
        member(site, name, f"{name.split()[0].lower()}@example.org")
    return await sit_down(await visitor.page(), site, clean)
