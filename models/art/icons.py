"""An icon's name comes in; its paths on 24 by 24 go out, from static/dist/icons."""

import json
from pathlib import Path

from models.art.fonts import NOT_BUILT
from models.errors import Unavailable

FILLED = "filled/"


class Icons:
    """The library: outline icons by their names, filled ones by `filled/…`."""

    def __init__(self, folder: Path) -> None:
        try:
            self._outline: dict[str, list[str]] = json.loads((folder / "outline.json").read_bytes())
            self._filled: dict[str, list[str]] = json.loads((folder / "filled.json").read_bytes())
        except FileNotFoundError:
            raise Unavailable(NOT_BUILT) from None

    def paths(self, name: str) -> tuple[str, ...] | None:
        """None when there is no such icon."""
        kind = self._filled if name.startswith(FILLED) else self._outline
        found = kind.get(name.removeprefix(FILLED))
        return tuple(found) if found else None
