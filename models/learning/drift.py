"""A project comes in; how far its model, as it is kept, is from a replay of all lessons goes out: nothing (law 10)."""

from models import points_models, tariffs
from models.db import unit
from models.drift import Drift
from models.errors import NotFound
from models.learning import figures, pupils, snapshots
from models.learning.pupils import Pupil
from models.points_models import PointsModel
from models.rules import estimates, lessons
from models.tenants import Project

MOST = 500
"""Estimates of open issues that are compared."""


def compare(project_id: int) -> Drift:
    """Learns everything again, from the first lesson on, and compares, bit by bit, every snapshot, the record and the
    estimates of open issues with what is kept. Nothing is changed. Raises NotFound."""
    with unit():
        row = points_models.find(project_id)
        if row is None:
            raise NotFound(f"The project {project_id} has no model yet.")
        kept = snapshots.of(project_id, row.era, row.learnt)
    pupil = pupils.born(row, row.heard)
    wrong = sum(_state(pupil, number) != state for number, state in kept)
    _state(pupil, row.learnt)
    record = pupils.record_of(pupil)
    wrong += row.record is not None and record.to_json() != row.record
    made, off = _estimates(row, pupil, record.trusted)
    return Drift(compared=len(kept) + 1 + made, drifted=wrong + off)


def _state(pupil: Pupil, upto: int) -> bytes:
    while not pupil.go_through(upto, pupils.REPLAYED):
        pass
    return estimates.snapshot(pupil.model)


def _estimates(row: PointsModel, pupil: Pupil, trusted: bool) -> tuple[int, int]:
    with unit():
        project: Project = Project.get_by_id(row.project_id)
        several = figures.current(row.project_id, row.learnt, MOST)
        read = [
            (lessons.issue_of(one.item, one.work, tariffs.in_force(project, made_at)[0]), one.said)
            for one, made_at in several
        ]
    return len(read), sum(pupil.estimate(issue, trusted) != said for issue, said in read)
