"""Letters come in; fonts that have them go out: the files of static/dist/fonts, of which each has some letters."""

import io
import json
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import woff2

from models.errors import Unavailable

NOT_BUILT = "Pictures cannot be drawn before the pages are built: `make run` does it, or `npm run build` in static/."
FIRST = ("latin-", "cyrillic-", "greek-", "vietnamese-")
"""Parts of the first family that are unpacked at once; others take 10 to 100 ms when somebody first needs them."""
HAN = {"ja": "noto-sans-jp", "ko": "noto-sans-kr"}
"""Whose Han characters are how that language writes them; all others have the first font's."""
OTHER_HAN = {own: {"noto-sans-sc", *HAN.values()} - {own} for own in HAN.values()}
VARIANT, KEYCAP = "\ufe0f", "\u20e3"
"""They ask for an emoji where a letter would do, too."""


class Fonts:
    """The files in the order in which they are asked for a letter."""

    def __init__(self, folder: Path) -> None:
        try:
            index = json.loads((folder / "fonts.json").read_bytes())
        except FileNotFoundError:
            raise Unavailable(NOT_BUILT) from None
        if "steps" not in index:
            # Built before we were.
            raise Unavailable(NOT_BUILT)
        self._folder = folder
        self._files = [(one["file"], one["family"], tuple(one["weights"])) for one in index["fonts"]]
        # From each code to the next the same fonts have the letters: as arrays they take little, and are read quickly.
        self._codes = array("L", accumulate(index["steps"]))
        self._having = array("H", index["having"])
        self._sets = [tuple(one) for one in index["sets"]]
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

    def file(self, number: int) -> str:
        """Its name."""
        name: str = self._files[number][0]
        return name

    def font(self, number: int, weight: int) -> uharfbuzz.Font:
        """That one, as bold as it can be up to `weight`."""
        least, greatest = self._files[number][2]
        font = uharfbuzz.Font(self._face(number))
        font.set_variations({"wght": min(greatest, max(least, weight))})
        return font

    def _candidates(self, letters: str, locale: str) -> Sequence[int]:
        found = self._sets[self._having[bisect_right(self._codes, ord(letters[0])) - 1]]
        if VARIANT in letters or KEYCAP in letters:
            return sorted(found, key=lambda one: self._files[one][1] != "noto-emoji")
        own = HAN.get(locale.partition("-")[0].lower())
        return sorted(found, key=lambda one: self._files[one][1] in OTHER_HAN[own]) if own else found

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
