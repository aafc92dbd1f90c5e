"""Words of an issue come in; how alike each past issue is goes out, 0 to 1, by BM25: for past.py."""

from array import array
from collections import Counter
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from models.rules.estimating.words import Words

SATURATION, BY_LENGTH = 2.0, 0.75  # k1 and b of BM25
IN_TITLE = 3  # a word of the title counts as often
ISSUES, PLACES, WORDS = 5_000, 400_000, 60_000  # past issues, words in them, different words: the oldest leave beyond

Floats = NDArray[np.float64]


class Index:
    """An inverted index over the last issues: for each word, the numbers of the issues with it, oldest first, and how
    often it is in each. An issue's number is how many came before it, ever."""

    def __init__(self) -> None:
        self.first = 0
        self.places = 0
        self._total = 0.0
        self._issues: list[tuple[str, ...]] = []
        self._lengths = array("d")
        self._where: dict[str, array[int]] = {}
        self._often: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self._issues)

    @property
    def words(self) -> int:
        return len(self._where)

    def alike(self, words: Words) -> Floats:
        """For each past issue the BM25 score of these words, divided by the score of the issue with itself.

        score(q, d) = Σ ln(1 + (N - n + ½) / (n + ½)) · f (k1 + 1) / (f + k1 (1 - b + b |d| / mean |d|)), over the words
        of q, each as often as it is there; N: issues, n: those with the word, f: how often it is in d.
        Robertson and Zaragoza, The probabilistic relevance framework, 2009."""
        here = _counted(words)
        if not self._issues or not here:
            return np.zeros(len(self))
        norms = self._norms(np.array(self._lengths))
        [own] = self._norms(np.array([float(sum(here.values()))]))
        often = np.array(list(here.values()), dtype=float)
        found = np.array([len(self._where.get(word, ())) for word in here])
        rarity = np.log1p((len(self) - found + 0.5) / (found + 0.5))
        itself = float(np.sum(rarity * _saturated(often, own)))
        known = [word for word in here if word in self._where]
        where = np.frombuffer(b"".join([self._where[word] for word in known]), np.intc) - self.first
        times = np.frombuffer(b"".join([self._often[word] for word in known]), np.ubyte).astype(float)
        scores = np.bincount(where, np.repeat(rarity, found) * _saturated(times, norms[where]), len(self))
        alike: Floats = np.minimum(scores / itself, 1.0)
        return alike

    def add(self, words: Words) -> int:
        """Keeps an issue. The oldest leave while there is too much: returns how many did."""
        here = _counted(words)
        number = self.first + len(self)
        for word, often in here.items():
            self._where.setdefault(word, array("i")).append(number)
            self._often.setdefault(word, array("B")).append(often)
        self._issues.append(tuple(here))
        self._lengths.append(float(sum(here.values())))
        self._total += self._lengths[-1]
        self.places += len(here)
        before = self.first
        while len(self) > ISSUES or self.places > PLACES or self.words > WORDS:
            self._forget_oldest()
        return self.first - before

    def _norms(self, lengths: Floats) -> Floats:
        mean = max(self._total / len(self), 1.0)
        norms: Floats = SATURATION * (1 - BY_LENGTH + BY_LENGTH * lengths / mean)
        return norms

    def _forget_oldest(self) -> None:
        gone = self._issues.pop(0)
        self.first += 1
        self.places -= len(gone)
        self._total -= self._lengths.pop(0)  # whole numbers: exact
        for word in gone:
            del self._where[word][0], self._often[word][0]
            if not self._where[word]:
                del self._where[word], self._often[word]

    def kept(self) -> list[Any]:
        """Words by their place in one list, each issue as words and how often they are there."""
        places = {word: place for place, word in enumerate(self._where)}
        often = [list(times) for times in self._often.values()]
        issues = [[places[word] for word in issue] for issue in self._issues]
        return [self.first, list(places), issues, often, list(self._lengths)]

    @classmethod
    def of(cls, kept: list[Any]) -> Self:
        self = cls()
        self.first, words, issues, often, lengths = kept
        self._lengths, self._total = array("d", lengths), sum(lengths)
        self._where = {word: array("i") for word in words}
        self._often = {word: array("B", times) for word, times in zip(words, often, strict=True)}
        for number, places in enumerate(issues, self.first):
            self._issues.append(tuple(words[place] for place in places))
            for place in places:
                self._where[words[place]].append(number)
        self.places = sum(map(len, issues))
        return self


def _saturated(often: Floats, norms: Floats) -> Floats:
    return often * (SATURATION + 1) / (often + norms)


def _counted(words: Words) -> dict[str, int]:
    """How often each word is in the issue, 255 at most. Labels are no words."""
    counts = Counter(words.text)
    for word in (*words.title, *(f"#{label}" for label in words.labels)):
        counts[word] += IN_TITLE
    return {word: min(often, 255) for word, often in counts.items()}
