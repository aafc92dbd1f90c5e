"""The page of an award in Chromium: all of it without a script, copied with one, and open to everybody."""

from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import expect

from models import awards, badges, db
from models.people import Membership, Person
from tests.browser.axe import violations
from tests.browser.site import Site
from tests.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "Hildegard-Wilhelmina von und zu Hohenschwangau-Lichtenstein " * 3


@pytest_asyncio.fixture(loop_scope="session")
async def award(site: Site) -> str:
    """The address of an award of somebody with a long name."""
    now = datetime.now(UTC)
    with db.unit():
        person = Person.create(name=LONG, created_at=now)
        Membership.create(organization=site.lumen.organization, person=person, joined_at=now)
        special = badges.find(site.lumen.organization, "special")
        given = awards.give(site.lumen.organization, special, person.id, "x" * 400, "the admin", now)
    return f"{site.url}/awards/{given.id}"


async def test_all_that_matters_is_there_without_a_script(award: str, visitor: Visitor) -> None:
    page = await visitor.open(award, java_script_enabled=False)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Special thanks")
    await expect(page.get_by_role("link", name="Hildegard")).to_be_visible()
    await expect(page.get_by_role("link", name="Share on LinkedIn")).to_be_visible()
    await expect(page.locator("img.medal")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_is_open_to_everybody(award: str, visitor: Visitor, size: tuple[int, int], scheme: str) -> None:
    page = await visitor.open(award, size, color_scheme=scheme)
    await expect(page.locator("codebadge-bar .brand")).to_be_visible()
    await expect(page.get_by_role("button", name="Copy")).to_have_count(2)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await violations(page) == []


async def test_an_unknown_award_is_said_plainly(site: Site, visitor: Visitor) -> None:
    visitor.expects("404 (Not Found)")
    page = await visitor.open(f"{site.url}/awards/4711")
    await expect(page.get_by_role("heading", level=1)).to_have_text("There is no award at this address.")
    await page.get_by_role("link", name="To the leaderboard").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Lumen")
