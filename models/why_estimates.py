"""A line of the ledger that no human valued comes in; what the model said of the work goes out, for whys.py.

With the past issues that were closest and how well the model does in this project.
"""

from models import estimate_cards, estimates, model_reading, points_models
from models.ledger import Entry
from models.rules.deed_words import amount
from models.rules.estimate_cards import CloseCard
from models.rules.estimating import record_words
from models.rules.points import Trace, judged
from models.rules.valuing import UNKNOWN, Estimated, Given


class EstimateWhy(Given):
    """The figures by which the points were given, from `past` issues, the `closest` first; `record`: how the model does
    in this project now. None and nothing of what was said another time: the work was reopened since."""

    past: int | None = None
    closest: tuple[CloseCard, ...] = ()
    record: str


def of(entry: Entry) -> EstimateWhy | None:
    """None for a line that a human or the tariff decided."""
    step = judged(Trace.model_validate(one) for one in entry.trace or ())
    if step is None or step.given is None:
        return None
    said, project = _said(entry, step.given), entry.project_id or 0
    lessons = estimate_cards.named_lessons(entry.organization_id, [(project, said.closest)] if said else [])
    model = points_models.find(project)
    return EstimateWhy(
        **step.given.model_dump(),
        past=said.past if said else None,
        closest=estimate_cards.closest(said, project, lessons),
        record=record_words.sentence(model_reading.figures_of(model or points_models.PointsModel())),
    )


def words(why: EstimateWhy) -> list[str]:
    """What the steps of computing do not say."""
    near = ", ".join(f"{_name(one)} ({amount(round(one.points))})" for one in why.closest)
    told = [f"The closest of {why.past} past issues: {near}."] if near else []
    if why.past and not near:
        told = [f"None of {why.past} past issues is a close match."]
    return [*told, why.record]


def _said(entry: Entry, given: Given) -> Estimated | None:
    """What was said when the work was closed, if that is what the line was made from."""
    said = estimates.valuations([entry.item_id or 0]).get(entry.item_id or 0, UNKNOWN).said
    same = said is not None and (said.low, said.high) == (given.low, given.high)
    return said if said is not None and same and given.points in (said.points, said.baseline) else None


def _name(one: CloseCard) -> str:
    return " ".join(part for part in (f"#{one.number}" if one.number else "", one.title or "") if part) or "an issue"
