"""A Shelf whose letters are blocks: half an em wide, a Han letter one em, a space nothing but its quarter."""

from models.rules.art.shelf import Glyphs

ICONS = {"trophy": ("M8 21h8", "M12 17v4"), "filled/star": ("M12 2l3 7h7l-6 5z",), "started-small": ("m1 2 3 4",)}


class Blocks:
    """Asked lines are remembered."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float]] = []

    def icon(self, name: str) -> tuple[str, ...] | None:
        return ICONS.get(name)

    def glyphs(self, text: str, size: float, weight: int, tracking: float, locale: str) -> tuple[Glyphs, ...]:
        self.asked.append((text, size))
        return tuple(_block(letter, size, tracking) for letter in text)


def _block(letter: str, size: float, tracking: float) -> Glyphs:
    wide = 0.25 if letter == " " else 1.0 if letter > "\u2fff" else 0.5
    d = "" if letter == " " else f"M0 0H{wide * size:.2f}V{-0.72 * size:.2f}H0Z"
    return Glyphs(d, (wide + tracking) * size)
