"""A running demo comes in (or is started here); the pictures of the README go out, into docs/images.

Run `make test` once, so that Chromium is there, then `.venv/bin/python -m docs.take_pictures [--url …]`. The cast has
names in many scripts: without their fonts boxes are drawn (Debian: fonts-noto-core, fonts-noto-cjk).
take_source_pictures.py takes those of connecting GitHub and Trello.
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, StorageState, async_playwright, expect

from codebadge.demo_house import ADMIN, MEMBER
from tests.browser.visitor import launch

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
DESKTOP, PHONE = (1440, 1000), (390, 844)
PATIENCE = 600.0
"""Seconds for the demo to tell enough of its story; it takes about five minutes."""
MOST_BYTES = 350_000


@dataclass(frozen=True)
class Picture:
    """What is taken: a page, its size in CSS pixels and pixels for each of them, and light or dark."""

    page: str
    device: str
    scheme: str
    size: tuple[int, int]
    scale: float

    @property
    def who(self) -> str:
        """Who looks at it."""
        return self.page.partition("-")[0]

    @property
    def file(self) -> Path:
        """Where it goes."""
        return IMAGES / f"{self.page}-{self.device}-{self.scheme}.png"


PICTURES = (
    Picture("front", "desktop", "light", DESKTOP, 1),
    Picture("front", "desktop", "dark", DESKTOP, 1),
    Picture("front", "phone", "light", PHONE, 1.5),
    Picture("profile", "desktop", "light", DESKTOP, 1),
    Picture("profile", "phone", "dark", PHONE, 1.5),
    Picture("admin-badges", "desktop", "light", DESKTOP, 1),
    Picture("admin-special", "phone", "dark", PHONE, 1.5),
    Picture("admin-people", "desktop", "dark", DESKTOP, 1),
    Picture("boards", "desktop", "light", DESKTOP, 1),
    Picture("why", "desktop", "light", DESKTOP, 1),
    Picture("gallery", "desktop", "light", DESKTOP, 1),
    Picture("gallery", "phone", "dark", PHONE, 1.5),
    Picture("estimates", "desktop", "light", DESKTOP, 1),
    Picture("admin-pattern", "desktop", "light", DESKTOP, 1),
    Picture("admin-points", "desktop", "light", DESKTOP, 1),
    Picture("admin-insights", "desktop", "dark", DESKTOP, 1),
)
PATHS = {"boards": "/boards", "gallery": "/badges-gallery", "admin-pattern": "/admin/badges"}
"""Of pages that are not called as they are addressed."""
WORTH = {
    "front": (
        "codebadge-leaderboard.main tbody tr:nth-child(-n+8) [part=up]",
        "codebadge-leaderboard.main tbody tr:nth-child(-n+8) [part=down]",
        "codebadge-feed li:nth-child(-n+6) codebadge-award-line",
    ),
    "profile": (".shelf li:nth-child(4)", ".ledger > li"),
    "why": ("codebadge-why .facts",),
    "boards": ("codebadge-ended a",),
    "gallery": (".tiles li",),
    "estimates": ("codebadge-estimate-row codebadge-closest li >> nth=3",),
    "admin-pattern": (".samples li",),
    "admin-points": ("aside.effect table tbody tr:nth-child(2)",),
    "admin-insights": ("codebadge-chart svg",),
}
"""What must be there before a page is worth a picture: rows have moved, badges were earned. Others: a table's row."""


async def take_all(url: str, data: Path) -> None:
    """The boards are opened first, and taken when the newest badges are not everybody's first any more: then much has
    moved since. `data`: the demo's folder, where the mail with the admin's code is.
    """
    await asyncio.to_thread(wait_for, url)
    async with AsyncExitStack() as stack:
        browser = await launch(await stack.enter_async_context(async_playwright()))
        stack.push_async_callback(browser.close)
        boards = [(one, await _open(browser, one, url)) for one in PICTURES if one.page == "front"]
        await soon(boards[0][1].locator("codebadge-honours a[title^=Ten]").nth(1))
        profile = await _leader(browser, url)
        paths = PATHS | {"profile": profile, "why": profile}
        who = {"admin": await sign_in(browser, url, data, ADMIN)}
        who["gallery"] = await sign_in(browser, url, data, MEMBER[1])
        others = []
        for one in (one for one in PICTURES if one.page != "front"):
            address = url + paths.get(one.page, f"/{one.page.replace('-', '/')}")
            others.append((one, await _open(browser, one, address, who.get(one.who))))
        for picture, page in boards + others:
            if picture.page in DONE:
                await DONE[picture.page](page)
            await _is_worth_it(page, picture)
            await page.screenshot(path=picture.file, animations="disabled", scale="device")
            weigh(picture.file)


