"""A project comes in; the row of its points model goes out: how far it has learnt, and how well it does."""

from datetime import datetime

from peewee import BigIntegerField, CharField, IntegerField, TextField

from models.db import Instant, Json, Record, columns, database, link, loaded, rows
from models.tenants import Organization, Project


class PointsModel(Record):
    """What is known of a project's model but the model itself, which can be made again from the lessons at any time.

    `numbered`: the number of the last lesson; `learnt`: of the last one that the learner has taken in, with the values
    that the events up to `heard` give. Lessons up to `since` count no more. `prior_upto`: the last lesson (by id) of
    the organisation's other projects that the model began with. `era` grows when it begins anew: whatever was made in
    another era is void. `record`: a models.rules.estimating.record.Record, as JSON. `posting`: whether estimates are
    told at the provider, with the sealed `token`.
    """

    organization_id: int
    project_id: int
    organization = link(Organization)
    project = link(Project, unique=True)
    numbered = BigIntegerField(default=0)
    learnt = BigIntegerField(default=0)
    heard = BigIntegerField(default=0)
    since = BigIntegerField(default=0)
    prior_upto = BigIntegerField(default=0)
    era = IntegerField(default=1)
    frozen_at = Instant(null=True)
    record = Json(null=True)
    size = Json(null=True)
    version = CharField(max_length=80, null=True)
    drifted_at = BigIntegerField(null=True)
    learnt_at = Instant(null=True)
    posting = CharField(max_length=8, default="off")
    token = TextField(null=True)


_BORN = """
INSERT INTO points_model
    (organization_id, project_id, numbered, learnt, heard, since, prior_upto, era, posting)
SELECT organization_id, id, 0, 0, 0, 0, 0, 1, 'off' FROM project WHERE id = %s
ON CONFLICT (project_id) DO NOTHING RETURNING organization_id
"""
_HELD = f"SELECT {columns(PointsModel, 'm')} FROM points_model m WHERE m.project_id = %s FOR NO KEY UPDATE"
# Lessons become visible out of the order of their ids. Behind these locks none is under way, so that what the model
# begins with is the same for ever.
_ALL_HELD = "SELECT id FROM points_model WHERE organization_id = %s ORDER BY project_id FOR NO KEY UPDATE"
_LAST = "SELECT coalesce(max(id), 0) FROM lesson WHERE organization_id = %s"


def find(project_id: int) -> PointsModel | None:
    """The project's model, if it ever needed one."""
    found: PointsModel | None = PointsModel.get_or_none(PointsModel.project == project_id)
    return found


def hold(project_id: int) -> PointsModel:
    """The project's model, made when it is the first time, locked: its lock comes after those of badges and estimates,
    before that of the audit trail."""
    found = rows(_HELD, project_id)
    if not found:
        for (organization,) in rows(_BORN, project_id):
            rows(
                "UPDATE points_model SET prior_upto = %s WHERE project_id = %s RETURNING 1",
                _last_lesson(organization),
                project_id,
            )
        found = rows(_HELD, project_id)
    return loaded(PointsModel, found[0])


_WAITING = """
SELECT coalesce(sum(m.numbered - m.learnt), 0), coalesce(extract(epoch FROM %s - min((
    SELECT l.recorded_at FROM lesson l WHERE l.project_id = m.project_id AND l.number = m.learnt + 1))), 0)
FROM points_model m WHERE m.frozen_at IS NULL AND m.numbered > m.learnt
"""


def waiting(now: datetime) -> tuple[int, float]:
    """How many lessons wait for the learner, and for how many seconds the oldest has; frozen models do not count."""
    [(count, seconds)] = rows(_WAITING, now)
    return int(count), float(seconds)


LATEST = 2**62
"""Beyond all lessons."""


def begin_again(project: Project, now: datetime, since: int | None = None) -> PointsModel:
    """The model is made anew: from all lessons after `since` (None: after where it began before; LATEST: from none
    that there is), and from what the organisation's other projects have taught by now. Every estimate is made anew,
    too; the learner is to be rung."""
    # Before the models: the learner, too, locks estimates first.
    database.execute_sql("UPDATE estimate SET read_at = NULL WHERE project_id = %s AND said IS NULL", (project.id,))
    prior = _last_lesson(project.organization_id)
    model = hold(project.id)
    model.since = model.since if since is None else min(since, model.numbered)
    model.learnt, model.heard, model.era = model.since, model.numbered, model.era + 1
    model.prior_upto = prior
    model.record, model.size, model.drifted_at, model.learnt_at = None, None, None, now
    model.save()
    database.execute_sql("DELETE FROM model_snapshot WHERE project_id = %s", (project.id,))
    return model


def freeze(project: Project, at: datetime | None) -> PointsModel:
    """Since `at` lessons wait (None: no longer); issues are estimated all the same. The learner is to be rung."""
    model = hold(project.id)
    model.frozen_at = at
    model.save(only=[PointsModel.frozen_at])
    return model


def _last_lesson(organization_id: int) -> int:
    rows(_ALL_HELD, organization_id)
    [(last,)] = rows(_LAST, organization_id)
    return int(last)
