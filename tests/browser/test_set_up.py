"""An empty server becomes an organisation with special badges and a connected project, in a browser alone."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from models import db, founding
from models.badges import Badge
from models.people import Identity, Membership, Person
from models.settings import Settings
from models.tenants import Organization
from tests.browser.axe import assert_clean
from tests.browser.signing_in import sign_in
from tests.browser.site import Server, serving
from tests.browser.visitor import Visitor, has_focus, overhang, presses_until
from tests.cast import ADA, PARSER, issue
from tests.processes import part
from tests.server.running import github_headers

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EMAIL = "grace@example.org"


@pytest_asyncio.fixture(loop_scope="session")
async def fresh(clean: Settings) -> AsyncIterator[Server]:
    """A server without an organisation, and all that takes work in and tells of it."""
    with part("intake", clean), part("relay", clean):
        async with serving(clean) as server:
            yield server


def link(server: Server) -> str:
    """What `codebadge up` shows on an empty server."""
    return f"{server.url}/set-up?code={founding.set_up_code()}"


async def deliver(server: Server, url: str, secret: str, event: str, payload: Any) -> int:
    """GitHub tells something; the status of the answer."""
    body = json.dumps(payload).encode()
    headers: Any = github_headers(event, body, secret)
    async with server.session.post(url, data=body, headers=headers) as response:
        return response.status


async def fill_organization(page: Page) -> None:
    """What must be said, without special badges."""
    await page.get_by_label("Name", exact=True).fill("Lumen")
    await page.get_by_label("Time zone").fill("Europe/Vienna")
    await page.get_by_label("Admin", exact=True).fill(EMAIL)


async def create_organization(page: Page, server: Server) -> None:
    """To the second step."""
    await page.goto(link(server))
    await fill_organization(page)
    await page.get_by_role("button", name="Create the organisation").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Connect your first project")


async def make_hook(page: Page, name: str = "lumen/parser") -> tuple[str, str]:
    """(address, secret), as the page shows them."""
    await page.get_by_label("Repository").fill(name)
    await page.get_by_role("button", name="Make the webhook").click()
    shown = page.locator("codebadge-connect pre")
    await expect(shown).to_have_count(2)
    url, secret = await shown.all_inner_texts()
    return url, secret


async def test_an_empty_server_leads_to_its_set_up(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(fresh.url)
    await expect(page.get_by_role("heading", level=1)).to_have_text("There is no organisation yet.")
    await assert_clean(page)
    await page.get_by_role("link", name="Set up Codebadge").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Set up Codebadge")
    await expect(page.get_by_label("Set-up code")).to_be_visible()
    await page.goto(f"{fresh.url}/sign-in")
    await expect(page.get_by_role("link", name="Set up Codebadge")).to_have_attribute("href", "/set-up")


async def test_the_pages_lead_from_an_empty_server_to_a_connected_project(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(link(fresh))
    await fill_organization(page)
    await expect(page.get_by_label("Short name")).to_have_value("lumen")
    await page.get_by_role("button", name="Founders: first 10").click()
    await page.get_by_role("button", name="Hero of the week").click()
    await page.get_by_role("button", name="Thanks, by name").click()
    await page.get_by_label("People").fill(f"{EMAIL}, @ada")
    await page.get_by_role("button", name="Create the organisation and 3 special badges").click()
    await expect(page.get_by_text("3 special badges are ready.")).to_be_visible()
    await expect(page.get_by_role("button", name="grace (your account)")).to_be_visible()

    url, secret = await make_hook(page, "https://github.com/lumen/parser")
    await expect(page.get_by_role("link", name="Open lumen/parser")).to_have_attribute(
        "href", "https://github.com/lumen/parser/settings/hooks/new"
    )
    await expect(page.get_by_text("Waiting for GitHub’s first message…")).to_be_visible()
    assert await deliver(fresh, url, secret, "ping", {"zen": "Keep it logically awesome.", "repository": PARSER}) < 300
    await expect(page.get_by_role("heading", level=1)).to_have_text("lumen/parser is connected")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()

    now = datetime.now(UTC)
    assert await deliver(fresh, url, secret, "issues", issue("closed", now, labels=("points: 7",))) < 300
    await page.get_by_role("link", name="Leaderboard").last.click()
    await expect(page.locator("codebadge-leaderboard.main tbody [part=name]")).to_have_text([ADA.login])
    feed = page.locator("codebadge-feed")
    await expect(feed).to_contain_text("Founder")
    await expect(feed).to_contain_text("Thanks")
    with db.unit():
        assert Organization.get().time_zone == "Europe/Vienna"
        special = Badge.select().where(Badge.special.is_null(False)).order_by(Badge.id)
        assert [badge.special["rule"]["kind"] for badge in special] == ["first", "top", "named"]


async def test_the_keyboard_alone_leads_through_the_set_up(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(link(fresh))
    await walk_to(page, page.get_by_label("Name", exact=True))
    await page.keyboard.type("Lumen")
    await walk_to(page, page.get_by_label("Admin", exact=True))
    await page.keyboard.type(EMAIL)
    await walk_to(page, page.get_by_role("button", name="Helping hand: 5 to give"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Name of the badge")).to_be_focused()
    await walk_to(page, page.get_by_label("How it is given"))
    await page.keyboard.type("To the first")
    await walk_to(page, page.get_by_label("How many", exact=True))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Connect your first project")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await walk_to(page, page.get_by_label("Repository"))
    await page.keyboard.type("lumen/parser")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Open lumen/parser")).to_be_focused()
    await walk_to(page, page.get_by_role("button", name="Copy").last)
    await walk_to(page, page.get_by_role("button", name="Do this later"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Codebadge is set up")
    await walk_to(page, page.get_by_role("link", name="My profile"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("grace")
    with db.unit():
        [badge] = Badge.select().where(Badge.special.is_null(False))
        assert badge.special["rule"] == {"kind": "first", "count": 10}


async def walk_to(page: Page, where: Locator) -> None:
    await presses_until(page, "Tab", lambda: has_focus(where))


async def test_without_the_code_of_the_log_nobody_takes_the_server(fresh: Server, visitor: Visitor) -> None:
    visitor.expects("403 (Forbidden)")
    page = await visitor.open(f"{fresh.url}/set-up")
    await fill_organization(page)
    await page.get_by_label("Set-up code").fill("nonsense")
    await page.get_by_role("button", name="Create the organisation").click()
    await expect(page.locator("#field-set_up_code-error")).to_contain_text("set-up code is missing or wrong")
    await expect(page.get_by_label("Set-up code")).to_be_focused()
    with db.unit():
        assert not Organization.select().exists()
    await page.get_by_label("Set-up code").fill(founding.set_up_code())
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Connect your first project")


async def test_what_is_wrong_is_listed_with_a_way_to_each_field(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(link(fresh))
    await page.get_by_role("button", name="Thanks, by name").click()
    await page.get_by_role("button", name="Create the organisation").click()
    summary = page.get_by_role("alert")
    await expect(summary).to_be_focused()
    await expect(summary.get_by_role("link")).to_have_count(4)
    await assert_clean(page)
    await summary.get_by_role("link", name="Name at least one person.").click()
    await expect(page.get_by_label("People")).to_be_focused()
    await page.keyboard.type("two words @")
    await page.get_by_role("button", name="Create the organisation").click()
    await expect(page.get_by_text("“@” is no e-mail address and no GitHub name.").first).to_be_visible()


async def test_the_short_name_follows_the_name_until_it_is_written_by_hand(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(link(fresh))
    name, slug = page.get_by_label("Name", exact=True), page.get_by_label("Short name")
    await name.fill("Café Lumen!")
    await expect(slug).to_have_value("cafe-lumen")
    await slug.fill("lumen")
    await name.fill("Something else")
    await expect(slug).to_have_value("lumen")


async def test_a_removed_special_badge_comes_back_as_it_was(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(link(fresh))
    await page.get_by_role("button", name="Helping hand: 5 to give").click()
    await page.get_by_label("Name of the badge").fill("Lantern")
    await page.get_by_label("How many may hold it").fill("3")
    await page.get_by_role("button", name="Remove Lantern").click()
    await expect(page.get_by_label("Name of the badge")).to_have_count(0)
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_label("Name of the badge")).to_have_value("Lantern")
    await expect(page.get_by_label("How many may hold it")).to_have_value("3")


async def test_a_page_loaded_again_goes_on_with_the_hook_that_waits(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.page(permissions=["clipboard-read", "clipboard-write"])
    await create_organization(page, fresh)
    url, lost = await make_hook(page)
    await page.reload()
    await expect(page.locator("codebadge-connect pre")).to_have_text([url])
    await page.get_by_role("button", name="Make a new secret").click()
    shown = page.locator("codebadge-connect pre").last
    await expect(shown).not_to_have_text(url)
    await page.get_by_role("button", name="Copy").last.click()
    await expect(page.get_by_text("Copied")).to_be_visible()
    secret = await page.evaluate("() => navigator.clipboard.readText()")
    assert secret not in (url, lost)
    assert await deliver(fresh, url, secret, "ping", {"zen": "Speak like a human.", "repository": PARSER}) < 300
    await expect(page.get_by_role("heading", level=1)).to_have_text("lumen/parser is connected")


async def test_the_set_up_is_clean_at_each_step_and_fits_the_smallest_phone(fresh: Server, visitor: Visitor) -> None:
    page = await visitor.open(link(fresh))
    for offer in ("Founders", "Hero", "Thanks", "Early birds", "Helping hand"):
        await page.get_by_role("button", name=re.compile(f"^{offer}")).click()
    await expect(page.get_by_label("Name of the badge")).to_have_count(5)
    await assert_clean(page)
    await assert_fits(page)
    for _ in range(5):
        await page.get_by_role("button", name=re.compile("^Remove ")).first.click()
    await fill_organization(page)
    await page.get_by_role("button", name="Create the organisation").click()
    await expect(page.get_by_label("Repository")).to_be_visible()
    await assert_clean(page)
    await make_hook(page, "lumen/" + "very-long-name-" * 6)
    await assert_clean(page)
    await assert_fits(page)
    await page.get_by_role("button", name="Do this later").click()
    await expect(page.get_by_role("link", name="Connect a project")).to_be_visible()
    await assert_clean(page)


async def assert_fits(page: Page) -> None:
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await overhang(page) <= 0


async def test_the_set_up_is_over_for_everybody_else(fresh: Server, visitor: Visitor) -> None:
    await create_organization(await visitor.page(), fresh)
    page = await visitor.open(link(fresh))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Codebadge is set up")
    await expect(page.get_by_role("link", name="Sign in").last).to_be_visible()
    await assert_clean(page)


async def test_the_owner_makes_another_organisation(fresh: Server, visitor: Visitor) -> None:
    visitor.expects("409 (Conflict)")
    page = await visitor.page()
    await create_organization(page, fresh)
    await page.goto(f"{fresh.url}/organizations/new")
    await expect(page.get_by_label("Admin", exact=True)).to_have_value(EMAIL)
    await assert_clean(page)
    await page.get_by_label("Name", exact=True).fill("Lumen")
    await page.get_by_role("button", name="Create the organisation").click()
    await expect(page.locator("#field-slug-error")).to_contain_text("“lumen” already")
    await expect(page.get_by_label("Short name")).to_be_focused()
    await page.get_by_label("Short name").fill("umbra")
    await page.get_by_role("button", name="Early birds, by date").click()
    await page.get_by_label("Before", exact=True).fill("2030-01-01")
    await page.get_by_role("button", name="Create the organisation and 1 special badge").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Lumen is there")
    await page.get_by_role("link", name="Connect its first project").click()
    await make_hook(page, "umbra/shade")


async def test_who_does_not_own_the_server_is_told_so(
    fresh: Server, visitor: Visitor, clean: Settings, now: datetime
) -> None:
    visitor.expects("403 (Forbidden)")
    await create_organization(await visitor.page(), fresh)
    with db.unit():
        bob = Person.create(name="Bob", created_at=now)
        Identity.create(
            person=bob, provider="email", external_id="bob@example.org", login="bob@example.org", seen_at=now
        )
        Membership.create(organization=Organization.get(), person=bob, role="admin", joined_at=now)
    page = await visitor.page()
    await sign_in(page, fresh.url, "bob@example.org", clean, "/organizations/new")
    await page.get_by_label("Name", exact=True).fill("Umbra")
    await page.get_by_role("button", name="Create the organisation").click()
    await expect(page.get_by_role("alert")).to_contain_text("Server Owner")


async def test_two_who_set_up_at_once_do_not_both_own_the_server(fresh: Server, visitor: Visitor) -> None:
    visitor.expects("401 (Unauthorized)", "403 (Forbidden)", "409 (Conflict)")
    pages = [await visitor.open(link(fresh)) for _ in range(2)]
    for page in pages:
        await fill_organization(page)
    buttons = [page.get_by_role("button", name="Create the organisation") for page in pages]
    await asyncio.gather(*(button.click() for button in buttons))
    for page in pages:
        ended = page.get_by_role("heading", name="Connect your first project").or_(page.locator(".problems, .error"))
        await expect(ended.first).to_be_visible()
    with db.unit():
        assert Organization.select().count() == 1
        assert Person.select().where(Person.owner).count() == 1
