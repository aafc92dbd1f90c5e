"""The name or number of a ground's colour comes in; it goes out with the colours of what is written on it."""

import re
from functools import lru_cache
from typing import NamedTuple

NAMES = {
    "brightgreen": "#4c1",
    "green": "#97ca00",
    "yellowgreen": "#a4a61d",
    "yellow": "#dfb317",
    "orange": "#fe7d37",
    "red": "#e05d44",
    "blue": "#007ec6",
    "grey": "#555",
    "gray": "#555",
    "lightgrey": "#9f9f9f",
    "lightgray": "#9f9f9f",
    "success": "#4c1",
    "important": "#fe7d37",
    "critical": "#e05d44",
    "informational": "#007ec6",
    "inactive": "#9f9f9f",
}
"""What people are used to from other badges in READMEs."""
_HEX = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
ENOUGH = 4.5
"""Contrast of small text (WCAG 2.2, 1.4.3)."""


class Ground(NamedTuple):
    """`ink`: of the text; `shade`: of the thin shadow under it."""

    color: str
    ink: str
    shade: str


@lru_cache(maxsize=256)
def ground(color: str) -> Ground:
    """White text where it can be read, else black. Raises ValueError for what is no colour."""
    found = _HEX.fullmatch(NAMES.get(color, color))
    if not found:
        raise ValueError(f"“{color[:30]}” is no colour: say #rrggbb, or one of {', '.join(NAMES)}")
    digits = found[1].lower()
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    light = luminance(whole)
    white = contrast(light, 1) >= ENOUGH or contrast(light, 1) >= contrast(light, luminance("000000"))
    return Ground(f"#{digits}", "#fff", "#000") if white else Ground(f"#{digits}", "#000", "#fff")


def luminance(digits: str) -> float:
    """Relative, of six digits, 0 to 1 (WCAG 2.2)."""
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Of two luminances, 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
