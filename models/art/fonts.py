"""Letters come in; fonts that have them go out: the files of static/dist/fonts, of which each has some letters."""

import io
import json
from functools import lru_cache
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import woff2

from models.errors import Unavailable

NOT_BUILT = "Pictures cannot be drawn before the pages are built: `make run` does it, or `npm run build` in static/."
FIRST = ("latin-", "cyrillic-", "greek-", "vietnamese-")
"""Parts of the first family that are unpacked at once; others take 10 to 100 ms when somebody first needs them."""
VARIANT, KEYCAP = "\ufe0f", "\u20e3"
"""They ask for an emoji where a letter would do, too."""


class Fonts:
    """The files in the order in which they are asked for a letter."""

    def __init__(self, folder: Path) -> None:
        try:
            index = json.loads((folder / "fonts.json").read_bytes())
        except FileNotFoundError:
            raise Unavailable(NOT_BUILT) from None
        self._folder = folder
        self._files = [(one["file"], one["family"], tuple(one["weights"])) for one in index]
        self._having: dict[int, list[int]] = {}
        for number, one in enumerate(index):
            for code in _codes(one["ranges"]):
                self._having.setdefault(code, []).append(number)
        self._faces: dict[int, uharfbuzz.Face] = {}
        self.unpacked: list[str] = []

    def unpack_first(self) -> None:
        """What most texts need."""
        for number, (file, family, _) in enumerate(self._files):
            if family == "noto-sans" and file.removeprefix("noto-sans-").startswith(FIRST) and "-ext-" not in file:
                self._face(number)
        self.unpacked.clear()

    def unpack(self, file: str) -> None:
        """One more file, by its name."""
        self._face(next(number for number, (name, *_) in enumerate(self._files) if name == file))

    def having(self, letters: str, locale: str) -> int | None:
        """The number of the first font that has them all; None when there is none."""
        return next((one for one in self._candidates(letters, locale) if self._has(one, letters)), None)

    def font(self, number: int, weight: int) -> uharfbuzz.Font:
        """That one, as bold as it can be up to `weight`."""
        least, greatest = self._files[number][2]
        font = uharfbuzz.Font(self._face(number))
        font.set_variations({"wght": min(greatest, max(least, weight))})
        return font

    def _candidates(self, letters: str, locale: str) -> list[int]:
        found = self._having.get(ord(letters[0]), [])
        if VARIANT in letters or KEYCAP in letters:
            return sorted(found, key=lambda one: self._files[one][1] != "noto-emoji")
        if locale.startswith("ko"):
            return sorted(found, key=lambda one: self._files[one][1] == "noto-sans-sc")
        return found

    def _has(self, number: int, letters: str) -> bool:
        having = _letters(self._face(number))
        return all(ord(one) in having or one == VARIANT for one in letters)

    def _face(self, number: int) -> uharfbuzz.Face:
        if number not in self._faces:
            file = self._files[number][0]
            plain = io.BytesIO()
            with (self._folder / file).open("rb") as packed:
                woff2.decompress(packed, plain)
            self._faces[number] = uharfbuzz.Face(plain.getvalue())
            self.unpacked.append(file)
        return self._faces[number]


@lru_cache(maxsize=300)
def _letters(face: uharfbuzz.Face) -> frozenset[int]:
    return frozenset(face.unicodes)


def _codes(ranges: str) -> list[int]:
    """`U+41-5A,U+61`, as CSS writes it."""
    codes: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        codes.extend(range(int(first, 16), int(last or first, 16) + 1))
    return codes
