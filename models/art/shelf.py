"""Questions for fonts and icons come in; what is bundled in static/dist answers: the Shelf of models/rules/art."""

import contextlib
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

    def boxed(self) -> str:
        """The letters that no font had, since this was last asked."""
        found = "".join(sorted(self._typesetter.boxed))
        self._typesetter.boxed.clear()
        return found


_folder = [DIST]
_shared: list[Bundled] = []


def shared() -> Bundled:
    """The shelf of this process. Raises Unavailable."""
    if not _shared:
        _shared.append(Bundled(_folder[0]))
    return _shared[0]


def prepare(dist: Path) -> None:
    """From now on the shelf is that folder's, which is loaded at once; if it is not built yet, when somebody asks."""
    _folder[:], _shared[:] = [dist], []
    with contextlib.suppress(Unavailable):
        shared().fonts.unpack_first()


def unpacked() -> list[str]:
    """The fonts that this process has unpacked since it began: the desk learns them from its cells."""
    return _shared[0].fonts.unpacked if _shared else []


def unpack(file: str) -> None:
    """One more font, before it is asked for again."""
    shared().fonts.unpack(file)
