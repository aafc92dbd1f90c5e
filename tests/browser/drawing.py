"""A page and a design come in; a Board goes out: the canvas as one draws on it, and what the server then has."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from statistics import mean
from typing import Any

from PIL import Image, ImageChops, ImageStat
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

    async def server_drawn(self) -> bytes:
        """The PNG that the server makes of it; until what draws has started, an error is told as another picture."""
        url = self.page.url.split("/studio/")[0]
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = await self.page.request.get(f"{url}/img/designs/{self.design}.png?size=512")
                if answer.headers["content-type"] == "image/png":
                    return await answer.body()
                await asyncio.sleep(0.5)

    def kept(self) -> Drawing:
        """What the server has now."""
        with db.unit():
            return Drawing.model_validate(Design.get_by_id(self.design).drawing)


def blank(site: Site, drawing: Drawing | None = None) -> int:
    """A design with nothing in it, or with a drawing."""
    with db.unit():
        grace = Actor(name="Grace Hopper", door="rest")
        made = designs.create(site.lumen.organization, "Star", None, drawing, {}, grace, datetime.now(UTC))
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


def difference(one: bytes, other: bytes) -> float:
    """How far two pictures are apart on white, as the mean of all channels, 0 … 255."""
    pictures = []
    for body in (one, other):
        picture = Image.open(BytesIO(body)).convert("RGBA").resize((256, 256))
        ground = Image.new("RGBA", picture.size, "white")
        pictures.append(Image.alpha_composite(ground, picture).convert("RGB"))
    return float(mean(ImageStat.Stat(ImageChops.difference(*pictures)).mean))


async def opened(page: Page, site: Site, design: int) -> Board:
    """Its canvas, once it is live."""
    await page.goto(f"{site.url}/studio/{design}?org=lumen")
    await expect(page.locator("codebadge-canvas .edge")).to_be_visible()
    return Board(page, design)
