"""Numbers on a grid of 10 to the minus `places` come in; the shortest text that SVG reads as them goes out."""

from collections.abc import Iterable
from math import floor, log10


def grid(number: float, places: int) -> int:
    """The number as steps of the grid, the half away from zero."""
    scaled = abs(number) * 10.0**places
    steps = floor(scaled + 0.5)
    return -steps if number < 0 else steps


def step_text(steps: int, places: int) -> str:
    """`-.5`, `12`, `3.25`."""
    if places <= 0:
        return str(steps * 10**-places)
    digits = str(abs(steps)).rjust(places, "0")
    whole, part = digits[:-places], digits[-places:].rstrip("0")
    text = f"{whole}.{part}" if part else whole or "0"
    return f"-{text}" if steps < 0 else text


def number_text(number: float, places: int) -> str:
    """The same of a number."""
    return step_text(grid(number, places), places)


def joined(texts: Iterable[str]) -> str:
    """A list of numbers, with a space only where one is needed."""
    parts: list[str] = []
    for text in texts:
        if parts and needs_space(parts[-1], text):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)


def needs_space(before: str, after: str) -> bool:
    """Whether the two numbers would be read as one."""
    return not (after[0] == "-" or (after[0] == "." and "." in before))


def places_for(view: float, pixels: int = 2048) -> int:
    """Decimal places at which nothing moves by more than a twentieth of a pixel when `view` units are so many."""
    return max(0, min(6, floor(log10(10 * pixels / view)) if view > 0 else 3))
