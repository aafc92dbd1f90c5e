"""Lessons come in; how long the model takes for one more goes out, how large it is, and how it comes back."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from benchmarks.points.reading import History, Lesson
from benchmarks.table import percentile
from models.rules.estimates import Model, restored, snapshot
from models.rules.estimating.values import Issue, cut

Taught = Sequence[tuple[Issue, float]]


@dataclass
class Cost:
    """Microseconds a call, of many: of processor time, so that what else the machine does is not counted."""

    predict: list[float] = field(default_factory=list)
    learn: list[float] = field(default_factory=list)

    @property
    def both(self) -> list[float]:
        """Of one issue: predicted, then learnt."""
        return [sum(pair) for pair in zip(self.predict, self.learn, strict=True)]


@dataclass(frozen=True)
class Speed:
    """Of a model of so many issues."""

    issues: int
    cost: Cost
    snapshot: int
    replay: float
    replayed_equal: bool
    restoring: float
    restored_equal: bool


def measured(histories: Sequence[History], issues: int, calls: int) -> Speed:
    """Teaches the histories one after the other as if they were one, from the start again when they are too short."""
    lessons = _as_one(histories, issues + calls)
    model = Model()
    for issue, points in lessons[:issues]:
        model.learn(issue, points)
    kept = snapshot(model)
    again, replay = _timed(lambda: _taught(lessons[:issues]))
    back, restoring = _timed(lambda: restored(kept))
    equal = [snapshot(other) == kept and _same(model, other, lessons[issues:]) for other in (again, back)]
    return Speed(issues, _cost(model, lessons[issues:]), len(kept), replay, equal[0], restoring, equal[1])


def rows(speed: Speed) -> list[list[str]]:
    """Of the table, in milliseconds."""
    calls = {"predict": speed.cost.predict, "learn": speed.cost.learn, "both": speed.cost.both}
    return [[name, _ms(fmean(took)), _ms(percentile(took, 0.99)), _ms(max(took))] for name, took in calls.items()]


def words(speed: Speed) -> list[str]:
    """What else there is to tell."""
    equal = {True: "bit-equal", False: "NOT EQUAL"}
    return [
        f"State: {speed.snapshot / 1e6:.2f} MB as a snapshot of {speed.issues:,} issues.",
        f"Replay: {speed.replay:.1f} s, {equal[speed.replayed_equal]}.",
        f"Restore: {1_000 * speed.restoring:.0f} ms, {equal[speed.restored_equal]}.",
    ]


def _as_one(histories: Sequence[History], count: int) -> Taught:
    every = [lesson for history in histories for lesson in history.lessons]
    return [_read(every[number % len(every)], number) for number in range(count)]


def _read(lesson: Lesson, key: int) -> tuple[Issue, float]:
    issue, points = lesson
    return cut(key, issue["title"], issue["description"], issue["labels"]), points


def _taught(lessons: Taught) -> Model:
    model = Model()
    for issue, points in lessons:
        model.learn(issue, points)
    return model


def _same(model: Model, other: Model, lessons: Taught) -> bool:
    return all(model.predict(issue) == other.predict(issue) for issue, _ in lessons[:20])


def _cost(model: Model, lessons: Taught) -> Cost:
    cost = Cost()
    for issue, points in lessons:
        start = time.process_time()
        model.predict(issue)
        middle = time.process_time()
        model.learn(issue, points)
        cost.predict.append(1e6 * (middle - start))
        cost.learn.append(1e6 * (time.process_time() - middle))
    return cost


def _timed(make: Callable[[], Model]) -> tuple[Model, float]:
    start = time.process_time()
    made = make()
    return made, time.process_time() - start


def _ms(microseconds: float) -> str:
    return f"{microseconds / 1_000:.2f}"
