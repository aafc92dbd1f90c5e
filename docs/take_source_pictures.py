"""A GitHub and a Trello of the tests' own come in; pictures of how they are connected go out, into docs/images.

`make test` once, so that Chromium is there, then `.venv/bin/python -m docs.take_source_pictures`.
"""

import asyncio
import os
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from docs.take_pictures import IMAGES, ROOT, running, sign_in, soon, wait_for, weigh
from tests.browser.visitor import launch
from tests.providers import github as githubs
from tests.providers import trello as trellos
from tests.providers.github import GitHub
from tests.providers.trello import Trello

ADMIN = "grace@lumen.example"
SIZE = (1280, 900)
AIR = 24
WORK = (
    ("Dark mode forgets itself after a restart", "bob", "points: 5"),
    ("The tutorial ends in the middle", "carol", "points: 2"),
    ("Uploads of large files stop at 2 GB", "bob", "points: 8"),
    ("Speed up the search page", "dan", ""),
    ("Tabs in tables are lost", "carol", "points: 3"),
)


def furnish(github: GitHub, trello: Trello) -> None:
    """Three repositories, one of them old and large, and a board."""
    now = datetime.now(UTC)
    for id_, name in ((1, "lumen/lamp"), (2, "lumen/handbook"), (3, "lumen/website")):
        github.add_repository(id_, name)
    for at, (title, who, label) in enumerate(WORK):
        when = now - timedelta(hours=at + 1)
        made = github.add_issue(title=title, author="ada", assignees=[who], labels=[label] if label else [], at=when)
        github.close_issue(made.number, by="ada", at=when + timedelta(minutes=20))
    github.many_issues(900, repository=2)
    board = trello.add_board("Meet-up 2026", ("Ideas", "To do", "Doing", "Done", "Done last year"))
    board.lists[4].closed = True
    trello.add_board("Website", ("To do", "Done"))
    for number, name in enumerate(
        ("(5) Book a room", "(2) Print the badges", "Ask for sponsors", "(3) Write to speakers")
    ):
        card = trello.create_card(board, name, "Doing", members=["bob" if number % 2 else "ada"])
        if number < 3:
            trello.move(board, card, "Done")


_SHOWN = """() => {
  const main = document.querySelector("main"), { x, width, y } = main.getBoundingClientRect();
  const shown = [...main.querySelectorAll("h1, h2, p, li, button, .sheet")];
  return [x, y + scrollY + 16, width, Math.max(...shown.map((one) => one.getBoundingClientRect().bottom)) + scrollY];
}"""
"""Where the contents of a page begin and end: left, top, width, bottom."""


async def take(page: Page, name: str) -> None:
    """What the page's middle shows now, with a little air around it."""
    file = IMAGES / f"connect-{name}.png"
    x, top, width, bottom = await page.evaluate(_SHOWN)
    around = {"x": x - AIR, "y": top - AIR, "width": width + 2 * AIR, "height": bottom - top + 2 * AIR}
    await page.screenshot(path=file, animations="disabled", full_page=True, clip=around)  # type: ignore[arg-type]
    weigh(file)


async def take_github(page: Page, url: str) -> None:
    """From an empty list to a history that comes in."""
    await page.goto(f"{url}/admin/hooks")
    await soon(page.get_by_role("link", name="Connect GitHub"))
    await take(page, "nothing")
    await page.get_by_role("link", name="Connect GitHub").click()
    await page.get_by_label("Token", exact=True).fill(githubs.TOKEN)
    await take(page, "github-access")
    await page.get_by_role("button", name="Use this token").click()
    await page.get_by_role("radio", name="lumen/lamp").check()
    await take(page, "github-repository")
    await page.get_by_role("button", name="Go on").click()
    await soon(page.get_by_role("radio", name="In its own time"))
    await take(page, "github-past")
    await page.get_by_role("button", name="Connect lumen/lamp").click()
    await soon(page.get_by_text("Its history is all here."))
    await page.get_by_role("button", name="Connect another").click()
    await page.get_by_role("radio", name="lumen/handbook").check()
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Connect lumen/handbook").click()
    await expect(page.locator(".job")).to_contain_text(" of ")
    await take(page, "github-done")


async def take_trello(page: Page, url: str, trello: Trello) -> None:
    """From the key to a connected board; then all sources."""
    await page.goto(f"{url}/admin/hooks/trello")
    await page.get_by_label("API key").fill(trellos.KEY)
    await page.get_by_label("Secret", exact=True).fill(trellos.SECRET)
    await page.get_by_label("Token", exact=True).fill(trellos.TOKEN)
    await take(page, "trello-key")
    await page.get_by_role("button", name="Use key and token").click()
    await page.get_by_role("radio", name="Meet-up 2026").check()
    await page.get_by_role("button", name="Go on").click()
    await soon(page.get_by_role("checkbox", name="Done", exact=True))
    await take(page, "trello-cards")
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("combobox", name="Bob is").fill("bob")
    await page.get_by_role("option").first.click()
    await take(page, "trello-people")
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Connect Meet-up 2026").click()
    await soon(page.get_by_text("Its history is all here."))
    board = next(iter(trello.boards.values()))
    await asyncio.to_thread(trello.move, board, next(iter(board.cards.values())), "Doing")
    await page.get_by_role("link", name="All sources").click()
    await soon(page.locator(".source").filter(has_text="Meet-up 2026").get_by_text("works"))
    await page.reload()  # deliveries are shown as they were when the page was opened
    await soon(page.locator("tbody tr").first)
    await take(page, "sources")


async def found(data: Path) -> None:
    """The organisation and its admin, by the command line."""
    words = ["init", "--name", "Lumen", "--slug", "lumen", "--admin-email", ADMIN]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "codebadge", *words, cwd=ROOT, env=os.environ | {"CODEBADGE_DATA": str(data)}
    )
    assert await process.wait() == 0


async def main() -> None:
    """Pictures out."""
    async with AsyncExitStack() as stack:
        github, trello = stack.enter_context(githubs.github()), stack.enter_context(trellos.trello())
        await asyncio.to_thread(furnish, github, trello)
        addresses = {"CODEBADGE_GITHUB_API_URL": github.url, "CODEBADGE_TRELLO_API_URL": trello.url}
        url, data = await stack.enter_async_context(running(env=addresses))
        await asyncio.to_thread(wait_for, url)
        await found(data)
        browser = await launch(await stack.enter_async_context(async_playwright()))
        stack.push_async_callback(browser.close)
        state = await sign_in(browser, url, data, ADMIN)
        page = await browser.new_page(
            viewport={"width": SIZE[0], "height": SIZE[1]}, storage_state=state, locale="en-GB", color_scheme="light"
        )
        await take_github(page, url)
        await take_trello(page, url, trello)


if __name__ == "__main__":
    asyncio.run(main())
