"""Issues that humans valued come in; what the next one is worth goes out: the front of the model that learns online."""

import json
import math
import zlib
from array import array
from bisect import bisect_left, insort
from collections.abc import Sequence

import numpy as np
import river

from models.rules.estimating.drift import Watch
from models.rules.estimating.index import Index
from models.rules.estimating.interval import Interval
from models.rules.estimating.neighbours import quantile, weights
from models.rules.estimating.scout import Scout
from models.rules.estimating.values import CLOSE, Close, Estimate, Issue
from models.rules.estimating.words import Words, words_of

FORMAT = 1


class StaleSnapshot(Exception):
    """A snapshot of another format, of another river, or damaged: replay the events instead."""


class Model:
    """Learns what issues are worth from those that humans valued. The same lessons in the same order make the same
    model; `predict` changes nothing."""

    def __init__(self, prior: Sequence[tuple[Issue, float]] = ()) -> None:
        self.lessons = 0
        self.centre = 0.0
        self.scout, self.index, self.interval, self.watch = Scout(), Index(), Interval(), Watch()
        self.keys, self.points, self.guesses = array("q"), array("d"), array("d")
        self.sorted: list[float] = []
        self.replayed: list[tuple[Issue, float]] = list(prior)
        self.learnt: list[tuple[Issue, float]] = []
        for issue, points in prior:
            self._learn(issue, points)

    @property
    def drifted_at(self) -> int | None:
        return self.watch.drifted_at

    def predict(self, issue: Issue) -> Estimate:
        words = words_of(issue)
        return self._estimate(words, self.centre + self.scout.guess(words))

    def learn(self, issue: Issue, points: float) -> None:
        if not (math.isfinite(points) and points > 0):
            raise ValueError("points must be above zero")
        self.learnt.append((issue, points))
        self._learn(issue, points)

    def size(self) -> dict[str, int]:
        return {"words": len(self.index._where), "issues": len(self.index), "bytes": len(snapshot(self))}

    def _learn(self, issue: Issue, points: float) -> None:
        words = words_of(issue)
        log = math.log(points)
        guess = self.scout.guess(words)
        said = self._estimate(words, self.centre + guess)
        if self.lessons:
            self.interval.correct(said.low, said.high, points)
            self.watch.see(abs(math.log(said.points) - log), self.lessons)
        self.lessons += 1
        self.centre += (log - self.centre) / min(self.lessons, 200)
        self.scout.learn(words, log - self.centre)
        left = self.index.add(words)
        self.keys.append(issue.key)
        self.points.append(points)
        self.guesses.append(self.centre + guess)
        del self.keys[:left], self.points[:left], self.guesses[:left]
        insort(self.sorted, points)

    def _estimate(self, words: Words, guess: float) -> Estimate:
        if not self.lessons:
            return Estimate(3.0, 1.0, 8.0, 3.0, 0, ())
        n = len(self.points)
        points = np.array(self.points)
        alike = self.index.alike(words)
        weight = weights(np.arange(n, 0, -1) - 1.0, abs(np.array(self.guesses) - guess), alike, self.lessons)
        order = np.argsort(points, kind="stable")
        values, pull = points[order], weight[order]
        place = bisect_left(values, self.median)
        values, pull = np.insert(values, place, self.median), np.insert(pull, place, 0.003)
        best = quantile(values, pull, 0.5)
        low = min(best, quantile(values, pull, self.interval.below))
        high = max(best, quantile(values, pull, 1 - self.interval.above))
        share = weight / weight.sum()
        top = [int(at) for at in np.argsort(-weight, kind="stable")[:3] if alike[at] >= CLOSE]
        closest = tuple(Close(self.keys[at], float(points[at]), float(alike[at]), float(share[at])) for at in top)
        return Estimate(best, low, high, self.median, self.lessons, closest)

    @property
    def median(self) -> float:
        middle = len(self.sorted) // 2
        return self.sorted[middle] if len(self.sorted) % 2 else (self.sorted[middle - 1] + self.sorted[middle]) / 2


def snapshot(model: Model) -> bytes:
    """The model as bytes in which nothing can run."""
    kept = [[i.key, i.title, i.text, list(i.labels), p] for i, p in model.learnt]
    prior = [[i.key, i.title, i.text, list(i.labels), p] for i, p in model.replayed]
    return zlib.compress(json.dumps([FORMAT, river.__version__, prior, kept]).encode())


def restored(kept: bytes) -> Model:
    """The model of a snapshot. Raises StaleSnapshot when anything does not match: then the events are replayed."""
    try:
        format_, version, prior, learnt = json.loads(zlib.decompress(kept))
    except Exception as error:
        raise StaleSnapshot("unreadable") from error
    if (format_, version) != (FORMAT, river.__version__):
        raise StaleSnapshot("of another version")
    model = Model([(Issue(k, t, x, tuple(ls)), p) for k, t, x, ls, p in prior])
    for k, t, x, ls, p in learnt:
        model.learn(Issue(k, t, x, tuple(ls)), p)
    return model
