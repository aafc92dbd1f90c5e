"""A running demo comes in (or is started here); the pictures of the README go out, into docs/images.

Run `make test` once, so that Chromium is there, then `.venv/bin/python -m docs.take_pictures [--url …]`. The cast has
names in many scripts: without their fonts boxes are drawn (Debian: fonts-noto-core, fonts-noto-cjk).
"""

import argparse
import asyncio
import signal
import socket
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

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
    def file(self) -> Path:
        """Where it goes."""
        return IMAGES / f"{self.page}-{self.device}-{self.scheme}.png"


PICTURES = (
    Picture("front", "desktop", "light", DESKTOP, 1),
    Picture("front", "desktop", "dark", DESKTOP, 1),
    Picture("front", "phone", "light", PHONE, 1.5),
    Picture("profile", "desktop", "light", DESKTOP, 1),
    Picture("profile", "phone", "dark", PHONE, 1.5),
)


async def take_all(url: str) -> None:
    """The boards are opened first, and taken when the newest badges are not everybody's first any more: then much has
    moved since.
    """
    await asyncio.to_thread(_wait_for, url)
    async with AsyncExitStack() as stack:
        browser = await launch(await stack.enter_async_context(async_playwright()))
        stack.push_async_callback(browser.close)
        boards = [(one, await _open(browser, one, url)) for one in PICTURES if one.page == "front"]
        await _soon(boards[0][1].locator("codebadge-honours a[title^=Ten]").nth(1))
        profile = await _leader(browser, url)
        profiles = [(one, await _open(browser, one, url + profile)) for one in PICTURES if one.page == "profile"]
        for picture, page in boards + profiles:
            await _is_worth_it(page, picture)
            await page.screenshot(path=picture.file, animations="disabled", scale="device")
            _weigh(picture.file)


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The address of a demo that begins anew, on a free port and in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as data, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        command = ["-m", "codebadge", "up", "--demo", "--data", data, "--port", port]
        process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT)
        try:
            yield f"http://localhost:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            await process.wait()


def _wait_for(url: str) -> None:
    """Returns when the server answers."""
    for _ in range(int(PATIENCE)):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=1).close()
            return
        except OSError:
            time.sleep(1)
    raise SystemExit(f"{url} does not answer.")


async def _open(browser: Browser, picture: Picture, url: str) -> Page:
    width, height = picture.size
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=picture.scale,
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        is_mobile=picture.device == "phone",
        has_touch=picture.device == "phone",
        locale="en-GB",
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


async def _is_worth_it(page: Page, picture: Picture) -> None:
    """Waits until there is something to see: rows have moved, or badges were earned."""
    if picture.page == "front":
        for moved in ("[part=up]", "[part=down]"):
            await _soon(page.locator(f"codebadge-leaderboard.main tbody tr:nth-child(-n+8) {moved}").first)
        await _soon(page.locator("codebadge-feed li:nth-child(-n+6) codebadge-award-line").first)
    else:
        await _soon(page.locator(".shelf li").nth(3))
        await _soon(page.locator(".ledger > li").first)


async def _soon(locator: Locator) -> None:
    await expect(locator).to_be_visible(timeout=PATIENCE * 1000)


def _weigh(file: Path) -> None:
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{file.name} is too large for a README.")


async def main() -> None:
    """Words of the command line in, pictures out."""
    parser = argparse.ArgumentParser(description="Take the pictures of the README.")
    parser.add_argument("--url", help="of a running demo; without it one is started")
    given: str | None = parser.parse_args().url
    IMAGES.mkdir(exist_ok=True)
    if given:
        await take_all(given.rstrip("/"))
        return
    async with demo() as url:
        await take_all(url)


if __name__ == "__main__":
    asyncio.run(main())
