"""A project comes in; the row of its points model goes out: how far it has learnt, and how well it does."""

from peewee import BigIntegerField, CharField, IntegerField, TextField

from models.db import Instant, Json, Record, link, rows
from models.tenants import Organization, Project


class PointsModel(Record):
    """What is known of a project's model but the model itself, which can be made again from the lessons at any time.

    `numbered`: the number of the last lesson; `learnt`: of the last one that the learner has taken in. Lessons up to
    `since` count no more. `prior_upto`: the last lesson (by id) of the organisation's other projects that the model
    began with. `era` grows when it begins anew: whatever was made in another era is void. `record`: a
    models.rules.estimating.record.Record, as JSON. `posting`: whether estimates are told at the provider, with the
    sealed `token`.
    """

    organization_id: int
    project_id: int
    organization = link(Organization)
    project = link(Project, unique=True)
    numbered = BigIntegerField(default=0)
    learnt = BigIntegerField(default=0)
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
    (organization_id, project_id, numbered, learnt, since, prior_upto, era, posting)
SELECT p.organization_id, p.id, 0, 0, 0,
    (SELECT coalesce(max(l.id), 0) FROM lesson l WHERE l.organization_id = p.organization_id), 1, 'off'
FROM project p WHERE p.id = %s
ON CONFLICT (project_id) DO NOTHING RETURNING 1
"""


def find(project_id: int) -> PointsModel | None:
    """The project's model, if it ever needed one."""
    found: PointsModel | None = PointsModel.get_or_none(PointsModel.project == project_id)
    return found


def hold(project_id: int) -> PointsModel:
    """The project's model, made when it is the first time, locked: its lock comes after those of badges, before that
    of the audit trail."""
    held = "SELECT id FROM points_model WHERE project_id = %s FOR NO KEY UPDATE"
    if not rows(held, project_id):
        rows(_BORN, project_id)
        rows(held, project_id)
    return PointsModel.get(PointsModel.project == project_id)
