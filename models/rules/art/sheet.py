"""A Sheet comes in: words, plates and medals on a page of any shape; one SVG goes out, its words set in outlines.

Cards that stand elsewhere are made of it: award_card.py, person_card.py and board_card.py lay them out.
"""

import re
from collections.abc import Callable
from typing import Any, Literal

from pydantic import Field

from models.rules.art.drawing import TextLayer
from models.rules.art.numbers import short
from models.rules.art.setting import block
from models.rules.art.shelf import Shelf
from models.rules.art.telling import escaped
from models.rules.work import Value

LINE = 1.25
"""From one line of a column to the next, in ems."""
_ID = re.compile(r"""\b(id="|href="#|url\(#)""")
_ROOT = re.compile(r"<svg\b[^>]*>")
_VIEW = re.compile(r'viewBox="([-0-9. ]+)"')


class Words(Value):
    """Words in at most `lines` lines, made smaller until they fit `width`."""

    text: str
    size: float
    width: float
    color: str
    weight: int = 400
    lines: int = 1
    align: Literal["start", "middle", "end"] = "start"


class Placed(Value):
    """Words whose block's middle is at that height."""

    x: float
    y: float
    words: Words


class Column(Value):
    """Words below each other, as a whole in the middle between `top` and `bottom`."""

    x: float
    top: float
    bottom: float
    gap: float
    words: tuple[Words, ...]


class Plate(Value):
    """A rectangle, perhaps round at its corners."""

    x: float
    y: float
    width: float
    height: float
    color: str
    round: float = 0


class Medal(Value):
    """A badge in a square: a `drawing` (with its `wish`), or the name of built-in `art`, or neither: a disc of that
    `color` with the badge's initial."""

    x: float
    y: float
    size: float
    color: str = "#5b6270"
    initial: str = ""
    art: str | None = None
    drawing: dict[str, Any] | None = None
    wish: dict[str, Any] = Field(default_factory=dict)
    opacity: float = 1


class Sheet(Value):
    """One page. `title`: what is seen, in words."""

    width: int
    height: int
    title: str
    ground: str
    plates: tuple[Plate, ...] = ()
    medals: tuple[Medal, ...] = ()
    columns: tuple[Column, ...] = ()
    words: tuple[Placed, ...] = ()
    locale: str = "en"


def svg(sheet: Sheet, shelf: Shelf, picture: Callable[[Medal], str | None]) -> str:
    """`picture`: a medal's own SVG, a whole document of ours; None for a disc."""
    said = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sheet.width} {sheet.height}" role="img">',
        f"<title>{escaped(sheet.title)}</title>",
        _plate(Plate(x=0, y=0, width=sheet.width, height=sheet.height, color=sheet.ground)),
        *map(_plate, sheet.plates),
    ]
    said += [_medal(medal, number, picture(medal), sheet, shelf) for number, medal in enumerate(sheet.medals)]
    said += [_column(column, sheet, shelf) for column in sheet.columns]
    said += [_path(placed.x, placed.y, placed.words, sheet, shelf)[0] for placed in sheet.words]
    return "".join([*said, "</svg>"])


def _plate(plate: Plate) -> str:
    corner = f' rx="{short(plate.round)}"' if plate.round else ""
    size = f'width="{short(plate.width)}" height="{short(plate.height)}"'
    return f'<rect x="{short(plate.x)}" y="{short(plate.y)}" {size}{corner} fill="{plate.color}"/>'


def _medal(medal: Medal, number: int, picture: str | None, sheet: Sheet, shelf: Shelf) -> str:
    body = _disc(medal, sheet, shelf) if picture is None else _nested(medal, f"m{number}", picture)
    return f'<g opacity="{short(medal.opacity)}">{body}</g>' if medal.opacity < 1 else body


def _nested(medal: Medal, prefix: str, picture: str) -> str:
    """A document within ours. Its ids are its own: two medals may use the same ones."""
    root = _ROOT.search(picture)
    assert root is not None, "our own pictures are whole documents"
    view = _VIEW.search(root[0])
    inside = _ID.sub(lambda found: found[1] + prefix, picture[root.end() : picture.rindex("</svg>")])
    box = f'x="{short(medal.x)}" y="{short(medal.y)}" width="{short(medal.size)}" height="{short(medal.size)}"'
    return f'<svg {box} viewBox="{view[1] if view else "0 0 512 512"}">{inside}</svg>'


def _disc(medal: Medal, sheet: Sheet, shelf: Shelf) -> str:
    r = medal.size / 2
    x, y = medal.x + r, medal.y + r
    ring = f'fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="{short(medal.size / 80)}"'
    initial = Words(text=medal.initial[:2], size=medal.size * 0.42, width=medal.size, color="#ffffff", weight=700)
    words = initial.model_copy(update={"align": "middle"})
    return (
        f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(r * 0.95)}" fill="{medal.color}"/>'
        f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(r * 0.82)}" {ring}/>{_path(x, y, words, sheet, shelf)[0]}'
    )


def _column(column: Column, sheet: Sheet, shelf: Shelf) -> str:
    said = [(words, _path(0, 0, words, sheet, shelf)[1]) for words in column.words if words.text.strip()]
    high = sum(height for _, height in said) + column.gap * max(0, len(said) - 1)
    top, drawn = column.top + max(0.0, (column.bottom - column.top - high) / 2), ""
    for words, height in said:
        drawn += _path(column.x, top + height / 2, words, sheet, shelf)[0]
        top += height + column.gap
    return drawn


def _path(x: float, y: float, words: Words, sheet: Sheet, shelf: Shelf) -> tuple[str, float]:
    """(the outlines, how high the block stands in a column)."""
    layer = TextLayer.model_validate(
        {
            "kind": "text",
            "id": "w",
            "z": "a",
            "text": "",
            "size": words.size,
            "weight": words.weight,
            "align": words.align,
            "width": words.width,
            "lines": words.lines,
        }
    )
    set_words = block(layer, "".join(one if one.isprintable() else " " for one in words.text), shelf, sheet.locale)
    place = f"translate({short(x)} {short(y)})"
    drawn = f'<path transform="{place}" fill="{words.color}" d="{set_words.d}"/>' if set_words.d else ""
    return drawn, max(set_words.box.height + words.size * (LINE - 0.72), 0)
