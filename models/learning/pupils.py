"""A model's row comes in; the model itself, in memory, goes out, as it was after the lesson that the row names.

It is made from a snapshot and the lessons after it. Only steps.py asks: the web never loads a model.
"""

from dataclasses import dataclass, field

from models.db import unit
from models.learning import sequence, snapshots
from models.learning.sequence import Taught
from models.points_models import PointsModel
from models.rules import estimates
from models.rules.estimates import Model
from models.rules.estimating.record import Record, Said
from models.rules.estimating.values import Issue
from models.rules.valuing import Estimated, Neighbour

REPLAYED = 250
"""Lessons, and events about them, that are gone through at a time: then others get their turn."""


@dataclass
class Pupil:
    """A model that has learnt the lessons up to `at`, valued by the events up to `heard`. `kept`: up to which lesson
    there is a snapshot; `drifted_at`: the lesson at which its alarm last rang; `trusted`: whether it does better than
    the median; `owed`: how many estimates of others are to be made anew for what it learnt; `said`: estimates that it
    made of what it learnt, by the ids of the lessons, and `states`: snapshots (number, bytes, drifted_at); both are to
    be kept."""

    project: int
    era: int
    since: int
    heard: int
    at: int
    model: Model
    kept: int = 0
    drifted_at: int | None = None
    trusted: bool = False
    owed: int = 0
    said: dict[int, Estimated] = field(default_factory=dict)
    states: list[tuple[int, bytes, int | None]] = field(default_factory=list)

    def learn(self, lesson: Taught) -> None:
        """One lesson more. What nobody estimated before is estimated now, just before its worth is known."""
        if lesson.said is None:
            self.said[lesson.id] = self.estimate(lesson.issue(lesson.number), self.trusted)
        alarm = self.model.drifted_at
        shown = None if lesson.said is None else (float(lesson.said["low"]), float(lesson.said["high"]))
        self.model.learn(lesson.issue(lesson.number), lesson.points, shown)
        self.at = lesson.number
        if self.model.drifted_at != alarm:
            self.drifted_at = lesson.number

    def go_through(self, upto: int, most: int) -> bool:
        """Learns again what was learnt before, up to lesson `upto`, some of it; whether it got there."""
        end = min(upto, self.at + most)
        with unit():
            lessons = sequence.sequence(self.project, self.at, end, self.heard)
        for lesson in lessons:
            self.learn(lesson)
        self.at = end
        return self.at == upto

    def estimate(self, issue: Issue, trusted: bool) -> Estimated:
        """What it thinks of an issue."""
        found = self.model.predict(issue)
        return Estimated(
            points=found.points,
            low=found.low,
            high=found.high,
            baseline=found.baseline,
            past=found.past,
            closest=tuple(
                Neighbour(lesson=one.key, points=one.points, alike=one.alike, share=one.share) for one in found.closest
            ),
            trusted=trusted,
            learnt=self.at,
        )


def begun(row: PointsModel, upto: int, heard: int) -> Pupil:
    """The project's model as the newest snapshot up to lesson `upto` has it, else as it was born; it goes on from
    there, with values by the events up to `heard`."""
    with unit():
        kept = snapshots.newest(row.project_id, row.era, upto)
    while kept is not None:
        try:
            model = estimates.restored(bytes(kept.kept))
        except estimates.StaleSnapshot:
            with unit():
                snapshots.drop(row.project_id, kept.number)
                kept = snapshots.newest(row.project_id, row.era, upto)
            continue
        return Pupil(
            row.project_id, row.era, row.since, heard, kept.number, model, kept.number, drifted_at=kept.drifted_at
        )
    return born(row, heard)


def born(row: PointsModel, heard: int) -> Pupil:
    """The model as it begins: with what the organisation's other projects had taught by then."""
    with unit():
        prior = sequence.prior(row.organization_id, row.project_id, row.prior_upto)
    # Its own lessons count 1, 2, 3; those of others are known by their id.
    model = Model([(one.issue(-one.id), one.points) for one in prior])
    return Pupil(row.project_id, row.era, row.since, heard, row.since, model)


def record_of(pupil: Pupil) -> Record:
    """How well it did, from what was said before each lesson that counts."""
    record = Record()
    with unit():
        told = sequence.told(pupil.project, pupil.since, pupil.at, pupil.heard)
    for id_, number, truth, said in told:
        record.add(said_of(pupil.said[id_] if id_ in pupil.said else Estimated.model_validate(said)), truth, number)
    record.drifted_at = pupil.drifted_at
    return record


def said_of(told: Estimated) -> Said:
    """As the record takes it."""
    return Said(told.points, told.low, told.high, told.baseline)
