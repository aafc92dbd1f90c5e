"""An address comes in; a page in a real Chromium goes out, and everything that it complained about."""

import os
import shutil
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright

# The same names in the same order as .ci/prepare looks for; without any, the one that playwright downloaded.
PROGRAMS = ("chromium", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP, PHONE = (1440, 1000), (360, 780)


async def launch(playwright: Playwright) -> Browser:
    """The machine's Chromium."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    # Chromium's sandbox refuses to start for root, as which containers run.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return await playwright.chromium.launch(executable_path=found, args=[*FLAGS, *sandbox])


class Visitor:
    """Somebody with a browser. What their pages complain about is kept, but for what a test says it expects."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._expected: list[str] = []
        self._heard: list[str] = []

    async def page(self, size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        """An empty page; `options` are those of playwright's `new_context`."""
        viewport = {"width": size[0], "height": size[1]}
        context = await self._browser.new_context(viewport=viewport, locale="en-GB", **options)  # type: ignore[arg-type]
        self._contexts.append(context)
        page = await context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._heard.append(f"{page.url}: {error}"))
        return page

    async def open(self, url: str, size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        """A page of that address."""
        page = await self.page(size, **options)
        await page.goto(url)
        return page

    def expects(self, *complaints: str) -> None:
        """Parts of the complaints that are right in this test."""
        self._expected += complaints

    @property
    def complaints(self) -> list[str]:
        """Errors and warnings of the console (breaches of the content policy are among them) and of scripts."""
        return [text for text in self._heard if not any(expected in text for expected in self._expected)]

    async def leave(self) -> None:
        """Closes everything."""
        for context in self._contexts:
            await context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._heard.append(f"{message.location.get('url', '')}: {message.text}")


def board(page: Page) -> Locator:
    """The board of the front page; the one beside "Put this board on your site" is another."""
    return page.locator("codebadge-leaderboard.main")


def row(board: Locator, login: str) -> Locator:
    """The row of a person."""
    return board.locator("tbody tr").filter(has_text=login)


async def presses_until(page: Page, key: str, reached: Callable[[], Awaitable[bool]], most: int = 60) -> None:
    """Presses a key again and again until it has brought us there."""
    for _ in range(most):
        if await reached():
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{most} times {key} did not lead there")


async def has_focus(locator: Locator) -> bool:
    """Whether the keyboard is there."""
    return await locator.count() == 1 and bool(await locator.evaluate("element => element.matches(':focus')"))


async def overhang(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(await page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
