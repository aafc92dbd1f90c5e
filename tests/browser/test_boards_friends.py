"""Somebody signed in looks at a board: their own place, the people whom they follow, and how those stand."""

from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from models import db
from models.people import Identity
from models.rules.work import Account
from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.signing_in import sign_in
from tests.browser.site import Site
from tests.browser.visitor import Visitor, board, row
from tests.cast import ADA, CYD

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EVE = Account(provider="github", external_id="1005", login="eve")


async def as_worker(site: Site, visitor: Visitor, settings: Settings, login: str) -> Page:
    """A page before which sits the person who works under that name."""
    person, address = int((await site.address_of(login)).rsplit("/", 1)[1]), f"{login}@example.org"
    with db.unit():
        about = {"provider": "email", "external_id": address, "login": address}
        Identity.create(person=person, seen_at=datetime.now(UTC), known_to=[site.lumen.organization.id], **about)
    page = await visitor.page()
    await sign_in(page, site.url, address, settings)
    return page


@pytest_asyncio.fixture(loop_scope="session")
async def ada(site: Site, visitor: Visitor, clean: Settings) -> Page:
    """Ada, second of three, before the board of all."""
    for number, (person, points) in enumerate(((EVE, 8), (ADA, 5), (CYD, 3)), 1):
        await site.close_issue(number, person, points)
    await site.until_points({"eve": 8, "ada": 5, "cyd": 3})
    page = await as_worker(site, visitor, clean, "ada")
    await page.goto(site.url)
    return page


async def test_i_see_my_place_and_jump_to_it(site: Site, ada: Page) -> None:
    mine = ada.locator("codebadge-my-standing")
    await expect(mine).to_contain_text("You are 2nd of 3 with 5 points. 3 points behind eve.")
    await expect(row(board(ada), "ada")).to_contain_text("you")

    await mine.get_by_role("button", name="Jump to me").click()

    await expect(board(ada).get_by_role("link", name="ada")).to_be_focused()
    await ada.get_by_label("Find a name").fill("eve")
    await mine.get_by_role("button", name="Jump to me").click()
    around = mine.get_by_role("region", name="Around you")
    await expect(around.locator("tbody [part=name]")).to_have_count(3)
    await ada.get_by_label("Find a name").fill("")
    await site.close_issue(4, ADA, 8)
    await expect(mine).to_contain_text("You are 1st of 3 with 13 points.")


async def test_people_whom_i_follow_have_a_board_of_their_own(site: Site, ada: Page) -> None:
    await ada.get_by_label("Who").select_option(label="People I follow")
    await expect(ada.locator("codebadge-friends-board codebadge-empty")).to_contain_text("You follow nobody yet.")
    await ada.get_by_role("button", name="Show everybody").click()

    await row(board(ada), "cyd").get_by_role("button", name="Follow cyd").click()

    await expect(row(board(ada), "cyd").get_by_role("button", name="Follow cyd", pressed=True)).to_be_visible()
    await ada.get_by_label("Who").select_option(label="People I follow")
    friends = ada.locator("codebadge-friends-board tbody")
    await expect(friends.locator("[part=name]")).to_have_text(["ada you", "cyd"])
    await expect(friends.locator("[part=rank]")).to_have_text(["1", "2"])
    await site.close_issue(4, CYD, 8)
    await expect(friends.locator("[part=name]")).to_have_text(["cyd", "ada you"])
    assert ada.url == f"{site.url}/?people=followed"
    await assert_clean(ada)

    await ada.goto(await site.address_of("cyd"))
    await ada.get_by_role("button", name="Following").click()
    await expect(ada.locator("codebadge-toast [role=status]")).to_contain_text("You no longer follow cyd.")
    await expect(ada.get_by_role("button", name="Follow", exact=True)).to_be_visible()


async def test_whoever_is_signed_out_is_led_to_signing_in(site: Site, visitor: Visitor) -> None:
    page = await visitor.open(f"{site.url}/?people=followed")
    await expect(page.locator("main")).to_contain_text("Sign in to see the people you follow.")
    await page.get_by_role("main").get_by_role("link", name="Sign in").click()
    await expect(page.get_by_label("E-mail address")).to_be_visible()
