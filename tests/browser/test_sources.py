"""An admin connects repositories and boards on the pages, with their past; a GitHub and a Trello of our own answer."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect
from redis import Redis

from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk, member, sit_down
from tests.browser.site import Site, running
from tests.browser.visitor import PHONE, Visitor, overhang
from tests.cast import Lumen
from tests.processes import part
from tests.providers import github as githubs
from tests.providers import trello as trellos
from tests.providers.github import GitHub
from tests.providers.trello import Trello

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture
def github() -> Iterator[GitHub]:
    """lumen/lamp with two issues of last week, for which Bob has 5 and Cyd 3 points coming."""
    with githubs.github() as github:
        github.add_repository(7, "lumen/lamp")
        long_ago = datetime.now(UTC) - timedelta(days=400)
        for who, labels in (("bob", ["points: 5"]), ("cyd", [])):
            made = github.add_issue(title=f"Mend it, {who}", author="ada", assignees=[who], labels=labels, at=long_ago)
            github.close_issue(made.number, by="ada", at=long_ago + timedelta(days=1))
        yield github


@pytest.fixture
def trello() -> Iterator[Trello]:
    """The board Wishes."""
    with trellos.trello() as trello:
        trello.add_board("Wishes", ("To do", "Done", "Old")).lists[2].closed = True
        yield trello


@pytest.fixture
def settings_there(clean: Settings, github: GitHub, trello: Trello) -> Settings:
    pages = f"{github.url}/login/oauth/authorize"
    return replace(clean, github_api_url=github.url, github_authorize_url=pages, trello_api_url=trello.url)


@pytest_asyncio.fixture(loop_scope="session")
async def office(settings_there: Settings, lumen: Lumen, redis: Redis, visitor: Visitor) -> AsyncIterator[Desk]:
    """Grace's desk, at a Codebadge whose workers ask the local GitHub and Trello."""
    with part("outgoing", settings_there), part("backfill", settings_there), part("jobs", settings_there):
        async with running(settings_there, lumen) as site:
            member(site, "Bob Byte", "bob@example.org")
            yield await sit_down(await visitor.page(), site, settings_there)


async def test_a_repository_is_connected_with_its_past_and_goes_on_live(
    office: Desk, github: GitHub, visitor: Visitor
) -> None:
    visitor.expects("409 (Conflict)")
    page = await office.open("/admin/hooks")
    await page.get_by_role("link", name="Connect GitHub").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Connect GitHub")
    await give_token(page, "ghp_wrong")
    await expect(page.locator("#field-token-error")).to_be_visible()
    await expect(page.get_by_label("Token", exact=True)).to_be_focused()
    await assert_clean(page)

    await give_token(page, githubs.TOKEN)
    await expect(page.get_by_role("heading", name="Which repository?")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.type("lamp")
    await page.get_by_role("radio", name="lumen/lamp").check()
    await assert_fits(page)
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_role("heading", name="What shall count of its past?")).to_be_focused()
    await page.reload()
    await expect(page.get_by_role("radio", name="In its own time")).to_be_checked()
    await page.get_by_role("radio", name="Now Everything").check()
    await assert_clean(page)
    await page.get_by_role("button", name="Connect lumen/lamp").click()
    await expect(page.get_by_role("heading", name="lumen/lamp is connected")).to_be_focused()
    await expect(page.get_by_text("Its history is all here.")).to_be_visible()
    await office.site.until_points({"bob": 5, "cyd": 3})

    made = await asyncio.to_thread(github.add_issue, title="Another", author="ada", assignees=["bob"])
    await asyncio.to_thread(github.close_issue, made.number, by="ada")
    await office.site.until_points({"bob": 8, "cyd": 3})
    await page.get_by_role("link", name="All sources").click()
    card = source(page, "lumen/lamp")
    await expect(card).to_contain_text("works")
    await expect(card).to_contain_text("counted when it was connected")
    await card.get_by_role("button", name="Repair now").click()
    await office.hears("Codebadge looks for what it missed of lumen/lamp.")
    await expect(card).to_contain_text("Repaired: nothing is missing.")
    await assert_clean(page)
    await assert_fits(page)


