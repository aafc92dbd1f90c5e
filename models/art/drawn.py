"""A drawing and how it is wanted come in, or an SVG of ours; its bytes go out, by the pen. The server may load it."""

from typing import NamedTuple

from models.art import pen
from models.rules.art.drawing import Drawing
from models.rules.art.sheet import Sheet
from models.rules.art.wish import Format, Wish


def svg(drawing: Drawing, wish: Wish) -> bytes:
    """As SVG. Raises BadPicture, Unavailable."""
    return picture(drawing, wish, "svg")


def png(drawing: Drawing, wish: Wish) -> bytes:
    """As PNG, `wish.size` pixels from edge to edge. Raises BadPicture; Unavailable, too, where libcairo is missing."""
    return picture(drawing, wish, "png")


def webp(drawing: Drawing, wish: Wish) -> bytes:
    """As WebP; otherwise like png."""
    return picture(drawing, wish, "webp")


def picture(drawing: Drawing, wish: Wish, format: Format) -> bytes:
    """As whatever is wanted."""
    return looked_at(drawing, wish, format).body


class Picture(NamedTuple):
    """`boxed`: the letters that no font has, drawn as empty boxes."""

    body: bytes
    boxed: str


def looked_at(drawing: Drawing, wish: Wish, format: Format) -> Picture:
    """The same, for whoever may mend what is wrong with it."""
    given = {
        "drawing": drawing.model_dump(mode="json", exclude_defaults=True),
        "wish": wish.model_dump(mode="json", exclude_defaults=True),
        "format": format,
        "width": wish.size,
        "height": wish.size,
    }
    answer = pen.ask("draw", given)
    return Picture(answer.body, answer.told["boxed"])


def of_svg(svg: str, format: Format, width: int, height: int) -> bytes:
    """An SVG of ours, or a cleaned one, that large. Raises as png does."""
    given = {"format": format, "width": width, "height": height}
    return pen.ask("draw", given, svg.encode()).body


def card(sheet: Sheet, format: Format, width: int, height: int) -> bytes:
    """A card of ours, that large. Raises as png does."""
    given = {"sheet": sheet.model_dump(mode="json"), "format": format, "width": width, "height": height}
    return pen.ask("card", given).body
