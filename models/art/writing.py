"""A line of text comes in; its runs go out as they are seen: letters of one font, script and direction."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from bidi import algorithm
from fontTools.unicodedata import script

from models.art.fonts import Fonts

JOINER = "\u200d"
BOUND = frozenset((JOINER, "\u200c", *(chr(code) for code in (*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)))))
"""What belongs to the letter before it and is no mark: joiners, skin tones, tags of flags."""
SHARED = ("Zyyy", "Zinh", "Zzzz")
NEUTRAL = "\u2605"
"""A letter without a direction of its own."""
STEERING = ("Cc", "Cf", "Cs")
"""Categories of what is no letter. What Python does not know yet (Cn) may be a new emoji: the fonts know it, or not."""
REGIONS = range(0x1F1E6, 0x1F200)
"""Two make a flag."""


class Run(NamedTuple):
    """Letters that are shaped together. `font`: its number; None: no font has them."""

    text: str
    font: int | None
    script: str
    level: int

    @property
    def leftwards(self) -> bool:
        """Whether it is read from right to left."""
        return self.level % 2 == 1


def runs(text: str, fonts: Fonts, locale: str) -> list[Run]:
    """From left to right as they are seen; the text of each as it is read."""
    pieces = list(_in_fonts(_clusters(_plain(text)), fonts, locale))
    levels = _levels("".join(_directed(piece[0][0]) for piece in pieces))
    found = [
        Run(piece, font, written, level)
        for (piece, font), written, level in zip(pieces, _scripts(pieces), levels, strict=True)
    ]
    return _as_seen([_joined(list(same)) for _, same in groupby(found, key=lambda run: run[1:])])


def _plain(text: str) -> str:
    """Composed, with blanks for breaks, without what only steers: directions are the letters' own."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(one for one in text if one in BOUND or unicodedata.category(one) not in STEERING)


def _clusters(text: str) -> list[str]:
    """Letters with their marks; emoji as they are joined."""
    found: list[str] = []
    for one in text:
        if found and (_hangs(one) or found[-1].endswith(JOINER) or _ends_flag(found[-1], one)):
            found[-1] += one
        elif one not in BOUND:
            found.append(one)
    return found


def _hangs(one: str) -> bool:
    return one in BOUND or unicodedata.category(one)[0] == "M"


def _ends_flag(before: str, one: str) -> bool:
    return ord(one) in REGIONS and len(before) == 1 and ord(before) in REGIONS


def _in_fonts(clusters: list[str], fonts: Fonts, locale: str) -> Iterator[tuple[str, int | None]]:
    for cluster in clusters:
        font = fonts.having(cluster, locale)
        if font is None and len(cluster) > 1:
            # No font has a letter with these marks: each is drawn by whichever has it.
            yield from ((one, fonts.having(one, locale)) for one in cluster if one not in BOUND)
        else:
            yield cluster, font


def _scripts(pieces: list[tuple[str, int | None]]) -> Iterator[str]:
    """What is common to scripts is of that before it."""
    before = next((script(piece[0]) for piece, _ in pieces if script(piece[0]) not in SHARED), "Zyyy")
    for piece, _ in pieces:
        own: str = script(piece[0])
        before = before if own in SHARED else own
        yield before


def _directed(letter: str) -> str:
    """One whose direction is known."""
    return letter if unicodedata.bidirectional(letter) else NEUTRAL


def _levels(letters: str) -> list[int]:
    """The level of each by the Unicode bidirectional algorithm: odd ones are read from right to left."""
    base = algorithm.get_base_level(letters)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(letters, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [one["level"] for one in storage["chars"]]


def _joined(same: list[Run]) -> Run:
    return same[0]._replace(text="".join(run.text for run in same))


def _as_seen(found: list[Run]) -> list[Run]:
    """From the highest level down, what is at least of that level is turned round."""
    for level in range(max((run.level for run in found), default=0), 0, -1):
        turned: list[Run] = []
        high: list[Run] = []
        for run in found:
            if run.level >= level:
                high.insert(0, run)
            else:
                turned += [*high, run]
                high = []
        found = turned + high
    return found
