"""A Sheet comes in; the card goes out as a picture: its medals are drawn by the same rules as everywhere."""

from functools import partial
from pathlib import Path
from typing import Any

from models.art import raster, shelf
from models.art.frames import Answer
from models.rules.art import sheet as sheets
from models.rules.art import svg as pictures
from models.rules.art.drawing import Drawing
from models.rules.art.sheet import Medal, Sheet
from models.rules.art.wish import Wish

_badges: list[Path] = []


def card(given: dict[str, Any], _body: bytes) -> Answer:
    """`sheet` as `format`, `width` and `height` in pixels."""
    wanted = Sheet.model_validate(given["sheet"])
    svg = sheets.svg(wanted, shelf.shared(), partial(_medal, _badges[0]))
    if given["format"] == "svg":
        return Answer({}, svg.encode())
    return Answer({}, raster.drawn(svg, given["format"], given["width"], given["height"]))


def prepare(dist: Path) -> None:
    """Where the built-in medals are."""
    _badges[:] = [dist / "badges"]


def _medal(badges: Path, medal: Medal) -> str | None:
    if medal.drawing is not None:
        return pictures.svg(Drawing.model_validate(medal.drawing), Wish.model_validate(medal.wish), shelf.shared())
    file = badges / f"{medal.art}.svg"
    return file.read_text("utf-8") if medal.art and file.is_file() else None
