"""What was read of an issue comes in; a first guess at its worth goes out, from linear regression of river."""

from collections import deque
from typing import Any, Self
from zlib import crc32

import river
from river import linear_model, optim
from river.utils import VectorDict

from models.rules.estimating.features import Features, Read

RATE, CLIP = 0.15, 10.0
SLOW = 1_000  # lessons over which the centre forgets
AGAIN, WINDOW, GENTLY = 3, 300, 1 / 3  # lessons that are heard again each time, out of the last so many, and how loud


def version() -> str:
    """Of river: another one may count differently."""
    return str(vars(river)["__version__"])


class Scout:
    """river's `LinearRegression` by plain gradient descent on ln(points) minus a slow running centre.

    One pass over the lessons leaves it half taught, so each lesson brings back three of the last 300, chosen by a
    checksum, as replay does in reinforcement learning (Lin, 1992)."""

    def __init__(self) -> None:
        self.centre = 0.0
        self._heard = 0
        self._features = Features()
        self._line: Any = linear_model.LinearRegression(optim.SGD(RATE), intercept_lr=0.0, clip_gradient=CLIP)
        self._window: deque[tuple[dict[int, float], float]] = deque(maxlen=WINDOW)

    @property
    def size(self) -> int:
        """Features that have a weight."""
        return len(self._features)

    def guess(self, read: Read) -> float:
        """The logarithm of the points."""
        return self.centre + float(self._line.predict_one(self._features.of_issue(read)))

    def learn(self, read: Read, log: float) -> None:
        self._heard += 1
        self.centre += (log - self.centre) / min(self._heard, SLOW)
        self._features.count(read)
        lesson = self._features.of_issue(read), log
        self._hear(lesson, 1.0)
        self._window.append(lesson)
        for time in range(AGAIN):
            self._hear(self._window[crc32(b"%d %d" % (self._heard, time)) % len(self._window)], GENTLY)

    def settle(self) -> None:
        """What was learnt elsewhere stays, but for the centre, which follows the next lessons as if they were the
        first."""
        self._heard = 0

    def _hear(self, lesson: tuple[dict[int, float], float], loud: float) -> None:
        features, log = lesson
        self._line.learn_one(features, log - self.centre, loud)

    def kept(self) -> list[Any]:
        weights = self._line.weights
        window = [[list(features), list(features.values()), log] for features, log in self._window]
        seen = self._line.optimizer.n_iterations
        return [self.centre, self._heard, self._features.kept(), list(weights), list(weights.values()), seen, window]

    @classmethod
    def of(cls, kept: list[Any]) -> Self:
        self = cls()
        self.centre, self._heard, features, buckets, weights, seen, window = kept
        self._features = Features.of(features)
        self._line._weights = VectorDict(dict(zip(buckets, weights, strict=True)))
        self._line.optimizer.n_iterations = seen
        self._window.extend((dict(zip(of, worth, strict=True)), log) for of, worth, log in window)
        return self
