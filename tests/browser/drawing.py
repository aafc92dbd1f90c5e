"""A page and a design come in; a Board goes out: the studio's canvas as one draws on it, and what the server then has."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Locator, Page, expect

from models import db, designs
from models.audit import Actor
from models.designs import Design
from models.people import Membership, Person
from models.rules.art.drawing import Drawing
from models.shares import Share
from tests.browser.site import PATIENCE, Site

SIDE = 512


@dataclass
class Board:
    """An open design. Places are in the drawing's units."""

    page: Page
    design: int

    @property
    def layers(self) -> Locator:
        """All that are drawn, groups too."""
        return self.page.locator("codebadge-canvas [data-layer]")

    @property
    def said(self) -> Locator:
        """What is read aloud."""
        return self.page.locator("codebadge-canvas [role=status]")

    async def focus(self) -> None:
        """The keys go to the canvas."""
        stage = self.page.locator("codebadge-canvas .stage")
        await stage.focus()
        await expect(stage).to_be_focused()

    async def take(self, tool: str) -> None:
        """Chooses a tool by its name."""
        await self.page.locator("codebadge-toolbar").get_by_role("button", name=tool, exact=True).click()

    async def drag(self, *places: tuple[float, float], steps: int = 6) -> None:
        """Presses at the first place and lets go at the last."""
        mouse = self.page.mouse
        await mouse.move(*await self.at(*places[0]))
        await mouse.down()
        for place in places[1:]:
            await mouse.move(*await self.at(*place), steps=steps)
        await mouse.up()

    async def press(self, x: float, y: float, **how: Any) -> None:
        """Clicks at a place."""
        await self.page.mouse.click(*await self.at(x, y), **how)

    async def at(self, x: float, y: float) -> tuple[float, float]:
        """Where that is in the window."""
        box = await self.page.locator("codebadge-canvas .edge").bounding_box()
        assert box
        return box["x"] + x * box["width"] / SIDE, box["y"] + y * box["height"] / SIDE

    async def until_kept(self, count: int) -> Drawing:
        """The drawing as the server has it, once it has so many layers and all steps are there."""
        await expect(self.layers).to_have_count(count)
        await expect(self.page.locator("[data-state=live]").first).to_be_attached()
        async with asyncio.timeout(PATIENCE):
            while len((kept := self.kept()).layers) != count:
                await asyncio.sleep(0.05)
        return kept

    def kept(self) -> Drawing:
        """What the server has now."""
        with db.unit():
            return Drawing.model_validate(Design.get_by_id(self.design).drawing)


def blank(site: Site, name: str = "Star") -> int:
    """A design with nothing in it."""
    with db.unit():
        grace = Actor(name="Grace Hopper", door="rest")
        made = designs.create(site.lumen.organization, name, None, None, {}, grace, datetime.now(UTC))
        return int(made.id)


def share(site: Site, name: str, design: int, role: str = "edit") -> Share:
    """A member may draw on it."""
    now = datetime.now(UTC)
    with db.unit():
        member = Membership.select().join(Person).where(Person.name == name).get()
        return Share.create(
            organization=site.lumen.organization,
            design=design,
            role=role,
            way="email",
            address="shared@example.org",
            person=member.person_id,
            note="",
            by="Grace Hopper",
            created_at=now,
            expires_at=now,
            confirmed_at=now,
        )


async def opened(page: Page, site: Site, design: int) -> Board:
    """Its canvas, once it is live."""
    await page.goto(f"{site.url}/studio/{design}?org=lumen")
    await expect(page.locator("codebadge-canvas .edge")).to_be_visible()
    return Board(page, design)
