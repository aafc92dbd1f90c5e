"""Signing in by a code from an e-mail, and out again: what people see, press and hear."""

import re
from datetime import datetime

import pytest
from playwright.async_api import expect

from models import db
from models.people import Identity, Membership, Person
from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.signing_in import ask_for_code, sign_in
from tests.browser.site import Site
from tests.browser.visitor import PHONE, Visitor, has_focus, presses_until
from tests.server.surfing import code_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EMAIL = "ada@example.org"
REFUSED = "401 (Unauthorized)"


@pytest.fixture
def ada(site: Site, now: datetime) -> int:
    """A moderator of Lumen whose address an admin has written down."""
    with db.unit():
        person = Person.create(name="Ada Lovelace", created_at=now)
        Identity.create(person=person, provider="email", external_id=EMAIL, login=EMAIL, seen_at=now)
        Membership.create(organization=site.lumen.organization, person=person, role="moderator", joined_at=now)
        return int(person.id)


async def test_a_page_for_members_leads_to_the_sign_in_and_back(
    site: Site, ada: int, visitor: Visitor, clean: Settings
) -> None:
    page = await visitor.open(f"{site.url}/me")
    await expect(page).to_have_url(f"{site.url}/sign-in?next=%2Fme")
    await ask_for_code(page, EMAIL)
    await page.get_by_label("Six digits").fill(code_for(EMAIL, clean))
    await expect(page).to_have_url(f"{site.url}/me")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")


async def test_a_code_may_be_pasted_with_the_space_in_its_middle(
    site: Site, ada: int, visitor: Visitor, clean: Settings
) -> None:
    page = await visitor.open(f"{site.url}/sign-in?next=/me", permissions=["clipboard-read", "clipboard-write"])
    await ask_for_code(page, EMAIL)
    code = code_for(EMAIL, clean)
    await page.evaluate("text => navigator.clipboard.writeText(text)", f" {code[:3]} {code[3:]}\n")
    await page.keyboard.press("Control+V")
    await expect(page).to_have_url(f"{site.url}/me")


async def test_a_wrong_code_is_told_at_its_field_and_the_right_one_still_works(
    site: Site, ada: int, visitor: Visitor, clean: Settings
) -> None:
    visitor.expects(REFUSED)
    page = await visitor.open(f"{site.url}/sign-in")
    await ask_for_code(page, EMAIL)
    right = code_for(EMAIL, clean)
    field = page.get_by_label("Six digits")
    await field.fill("111111" if right != "111111" else "222222")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_be_focused()
    await expect(page.locator("#field-code-error")).to_contain_text("wrong or no longer valid")
    await field.fill(right)
    await expect(page).to_have_url(f"{site.url}/")
    await expect(page.get_by_role("button", name="Ada Lovelace (your account)")).to_be_visible()


async def test_what_is_no_address_is_told_before_anything_is_sent(site: Site, visitor: Visitor) -> None:
    page = await visitor.open(f"{site.url}/sign-in")
    await page.get_by_label("E-mail address").fill("ada")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("E-mail address")).to_be_focused()
    await expect(page.locator("#field-email-error")).to_contain_text("such as ada@example.org")
    await page.keyboard.type("@example.org")
    await expect(page.locator("#field-email-error")).to_have_count(0)


async def test_another_code_can_be_asked_for_after_a_while_and_another_address_at_once(
    site: Site, visitor: Visitor
) -> None:
    page = await visitor.open(f"{site.url}/sign-in")
    await ask_for_code(page, EMAIL)
    await expect(page.get_by_role("button", name=re.compile("Another code in [0-9]+ s"))).to_be_disabled()
    await page.get_by_role("button", name="Use another address").click()
    await expect(page.get_by_label("E-mail address")).to_be_focused()
    await expect(page.get_by_label("E-mail address")).to_have_value(EMAIL)


@pytest.mark.parametrize("away", ["//evil.example", "https://evil.example/", "/%5Cevil.example"])
async def test_nobody_is_led_off_this_server(
    site: Site, ada: int, visitor: Visitor, clean: Settings, away: str
) -> None:
    page = await visitor.open(f"{site.url}/sign-in?next={away}")
    await ask_for_code(page, EMAIL)
    await page.get_by_label("Six digits").fill(code_for(EMAIL, clean))
    await expect(page).to_have_url(f"{site.url}/")


async def test_what_was_typed_stays_while_the_server_is_away(site: Site, visitor: Visitor) -> None:
    # Also what was just on its way when the server went, such as a picture.
    visitor.expects("ERR_CONNECTION_REFUSED", "Failed to load resource")
    page = await visitor.open(f"{site.url}/sign-in")
    await page.get_by_label("E-mail address").fill(EMAIL)
    site.server.kill()
    await page.keyboard.press("Enter")
    said = page.locator(".problems")
    await expect(said).to_contain_text("Codebadge does not answer.")
    await expect(said).to_be_focused()
    await expect(page.get_by_label("E-mail address")).to_have_value(EMAIL)
    await site.server.start()
    await page.get_by_role("button", name="Send me a code").click()
    await expect(page.get_by_label("Six digits")).to_be_focused()


async def test_the_menu_leads_to_my_profile_and_out_again(
    site: Site, ada: int, visitor: Visitor, clean: Settings
) -> None:
    page = await visitor.page()
    await sign_in(page, site.url, EMAIL, clean, "/")
    opens = page.get_by_role("button", name="Ada Lovelace (your account)")
    await presses_until(page, "Tab", lambda: has_focus(opens))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Admin")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("link", name="My profile")).to_be_hidden()
    await expect(opens).to_be_focused()
    await opens.click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    await page.goto(f"{site.url}/me")
    await expect(page).to_have_url(f"{site.url}/sign-in?next=%2Fme")


async def test_on_a_phone_the_same_is_in_a_drawer(site: Site, ada: int, visitor: Visitor, clean: Settings) -> None:
    page = await visitor.page(PHONE)
    await sign_in(page, site.url, EMAIL, clean, "/")
    opens = page.get_by_role("button", name="Menu")
    await opens.click()
    drawer = page.get_by_role("dialog", name="Menu")
    await expect(drawer.get_by_text("Ada Lovelace")).to_be_visible()
    await assert_clean(page)
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await page.keyboard.press("Escape")
    await expect(drawer).to_be_hidden()
    await expect(opens).to_be_focused()
    await opens.click()
    await drawer.get_by_role("link", name="My profile").click()
    await expect(page).to_have_url(f"{site.url}/me")


async def test_signing_in_is_clean_at_each_step(site: Site, visitor: Visitor) -> None:
    visitor.expects(REFUSED)
    page = await visitor.open(f"{site.url}/sign-in?error=denied")
    await expect(page.get_by_role("alert")).to_contain_text("you did not want to sign in")
    await assert_clean(page)
    await page.get_by_role("button", name="Send me a code").click()
    await expect(page.locator("#field-email-error")).to_be_visible()
    await assert_clean(page)
    await ask_for_code(page, EMAIL)
    await assert_clean(page)
    await page.get_by_label("Six digits").fill("000000")
    await expect(page.locator("#field-code-error")).to_be_visible()
    await assert_clean(page)
