"""A layer's shadow comes in; it goes out as rings of falling opacity: GitHub and cairosvg draw no blur.

The outline is drawn some times, each time with a wider line, so that what lies under all of them is as dark as asked
and the edge fades. There is one ring for each pixel of blur, for more would not be seen and each costs time: eight at
most, and three from below 256 px. Below 48 px there is no shadow, which would only dirty the edge.
"""

from models.rules.art.drawing import SIDE, Shadow
from models.rules.art.numbers import short

NONE_BELOW, RICH_FROM = 48, 256
RINGS, RICH = 3, 8
FALL = 1.4
"""Rings lie closer near the outline: darkness falls fast at first, then slowly, as it does at a real edge."""


def rings(shadow: Shadow, size: int) -> tuple[tuple[float, float], ...]:
    """(by how much the line is wider, opacity) of each ring, the widest first."""
    if size < NONE_BELOW or not shadow.opacity:
        return ()
    pixels = round(shadow.blur * size / SIDE)
    count = max(2, min(pixels, RICH if size >= RICH_FROM else RINGS)) if shadow.blur else 1
    each = 1 - (1 - shadow.opacity) ** (1 / count)
    return tuple((2 * shadow.blur * (at / count) ** FALL, each) for at in reversed(range(count)))


def ring(outline: str, filled: bool, width: float, color: str, opacity: float) -> str:
    """One ring of the outline with this id, its line so wide. Fill and line fade together, hence the group."""
    fill = color if filled else "none"
    ends = ' stroke-linejoin="round"' if filled else ' stroke-linejoin="round" stroke-linecap="round"'
    round_line = f' stroke="{color}" stroke-width="{short(width)}"{ends}' if width else ""
    clear = f"{opacity:.3f}".rstrip("0").removeprefix("0")
    return f'<g opacity="{clear}"><use href="#{outline}" fill="{fill}"{round_line}/></g>'
