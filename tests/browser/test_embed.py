"""The leaderboard on somebody else's page, under that site's strict policy, and where sockets do not get through."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, WebSocketRoute, expect

from models import db, organizations
from models.settings import Settings
from tests.browser import neighbour as neighbours
from tests.browser.neighbour import Neighbour
from tests.browser.site import Site, running
from tests.browser.visitor import Visitor, board, row
from tests.cast import ADA, BOB, Lumen

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture
def neighbour() -> Iterator[Neighbour]:
    """A site of somebody else's."""
    with neighbours.running() as neighbour:
        yield neighbour


@pytest_asyncio.fixture(loop_scope="session")
async def open_site(clean: Settings, lumen: Lumen, neighbour: Neighbour) -> AsyncIterator[Site]:
    """Lumen lets the neighbour embed its boards; Ada has three points."""
    with db.unit():
        organizations.allow_origins(lumen.organization, [neighbour.origin])
    async with running(clean, lumen) as site:
        await site.close_issue(1, ADA)
        await site.until_points({"ada": 3})
        yield site


async def test_an_allowed_site_has_the_board_live(open_site: Site, neighbour: Neighbour, visitor: Visitor) -> None:
    neighbour.shows(open_site.url)
    page = await visitor.open(neighbour.origin)
    names = page.locator("codebadge-leaderboard tbody [part=name]")
    await expect(names).to_have_text(["ada"])
    await expect(page.locator("codebadge-leaderboard [part=note]")).to_have_count(0)

    await open_site.close_issue(2, BOB, 5)

    await expect(names).to_have_text(["bob", "ada"])


async def test_an_embedded_name_links_to_the_profile_where_codebadge_runs(
    open_site: Site, neighbour: Neighbour, visitor: Visitor
) -> None:
    neighbour.shows(open_site.url, attributes='board="all" top="5" links')
    page = await visitor.open(neighbour.origin)
    link = page.get_by_role("link", name="ada")
    await expect(link).to_have_attribute("href", f"{await open_site.address_of('ada')}?org=lumen")
    await link.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("ada")


async def test_where_a_policy_forbids_websockets_the_board_is_live_by_long_polling(
    open_site: Site, neighbour: Neighbour, visitor: Visitor
) -> None:
    visitor.expects("Connecting to 'ws:")
    neighbour.shows(open_site.url, websockets=False)
    page = await visitor.open(neighbour.origin)
    names = page.locator("codebadge-leaderboard tbody [part=name]")
    await expect(names).to_have_text(["ada"])
    await expect(page.locator("codebadge-leaderboard [part=note]")).to_have_count(0)

    await open_site.close_issue(2, BOB, 5)

    await expect(names).to_have_text(["bob", "ada"])


async def test_a_site_that_nobody_allowed_is_told_what_may_be_the_reason(
    site: Site, neighbour: Neighbour, visitor: Visitor
) -> None:
    visitor.expects("has been blocked by CORS policy", "WebSocket connection to", "net::ERR_FAILED", "status of 400")
    neighbour.shows(site.url)
    page = await visitor.open(neighbour.origin)
    said = page.locator("codebadge-leaderboard [part=error]")
    await expect(said).to_contain_text("does not answer")
    await expect(said).to_contain_text("this site is not among the organisation’s allowed origins")
    await expect(said.get_by_role("button", name="Try again")).to_be_visible()


async def test_a_site_that_another_organisation_allowed_is_told_that_this_one_did_not(
    clean: Settings, lumen: Lumen, neighbour: Neighbour, visitor: Visitor
) -> None:
    with db.unit():
        organizations.create("other", "Other", "UTC", lumen.organization.created_at, [neighbour.origin])
    async with running(clean, lumen) as site:
        neighbour.shows(site.url)
        page = await visitor.open(neighbour.origin)
        said = page.locator("codebadge-leaderboard [part=error]")
        await expect(said).to_contain_text("This site may not show the boards of this organisation")


async def test_where_sockets_are_blocked_the_board_comes_over_rest(site: Site, visitor: Visitor) -> None:
    visitor.expects("net::ERR_FAILED", "WebSocket connection to")
    await site.close_issue(1, ADA)
    await site.until_points({"ada": 3})
    page = await visitor.page()
    await block_sockets(page)
    await page.clock.install()
    await page.goto(site.url)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Lumen")

    await page.clock.run_for(5_000)

    note = board(page).locator("[part=note]")
    await expect(note).to_have_text("Updated every 15 seconds, not live")
    await expect(row(board(page), "ada")).to_have_attribute("data-points", "3")
    await site.close_issue(2, BOB, 5)
    await site.until_points({"ada": 3, "bob": 5})
    await page.clock.run_for(20_000)
    await expect(board(page).locator("tbody [part=name]")).to_have_text(["bob", "ada"])


async def block_sockets(page: Page) -> None:
    """As some companies' proxies do: neither WebSocket nor long polling."""

    async def refuse(socket: WebSocketRoute) -> None:
        await socket.close(code=1011)

    await page.route("**/socket.io/**", lambda route: route.abort())
    await page.route_web_socket("**/socket.io/**", refuse)
