"""A page comes in; what axe finds wrong with it for people who see, hear or point differently goes out."""

import json
from pathlib import Path
from typing import Any

from playwright.async_api import Page

SIZES = ((360, 780), (1440, 1000))
AXE = Path(__file__).parents[2] / "static" / "node_modules" / "axe-core" / "axe.min.js"
SETTLED = """() => {
  const ending = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity);
  return Promise.allSettled(ending.map((one) => one.finished));
}"""
"""What fades in has no contrast yet."""


async def violations(page: Page) -> list[str]:
    """One line for each place that breaks a rule; empty when all is well."""
    await page.evaluate(SETTLED)
    session = await page.context.new_cdp_session(page)
    # By the debugger, because the page's own policy lets no foreign script in.
    await session.send("Runtime.evaluate", {"expression": AXE.read_text()})
    asked = {"expression": "axe.run().then(JSON.stringify)", "awaitPromise": True, "returnByValue": True}
    answer = await session.send("Runtime.evaluate", asked)
    await session.detach()
    found: list[dict[str, Any]] = json.loads(answer["result"]["value"])["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


async def assert_clean(page: Page) -> None:
    """axe finds nothing, on a phone and on a desk, light and dark."""
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            found = await violations(page)
            assert found == [], f"{page.url}, {width} px, {scheme}: {found}"