async def test_a_board_is_connected_and_a_moved_card_earns_at_once(office: Desk, trello: Trello) -> None:
    [board] = trello.boards.values()
    card = trello.create_card(board, "(4) Mend the lamp", members=["bob"])
    page = await office.open("/admin/hooks/trello")
    await page.get_by_label("API key").fill(trellos.KEY)
    await page.get_by_label("Secret", exact=True).fill(trellos.SECRET)
    await expect(page.get_by_role("link", name="Get a token that may read")).to_have_attribute(
        "href",
        f"https://trello.com/1/authorize?expiration=never&scope=read&response_type=token&name=Codebadge&key={trellos.KEY}",
    )
    await page.get_by_label("Token", exact=True).fill(trellos.TOKEN)
    await page.get_by_role("button", name="Use key and token").click()
    await page.get_by_role("radio", name="Wishes").check()
    await page.get_by_role("button", name="Go on").click()

    await expect(page.get_by_role("heading", name="When is a card done")).to_be_focused()
    await expect(page.get_by_role("checkbox", name="Done", exact=True)).to_be_checked()
    await expect(page.get_by_role("checkbox", name="To do")).not_to_be_checked()
    await expect(page.get_by_text("“(5) Mend the lamp” earns 5 points.")).to_be_visible()
    await assert_clean(page)
    await assert_fits(page)
    await page.get_by_role("checkbox", name="Done", exact=True).uncheck()
    await page.get_by_role("checkbox", name="A ticked due date").uncheck()
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator(".error")).to_have_text("Tick at least one list, or the due date below.")
    await page.get_by_role("checkbox", name="Done", exact=True).check()
    await page.get_by_role("button", name="Go on").click()

    await expect(page.get_by_role("heading", name="Who is who?")).to_be_focused()
    await office.picks("Bob is", "Bob Byte")
    await assert_clean(page)
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Connect Wishes").click()
    await expect(page.get_by_role("heading", name="Wishes is connected")).to_be_focused()
    await expect(page.get_by_text("Its history is all here.")).to_be_visible()
    await asyncio.to_thread(trello.move, board, card, "Done")
    await until_named(office.site, {"Bob Byte": 4})
    await expect(page.locator(".mark").get_by_text("works")).to_be_visible()

    await page.get_by_role("link", name="Wishes").click()
    await page.get_by_role("button", name="Show its members").click()
    await expect(page.get_by_text("known as Bob Byte")).to_be_visible()
    await page.get_by_role("checkbox", name="Done", exact=True).uncheck()
    await page.get_by_role("checkbox", name="A ticked due date").check()
    await page.get_by_role("button", name="Save").click()
    await office.hears("Its cards are counted anew.")
    await until_named(office.site, {})
    await expect(page.get_by_text("Its cards were counted anew.")).to_be_visible()


async def test_the_organisations_own_app_is_made_installed_and_fetches_a_past(office: Desk, github: GitHub) -> None:
    page = await office.open("/admin/hooks/github")
    await page.get_by_role("button", name="Make the app on GitHub").click()
    await page.wait_for_url("**/admin/hooks?app=made**")
    await expect(page.get_by_role("link", name="Choose its repositories on GitHub")).to_be_visible()
    await assert_clean(page)
    [app] = github.apps.values()
    await asyncio.to_thread(github.install, app, "lumen", [7])
    made = await asyncio.to_thread(github.add_issue, title="By the app", author="ada", assignees=["bob"])
    await asyncio.to_thread(github.close_issue, made.number, by="ada")
    await office.site.until_points({"bob": 3})
    await page.reload()
    card = source(page, "lumen/lamp")
    await card.get_by_role("button", name="Fetch").click()
    await office.dialog.get_by_role("radio", name="Now Everything").check()
    await office.dialog.get_by_role("button", name="Fetch").click()
    await office.site.until_points({"bob": 8, "cyd": 3})
    await expect(card).to_contain_text("Its history is all here.")
    await assert_fits(page)


async def test_a_source_by_hand_is_paused_has_a_new_secret_and_is_disconnected(office: Desk) -> None:
    page = await office.open("/admin/hooks/github")
    await page.get_by_label("Repository to connect by hand").fill("https://github.com/lumen/writer")
    await page.get_by_role("button", name="Make address and secret").click()
    await expect(page.locator("codebadge-copy")).to_have_count(2)
    await expect(page.locator("codebadge-copy").first).to_contain_text("/hooks/github/")
    await page.get_by_role("link", name="All sources").click()
    card = source(page, "lumen/writer")
    await expect(card).to_contain_text("waits for the first message from GitHub")
    await card.get_by_role("button", name="Pause source").click()
    await office.hears("lumen/writer is paused")
    await expect(card.locator(".mark")).to_have_text("paused")
    await office.undoes()
    await office.hears("lumen/writer goes on.")
    await card.get_by_role("button", name="New secret").click()
    await office.dialog.get_by_role("button", name="Make a new secret").click()
    await expect(office.dialog.locator("codebadge-copy")).to_have_count(2)
    await office.dialog.get_by_role("button", name="Done").click()
    await card.get_by_role("button", name="Disconnect").click()
    await office.dialog.get_by_role("button", name="Disconnect lumen/writer").click()
    await expect(card).to_have_count(0)


async def give_token(page: Page, token: str) -> None:
    field = page.get_by_label("Token", exact=True)
    await field.fill(token)
    await page.get_by_role("button", name="Use this token").click()


def source(page: Page, name: str) -> Locator:
    return page.locator(".source").filter(has_text=name)


async def until_named(site: Site, wanted: dict[str, int]) -> None:
    async with asyncio.timeout(30):
        while {row["person"]["name"]: row["points"] for row in (await site.read("/boards/week"))["rows"]} != wanted:
            await asyncio.sleep(0.05)


async def assert_fits(page: Page) -> None:
    before = page.viewport_size
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert await overhang(page) <= 0
    if before:
        await page.set_viewport_size(before)
