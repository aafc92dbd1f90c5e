"""Events of learning come in; they are numbered and kept, and what each lesson teaches by now goes out."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from peewee import SQL, BigIntegerField, BooleanField, CharField, DoubleField, TextField

from models.db import Instant, Json, Record, execute_many, link, rows
from models.points_models import PointsModel
from models.rules.lessons import flood
from models.tenants import Organization, Project
from models.workitems import WorkItem

GONE, FORGOTTEN, RESTORED = "gone", "forgotten", "restored"
"""Sources of events that change what a lesson teaches: its issue says nothing any more; an admin took its influence
away, or gave it back."""
Event = dict[str, Any]
"""The fields of a Lesson that is not numbered yet."""


class Lesson(Record):
    """One event in a project's learning; the events are the truth, the model is made from them.

    `number` counts 1, 2, 3 within the project. Without `about` it teaches an issue; with it, it changes what lesson
    number `about` teaches: to other `points`, or to nothing (None). `held`: it waits, because it looks like a flood.
    `key`: which issue, so that none is taught twice. `source`: label, field, admin, accepted, import;
    of a change also gone, forgotten, restored.
    `teacher`: by whom, as `provider:id` of an account or `person:id`. `said`: what was estimated before.
    `happened_at`: when the issue was closed.
    """

    organization_id: int
    project_id: int
    item_id: int | None
    organization = link(Organization)
    project = link(Project)
    number = BigIntegerField()
    about = BigIntegerField(null=True)
    points = DoubleField(null=True)
    held = BooleanField(default=False)
    item = link(WorkItem, null=True)
    key = CharField(max_length=200, null=True)
    title = CharField(max_length=300, null=True)
    text = TextField(null=True)
    labels = Json(null=True)
    url = CharField(max_length=1000, null=True)
    source = CharField(max_length=12)
    teacher = CharField(max_length=200, null=True)
    said = Json(null=True)
    happened_at = Instant()
    recorded_at = Instant()

    class Meta:
        indexes = ((("project", "number"), True),)


Lesson.add_index(Lesson.index(Lesson.project, Lesson.key, name="lesson_key", unique=True, where=SQL("key IS NOT NULL")))
Lesson.add_index(
    Lesson.index(Lesson.project, Lesson.about, Lesson.number, name="lesson_about", where=SQL("about IS NOT NULL"))
)
Lesson.add_index(
    Lesson.index(Lesson.project, Lesson.teacher, Lesson.happened_at, name="lesson_teacher", where=SQL("about IS NULL"))
)
Lesson.add_index(Lesson.index(Lesson.organization, Lesson.id, name="lesson_organization"))


class Known(NamedTuple):
    """A lesson as its last event left it. `points`: None when it is forgotten; `before`: the last that it taught."""

    number: int
    item: int | None
    points: float | None
    held: bool
    source: str
    recorded_at: datetime
    before: float


_KNOWN = """
SELECT l.key, l.number, l.item_id,
    CASE WHEN c.number IS NULL THEN l.points ELSE c.points END, coalesce(c.held, l.held), coalesce(c.source, l.source),
    coalesce(c.recorded_at, l.recorded_at), coalesce((
        SELECT b.points FROM lesson b WHERE b.project_id = l.project_id AND b.about = l.number AND b.points IS NOT NULL
        ORDER BY b.number DESC LIMIT 1), l.points)
FROM lesson l LEFT JOIN LATERAL (
    SELECT e.number, e.points, e.held, e.source, e.recorded_at FROM lesson e
    WHERE e.project_id = l.project_id AND e.about = l.number ORDER BY e.number DESC LIMIT 1) c ON true
WHERE l.project_id = %s AND l.about IS NULL AND """


def known(project: Project, keys: Iterable[str]) -> dict[str, Known]:
    """The lessons about issues of these keys."""
    return {key: Known(*rest) for key, *rest in rows(_KNOWN + "l.key = ANY(%s)", project.id, list(keys))}


def numbered(project: Project, numbers: Collection[int]) -> list[Known]:
    """The lessons of these numbers, in their order; events that change others are none."""
    found = rows(_KNOWN + "l.number = ANY(%s) ORDER BY l.number", project.id, list(numbers)) if numbers else []
    return [Known(*rest) for _, *rest in found]


def change(known: Known, points: float | None, source: str, by: str | None, at: datetime, held: bool) -> Event:
    """The event after which a lesson teaches these points (None: nothing), or waits, `held`."""
    about = {"about": known.number, "item_id": known.item, "points": points}
    return about | {"source": source, "teacher": by and by[:200], "happened_at": at, "held": held}


_THAT_DAY = """
SELECT count(*) FROM lesson
WHERE project_id = %s AND teacher = %s AND happened_at >= %s AND happened_at < %s AND about IS NULL
"""


def hold_floods(project: Project, taught: int, events: list[Event]) -> list[Event]:
    """The same events; those that one teacher has too many of in a day are held."""
    counts: dict[tuple[str, datetime], int] = {}
    for event in events:
        if "about" in event or not event["teacher"]:
            continue
        day = event["happened_at"].replace(hour=0, minute=0, second=0, microsecond=0)
        whose = (event["teacher"], day)
        if whose not in counts:
            [(counts[whose],)] = rows(_THAT_DAY, project.id, *whose, day + timedelta(days=1))
        counts[whose] += 1
        event["held"] = counts[whose] > flood(taught)
    return events


AT_ONCE = 200
_ABOUT_AN_ISSUE = ("about", "item_id", "key", "title", "text", "labels", "url", "said")
_PLAIN: Event = {"held": False} | dict.fromkeys(_ABOUT_AN_ISSUE)


def append(project: Project, model: PointsModel, events: Sequence[Event], now: datetime) -> None:
    """Numbered one after the other, under the lock of the model's row."""
    for first in range(0, len(events), AT_ONCE):
        told = [_PLAIN | event for event in events[first : first + AT_ONCE]]
        numbered = enumerate(told, model.numbered + 1)
        model.numbered += len(told)
        whose = (project.organization_id, project.id)
        execute_many(
            _APPEND.format(model.numbered, model.id), [(*whose, number, now, *_row(one)) for number, one in numbered]
        )


_FIELDS = ("points", "source", "teacher", "happened_at", "held", "about", "item_id", "key", "title", "text", "url")
_DOCUMENTS = ("labels", "said")
_APPEND = f"""
WITH counted AS (UPDATE points_model SET numbered = {{}} WHERE id = {{}})
INSERT INTO lesson (organization_id, project_id, number, recorded_at, {", ".join((*_FIELDS, *_DOCUMENTS))}) VALUES %s
"""


def _row(event: Event) -> tuple[object, ...]:
    documents = (None if event[name] is None else json.dumps(event[name]) for name in _DOCUMENTS)
    return (*(event[name] for name in _FIELDS), *documents)
