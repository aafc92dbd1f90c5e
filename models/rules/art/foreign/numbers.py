"""Numbers and lengths come in, with whatever unit; plain numbers within bounds go out, as float or as text."""

import re

from models.rules.art.path_data import NUMBER

UNBOUNDED = NUMBER
FAR = 100_000.0
"""No coordinate is further from the origin."""
FAR_OFF = 10_000_000.0
"""Nor is a gradient's, of which only a part is seen."""
EM = 16.0
DIGITS = 60
_LENGTH = re.compile(rf"({NUMBER})\s*(%|[a-zA-Z]{{1,4}})?", re.A)
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_UNITS |= {"em": EM, "rem": EM, "ex": EM / 2, "ch": EM / 2}
_LIST = re.compile(rf"\s*(?:,\s*)?({NUMBER})(px|%)?", re.A)


def length(given: str, whole: float, most: float = FAR) -> float:
    """In user units; per cent are of `whole`. Raises ValueError."""
    given = given.strip()
    found = _LENGTH.fullmatch(given) if len(given) <= DIGITS else None
    if not found:
        raise ValueError("no length")
    unit = (found[2] or "").lower()
    factor = whole / 100 if unit == "%" else _UNITS.get(unit)
    if factor is None:
        raise ValueError("no unit")
    return bounded(float(found[1]) * factor, most)


def number(given: str) -> float:
    """Without a unit, or in px. Raises ValueError."""
    return length(given, 100)


def part(given: str) -> float:
    """Between nothing and all, as 0 … 1 or in per cent. Raises ValueError."""
    return min(1.0, max(0.0, length(given, 1)))


def numbers(given: str, most: int, whole: float = 100) -> list[float]:
    """At most so many, by commas or spaces. Raises ValueError."""
    found: list[float] = []
    at, text = 0, given.strip()
    while at < len(text):
        one = _LIST.match(text, at)
        if not one or len(found) >= most:
            raise ValueError("no list of numbers")
        found.append(bounded(float(one[1]) * (whole / 100 if one[2] == "%" else 1)))
        at = one.end()
    return found


def bounded(found: float, most: float = FAR) -> float:
    if not -most <= found <= most:
        raise ValueError("too far")
    return found


def short(number: float) -> str:
    """Seven digits that count, never with an exponent."""
    text = f"{number:.7g}"
    if "e" in text:
        text = f"{number:.9f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if text in ("-0", "", "-", "-.") else text
