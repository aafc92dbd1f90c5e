"""A page and an address come in; somebody is signed in there, with the code from their mail."""

import re

from playwright.async_api import Page, expect

from models.settings import Settings
from tests.server.surfing import code_for


async def sign_in(page: Page, url: str, email: str, settings: Settings, then: str = "/me") -> None:
    """As people do it, from the sign-in page to where they wanted to go."""
    await page.goto(f"{url}/sign-in?next={then}")
    await ask_for_code(page, email)
    await page.get_by_label("Six digits").fill(code_for(email, settings))
    await expect(page).to_have_url(re.compile(re.escape(url + then) + "$"))


async def ask_for_code(page: Page, email: str) -> None:
    """Returns when the page asks for the code, which is in the mail then."""
    await page.get_by_label("E-mail address").fill(email)
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Six digits")).to_be_focused()
