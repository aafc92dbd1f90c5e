"""A drawing or an SVG comes in; a smaller one that looks the same goes out, which the pen's process finds."""

import json
from typing import NamedTuple

from models.art import pen
from models.rules.art.drawing import Drawing


class MinifiedSvg(NamedTuple):
    """`before`, `after`: bytes. `way`: what made it so small, "as it is" when nothing did. The rest is the worst that
    was found beside the original (models/art/alike.py), or None when nothing could be drawn to compare."""

    svg: str
    before: int
    after: int
    way: str
    ssim: float | None
    off: float | None
    mean: float | None


def minified_svg(svg: str) -> MinifiedSvg:
    """An SVG that was cleaned. Raises BadPicture when it cannot be read or drawn."""
    answer = pen.ask("minify", {}, svg.encode())
    return MinifiedSvg(svg=answer.body.decode(), **answer.told)


def minified(drawing: Drawing) -> Drawing:
    """The same drawing in less bytes. Raises what the pen raises."""
    told = json.dumps(drawing.model_dump(mode="json", exclude_defaults=True)).encode()
    answer = pen.ask("minify", {"drawing": True}, told)
    return Drawing.model_validate_json(answer.body)
