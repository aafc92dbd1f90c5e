"""A colour as SVG writes it comes in; the shortest way to write the same goes out."""

import re
from functools import lru_cache

NAMES = {
    "#f0ffff": "azure",
    "#f5f5dc": "beige",
    "#ffe4c4": "bisque",
    "#a52a2a": "brown",
    "#ff7f50": "coral",
    "#ffd700": "gold",
    "#808080": "gray",
    "#008000": "green",
    "#4b0082": "indigo",
    "#fffff0": "ivory",
    "#f0e68c": "khaki",
    "#faf0e6": "linen",
    "#800000": "maroon",
    "#000080": "navy",
    "#808000": "olive",
    "#ffa500": "orange",
    "#da70d6": "orchid",
    "#cd853f": "peru",
    "#ffc0cb": "pink",
    "#dda0dd": "plum",
    "#800080": "purple",
    "#ff0000": "red",
    "#fa8072": "salmon",
    "#a0522d": "sienna",
    "#c0c0c0": "silver",
    "#fffafa": "snow",
    "#d2b48c": "tan",
    "#008080": "teal",
    "#ff6347": "tomato",
    "#ee82ee": "violet",
    "#f5deb3": "wheat",
}
"""Names that are shorter than their number."""
LONG = {
    "black": "#000",
    "white": "#fff",
    "yellow": "#ff0",
    "fuchsia": "#f0f",
    "magenta": "#f0f",
    "blue": "#00f",
    "lightgray": "#d3d3d3",
    "lightgrey": "#d3d3d3",
    "darkgray": "#a9a9a9",
    "darkgrey": "#a9a9a9",
    "whitesmoke": "#f5f5f5",
    "aquamarine": "#7fffd4",
    "cornflowerblue": "#6495ed",
}
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")


@lru_cache(maxsize=1024)
def short_color(color: str) -> str:
    """Unchanged when it is none, or one that is not known here."""
    text = color.strip().lower()
    found = _RGB.fullmatch(text)
    if found and all(int(part) < 256 for part in found.groups()):
        text = "#" + "".join(f"{int(part):02x}" for part in found.groups())
    text = LONG.get(text, text)
    if not _HEX.fullmatch(text):
        return text if text in NAMES.values() else color.strip()
    if len(text) == 4:
        text = "#" + "".join(digit * 2 for digit in text[1:])
    if text in NAMES:
        return NAMES[text]
    return f"#{text[1::2]}" if text[1::2] == text[2::2] else text
