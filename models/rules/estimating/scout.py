"""What was read of an issue comes in; a first guess at its worth goes out, from linear regression of river."""

import math
from collections import deque
from typing import Any, Self
from zlib import crc32

import river
from river import linear_model, optim
from river.utils import VectorDict

from models.rules.estimating.features import Features, Read

RATE, CLIP = 0.2, 10.0
SLOW = 1_000  # lessons over which the centre forgets
AGAIN, WINDOW, GENTLY = 3, 300, 1 / 3  # lessons that are heard again each time, out of the last so many, and how loud
LINES = 3

Lesson = tuple[dict[int, float], float]  # features, and ln(points)


def version() -> str:
    """Of river: another one may count differently."""
    return str(vars(river)["__version__"])


class Scout:
    """The mean of three of river's `LinearRegression`, each by plain gradient descent on ln(points) minus a slow
    running centre.

    One pass over the lessons leaves a line half taught, so each lesson brings back three of the last 300, chosen by a
    checksum, as replay does in reinforcement learning (Lin, 1992). Each line has others brought back, so that the mean
    does not depend on which."""

    def __init__(self) -> None:
        self.centre = 0.0
        self._heard = 0
        self._features = Features()
        self._lines: list[Any] = [_line() for _ in range(LINES)]
        self._window: deque[Lesson] = deque(maxlen=WINDOW)

    @property
    def size(self) -> int:
        """Features that have a weight."""
        return len(self._features)

    def guess(self, read: Read) -> float:
        """The logarithm of the points."""
        features = self._features.of_issue(read)
        return self.centre + math.fsum(line.predict_one(features) for line in self._lines) / LINES

    def learn(self, read: Read, log: float) -> None:
        self._heard += 1
        self.centre += (log - self.centre) / min(self._heard, SLOW)
        self._features.count(read)
        lesson = self._features.of_issue(read), log
        self._window.append(lesson)
        for number, line in enumerate(self._lines):
            self._hear(line, lesson, 1.0)
            for time in range(AGAIN):
                draw = crc32(b"%d %d %d" % (self._heard, number, time))
                self._hear(line, self._window[draw % len(self._window)], GENTLY)

    def settle(self) -> None:
        """What was learnt elsewhere stays, but for the centre, which follows the next lessons as if they were the
        first."""
        self._heard = 0

    def _hear(self, line: Any, lesson: Lesson, loud: float) -> None:
        features, log = lesson
        line.learn_one(features, log - self.centre, loud)

    def kept(self) -> list[Any]:
        lines = [[line.optimizer.n_iterations, *_unzipped(line.weights)] for line in self._lines]
        window = [[*_unzipped(features), log] for features, log in self._window]
        return [self.centre, self._heard, self._features.kept(), lines, window]

    @classmethod
    def of(cls, kept: list[Any]) -> Self:
        self = cls()
        self.centre, self._heard, features, lines, window = kept
        self._features = Features.of(features)
        for line, (seen, buckets, weights) in zip(self._lines, lines, strict=True):
            line.optimizer.n_iterations = seen
            line._weights = VectorDict(dict(zip(buckets, weights, strict=True)))
        self._window.extend((dict(zip(buckets, worth, strict=True)), log) for buckets, worth, log in window)
        return self


def _line() -> Any:
    return linear_model.LinearRegression(optim.SGD(RATE), intercept_lr=0.0, clip_gradient=CLIP)


def _unzipped(weights: dict[int, float]) -> tuple[list[int], list[float]]:
    # JSON has no numbers as keys.
    return list(weights), list(weights.values())
