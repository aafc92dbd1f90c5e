"""A project comes in; its model learns what was taught meanwhile, one step, and its open issues are estimated anew.

The one writer: only workers/learner.py calls it, one job after the other, with the models in memory. What was learnt is
committed together with what was estimated by it, and only if nobody else went on from the same place; when anything
fails, the memory is dropped and made again from the lessons.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from models import estimate_news, points_models, postings, queues, tariffs
from models.db import unit
from models.learning import figures, keeping, pupils, saying, sequence, snapshots
from models.learning.pupils import Pupil
from models.points_models import PointsModel
from models.rules import estimates, lessons
from models.rules.estimating.record import Record
from models.rules.estimating.values import cut
from models.rules.valuing import Estimated
from models.tenants import Project

LESSONS = 50
"""That are learnt in one step: then others get their turn."""
FRESH, OTHERS = 100, 100
"""Issues estimated in one step: of those that are not estimated as they are now, and of the others."""
OWED = 500
"""Others that are estimated anew after something was learnt, those whose estimate is oldest."""
OFTEN, FAR = 200, 1_000
"""Lessons after which a snapshot is kept: as they are learnt, and while they are gone through again."""
IN_MEMORY = 40
"""Models in memory at once, some megabytes each."""


_pupils: OrderedDict[int, Pupil] = OrderedDict()
_going_back: dict[int, tuple[Pupil, int]] = {}
"""Models that learn their lessons again because one of them, the second value, teaches something else now. Meanwhile
the old ones estimate."""


def step(project_id: int, now: datetime) -> bool:
    """The next step of a project's learning; whether there is more to do. Raises whatever goes wrong: then nothing was
    learnt, and nothing is remembered."""
    try:
        return _step(project_id, now)
    except keeping.Overtaken:
        forget(project_id)
        return True
    except BaseException:
        forget(project_id)
        raise


def try_out(project_id: int, title: str, text: str, labels: Sequence[str]) -> dict[str, Any]:
    """What the model thinks of an issue that nobody has opened; nothing is kept. An Estimated, as JSON."""
    project, row = _row(project_id)
    pupil = _remembered(row)
    try:
        while not pupil.go_through(row.learnt, pupils.REPLAYED):
            pass
    except BaseException:
        # It may have learnt half a lesson: RQ ends a job that takes too long anywhere.
        forget(project_id)
        raise
    with unit():
        tariff, _ = tariffs.in_force(project, datetime.now(UTC))
    issue = cut(0, title, text, lessons.read_labels(labels, tariff))
    return pupil.estimate(issue, _record(row, pupil).trusted).model_dump(mode="json")


def forget(project_id: int | None = None) -> None:
    """Drops what is remembered of a project, or of all."""
    for project in [project_id] if project_id is not None else list(_pupils):
        _pupils.pop(project, None)
        _going_back.pop(project, None)


def _step(project_id: int, now: datetime) -> bool:
    project, row = _row(project_id)
    pupil = _remembered(row)
    if not pupil.go_through(row.learnt, pupils.REPLAYED):
        _snapshot(pupil, FAR, now)
        return True
    record = _record(row, pupil)
    pupil.trusted = record.trusted
    with unit():
        changed = sequence.first_changed(row.project_id, row.since, row.learnt, row.heard)
    going_back = changed is not None and row.frozen_at is None
    if changed is not None and going_back:
        ahead = _go_back(row, changed)
        if ahead is not None:
            _commit_change(project, row, ahead, changed, now)
            return True
    elif row.frozen_at is None:
        _learn(row, pupil, record)
    more = _write(project, row, pupil, record, now)
    _snapshot(pupil, OFTEN, now)
    return more or going_back


def _row(project_id: int) -> tuple[Project, PointsModel]:
    with unit():
        row = points_models.find(project_id) or points_models.hold(project_id)
        return Project.get_by_id(project_id), row


def _remembered(row: PointsModel) -> Pupil:
    """The model as it was left; begun anew when it is not remembered, or when what is remembered holds no more."""
    pupil = _pupils.get(row.project_id)
    if pupil is None or (pupil.era, pupil.heard) != (row.era, row.heard) or pupil.at > row.learnt:
        forget(row.project_id)
        pupil = _pupils[row.project_id] = pupils.begun(row, row.learnt, row.heard)
    _pupils.move_to_end(row.project_id)
    while len(_pupils) > IN_MEMORY:
        forget(next(iter(_pupils)))
    return pupil


def _record(row: PointsModel, pupil: Pupil) -> Record:
    """As it was kept; folded again from the lessons when another version wrote it."""
    if row.record is None and row.learnt == row.since:
        return Record()
    try:
        return Record.from_json(row.record)
    except (ValueError, TypeError, KeyError, AttributeError):
        return pupils.record_of(pupil)


def _learn(row: PointsModel, pupil: Pupil, record: Record) -> None:
    """The next lessons, each of them after it was estimated."""
    upto = min(row.numbered, row.learnt + LESSONS)
    if upto == row.learnt:
        return
    pupil.heard = row.numbered
    with unit():
        several = sequence.sequence(row.project_id, row.learnt, upto, pupil.heard)
    for one in several:
        pupil.learn(one)
        said = pupil.said[one.id] if one.said is None else Estimated.model_validate(one.said)
        record.add(pupils.said_of(said), one.points, one.number)
        record.drifted_at, pupil.trusted = pupil.drifted_at, record.trusted
    pupil.at = upto
    pupil.owed = OWED if several else pupil.owed


def _go_back(row: PointsModel, changed: int) -> Pupil | None:
    """A model that learns again from before the lesson that was changed; None while it is under way."""
    ahead, lesson = _going_back.get(row.project_id, (None, 0))
    if ahead is None or (ahead.era, lesson) != (row.era, changed):
        ahead = pupils.begun(row, changed - 1, row.numbered)
        _going_back[row.project_id] = ahead, changed
    there = ahead.go_through(row.learnt, pupils.REPLAYED)
    if ahead.at - max(ahead.kept, ahead.since) >= (OFTEN if ahead.at > row.learnt - FAR else FAR):
        ahead.states.append((ahead.at, estimates.snapshot(ahead.model), ahead.drifted_at))
        ahead.kept = ahead.at
    return ahead if there else None


def _commit_change(project: Project, row: PointsModel, ahead: Pupil, changed: int, now: datetime) -> None:
    """From now on the model is the one that learnt the changed lesson."""
    record = pupils.record_of(ahead)
    with unit():
        keeping.keep(row, ahead, record, now)
        snapshots.drop(project.id, changed)
        for number, kept, drifted_at in ahead.states:
            snapshots.keep(project.id, ahead.era, number, kept, drifted_at, now)
    ahead.said.clear()
    ahead.states.clear()
    del _going_back[project.id]
    ahead.owed, ahead.trusted = OWED, record.trusted
    _pupils[project.id] = ahead


def _write(project: Project, row: PointsModel, pupil: Pupil, record: Record, now: datetime) -> bool:
    """One unit: what was learnt, and what is estimated by it. Whether there is more to do."""
    waits = row.frozen_at is None and pupil.at < row.numbered
    with unit():
        fresh = figures.unestimated(project.id, FRESH)
        owed = 0 if waits or len(fresh) == FRESH else min(OTHERS, pupil.owed)
        others = figures.stalest(project.id, pupil.at, owed) if owed else []
        tariff, _ = tariffs.in_force(project, now)
    made = {
        one.item: pupil.estimate(lessons.issue_of(one.item, one.work, tariff), record.trusted)
        for one in [*fresh, *others]
    }
    learnt = pupil.at != row.learnt or pupil.heard != row.heard
    with unit():
        before = figures.store(project, made, now, {one.item: one.folded_at for one in [*fresh, *others]})
        news = estimate_news.gathered(project, before, now)
        # Last of all: whatever closes an issue waits for this row.
        if learnt:
            keeping.keep(row, pupil, record, now)
        else:
            keeping.check(row)
        estimate_news.tell(news, now, _why(row, pupil))
        wished = postings.want(row, list(made), now) if made and row.posting != "off" else False
    pupil.said.clear()
    pupil.owed = 0 if owed and len(others) < owed else pupil.owed - len(others)
    if wished:
        queues.ring(queues.POSTING, 0)
    left = saying.say(project, pupil, record.trusted, now) if not waits else False
    return waits or len(fresh) == FRESH or pupil.owed > 0 or left


def _why(row: PointsModel, pupil: Pupil) -> str:
    learnt = pupil.at - row.learnt
    if not learnt:
        return "estimated anew"
    return sequence.in_words(row.project_id, pupil.at) if learnt == 1 else f"{learnt} lessons were learnt"


def _snapshot(pupil: Pupil, after: int, now: datetime) -> None:
    if pupil.at - max(pupil.kept, pupil.since) < after:
        return
    kept = estimates.snapshot(pupil.model)
    with unit():
        snapshots.keep(pupil.project, pupil.era, pupil.at, kept, pupil.drifted_at, now)
    pupil.kept = pupil.at
