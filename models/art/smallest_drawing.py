"""A drawing comes in; it goes out with as few decimals as are not seen, at 64 and 512 px, light and dark."""

from functools import cache

from models.art import raster, shelf
from models.art.alike import EQUAL, STORED, Likeness, likeness
from models.errors import Unavailable
from models.rules.art import svg
from models.rules.art.drawing import Drawing
from models.rules.art.small_drawing import lessened
from models.rules.art.wish import Theme, Wish

DECIMALS = (1, 2, 3)
"""The first that passes is taken. At one decimal a point moves by a fifth of a pixel at most when 2048 are drawn."""


def smallest_drawing(drawing: Drawing) -> tuple[Drawing, Likeness | None]:
    """Unchanged when no other looks the same, and, with None, where nothing can be drawn to compare. Raises BadPicture
    when it cannot be drawn."""
    wishes = [Wish(size=size, theme=theme, level=level) for size in STORED for theme, level in _views(drawing)]

    @cache
    def before(number: int) -> bytes:
        return _drawn(drawing, wishes[number])

    try:
        for decimals in DECIMALS:
            found = lessened(drawing, decimals)
            like = EQUAL
            for number, wish in enumerate(wishes):
                like = like.worse(likeness(before(number), _drawn(found, wish)))
            if like.passes:
                return found, like
    except Unavailable:
        return drawing, None
    return drawing, EQUAL


def _views(drawing: Drawing) -> list[tuple[Theme, int]]:
    return [("light", 1), ("dark", max(1, len(drawing.levels)))]


def _drawn(drawing: Drawing, wish: Wish) -> bytes:
    return raster.drawn(svg.svg(drawing, wish, shelf.shared()), "png", wish.size, wish.size)
