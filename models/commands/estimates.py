"""`estimate:override`, `estimate:accept`, `estimate:withdraw`: a moderator says what an issue is worth, or no more."""

from typing import Annotated

from pydantic import Field, StrictInt

from models import (
    consequences,
    estimate_cards,
    estimate_news,
    estimate_reading,
    estimates,
    ledger,
    lessons,
    tariffs,
    tenants,
    workitems,
)
from models.commands.acting import Act, Command, Done
from models.errors import NotFound, NotHeld
from models.estimate_cards import Found
from models.rules.texts import Id, Why, text
from models.rules.valuing import VALUED, Ruling
from models.rules.work import Value
from models.tenants import Project
from models.workitems import WorkItem


class OverrideEstimate(Value):
    """An issue is worth so many points, whatever the model, its labels or the tariff say; people read why. What is open
    gives them when it is closed; what was closed is counted anew. The model learns from it."""

    project: Id
    item: Id
    points: Annotated[StrictInt, Field(ge=0, le=10_000)]
    why: text(3, 500)  # type: ignore[valid-type]


class AcceptEstimate(Value):
    """An issue is worth what the model estimates, rounded by the tariff's scale: from now on, a human says so."""

    project: Id
    item: Id


class WithdrawEstimate(Value):
    """What was decided or accepted about an issue counts no more."""

    project: Id
    item: Id
    why: Why = ""


def _override(act: Act, wanted: OverrideEstimate) -> Done:
    project, item = _held(act, wanted.project, wanted.item)
    told = f"a moderator says {wanted.points}"
    return _settle(act, "estimate:override", project, item, _ruling(act, wanted.points, "override", wanted.why), told)


def _accept(act: Act, wanted: AcceptEstimate) -> Done:
    project, item = _held(act, wanted.project, wanted.item)
    points = estimate_cards.accepted(_found(project, item), tariffs.book(act.organization.id), act.now)
    if points is None:
        raise NotHeld("There is no estimate of this issue to accept yet.")
    told = f"a moderator accepts {points}"
    return _settle(act, "estimate:accept", project, item, _ruling(act, points, "accepted", ""), told)


def _withdraw(act: Act, wanted: WithdrawEstimate) -> Done:
    project, item = _held(act, wanted.project, wanted.item)
    if _found(project, item).ruling is None:
        raise NotHeld("Nobody has decided anything about this issue.")
    return _settle(act, "estimate:withdraw", project, item, None, "a moderator takes their word back", wanted.why)


def _held(act: Act, project_id: int, item_id: int) -> tuple[Project, WorkItem]:
    """The issue, locked. Raises NotFound for what is none of this project, or is gone."""
    project = tenants.project(act.organization.id, project_id)
    known = WorkItem.get_or_none(WorkItem.id == item_id, WorkItem.project == project)
    if known is None or known.kind not in VALUED:
        raise NotFound(f"There is no issue {item_id} in this project.")
    [item] = workitems.hold([item_id])
    if item.folded().gone:
        raise NotFound(f"The issue {item_id} is not in this project any more.")
    return project, item


def _found(project: Project, item: WorkItem) -> Found:
    return estimate_cards.read(project, [item.id])[item.id]


def _ruling(act: Act, points: int, kind: str, why: str) -> Ruling:
    who = {"by": act.by.name, "person": act.caller.person}
    return Ruling.model_validate({"points": points, "kind": kind, "at": act.now, "why": why} | who)


def _settle(
    act: Act, action: str, project: Project, item: WorkItem, ruling: Ruling | None, told: str, why: str = ""
) -> Done:
    """All that follows, in the order of the way in: points, awards, lesson, news."""
    before, seen = _found(project, item).ruling, estimate_reading.card(project, item.id, act.now)
    estimates.rule(item, ruling)
    settled = ledger.settle_all(act.organization.id, [item], None, act.now)
    consequences.of_entries(act.organization, settled, act.now)
    learns = lessons.teach(project, [item], act.now)
    number = item.folded().work.number
    estimate_news.ruled(project, seen, act.now, f"#{number}: {told}" if number else told)
    act.audit(
        action,
        f"issue:{item.id}",
        before=None if before is None else {"points": before.points, "kind": before.kind},
        after=None if ruling is None else {"points": ruling.points, "kind": ruling.kind},
        why=ruling.why if ruling else why,
    )
    [card] = estimate_cards.of(act.organization.id, [_found(project, item)], act.now, named=True)
    return Done({"estimate": card.model_dump(mode="json")}, ring_learner=project.id if learns else None)


COMMANDS: dict[str, Command] = {
    "estimate:override": Command(OverrideEstimate, "estimate:decide", _override),
    "estimate:accept": Command(AcceptEstimate, "estimate:decide", _accept),
    "estimate:withdraw": Command(WithdrawEstimate, "estimate:decide", _withdraw),
}
