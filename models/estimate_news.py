"""Figures that were stored, or issues that were closed or opened, come in; `estimate.changed` goes out for the room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models import estimate_cards, estimate_reading, model_reading, outbox, points_models, tariffs
from models.db import rows
from models.estimate_cards import Found
from models.points_models import PointsModel
from models.rules.deed_words import amount
from models.rules.estimate_cards import Before, EstimateCard, EstimateChange, EstimateChanged, ModelShort
from models.rules.shown import ProjectCard
from models.rules.valuing import VALUED, Estimated
from models.tariffs import Book
from models.tenants import Project
from models.workitems import WorkItem

MOST = 15
"""Changes that are told in one message; whoever shows more asks again."""


@dataclass(frozen=True)
class _Moved:
    """An issue, what was shown of it before, and how far that was from now."""

    now: Found
    before: Before | None
    far: float


@dataclass(frozen=True)
class News:
    """What is to be told of a project: the greatest changes, and how many others there are."""

    project: Project
    changes: Sequence[EstimateChange]
    more: int


def gathered(project: Project, before: Mapping[int, Estimated | None], now: datetime) -> News:
    """After figures were stored for these items: those whose points, as they are shown, are others than before."""
    book = tariffs.book(project.organization_id)
    found = [one for one in estimate_cards.read(project, before).values() if one.open]
    moved = [one for one in (_moved(issue, before[issue.item], book, now) for issue in found) if one is not None]
    told = sorted(moved, key=lambda one: (-one.far, one.now.item))[:MOST]
    cards = estimate_cards.of(project.organization_id, [one.now for one in told], now) if told else []
    changes = [
        EstimateChange(item=card.item, before=one.before, after=card) for one, card in zip(told, cards, strict=True)
    ]
    return News(project, changes, len(moved) - len(told))


def tell(news: News, now: datetime, why: str) -> None:
    """Tells it; that something was just learnt, too, although nothing moved."""
    model = _model(news.project)
    if news.changes or model.learnt_at == now:
        _tell(news.project, model_reading.short(model), news.changes, news.more, now, why)


def left(project: Project, items: Sequence[WorkItem], now: datetime) -> None:
    """After a delivery: those of these issues that it changed and that had an estimate: they may be open no more, or
    anew, or have another title."""
    issues = [item.id for item in items if item.kind in VALUED and item.folded_at >= now]
    found = estimate_cards.read(project, issues).values() if issues else ()
    known = [one for one in found if one.figures is not None or one.ruling is not None]
    if not known:
        return
    book = tariffs.book(project.organization_id)
    still = [one for one in known if one.open]
    cards = {card.item: card for card in estimate_cards.of(project.organization_id, still, now)}
    changes = [
        EstimateChange(item=one.item, before=_before(one.shown, one, book, now), after=cards.get(one.item))
        for one in known[:MOST]
    ]
    _tell(project, None, changes, len(known) - len(changes), now, _why(known, changes))


def ruled(project: Project, before: EstimateCard, now: datetime, why: str) -> None:
    """After a moderator's word: the issue as it is now, whether open or closed."""
    after = estimate_reading.card(project, before.item, now)
    worth = before.worth.points if before.worth else None
    was = None if before.figures is None else Before(points=before.figures.points, worth=worth)
    _tell(project, None, [EstimateChange(item=before.item, before=was, after=after)], 0, now, why)


_ESTIMATED = """
SELECT p.id, count(*) FROM project p JOIN estimate e ON e.project_id = p.id JOIN work_item w ON w.id = e.item_id
WHERE p.organization_id = %s AND (%s::bigint IS NULL OR p.id = %s) AND e.figures IS NOT NULL
    AND w.kind IN ('issue', 'card') AND w.state->'work'->>'state' = 'open' GROUP BY p.id ORDER BY p.id
"""


def anew(organization_id: int, project_id: int | None, now: datetime, why: str) -> None:
    """After the tariff changed, of a project or of all: what every open issue gives may be other than before. Not told
    one by one: whoever shows them asks again."""
    for id_, count in rows(_ESTIMATED, organization_id, project_id, project_id):
        _tell(Project.get_by_id(id_), None, (), count, now, why)


def _moved(issue: Found, said: Estimated | None, book: Book, now: datetime) -> _Moved | None:
    """None when nothing that is shown moved."""
    before = None if said is None else _before(said, replace(issue, figures=said), book, now)
    after = _before(issue.figures, issue, book, now)
    if after is None or (before and (round(before.points, 1), before.worth) == (round(after.points, 1), after.worth)):
        return None
    return _Moved(issue, before, abs(after.points - before.points) if before else float("inf"))


def _before(said: Estimated | None, issue: Found, book: Book, now: datetime) -> Before | None:
    worth = estimate_cards.worth_of(issue, book, now)
    return None if said is None else Before(points=said.points, worth=worth.points if worth else None)


def _why(issues: Sequence[Found], changes: Sequence[EstimateChange]) -> str:
    """What happened, in words; of several issues at once only how many."""
    if len(issues) != 1:
        return f"{len(issues)} issues changed"
    work, [change] = issues[0].folded.work, changes
    name = f"#{work.number}" if work.number else f"“{work.title}”"
    if change.after is not None:
        return f"{name} changed"
    worth = None if change.before is None else change.before.worth
    return f"{name} was closed" if worth is None else f"{name} was closed with {amount(worth)}"


def _model(project: Project) -> PointsModel:
    return points_models.find(project.id) or PointsModel(organization=project.organization_id, project=project.id)


def _tell(
    project: Project,
    model: ModelShort | None,
    changes: Sequence[EstimateChange],
    more: int,
    now: datetime,
    why: str,
) -> None:
    card = ProjectCard(id=project.id, name=project.name)
    body = EstimateChanged(project=card, model=model, changes=tuple(changes), more=more, why=why)
    outbox.tell_estimates(project.organization_id, body, now)
