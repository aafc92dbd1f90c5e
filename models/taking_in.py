"""Changes of a project's work come in, by webhook or from its history; points, badges, lessons and messages go out.

One piece for every way in: a delivery, a page of a backfill, a repair. The caller's unit is open; what is returned is
settled last of all (league_work.settle), because it may write in the audit trail.
"""

from collections.abc import Sequence
from datetime import datetime

from models import consequences, estimate_news, league_work, ledger, lessons, workitems
from models.jobs import Job
from models.league_work import Plan
from models.rules.valuing import VALUED
from models.rules.work import Change
from models.tenants import Project
from models.workitems import WorkItem


def work(
    project: Project,
    changes: Sequence[Change],
    touched: set[int],
    now: datetime,
    delivery_id: int | None = None,
    job: Job | None = None,
) -> Plan:
    """Folds, settles and tells. `touched` is given the project when the learner is to be rung for it. What a `job`
    takes in is told by nobody but its digest."""
    return of_items(project, workitems.fold_in(project, changes, now), touched, now, delivery_id, job)


def of_items(
    project: Project,
    items: Sequence[WorkItem],
    touched: set[int],
    now: datetime,
    delivery_id: int | None = None,
    job: Job | None = None,
) -> Plan:
    """The same for pieces of work that are folded already; their locks are held."""
    plan = league_work.plan(project, items)
    settled = ledger.settle(project, items, delivery_id, now, plan.accounts, plan.holders, job)
    consequences.of_entries(project.organization, settled, now, quiet=job is not None)
    if job is None:
        consequences.of_renaming(settled.renamed, now)
    issues = [item for item in items if item.kind in VALUED]
    # A history is read newest first; its job teaches it at the end, oldest first, as it would have been taught.
    if issues and job is None:
        known = {item: one.valuation for item, one in settled.known.items()}
        for home, mine in _by_project(project, issues):
            lessons.teach(home, mine, now, known)
            estimate_news.left(home, mine, now)
    touched.update(item.project_id for item in issues)
    return plan


def _by_project(project: Project, items: Sequence[WorkItem]) -> list[tuple[Project, list[WorkItem]]]:
    """In the order of their ids. A card that was moved is there on two boards."""
    by_id: dict[int, list[WorkItem]] = {}
    for item in items:
        by_id.setdefault(item.project_id, []).append(item)
    return [(project if id_ == project.id else mine[0].project, mine) for id_, mine in sorted(by_id.items())]
