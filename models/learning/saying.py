"""Issues come in that were closed before the learner came to them; what is said of them now counts all the same."""

from datetime import datetime

from models import consequences, estimates, ledger, tariffs, workitems
from models.db import unit
from models.learning import figures
from models.learning.figures import Waiting
from models.learning.pupils import Pupil
from models.rules import lessons
from models.rules.tariff import Tariff
from models.rules.valuing import Estimated
from models.tariffs import Book
from models.tenants import Project
from models.workitems import WorkItem

AT_ONCE = 20
"""Issues of which something is said in one step."""


def say(project: Project, pupil: Pupil, trusted: bool, now: datetime) -> bool:
    """Says something of some of them, and settles them by it. Whether there may be more of them."""
    with unit():
        waiting = figures.unsaid(project.id, AT_ONCE)
        tariff, _ = tariffs.in_force(project, now)
    if not waiting:
        return False
    made = {one.item: _said(one, pupil, tariff, trusted) for one in waiting}
    with unit():
        _settle(project, made, now)
    return len(waiting) == AT_ONCE


def _said(one: Waiting, pupil: Pupil, tariff: Tariff, trusted: bool) -> Estimated:
    """What was estimated just before its lesson was learnt, where there was one: never with the answer known."""
    return one.said or pupil.estimate(lessons.issue_of(one.item, one.work, tariff), trusted)


def _settle(project: Project, made: dict[int, Estimated], now: datetime) -> None:
    items = workitems.hold(made)
    known = estimates.valuations(made)
    late = [item for item in items if item.id in known and known[item.id].said is None]
    figures.store(project, {item.id: made[item.id] for item in late}, now)
    book = tariffs.book(project.organization_id)
    asked = [item for item in late if _asks(item, book)]
    estimates.freeze(item for item in late if item not in asked)
    if asked:
        settled = ledger.settle_all(project.organization_id, asked, None, now)
        consequences.of_entries(project.organization, settled, now)


def _asks(item: WorkItem, book: Book) -> bool:
    """Whether it earns by what the model says."""
    work = item.folded().work
    at = book.counts_at(item.project_id, work.ended_at or work.began_at)
    return at is not None and "model" in book.at(item.project_id, at).tariff.sources
