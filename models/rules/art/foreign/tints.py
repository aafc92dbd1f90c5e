"""Colours of a stranger's picture come in, one by one; names go out, so that recolouring is one change."""

import colorsys

MOST = 24
"""As many as a drawing may name."""
_HUES = ("red", "orange", "yellow", "lime", "green", "mint", "cyan", "sky", "blue", "violet", "purple", "pink")


class Tints:
    """`names`: name → colour, in the order in which they were met."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._of: dict[str, str] = {}

    def ink(self, color: str) -> str:
        """`@blue`, or the colour itself once there are too many."""
        if color not in self._of:
            if len(self.names) >= MOST:
                return color
            name = self._free(_name(color))
            self.names[name] = color
            self._of[color] = name
        return f"@{self._of[color]}"

    def _free(self, name: str) -> str:
        found, number = name, 1
        while found in self.names:
            number += 1
            # With a dash before it the number would be an amount of black.
            found = f"{name}{number}"
        return found


def _name(color: str) -> str:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    if light < 0.06:
        return "black"
    if light > 0.96:
        return "white"
    name = "gray" if strong < 0.12 else _HUES[round(hue * 12) % 12]
    return f"dark-{name}" if light < 0.3 else f"light-{name}" if light > 0.75 else name
