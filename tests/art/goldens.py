"""Draws the golden sheet of each built-in template anew: `python -m tests.art.goldens [slug …]`. Look at them before
you commit them: they are what badges shall look like."""

import io
import json
import sys
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from PIL import Image

from models.art import drawn
from models.rules.art.drawing import Drawing
from models.rules.art.wish import Theme, Wish

FOLDER = Path(__file__).with_name("golden")
SIZES = (256, 64, 16)
PAGES: dict[Theme, str] = {"light": "#ffffff", "dark": "#16181d"}
LEVEL = 2
Box = tuple[int, int, int, int]


def slugs() -> list[str]:
    """Of all built-in templates."""
    return sorted(one.name.removesuffix(".json") for one in _folder().iterdir() if one.name.endswith(".json"))


def template(slug: str) -> Drawing:
    return Drawing.model_validate(json.loads((_folder() / f"{slug}.json").read_text())["drawing"])


def _folder() -> Traversable:
    return resources.files("models.rules.art") / "built_in"


def cells() -> dict[tuple[int, Theme], Box]:
    """Where on a sheet each size and theme is."""
    found: dict[tuple[int, Theme], Box] = {}
    for row, theme in enumerate(PAGES):
        x = 0
        for size in SIZES:
            found[size, theme] = (x, row * SIZES[0], x + size, row * SIZES[0] + size)
            x += size
    return found


def alone(drawing: Drawing, size: int, theme: Theme) -> Image.Image:
    """One picture by the pen, with its opacity."""
    body = drawn.png(drawing, Wish(size=size, theme=theme, level=LEVEL))
    return Image.open(io.BytesIO(body)).convert("RGBA")


def cell(drawing: Drawing, size: int, theme: Theme) -> Image.Image:
    """The same on the page of its theme."""
    picture = alone(drawing, size, theme)
    page = Image.new("RGBA", picture.size, PAGES[theme])
    page.alpha_composite(picture)
    return page.convert("RGB")


def sheet(drawing: Drawing) -> Image.Image:
    whole = Image.new("RGB", (sum(SIZES), SIZES[0] * len(PAGES)), "#808080")
    for (size, theme), box in cells().items():
        whole.paste(cell(drawing, size, theme), box[:2])
    return whole


def golden(slug: str) -> Image.Image:
    return Image.open(FOLDER / f"{slug}.webp").convert("RGB")


def main(wanted: list[str]) -> None:
    for slug in wanted or slugs():
        sheet(template(slug)).save(FOLDER / f"{slug}.webp", quality=90, method=6)
        print(slug, (FOLDER / f"{slug}.webp").stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1:])
