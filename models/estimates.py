"""Work items come in; what they are thought to be worth goes out: Estimates, as they are now, and as they were said.

workers/learner.py writes the figures of open issues; models/ledger.py freezes them when an issue is closed.
"""

from peewee import SQL, BigIntegerField, CharField, DoubleField

from models.db import Instant, Json, Record, link
from models.tenants import Organization, Project
from models.workitems import WorkItem


class Estimate(Record):
    """One issue's. `figures`: as the learner made them at `made_at`, after lesson `learnt`; `said`: the same, frozen
    when the issue was closed, and what its points follow from. `ruling`: what a human decided instead. (Both are values
    of models.rules.valuing.) `review`: waiting or provisional, for the queue. `taught`: the value that its lesson,
    number `lesson`, teaches now.
    """

    organization_id: int
    project_id: int
    item_id: int
    organization = link(Organization)
    project = link(Project)
    item = link(WorkItem, unique=True)
    figures = Json(null=True)
    learnt = BigIntegerField(default=0)
    made_at = Instant(null=True)
    said = Json(null=True)
    ruling = Json(null=True)
    review = CharField(max_length=12, null=True)
    taught = DoubleField(null=True)
    lesson = BigIntegerField(null=True)


Estimate.add_index(Estimate.index(Estimate.project, Estimate.item, name="estimate_project"))
Estimate.add_index(
    Estimate.index(
        Estimate.organization, Estimate.review, Estimate.item, name="estimate_review", where=SQL("review IS NOT NULL")
    )
)
