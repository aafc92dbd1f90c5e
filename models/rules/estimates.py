"""Issues that humans valued come in; what the next one is worth goes out: the front of the model that learns online."""

import json
import math
import zlib
from collections.abc import Sequence

from models.rules.estimating.drift import Watch
from models.rules.estimating.features import read
from models.rules.estimating.interval import Interval
from models.rules.estimating.middle import LEAST, MOST, Middle
from models.rules.estimating.past import Past
from models.rules.estimating.scout import Scout, version
from models.rules.estimating.values import Estimate, Issue
from models.rules.estimating.words import Words, words_of

FORMAT = 1
START, START_LOW, START_HIGH = 3.0, 1.0, 8.0  # what is said as long as nothing is known
PRIOR = 2_000  # lessons of other projects that are looked at, the last ones


class StaleSnapshot(Exception):
    """A snapshot of another format or another river, or damaged: the events are replayed instead."""


class Model:
    """Learns what issues are worth from those that humans valued. The same lessons in the same order make the same
    model, to the bit; `predict` changes nothing."""

    def __init__(self, prior: Sequence[tuple[Issue, float]] = ()) -> None:
        """`prior`: lessons of the organisation's other projects, oldest first."""
        self.lessons = 0
        self.scout, self.past, self.middle = Scout(), Past(), Middle(START)
        self.interval, self.watch = Interval(), Watch()
        if prior:
            self._begin_with(prior[-PRIOR:])

    @property
    def drifted_at(self) -> int | None:
        """After how many lessons the last alarm was that the project had changed its ways."""
        return self.watch.drifted_at

    def predict(self, issue: Issue) -> Estimate:
        """What the issue is worth by all that was learnt so far; always finite, above zero, low <= points <= high."""
        words = words_of(issue)
        return self._estimate(words, self.scout.guess(read(words)))

    def learn(self, issue: Issue, points: float, shown: tuple[float, float] | None = None) -> None:
        """`shown`: the interval that people were told, which corrects the next ones; without it, the one of just now.
        Raises ValueError, and learns nothing, when points are no finite number above zero."""
        if not (math.isfinite(points) and points > 0):
            raise ValueError("only points above zero teach")
        self._learn(issue, min(max(float(points), LEAST), MOST), shown)

    def size(self) -> dict[str, int]:
        """What it keeps."""
        index = self.past.index
        return {"past": len(self.past), "words": index.words, "places": index.places, "features": self.scout.size}

    def _begin_with(self, prior: Sequence[tuple[Issue, float]]) -> None:
        for issue, points in prior:
            self.learn(issue, points)
        self.lessons, self.middle = 0, Middle(self.middle.median)
        self.interval, self.watch = Interval(), Watch()
        self.scout.settle()

    def _learn(self, issue: Issue, points: float, shown: tuple[float, float] | None) -> None:
        words = words_of(issue)
        scouted = read(words)
        guess = self.scout.guess(scouted)
        said = self._estimate(words, guess)
        if self.past:
            # By the interval of just now, one that was told long before its truth was known would never be corrected.
            self.interval.correct(*(shown or (said.low, said.high)), points)
        self.lessons += 1
        self.middle.add(points)
        least, most = self.middle.bounds()
        log = math.log(min(max(points, least), most))
        self.watch.see(abs(math.log(said.points) - log), self.lessons)
        self.scout.learn(scouted, log)
        self.past.add(issue, words, points, guess)

    def _estimate(self, words: Words, guess: float) -> Estimate:
        if not self.past:
            return Estimate(START, START_LOW, START_HIGH, self.middle.median, 0, ())
        weighed = self.past.weighed(words, guess, self.watch.is_fresh(self.lessons))
        levels = self.interval.below, 0.5, 1 - self.interval.above
        low, points, high = weighed.quantiles(*self.middle.bounds(), *levels)
        return Estimate(points, low, high, self.middle.median, len(self.past), weighed.closest())


def snapshot(model: Model) -> bytes:
    """The model as bytes in which nothing can run: JSON, whose floats come back to the bit."""
    parts = (model.scout, model.past, model.middle, model.watch)
    kept = [part.kept() for part in parts]
    levels = model.interval.below, model.interval.above
    return zlib.compress(json.dumps([FORMAT, version(), model.lessons, levels, *kept]).encode())


def restored(kept: bytes) -> Model:
    """The model of a snapshot. Raises StaleSnapshot when anything does not match."""
    try:
        format_, river, lessons, levels, scout, past, middle, watch = json.loads(zlib.decompress(kept))
        if (format_, river) != (FORMAT, version()):
            raise ValueError("another version")
        model = Model()
        model.lessons, model.interval = lessons, Interval(*levels)
        model.scout, model.past = Scout.of(scout), Past.of(past)
        model.middle, model.watch = Middle.of(middle), Watch.of(watch)
    except (ValueError, TypeError, LookupError, OverflowError, zlib.error) as error:
        raise StaleSnapshot(str(error)) from error
    return model
