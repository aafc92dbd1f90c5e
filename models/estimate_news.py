"""Figures that were stored, or issues that were closed or opened, come in; `estimate.changed` goes out for the room."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models import estimate_cards, estimate_reading, model_reading, outbox, points_models, tariffs
from models.points_models import PointsModel
from models.rules.estimate_cards import Before, EstimateCard, EstimateChange, EstimateChanged
from models.rules.shown import ProjectCard
from models.rules.tariff import Tariff
from models.rules.valuing import Estimated, Ruling, Valuation
from models.rules.work import Work
from models.tenants import Project
from models.workitems import WorkItem

MOST = 50
"""Changes that are told in one message; whoever shows more asks again."""
VALUED = ("issue", "card")


@dataclass(frozen=True)
class _Moved:
    change: EstimateChange
    far: float


def tell(project: Project, before: Mapping[int, Estimated | None], now: datetime, why: str) -> None:
    """After figures were stored for these items: those whose points, as they are shown, are others than before."""
    tariff, _ = tariffs.in_force(project, now)
    found = estimate_cards.read(project, before)
    after = dict(zip(found, estimate_cards.of(project.organization_id, list(found.values()), now), strict=True))
    moved = [
        _moved(card, before[item], found[item].folded.work, found[item].ruling, tariff)
        for item, card in after.items()
        if found[item].open
    ]
    _tell(project, [one for one in moved if one is not None], now, why)


def left(project: Project, items: Sequence[WorkItem], now: datetime) -> None:
    """After a delivery: those of these issues that it changed and that had an estimate: they may be open no more, or
    anew, or have another title."""
    issues = [item.id for item in items if item.kind in VALUED and item.folded_at >= now]
    found = estimate_cards.read(project, issues) if issues else {}
    known = [one for one in found.values() if one.figures is not None or one.ruling is not None]
    cards = {card.item: card for card in estimate_cards.of(project.organization_id, known, now)}
    moved = [_Moved(_gone_or_back(one, cards[one.item]), 0.0) for one in known]
    _tell(project, moved, now, _why(cards.values()))


def ruled(project: Project, item_id: int, now: datetime, why: str) -> EstimateCard:
    """After a moderator's word: the issue as it is now, whether open or closed. It is told and given back."""
    card = estimate_reading.card(project, item_id, now)
    _tell(project, [_Moved(EstimateChange(item=item_id, before=None, after=card), 0.0)], now, why)
    return card


def _moved(
    card: EstimateCard, said: Estimated | None, work: Work, ruling: Ruling | None, tariff: Tariff
) -> _Moved | None:
    """None when nothing that is shown moved."""
    worth = estimate_cards.worth(work, tariff, Valuation(said=said, ruling=ruling)) if said else None
    was = None if said is None else Before(points=said.points, worth=worth.points if worth else None)
    points = card.figures.points if card.figures else 0.0
    if was is not None and round(was.points, 1) == round(points, 1) and was.worth == _points(card):
        return None
    far = float("inf") if said is None else abs(points - said.points)
    return _Moved(EstimateChange(item=card.item, before=was, after=card), far)


def _points(card: EstimateCard) -> int | None:
    return card.worth.points if card.worth else None


def _gone_or_back(one: estimate_cards.Found, card: EstimateCard) -> EstimateChange:
    said = one.said or one.figures
    was = None if said is None else Before(points=said.points, worth=_points(card))
    return EstimateChange(item=one.item, before=was, after=card if one.open else None)


def _why(cards: Iterable[EstimateCard]) -> str:
    """What happened, in words; of several issues at once only how many."""
    told = list(cards)
    if len(told) != 1:
        return f"{len(told)} issues changed"
    [card] = told
    name = f"#{card.number}" if card.number else f"“{card.title}”"
    if card.state == "open":
        return f"{name} changed"
    return f"{name} was closed" if card.worth is None else f"{name} was closed with {_amount(card.worth.points)}"


def _amount(points: int) -> str:
    return f"{points} point" if points == 1 else f"{points} points"


def _tell(project: Project, moved: Sequence[_Moved], now: datetime, why: str) -> None:
    if not moved:
        return
    model = points_models.find(project.id) or PointsModel(organization=project.organization_id, project=project.id)
    told = sorted(moved, key=lambda one: (-one.far, one.change.item))[:MOST]
    body = EstimateChanged(
        project=ProjectCard(id=project.id, name=project.name),
        model=model_reading.short(model),
        changes=tuple(one.change for one in told),
        more=len(moved) - len(told),
        why=why,
    )
    outbox.tell_estimates(project.organization_id, body, now)