@asynccontextmanager
async def running(*options: str, env: Mapping[str, str] | None = None) -> AsyncIterator[tuple[str, Path]]:
    """Address and folder of a Codebadge that begins anew, on a free port and in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as data, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        command = ["-m", "codebadge", "up", *options, "--data", data, "--port", port]
        process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, env=os.environ | (env or {}))
        try:
            yield f"http://localhost:{port}", Path(data)
        finally:
            process.send_signal(signal.SIGINT)
            await process.wait()


def wait_for(url: str) -> None:
    """Returns when the server answers."""
    for _ in range(int(PATIENCE)):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=1).close()
            return
        except OSError:
            time.sleep(1)
    raise SystemExit(f"{url} does not answer.")


async def _open(browser: Browser, picture: Picture, url: str, signed_in: StorageState | None = None) -> Page:
    width, height = picture.size
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=picture.scale,
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        is_mobile=picture.device == "phone",
        has_touch=picture.device == "phone",
        locale="en-GB",
        storage_state=signed_in,
    )
    await page.goto(url)
    return page


async def _leader(browser: Browser, url: str) -> str:
    """The path of the profile with the most points of all time."""
    page = await browser.new_page()
    await page.goto(f"{url}/?board=all")
    rows = page.locator("codebadge-leaderboard.main table[data-board=all] tbody tr")
    path = await rows.first.get_by_role("link").get_attribute("href")
    await page.close()
    return path or ""


async def _ask_why(page: Page) -> None:
    await page.locator(".ledger > li").nth(3).get_by_role("button").click()


async def _try_a_pattern(page: Page) -> None:
    """A milder one, on everybody, as an admin does before saving."""
    await page.get_by_role("link", name="Documentation hero", exact=True).click()
    await page.get_by_role("link", name="Edit", exact=True).click()
    await page.locator('[data-block="earned.of.0"]').get_by_label("How many times").fill("4")
    await expect(page.get_by_role("region", name="In words")).to_contain_text("4 closed issues")
    await page.get_by_role("button", name="Try it on everybody").click()


async def _raise_the_points(page: Page) -> None:
    field = page.get_by_label("Giving a review", exact=True).first
    await field.fill("4")
    await field.blur()


DONE: dict[str, Callable[[Page], Awaitable[None]]] = {
    "why": _ask_why,
    "admin-pattern": _try_a_pattern,
    "admin-points": _raise_the_points,
}
"""What somebody does on a page before its picture is taken."""


async def sign_in(browser: Browser, url: str, data: Path, address: str) -> StorageState:
    """The cookies of somebody who signs in with the code that was mailed."""
    page = await browser.new_page(locale="en-GB")
    await page.goto(f"{url}/sign-in?next=/me")
    await page.get_by_label("E-mail address").fill(address)
    await page.keyboard.press("Enter")
    code = page.locator("input[autocomplete=one-time-code]")
    await soon(code)
    mail = max((data / "mail").iterdir(), key=lambda file: file.stat().st_mtime).read_text()
    await code.fill(re.findall(r"^ +([0-9]{6})$", mail, re.M)[0])
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{url}/me")
    state = await page.context.storage_state()
    await page.close()
    return state


async def _is_worth_it(page: Page, picture: Picture) -> None:
    for wanted in WORTH.get(picture.page, ("main tbody tr:nth-child(2)",)):
        await soon(page.locator(wanted).first)


async def soon(locator: Locator) -> None:
    await expect(locator).to_be_visible(timeout=PATIENCE * 1000)


def weigh(file: Path) -> None:
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{file.name} is too large for a README.")


async def main(about: str, take: Callable[[str, Path], Awaitable[None]]) -> None:
    """Words of the command line in, pictures of a running demo out, or of one that is started for them."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--url", help="of a running demo; without it one is started")
    parser.add_argument("--data", type=Path, help="its data folder")
    given = parser.parse_args()
    IMAGES.mkdir(exist_ok=True)
    if given.url:
        await take(given.url.rstrip("/"), given.data)
        return
    async with running("--demo") as (url, data):
        await take(url, data)


if __name__ == "__main__":
    asyncio.run(main("Take the pictures of the README.", take_all))
