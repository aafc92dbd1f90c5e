"""Sharing by GitHub name in the browser: the link goes from hand to hand, and opens for that account alone."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from models import db
from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.desk import sit_down
from tests.browser.site import Site, running
from tests.browser.visitor import Visitor
from tests.cast import Lumen
from tests.models.shared import joins, signed_in
from tests.server.provider import CLIENT_ID, CLIENT_SECRET, Provider, provider

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def github() -> AsyncIterator[Provider]:
    async with provider() as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def with_github(clean: Settings, lumen: Lumen, github: Provider) -> AsyncIterator[Site]:
    """Lumen's Codebadge, where one signs in by a GitHub of this machine."""
    there = replace(
        clean,
        github_client_id=CLIENT_ID,
        github_client_secret=CLIENT_SECRET,
        github_authorize_url=f"{github.url}/authorize",
        github_token_url=f"{github.url}/token",
        github_api_url=f"{github.url}/api",
    )
    async with running(there, lumen) as site:
        yield site


async def arrives(page: Page, link: str, to: str) -> None:
    """From the link to GitHub and back, to the page that the link opens."""
    await page.goto(link)
    await expect(page.get_by_text("This is for the GitHub account c…")).to_be_visible()
    await page.get_by_role("link", name="Sign in", exact=True).last.click()
    await page.get_by_role("link", name="Continue with GitHub").click()
    await expect(page).to_have_url(to)
    await page.get_by_role("button", name="Confirm and open it").click()


async def test_a_forwarded_link_opens_for_the_right_account_alone(
    with_github: Site, github: Provider, visitor: Visitor, clean: Settings
) -> None:
    desk = await sit_down(await visitor.page(), with_github, clean)
    await desk.open("/admin/sharing")
    await desk.page.get_by_role("button", name="Share the whole studio").first.click()
    await desk.dialog.get_by_label("Known by").select_option("github")
    await desk.dialog.get_by_label("Their GitHub name").fill("cole")
    await desk.dialog.get_by_role("button", name="Share", exact=True).click()
    await expect(desk.dialog.get_by_text("The link for cole")).to_be_visible()
    link = str(await desk.dialog.locator("codebadge-copy").evaluate("element => element.text"))

    visitor.expects("403 (Forbidden)")
    github.user = {"id": 66, "login": "mallory", "name": "Mallory"}
    mallory = await visitor.page()
    await arrives(mallory, link, f"{with_github.url}/shared")
    await expect(mallory.get_by_role("alert")).to_contain_text("Sign in with GitHub as that account")
    await assert_clean(mallory)

    github.user = {"id": 77, "login": "Cole", "name": "Cole"}
    cole = await visitor.page()
    await arrives(cole, link, f"{with_github.url}/shared")
    await expect(cole.get_by_role("alert")).to_contain_text("contributors of Lumen alone")
    now = with_github.next_second()
    with db.unit():
        joins(with_github.lumen.organization, signed_in(now, github=("77", "Cole")), now)
    await cole.get_by_role("button", name="Confirm and open it").click()
    await expect(cole).to_have_url(f"{with_github.url}/studio?org=lumen")
