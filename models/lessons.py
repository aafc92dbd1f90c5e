"""What a human said that an issue was worth comes in; a numbered Lesson goes out; workers/learner.py teaches it."""

from peewee import SQL, BigIntegerField, BooleanField, CharField, DoubleField, TextField

from models.db import Instant, Json, Record, link
from models.tenants import Organization, Project
from models.workitems import WorkItem


class Lesson(Record):
    """One event in a project's learning; the events are the truth, the model is made from them.

    `number` counts 1, 2, 3 within the project. Without `about` it teaches an issue; with it, it changes what lesson
    number `about` teaches: to other `points`, or to nothing (None). `held`: it waits, because it looks like a flood.
    `key`: which issue, where it is no work item of ours (imported). `source`: label, field, admin, accepted, import.
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


Lesson.add_index(
    Lesson.index(Lesson.project, Lesson.key, name="lesson_key", unique=True, where=SQL("key IS NOT NULL"))
)
Lesson.add_index(
    Lesson.index(Lesson.project, Lesson.about, Lesson.number, name="lesson_about", where=SQL("about IS NOT NULL"))
)
Lesson.add_index(
    Lesson.index(Lesson.project, Lesson.teacher, Lesson.happened_at, name="lesson_teacher", where=SQL("about IS NULL"))
)
Lesson.add_index(Lesson.index(Lesson.organization, Lesson.id, name="lesson_organization"))
