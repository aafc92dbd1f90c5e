"""An issue comes in; its words go out, in any script and without knowing the language, for index.py and scout.py."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from models.rules.estimating.values import LABEL, LABELS, TEXT, TITLE, Issue

LONGEST = 32  # characters of a word that are looked at
MOST = 400  # words of a text that are looked at

# Letters and digits, with the vowel signs and accents that \w leaves out (but not the stops of Indic sentences).
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e30-\u0fff\u102b-\u103e\u17b4-\u17d3"
_WORD = re.compile(rf"(?:[^\W_]|[{_SIGNS}])+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"[^\w\s]|_")
# Scripts that put no spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han. (Hangul does.)
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an issue in their order, with repetitions.

    `marks`: its punctuation, which shows lists, code and logs. `cases`: how each word of the title is written, which
    shows names, acronyms and headings."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    labels: tuple[str, ...]
    marks: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[str, ...]:
        """Neighbouring words of the title."""
        return tuple(f"{one} {other}" for one, other in pairwise(self.title))

    @property
    def edges(self) -> tuple[str, ...]:
        """The first two words of the title and the last, each in its place: what is to be done, and to what."""
        places = zip(("first", "second"), self.title, strict=False)
        return (*(f"{place} {word}" for place, word in places), *(f"last {word}" for word in self.title[-1:]))


def words_of(issue: Issue) -> Words:
    """Cuts first, so that it costs the same for any length."""
    title, text = issue.title[:TITLE], issue.text[:TEXT]
    labels = (" ".join(_split(label[:LABEL])) for label in issue.labels[:LABELS])
    cases = tuple(_case(word) for word in _LETTERS.findall(title))
    marks = tuple(_MARK.findall(title + text))
    return Words(_split(title), _split(text), tuple(label for label in labels if label), marks, cases)


def _case(word: str) -> str:
    return "UPPER" if word.isupper() else "Capital" if word[0].isupper() else "plain"


def _split(text: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    found: list[str] = []
    for match in _WORD.finditer(folded):
        word = match.group()
        found += [word[:LONGEST]] if word.isascii() else _pieces(word)
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _pieces(word: str) -> list[str]:
    """Pairs of characters where the script has no spaces; a lone character stands for itself."""
    pieces: list[str] = []
    end = 0
    for match in _UNSPACED.finditer(word):
        pieces += [word[end : match.start()][:LONGEST], *_character_pairs(match.group())]
        end = match.end()
    return [piece for piece in (*pieces, word[end:][:LONGEST]) if piece]


def _character_pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[at : at + 2] for at in range(min(len(run) - 1, MOST))]
