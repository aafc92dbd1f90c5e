"""Work items come in; what they are thought to be worth goes out: Estimates, as they are now, and as they were said.

workers/learner.py writes the figures of open issues; models/ledger.py freezes them when an issue is closed. Whoever
writes here holds the work item's lock.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from peewee import SQL, BigIntegerField, CharField

from models.db import Instant, Json, Record, execute_many, link, rows
from models.rules.valuing import UNKNOWN, VALUED, Review, Ruling, Valuation
from models.tenants import Organization, Project
from models.workitems import WorkItem


class Estimate(Record):
    """One issue's. `figures`: as the learner made them at `made_at`, after lesson `learnt`, from the item as it was
    folded at `read_at`; `said`: the same, frozen when the issue was closed, and what its points follow from. `ruling`:
    what a human decided instead. (Both are values of models.rules.valuing.) `review`: waiting or provisional, for the
    queue.
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
    read_at = Instant(null=True)
    said = Json(null=True)
    ruling = Json(null=True)
    review = CharField(max_length=12, null=True)


Estimate.add_index(Estimate.index(Estimate.project, Estimate.item, name="estimate_project"))
Estimate.add_index(Estimate.index(Estimate.project, Estimate.item, name="estimate_unsaid", where=SQL("said IS NULL")))
Estimate.add_index(
    Estimate.index(
        Estimate.organization, Estimate.review, Estimate.item, name="estimate_review", where=SQL("review IS NOT NULL")
    )
)


class Known(NamedTuple):
    """What is known of the worth of an item, and what it waits for."""

    valuation: Valuation = UNKNOWN
    review: Review | None = None


_VALUATIONS = "SELECT item_id, said, ruling FROM estimate WHERE item_id = ANY(%s)"


def valuations(item_ids: Iterable[int]) -> dict[int, Valuation]:
    """What is known of the worth of these items, of those of which anything is."""
    wanted = list(item_ids)
    return {item: valuation(said, ruling) for item, said, ruling in rows(_VALUATIONS, wanted)} if wanted else {}


def valuation(said: object, ruling: object) -> Valuation:
    """Of the two columns, in JSON."""
    return Valuation.model_validate({"said": said, "ruling": ruling})


# One statement for both, because every delivery about an issue asks. A change within a statement is not seen in it.
_FREEZE = """
WITH asked AS (
    SELECT * FROM unnest(%s::bigint[], %s::boolean[]) AS one (item, closed)
), frozen AS (
    UPDATE estimate SET said = CASE WHEN closed THEN figures END FROM asked
    WHERE item_id = item AND CASE WHEN closed THEN said IS NULL AND figures IS NOT NULL ELSE said IS NOT NULL END
    RETURNING item_id, said, ruling, review
)
SELECT item_id, said, ruling, review FROM frozen
UNION ALL
SELECT item_id, said, ruling, review FROM estimate JOIN asked ON item = item_id
WHERE item_id NOT IN (SELECT item_id FROM frozen)
"""


def freeze(items: Iterable[WorkItem]) -> dict[int, Known]:
    """What was said of issues that are closed counts from now on, of those that are open nothing; what is known then.

    The items' locks are held.
    """
    closed = {item.id: item.state["work"]["state"] == "closed" for item in items if item.kind in VALUED}
    found = rows(_FREEZE, list(closed), list(closed.values())) if closed else []
    return {item: Known(valuation(said, ruling), review) for item, said, ruling, review in found}


_RULE = """
INSERT INTO estimate (organization_id, project_id, item_id, learnt, ruling)
SELECT p.organization_id, p.id, w.id, 0, %s FROM work_item w JOIN project p ON p.id = w.project_id WHERE w.id = %s
ON CONFLICT (item_id) DO UPDATE SET ruling = excluded.ruling RETURNING 1
"""


def rule(item: WorkItem, ruling: Ruling | None) -> None:
    """A human decided what an issue is worth, or (None) no longer says so. The item's lock is held; whoever calls
    settles it (models/ledger.py)."""
    rows(_RULE, ruling.model_dump_json() if ruling else None, item.id)


_REVIEW = """
INSERT INTO estimate (organization_id, project_id, item_id, learnt, review) VALUES %s
ON CONFLICT (item_id) DO UPDATE SET review = excluded.review
"""


def note_reviews(
    organization_id: int, projects: Mapping[int, int], known: Mapping[int, Known], reviews: Mapping[int, Review]
) -> None:
    """What the worth of each of these items waits for, if for anything. `projects`: of each item; `known`: what
    `freeze` gave."""
    changed = {item for item in projects if known.get(item, Known()).review != reviews.get(item)}
    if changed:
        execute_many(
            _REVIEW, [(organization_id, projects[item], item, 0, reviews.get(item)) for item in sorted(changed)]
        )
