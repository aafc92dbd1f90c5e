"""What drawing needs of fonts and icons, as questions; models/art/ answers them from the bundled files."""

from typing import NamedTuple, Protocol


class Glyphs(NamedTuple):
    """Some letters that belong together, as path data with the baseline at 0, 0, and how far the next ones are."""

    d: str
    advance: float


class Shelf(Protocol):
    """Fonts and icons, the same on every machine."""

    def icon(self, name: str) -> tuple[str, ...] | None:
        """The paths of an icon on its 24 by 24 grid: of an outline icon to be drawn as lines 2 wide, of `filled/…` to
        be filled. None when there is no such icon."""

    def glyphs(self, text: str, size: float, weight: int, tracking: float, locale: str) -> tuple[Glyphs, ...]:
        """One line of text from left to right, in whatever scripts, shaped and in visual order, `size` units to the em.
        `tracking`: further apart, in parts of the em."""
