"""A folder of SVGs, each named NAME@SIZE.svg, comes in; Chromium's pictures of them lie beside them afterwards."""

import base64
import os
import shutil
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

PROGRAMS = ("chromium", "google-chrome", "google-chrome-stable")


def draw_all(folder: Path) -> bool:
    """Whether there is a Chromium that did it."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=sandbox)
        except Error:
            return False
        page = browser.new_page(device_scale_factor=1)
        for svg in sorted(folder.glob("*@*.svg")):
            svg.with_suffix(".chromium.png").write_bytes(_drawn(page, svg))
        browser.close()
    return True


def _drawn(page: Page, svg: Path) -> bytes:
    size = int(svg.stem.partition("@")[2])
    data = base64.b64encode(svg.read_bytes()).decode()
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f'<body style="margin:0;background:none"><img style="display:block" width="{size}" height="{size}" '
        f'src="data:image/svg+xml;base64,{data}">'
    )
    page.wait_for_function("document.images[0].complete")
    return page.screenshot(omit_background=True)
