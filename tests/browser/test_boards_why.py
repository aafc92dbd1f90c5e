"""A person asks why, of points, of a badge and of what counted for nothing, objects, and reads the answer."""

from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from models import db, tokens
from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.site import Site
from tests.browser.test_boards_friends import as_worker
from tests.browser.visitor import Visitor
from tests.cast import ADA, review

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def ada(site: Site, visitor: Visitor, clean: Settings) -> Page:
    """Ada before her own page: an issue closed, and a review of her own pull request."""
    await site.close_issue(1, ADA, 8)
    own = review("submitted", site.next_second(), reviewer=ADA, number=7, author=ADA)
    await site.deliver("pull_request_review", own)
    await site.until_points({"ada": 8})
    page = await as_worker(site, visitor, clean, "ada")
    await page.goto(await site.address_of("ada"))
    return page


async def answer(site: Site, state: str, words: str) -> None:
    """What a moderator says, over the API."""
    with db.unit():
        token = tokens.create(site.lumen.organization, "moderator", "the moderator", datetime.now(UTC))[1]
    headers = {"Authorization": f"Bearer {token}"}
    place = f"{site.url}/v1/organizations/lumen/disputes"
    async with site.server.session.get(place, headers=headers) as given:
        [dispute] = (await given.json())["disputes"]
    body = {"state": state, "answer": words}
    async with site.server.session.post(f"{place}/{dispute['id']}/answer", json=body, headers=headers) as given:
        assert given.status == 200, await given.text()


async def test_a_line_says_why_and_an_objection_is_answered(site: Site, ada: Page) -> None:
    opens = ada.locator(".ledger > li").first.get_by_role("button", name="Why?")
    await opens.click()
    dialog = ada.locator("codebadge-why")
    await expect(dialog.locator(".trace li").first).to_be_visible()
    await expect(dialog.get_by_role("link", name="Issue 1")).to_be_visible()
    await expect(dialog).to_contain_text("The built-in tariff")
    await assert_clean(ada)

    await dialog.get_by_role("button", name="Object to this").click()
    await expect(dialog.get_by_label("What is wrong?")).to_be_focused()
    await ada.keyboard.type("It was thirteen points.")
    await dialog.get_by_role("button", name="Send the objection").click()
    await expect(dialog).to_contain_text("Waiting for an answer")
    await ada.keyboard.press("Escape")
    await expect(opens).to_be_focused()

    await answer(site, "declined", "The label said eight.")

    await ada.reload()
    await opens.click()
    await expect(dialog).to_contain_text("Declined")
    await expect(dialog.locator("blockquote").last).to_have_text("The label said eight.")


async def test_what_counted_for_nothing_is_told_and_an_objection_withdrawn(site: Site, ada: Page) -> None:
    refused = ada.locator("codebadge-refusals .ledger > li")
    await expect(refused).to_have_count(1)
    await refused.get_by_role("button", name="Why?").click()
    dialog = ada.locator("codebadge-why")
    await dialog.get_by_role("button", name="Object to this").click()
    await expect(dialog.get_by_label("What is wrong?")).to_be_focused()
    await dialog.get_by_role("button", name="Send the objection").click()
    await expect(dialog.get_by_label("What is wrong?")).to_have_attribute("aria-invalid", "true")
    await ada.keyboard.type("I helped somebody.")
    await dialog.get_by_role("button", name="Send the objection").click()

    await dialog.get_by_role("button", name="Withdraw the objection").click()

    await expect(dialog).to_contain_text("Withdrawn")
    await expect(dialog.get_by_role("button", name="Object again")).to_be_visible()


async def test_a_badge_says_why_to_everybody_and_its_address_asks(site: Site, visitor: Visitor, ada: Page) -> None:
    await ada.locator("[data-award]").first.get_by_role("button", name="Why?").click()
    await expect(ada.locator("codebadge-why .tree [data-met]").first).to_be_visible()
    award = await ada.locator("[data-award]").first.get_attribute("data-award")

    page = await visitor.open(f"{await site.address_of('ada')}#award-{award}")

    await expect(page.locator("codebadge-why .tree")).to_contain_text("1 of 1")
    await expect(page.get_by_role("button", name="Object to this")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(page.locator("codebadge-why")).to_have_count(0)
    assert "#" not in page.url
