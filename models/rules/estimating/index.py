"""Words of an issue come in; how alike each past issue is goes out, 0 to 1, by BM25: for neighbours.py."""

from array import array
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from models.rules.estimating.words import Words

SATURATION, BY_LENGTH = 1.2, 0.75  # k1 and b of BM25
IN_TITLE = 3  # a word of the title counts as often
ISSUES, PLACES, WORDS = 5_000, 400_000, 60_000  # past issues, words in them, different words: the oldest leave beyond

Floats = NDArray[np.float64]


class Index:
    """An inverted index over the last issues: for each word, the numbers of the issues with it, oldest first, and how
    often it is in each. An issue's number is how many came before it, ever."""

    def __init__(self) -> None:
        self.first = 0
        self.words: list[list[str]] = []
        self.lengths = array("d")
        self.places = 0
        self._where: dict[str, array[int]] = {}
        self._often: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def alike(self, words: Words) -> Floats:
        """For each past issue the BM25 score of these words, divided by the score of the issue with itself.

        score(q, d) = Σ ln(1 + (N - n + ½) / (n + ½)) · f (k1 + 1) / (f + k1 (1 - b + b |d| / mean |d|)), over the words
        of q; n: issues with the word, f: how often it is in d. Robertson and Zaragoza, 2009."""
        here = counted(words)
        if not self.words or not here:
            return np.zeros(len(self.words))
        mean = sum(self.lengths) / len(self.lengths)
        norms = SATURATION * (1 - BY_LENGTH + BY_LENGTH * np.array(self.lengths) / mean)
        known = [word for word in here if word in self._where]
        issues = np.array([len(self._where.get(word, ())) for word in here], dtype=float)
        rare = np.log1p((len(self.words) - issues + 0.5) / (issues + 0.5))
        often = np.array(list(here.values()), dtype=float)
        own = SATURATION * (1 - BY_LENGTH + BY_LENGTH * sum(here.values()) / mean)
        itself = float(np.sum(rare * often * (SATURATION + 1) / (often + own)))
        if not known:
            return np.zeros(len(self.words))
        where = np.frombuffer(b"".join([self._where[word] for word in known]), dtype=np.intc) - self.first
        f = np.frombuffer(b"".join([self._often[word] for word in known]), dtype=np.ubyte).astype(float)
        worth = np.repeat(rare[issues > 0], issues[issues > 0].astype(int))
        worth *= f * (SATURATION + 1) / (f + norms[where])
        scores: Floats = np.bincount(where, worth, len(self.words))
        return np.minimum(scores / itself, 1.0)

    def add(self, words: Words) -> int:
        """Keeps an issue; the oldest leave while there is too much. Returns how many left."""
        here = counted(words)
        number = self.first + len(self.words)
        for word, often in here.items():
            if word not in self._where:
                self._where[word], self._often[word] = array("i"), array("B")
            self._where[word].append(number)
            self._often[word].append(often)
        self.words.append(list(here))
        self.lengths.append(float(sum(here.values())))
        self.places += len(here)
        left = 0
        while len(self.words) > ISSUES or self.places > PLACES or len(self._where) > WORDS:
            self._forget_oldest()
            left += 1
        return left

    def _forget_oldest(self) -> None:
        gone = self.words.pop(0)
        self.first += 1
        self.places -= len(gone)
        del self.lengths[0]
        for word in gone:
            del self._where[word][0], self._often[word][0]
            if not self._where[word]:
                del self._where[word], self._often[word]


def counted(words: Words) -> dict[str, int]:
    """How often each word is in the issue, 255 at most; those of the title several times; labels apart from words."""
    counts = Counter(words.text)
    _add(counts, words.title, IN_TITLE)
    _add(counts, (f"#{label}" for label in words.labels), IN_TITLE)
    return {word: min(often, 255) for word, often in counts.items()}


def _add(counts: "Counter[str]", words: Iterable[str], often: int) -> None:
    for word in words:
        counts[word] += often
