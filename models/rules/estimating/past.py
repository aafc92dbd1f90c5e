"""Issues that were valued come in; those that matter for the next one go out, with weights: for estimates.py."""

from array import array
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from models.rules.estimating.index import Index
from models.rules.estimating.neighbours import Floats, quantiles, weights
from models.rules.estimating.values import CLOSE, Close, Issue
from models.rules.estimating.words import Words

NAMED = 3  # at most, of the closest


@dataclass(frozen=True, slots=True)
class Weighed:
    """The past as one issue sees it: what each past issue was worth, how alike it is, and what it weighs."""

    keys: "array[int]"
    points: Floats
    alike: Floats
    weight: Floats

    def quantiles(self, least: float, most: float, *levels: float) -> list[float]:
        """Points at those levels, none below `least` or above `most`."""
        return quantiles(np.clip(self.points, least, most), self.weight, *levels)

    def closest(self) -> tuple[Close, ...]:
        """Those that weigh most, of those whose text is alike."""
        close = np.flatnonzero(self.alike >= CLOSE)
        best = close[np.argsort(-self.weight[close], kind="stable")[:NAMED]]
        # Those that weigh most; told in the order that a reader expects.
        return tuple(self._close(int(at)) for at in sorted(best, key=lambda at: -self.alike[at]))

    def _close(self, at: int) -> Close:
        share = float(self.weight[at] / np.sum(self.weight))
        return Close(self.keys[at], float(self.points[at]), float(self.alike[at]), share)


class Past:
    """The last issues that were valued, with what the scout had guessed before it learnt them."""

    def __init__(self) -> None:
        self.index = Index()
        self._keys, self._points, self._guesses = array("q"), array("d"), array("d")

    def __len__(self) -> int:
        return len(self._points)

    def weighed(self, words: Words, guess: float, restless: bool) -> Weighed:
        alike = self.index.alike(words)
        ages = np.arange(len(self) - 1, -1, -1, dtype=float)
        weight = weights(ages, np.abs(np.array(self._guesses) - guess), alike, restless)
        return Weighed(self._keys, np.array(self._points), alike, weight)

    def add(self, issue: Issue, words: Words, points: float, guess: float) -> None:
        self._keys.append(issue.key)
        self._points.append(points)
        self._guesses.append(guess)
        left = self.index.add(words)
        del self._keys[:left], self._points[:left], self._guesses[:left]

    def kept(self) -> list[Any]:
        return [self.index.kept(), list(self._keys), list(self._points), list(self._guesses)]

    @classmethod
    def of(cls, kept: list[Any]) -> Self:
        self = cls()
        index, keys, points, guesses = kept
        self.index = Index.of(index)
        self._keys, self._points, self._guesses = array("q", keys), array("d", points), array("d", guesses)
        return self
