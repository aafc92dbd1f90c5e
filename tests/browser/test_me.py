"""My profile: what I am called, how I sign in, who sees me, and the way out."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from models import db
from models.people import Identity, Membership, Person
from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.signing_in import sign_in
from tests.browser.site import Site
from tests.browser.visitor import Visitor, board, has_focus, overhang, presses_until, row
from tests.cast import ADA, BOB
from tests.server.surfing import code_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EMAIL, OTHER = "ada@example.org", "countess@example.org"


@pytest_asyncio.fixture(loop_scope="session")
async def ada(site: Site, now: datetime) -> int:
    """ada, who has worked here and whose address an admin has written down; bob has worked, too."""
    await site.close_issue(1, ADA, 5)
    await site.close_issue(2, BOB, 3)
    await site.until_points({"ada": 5, "bob": 3})
    with db.unit():
        person = Identity.get(Identity.login == "ada").person
        Identity.create(person=person, provider="email", external_id=EMAIL, login=EMAIL, seen_at=now)
    return int(person.id)


@pytest_asyncio.fixture(loop_scope="session")
async def me(site: Site, ada: int, visitor: Visitor, clean: Settings) -> Page:
    """ada's profile, before her."""
    page = await visitor.page()
    await sign_in(page, site.url, EMAIL, clean)
    await expect(page.get_by_text("5 points", exact=True)).to_be_visible()
    return page


async def test_my_profile_shows_what_i_have_and_the_way_to_what_others_see(me: Page, site: Site, ada: int) -> None:
    await expect(me.get_by_role("heading", name="Lumen")).to_be_visible()
    await expect(me.get_by_text("1 badge", exact=True)).to_be_visible()
    await me.get_by_role("link", name="What others see of you").click()
    await expect(me).to_have_url(f"{site.url}/people/{ada}")
    await expect(me.get_by_role("heading", level=1)).to_have_text("ada")
    await expect(me.locator("main")).not_to_contain_text(EMAIL)


async def test_who_hides_is_off_the_board_at_once_and_back_with_one_press(
    me: Page, site: Site, visitor: Visitor
) -> None:
    others = await visitor.open(site.url)
    await expect(row(board(others), "ada")).to_be_visible()
    await me.get_by_role("switch", name="Hide me").check()
    await expect(me.get_by_text("You are hidden in Lumen.")).to_be_visible()
    await expect(row(board(others), "ada")).to_have_count(0)
    await expect(row(board(others), "bob")).to_be_visible()
    await me.get_by_role("button", name="Undo").click()
    await expect(me.get_by_role("switch", name="Hide me")).not_to_be_checked()
    await expect(row(board(others), "ada")).to_be_visible()


