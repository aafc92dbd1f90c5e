"""Cleaned SVG of a picture layer comes in; its root's content goes out, with ids of its own.

It is cleaned once more: what draws must not rely on every writer having cleaned, and what is clean stays as it is.
"""

import re
from functools import lru_cache

from models.errors import BadPicture
from models.rules.art.cleaning import clean

ROOT = re.compile(r"<svg((?:\s[^<>]*)?)>(.*)</svg>", re.DOTALL)
PLACED = re.compile(r'\s(?:xmlns(?::\w+)?|width|height|viewBox|role|preserveAspectRatio)="[^"]*"')
"""What a root says that is nothing to its content; anything else is inherited."""
NAMED = re.compile(r'(\sid="|\shref="#|url\(#)')


@lru_cache(maxsize=64)
def content(svg: str, mark: str) -> str:
    """Ids begin with the mark. Nothing of what is refused."""
    try:
        cleaned = clean(svg.encode(), lambda raster: raster).svg
    except BadPicture:
        return ""
    root = ROOT.fullmatch(cleaned)
    if root is None:
        return ""
    inherited, inside = PLACED.sub("", root[1]), NAMED.sub(rf"\g<1>{mark}", root[2])
    return f"<g{inherited}>{inside}</g>" if inherited.strip() else inside
