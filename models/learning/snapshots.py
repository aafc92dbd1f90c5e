"""A model between two lessons comes in; a snapshot of it is kept, and the newest that still holds goes out again."""

from datetime import datetime

from peewee import BigIntegerField, BlobField, IntegerField

from models.db import Instant, Record, database, link
from models.tenants import Project

KEPT = 3
"""Of the newest; and of the older ones the first of each thousand lessons, as many thousands at most as FAR."""
FAR = 5


class ModelSnapshot(Record):
    """A cache, nothing more: the state of a project's model after lesson `number`, as models.rules.estimates wrote it.

    `drifted_at`: the number of the lesson at which its alarm had last rung.
    """

    project_id: int
    project = link(Project)
    era = IntegerField()
    number = BigIntegerField()
    kept = BlobField()
    drifted_at = BigIntegerField(null=True)
    made_at = Instant()

    class Meta:
        indexes = ((("project", "number"), True),)


def newest(project_id: int, era: int, upto: int) -> ModelSnapshot | None:
    """The newest of that era, of a lesson up to `upto`."""
    mine = (ModelSnapshot.project == project_id) & (ModelSnapshot.era == era) & (ModelSnapshot.number <= upto)
    found: ModelSnapshot | None = ModelSnapshot.select().where(mine).order_by(ModelSnapshot.number.desc()).first()
    return found


def of(project_id: int, era: int, upto: int) -> list[tuple[int, bytes]]:
    """All that are kept of that era, as (number, state), oldest first."""
    mine = (ModelSnapshot.project == project_id) & (ModelSnapshot.era == era) & (ModelSnapshot.number <= upto)
    return [(one.number, bytes(one.kept)) for one in ModelSnapshot.select().where(mine).order_by(ModelSnapshot.number)]


def last(project_id: int, era: int) -> int:
    """Up to which lesson there is one; 0 without any."""
    mine = (ModelSnapshot.project == project_id) & (ModelSnapshot.era == era)
    found = ModelSnapshot.select(ModelSnapshot.number).where(mine).order_by(ModelSnapshot.number.desc()).first()
    return int(found.number) if found else 0


def keep(project_id: int, era: int, number: int, kept: bytes, drifted_at: int | None, now: datetime) -> None:
    """Keeps it, and no more than the newest few."""
    given = {"era": era, "kept": kept, "drifted_at": drifted_at, "made_at": now}
    target = [ModelSnapshot.project, ModelSnapshot.number]
    ModelSnapshot.insert(project=project_id, number=number, **given).on_conflict(
        conflict_target=target, update=given
    ).execute()
    database.execute_sql(_CUT, {"project": project_id, "era": era, "kept": KEPT, "far": FAR})


_CUT = """
WITH mine AS (SELECT id, number FROM model_snapshot WHERE project_id = %(project)s AND era = %(era)s),
newest AS (SELECT id FROM mine ORDER BY number DESC LIMIT %(kept)s),
far AS (SELECT DISTINCT ON (number / 1000) id, number FROM mine ORDER BY number / 1000 DESC, number LIMIT %(far)s)
DELETE FROM model_snapshot WHERE project_id = %(project)s
  AND id NOT IN (SELECT id FROM newest) AND id NOT IN (SELECT id FROM far)
"""


def drop(project_id: int, number: int = 0) -> None:
    """Throws away those that know lesson `number`, for it teaches something else now."""
    ModelSnapshot.delete().where(ModelSnapshot.project == project_id, ModelSnapshot.number >= number).execute()
