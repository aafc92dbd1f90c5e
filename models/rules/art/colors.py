"""A drawing's colours and a wish come in; each ink goes out as `#rrggbb`, mixed as it asks: for svg.py, contrast.py."""

from collections.abc import Mapping
from re import fullmatch

from models.rules.art.drawing import COLOR_OF_INK, Drawing, Themed
from models.rules.art.wish import Theme, Wish

UNKNOWN = "#808080"
"""What a name is that the drawing does not have."""
HEX = "#[0-9a-f]{6}"


class Palette:
    """The colours of one picture. What was given wins over the level's colours, these over the drawing's own; beyond
    the last level they are the last one's."""

    def __init__(self, drawing: Drawing, wish: Wish) -> None:
        level = drawing.levels[min(wish.level, len(drawing.levels)) - 1].colors if drawing.levels else {}
        colors = {**drawing.colors, **_as_set(drawing), **level, **_as_given(drawing, wish)}
        self._colors = {name: _of_theme(color, wish.theme) for name, color in colors.items()}
        self._inks: dict[str, str] = {}

    def hex(self, ink: str) -> str:
        """The ink as `#rrggbb`."""
        found = self._inks.get(ink)
        if found is None:
            found = self._inks[ink] = self._mixed(ink)
        return found

    def _mixed(self, ink: str) -> str:
        named = COLOR_OF_INK.fullmatch(ink)
        if named is None:
            return ink
        color = self._colors.get(named[1], UNKNOWN)
        part = int(named[2] or 0) / 100
        return mixed(color, "#ffffff" if part > 0 else "#000000", abs(part)) if part else color


def mixed(color: str, other: str, part: float) -> str:
    """`color` with so large a part of the other."""
    ours, theirs = channels(color), channels(other)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(ours, theirs, strict=True))


def channels(color: str) -> tuple[int, int, int]:
    """Red, green, blue, 0 … 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def shortest(color: str) -> str:
    """`#aabbcc` as `#abc`."""
    return f"#{color[1]}{color[3]}{color[5]}" if color[1::2] == color[2::2] else color


def _as_set(drawing: Drawing) -> dict[str, str]:
    """What colour parameters say until they are set; a colour that follows the theme goes on doing so."""
    return {
        one.name: str(one.value)
        for one in drawing.parameters
        if one.kind == "color" and _is_hex(one.value) and not isinstance(drawing.colors.get(one.name), Themed)
    }


def _as_given(drawing: Drawing, wish: Wish) -> dict[str, str]:
    given: Mapping[str, str | bool] = wish.given
    names = {one.name for one in drawing.parameters if one.kind == "color"}
    return {name: str(color) for name, color in given.items() if name in names and _is_hex(color)}


def _is_hex(color: str | bool) -> bool:
    return isinstance(color, str) and fullmatch(HEX, color) is not None


def _of_theme(color: str | Themed, theme: Theme) -> str:
    return getattr(color, theme) if isinstance(color, Themed) else color