async def test_a_new_name_is_on_the_board(me: Page, site: Site, visitor: Visitor) -> None:
    others = await visitor.open(site.url)
    name = me.get_by_label("What others see")
    await name.fill("")
    await me.keyboard.press("Enter")
    await expect(me.locator("#field-name-error")).to_be_visible()
    await name.fill("Ada Lovelace")
    await me.keyboard.press("Enter")
    await expect(me.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")
    await expect(me.get_by_role("button", name="Ada Lovelace (your account)")).to_be_visible()
    await expect(row(board(others), "Ada Lovelace")).to_be_visible()


async def test_my_data_comes_as_a_file(me: Page) -> None:
    async with me.expect_download() as started:
        await me.get_by_role("button", name="Export my data").click()
    file = await started.value
    assert re.fullmatch(r"codebadge-lumen-\d+\.json", file.suggested_filename)
    kept = json.loads(Path(await file.path()).read_text())
    assert EMAIL in [one["login"] for one in kept["identities"]]
    assert [entry["points"] for entry in kept["entries"]] == [5]


async def test_another_address_is_linked_by_its_code_and_unlinked_again(
    me: Page, clean: Settings, visitor: Visitor, site: Site
) -> None:
    visitor.expects("401 (Unauthorized)")
    await me.get_by_role("button", name="Link an e-mail address").click()
    await me.get_by_label("E-mail address").fill(OTHER)
    await me.keyboard.press("Enter")
    code = me.get_by_label("Six digits")
    await expect(code).to_be_focused()
    right = code_for(OTHER, clean)
    await code.fill("111111" if right != "111111" else "222222")
    await me.keyboard.press("Enter")
    await expect(me.locator("#field-code-error")).to_contain_text("wrong or no longer valid")
    await code.fill(right)
    await me.keyboard.press("Enter")
    await expect(me.get_by_role("button", name=f"Unlink {OTHER}")).to_be_visible()
    await expect(me.get_by_role("button", name="Link an e-mail address")).to_be_focused()

    elsewhere = await visitor.page()
    await sign_in(elsewhere, site.url, OTHER, clean)
    await expect(elsewhere.get_by_role("heading", level=1)).to_have_text("ada")

    await me.get_by_role("button", name=f"Unlink {OTHER}").click()
    await expect(me.get_by_role("dialog", name=f"Unlink {OTHER}?")).to_be_visible()
    await me.locator("codebadge-my-ways codebadge-dialog").get_by_role("button", name=f"Unlink {OTHER}").click()
    await expect(me.get_by_text(f"{OTHER} is no longer linked to you.")).to_be_visible()
    await expect(me.locator(".ways-in")).not_to_contain_text(OTHER)


async def test_somebody_elses_address_cannot_be_linked(
    me: Page, clean: Settings, visitor: Visitor, now: datetime
) -> None:
    visitor.expects("409 (Conflict)")
    with db.unit():
        bob = Identity.get(Identity.login == "bob").person
        Identity.create(person=bob, provider="email", external_id=OTHER, login=OTHER, seen_at=now)
    await me.get_by_role("button", name="Link an e-mail address").click()
    await me.get_by_label("E-mail address").fill(OTHER)
    await me.keyboard.press("Enter")
    await expect(me.get_by_label("Six digits")).to_be_focused()
    await me.get_by_label("Six digits").fill(code_for(OTHER, clean))
    await me.keyboard.press("Enter")
    await expect(me.get_by_role("alert")).to_contain_text("belongs to somebody else here")


async def test_nobody_is_erased_by_a_slip_and_whoever_is_appears_nowhere(
    me: Page, site: Site, ada: int, visitor: Visitor
) -> None:
    visitor.expects("404 (Not Found)")
    others = await visitor.open(site.url)
    await expect(row(board(others), "ada")).to_be_visible()
    await me.get_by_role("button", name="Erase me from Lumen").click()
    await expect(me.get_by_role("dialog", name="Erase yourself from Lumen?")).to_be_visible()
    dialog = me.locator("codebadge-my-erasure")
    await expect(dialog.get_by_label("To confirm, type your name: ada")).to_be_focused()
    await assert_clean(me)
    await dialog.get_by_role("button", name="Erase me for ever, leaving 5 points without a name").click()
    await expect(dialog.locator("#field-confirm-error")).to_have_text(re.compile("Type it just so: ada"))
    await expect(dialog.get_by_label("To confirm, type your name: ada")).to_be_focused()
    await me.keyboard.type("ada")
    await me.keyboard.press("Enter")
    await expect(me.get_by_role("heading", level=1)).to_have_text("You are erased")
    await expect(me.get_by_role("link", name="Sign in")).to_be_visible()
    await expect(row(board(others), "ada")).to_have_count(0)
    await expect(row(board(others), "bob")).to_be_visible()
    await others.goto(f"{site.url}/people/{ada}")
    await expect(others.locator("codebadge-error[data-case=not_found]")).to_be_visible()


async def test_the_keyboard_leads_to_the_way_out_and_back(me: Page) -> None:
    erase = me.get_by_role("button", name="Erase me from Lumen")
    await presses_until(me, "Tab", lambda: has_focus(erase))
    await me.keyboard.press("Enter")
    await expect(me.get_by_label("To confirm")).to_be_focused()
    await me.keyboard.press("Escape")
    await expect(me.get_by_role("dialog")).to_be_hidden()
    await expect(erase).to_be_focused()


async def test_signing_out_everywhere_ends_the_other_browsers_too(
    me: Page, site: Site, visitor: Visitor, clean: Settings
) -> None:
    other = await visitor.page()
    await sign_in(other, site.url, EMAIL, clean)
    await me.reload()
    await expect(me.locator(".browsers li")).to_have_count(2)
    await me.get_by_role("button", name="Sign out of all 2 browsers, this one included").click()
    await expect(me.get_by_role("link", name="Sign in")).to_be_visible()
    await other.reload()
    await expect(other).to_have_url(f"{site.url}/sign-in?next=%2Fme")


async def test_who_takes_part_nowhere_is_told_how_to_begin(site: Site, visitor: Visitor, clean: Settings) -> None:
    page = await visitor.page()
    await sign_in(page, site.url, "stranger@example.org", clean)
    await expect(page.get_by_text("You take part nowhere yet.")).to_be_visible()
    await assert_clean(page)


async def test_my_profile_is_clean_and_fits_the_smallest_phone_with_a_long_name(me: Page, site: Site, ada: int) -> None:
    with db.unit():
        Person.update(name="Maximiliane-Theodora von Hohenstein-Wittelsbach " * 3).where(Person.id == ada).execute()
        Membership.update(role="admin").where(Membership.person == ada).execute()
    await me.reload()
    await expect(me.get_by_text("5 points", exact=True)).to_be_visible()
    await expect(me.locator(".browsers li")).to_have_count(1)
    await assert_clean(me)
    await me.set_viewport_size({"width": 320, "height": 640})
    assert await overhang(me) <= 0
