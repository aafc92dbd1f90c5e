"""A label comes in; the points or the size that it speaks of go out, or None: whole labels only, ASCII digits only."""

import re

_AMOUNT_LAST = re.compile(r"(?:points?|pts?|sp|story[ -]?points?)\s*[:/= ]\s*([0-9]{1,6})", re.I | re.A)
_AMOUNT_FIRST = re.compile(r"([0-9]{1,6})\s*(?:points?|pts?|sp|story[ -]?points?)", re.I | re.A)
_OURS = re.compile(r"estimate: [0-9]{1,6}", re.I | re.A)
_SIZE = re.compile(r"size\s*[:/= ]\s*([a-z]{1,4})", re.I | re.A)


def amount_of(label: str) -> int | None:
    """The points that it says: "points: 3", "sp/5", "story points 8", "3 points"."""
    match = _AMOUNT_LAST.fullmatch(label.strip()) or _AMOUNT_FIRST.fullmatch(label.strip())
    return int(match[1]) if match else None


def is_ours(label: str) -> bool:
    """Whether it has the form in which we post estimates: that is our own guess, and nobody's word about points."""
    return _OURS.fullmatch(label.strip()) is not None


def size_of(label: str) -> str | None:
    """The X of `size/X`, in capital letters."""
    match = _SIZE.fullmatch(label.strip())
    return match[1].upper() if match else None
