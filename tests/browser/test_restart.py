"""The server goes away while somebody looks; when it is back, the page shows all that happened meanwhile."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.site import Site
from tests.browser.visitor import Visitor, board, row
from tests.cast import ADA, BOB, CYD

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

GONE = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "WebSocket connection to")
"""What Chromium says of a server that is not there."""


async def test_the_page_survives_a_killed_server_and_misses_nothing(site: Site, visitor: Visitor) -> None:
    visitor.expects(*GONE)
    await site.close_issue(1, ADA, 5)
    await site.close_issue(2, BOB, 3)
    await site.until_points({"ada": 5, "bob": 3})
    page = await visitor.open(site.url)
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    await expect(board(page).locator("tbody tr")).to_have_count(2)
    await expect(page.locator("codebadge-feed [data-phase=live]")).to_be_visible()

    site.server.kill()
    await expect(board(page).locator("[part=note]")).to_be_visible()
    async with site.another_server() as other:
        for number in range(3, 11):
            await site.close_issue(number, (BOB, CYD)[number % 2], number, through=other)
        await site.reopen_issue(1, ADA, through=other)
        await site.server.start()
        await site.until_points({"bob": 31, "cyd": 24})

    await expect(board(page).locator("[part=note]")).to_have_count(0)
    await expect(row(board(page), "bob")).to_have_attribute("data-points", "31")
    await expect(row(board(page), "cyd")).to_have_attribute("data-points", "24")
    await expect(board(page).locator("tbody tr")).to_have_count(2)
    assert await drawn(page) == await told(site)
    assert await feed_keys(page) == await told_keys(site)
    assert loads == []


async def test_the_page_goes_on_after_the_restart(site: Site, visitor: Visitor) -> None:
    visitor.expects(*GONE)
    page = await visitor.open(site.url)
    await expect(board(page).locator("[part=empty]")).to_be_visible()
    await expect(page.locator("codebadge-feed [data-phase=live]")).to_be_visible()
    site.server.kill()
    await expect(page.locator("codebadge-feed [data-phase=live]")).to_have_count(0)
    await site.server.start()
    await expect(page.locator("codebadge-feed [data-phase=live]")).to_be_visible()

    await site.close_issue(1, ADA, 5)

    await expect(row(board(page), "ada")).to_have_attribute("data-points", "5")
    await expect(page.locator("codebadge-feed li").filter(has_text="5 points for closing")).to_be_visible()


async def test_a_page_says_since_when_it_is_offline(site: Site, visitor: Visitor) -> None:
    visitor.expects(*GONE)
    page = await visitor.open(site.url)
    await expect(page.locator("codebadge-feed [data-phase=live]")).to_be_visible()
    await expect(board(page).locator("[part=empty]")).to_be_visible()

    site.server.kill()

    note = board(page).locator("[part=note][data-phase=offline]")
    await expect(note).to_be_visible()
    assert (await note.inner_text()).startswith("Offline since ")


async def drawn(page: Page) -> list[tuple[str, str, str]]:
    """The rows of the board as they are drawn: rank, person, points."""
    rows = await board(page).locator("tbody tr").all()
    names = ("data-rank", "data-person", "data-points")
    return [tuple([await row.get_attribute(name) or "" for name in names]) for row in rows]  # type: ignore[misc]


async def told(site: Site) -> list[tuple[str, str, str]]:
    """The same rows as REST gives them."""
    rows = (await site.read("/boards/week"))["rows"]
    return [(str(row["rank"]), str(row["person"]["id"]), str(row["points"])) for row in rows]


async def feed_keys(page: Page) -> list[str]:
    """All lines of the feed, the older ones too."""
    await page.get_by_role("button", name="Show earlier").click()
    lines = await page.locator("codebadge-feed li").all()
    return [await line.get_attribute("data-key") or "" for line in lines]


async def told_keys(site: Site) -> list[str]:
    """The same lines as REST gives them."""
    lines = (await site.read("/feed"))["lines"]
    return [f"{line['type']} {line['award' if line['type'] == 'award' else 'line']['id']}" for line in lines]
