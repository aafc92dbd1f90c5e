"""Questions for fonts and icons come in; what is bundled in static/dist answers: the Shelf of models/rules/art."""

from pathlib import Path

from models.art.fonts import Fonts
from models.art.icons import Icons
from models.art.pen import DIST
from models.art.typesetting import Typesetter
from models.errors import Unavailable
from models.rules.art.shelf import Glyphs


class Bundled:
    """Fonts and icons of one built `dist` folder. Raises Unavailable when it is not built."""

    def __init__(self, dist: Path = DIST) -> None:
        self.fonts = Fonts(dist / "fonts")
        self._icons = Icons(dist / "icons")
        self._typesetter = Typesetter(self.fonts)

    def icon(self, name: str) -> tuple[str, ...] | None:
        """See Shelf."""
        return self._icons.paths(name)

    def glyphs(self, text: str, size: float, weight: int, tracking: float, locale: str) -> tuple[Glyphs, ...]:
        """See Shelf."""
        return self._typesetter.glyphs(text, size, weight, tracking, locale)


_shared: list[Bundled] = []


def shared() -> Bundled:
    """The shelf of this process. Raises Unavailable."""
    if not _shared:
        _shared.append(Bundled())
    return _shared[0]


def prepare(dist: Path) -> None:
    """Loads the shelf of that folder. When it is not built yet, whoever asks is told."""
    try:
        shelf = Bundled(dist)
    except Unavailable:
        return
    shelf.fonts.unpack_first()
    _shared[:] = [shelf]


def unpacked() -> list[str]:
    """The fonts that were unpacked since the desk began: it learns them from its forks."""
    return _shared[0].fonts.unpacked if _shared else []


def unpack(file: str) -> None:
    """One more font, before it is asked for again."""
    _shared[0].fonts.unpack(file)
