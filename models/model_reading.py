"""A project comes in; what there is to know of its model goes out: its lessons, its record against the plain median."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, NamedTuple

from models import points_models, postings, tariffs
from models.db import rows
from models.points_models import PointsModel
from models.rules.estimate_cards import ModelShort
from models.rules.estimating import figures as told
from models.rules.estimating import record_words
from models.rules.estimating.figures import Figures
from models.rules.estimating.record import Record
from models.rules.shown import ProjectCard, Time
from models.rules.tariff import Source, Tariff
from models.rules.work import Value
from models.tenants import Project

State = Literal["learning", "frozen", "up to date", "empty"]


class StretchCard(Value):
    """How the model did over some issues: mean errors in points, its own and the plain median's; `ratio`, the one by
    the other (below 1 is better); `coverage`, in percent."""

    n: int
    mae: float | None
    baseline_mae: float | None
    ratio: float | None
    coverage: float | None


class FiguresCard(Value):
    """All pairs of an estimate and the truth that was told later; the last 100 of them; the median error of 1,000."""

    all: StretchCard
    recent: StretchCard
    median_error: float | None


class PointCard(Value):
    """The mean errors over the last 100 issues, after the lesson `at`."""

    at: int
    mae: float
    baseline_mae: float


class Health(Value):
    """Of how many issues the estimate waits to be told at the provider, was told, could not be told; and why."""

    waiting: int
    sent: int
    failed: int
    last_error: str | None


class ModelCard(Value):
    """A project's model. `lessons` teach, `waiting` are to be learnt, `held` look like a flood, `forgotten` teach
    nothing. `words`: its record in a sentence; `drifted_at`: the lesson at which its alarm last rang. `sources`: who is
    asked what a closed issue is worth; `used`: whether the model's own points are given now. `postings`: for admins."""

    project: ProjectCard
    state: State
    lessons: int
    waiting: int
    held: int
    forgotten: int
    trusted: bool
    figures: FiguresCard
    series: tuple[PointCard, ...]
    words: str
    drifted_at: int | None
    size: dict[str, int] | None
    version: str | None
    learnt_at: Time | None
    frozen_at: Time | None
    posting: str
    has_token: bool
    sources: tuple[Source, ...]
    used: bool
    tariff_words: str
    postings: Health | None


def card(project: Project, now: datetime, told_all: bool = False) -> ModelCard:
    """Of a project that never had a lesson, too. `told_all`: to whoever may change it."""
    model = points_models.find(project.id) or PointsModel(organization=project.organization_id, project=project.id)
    seen, tariff = figures_of(model), tariffs.in_force(project, now)[0]
    counted = counts(model)
    return ModelCard(
        project=ProjectCard(id=project.id, name=project.name),
        state=_state(model, counted.teach),
        lessons=counted.teach,
        waiting=counted.waiting,
        held=counted.held,
        forgotten=counted.forgotten,
        trusted=seen.trusted,
        figures=FiguresCard(all=_stretch(seen.all), recent=_stretch(seen.recent), median_error=seen.median_error),
        series=tuple(PointCard.model_validate(asdict(point)) for point in seen.series),
        words=record_words.sentence(seen),
        drifted_at=model.drifted_at,
        size=model.size,
        version=model.version,
        learnt_at=model.learnt_at,
        frozen_at=model.frozen_at,
        posting=model.posting,
        has_token=model.token is not None,
        sources=tariff.sources,
        used=seen.trusted and _is_asked(tariff),
        tariff_words=_words(tariff),
        postings=Health.model_validate(postings.health(project.id)) if told_all else None,
    )


def short(model: PointsModel) -> ModelShort:
    """What is told of it with each change."""
    seen = figures_of(model)
    overall = seen.all
    return ModelShort(lessons=counts(model).teach, trusted=seen.trusted, ratio=overall.ratio, coverage=overall.coverage)


def figures_of(model: PointsModel) -> Figures:
    """The model's record; empty when it was kept by another version: the learner makes it anew."""
    kept: Any = model.record
    try:
        return (Record.from_json(kept) if kept else Record()).figures()
    except ValueError:
        return Record().figures()


_COUNTED = """
SELECT count(*) FILTER (WHERE NOT held AND points IS NOT NULL),
    count(*) FILTER (WHERE NOT held AND points IS NOT NULL AND number > %s),
    count(*) FILTER (WHERE held AND points IS NOT NULL), count(*) FILTER (WHERE points IS NULL)
FROM (
    SELECT l.number, CASE WHEN c.number IS NULL THEN l.held ELSE c.held END AS held,
        CASE WHEN c.number IS NULL THEN l.points ELSE c.points END AS points
    FROM lesson l LEFT JOIN (
        SELECT DISTINCT ON (about) about, number, held, points FROM lesson
        WHERE project_id = %s AND about IS NOT NULL ORDER BY about, number DESC
    ) c ON c.about = l.number
    WHERE l.project_id = %s AND l.about IS NULL AND l.number > %s
) counted
"""


class Counts(NamedTuple):
    """Lessons since the model last began anew: that teach, of these the ones that are not learnt yet, that are held,
    that are forgotten."""

    teach: int
    waiting: int
    held: int
    forgotten: int


def counts(model: PointsModel) -> Counts:
    """Of a project's lessons."""
    [found] = rows(_COUNTED, model.learnt, model.project_id, model.project_id, model.since)
    return Counts(*found)


def _state(model: PointsModel, lessons: int) -> State:
    if model.frozen_at is not None:
        return "frozen"
    if model.numbered > min(model.learnt, model.heard):
        return "learning"
    return "up to date" if lessons else "empty"


def _stretch(found: told.Stretch) -> StretchCard:
    return StretchCard(**asdict(found), ratio=found.ratio)


def _is_asked(tariff: Tariff) -> bool:
    """Whether there is anything that the tariff does not answer before it."""
    return "model" in tariff.sources and "tariff" not in tariff.sources[: tariff.sources.index("model")]


_SAID: dict[Source, str] = {"human": "a label or a moderator", "model": "the model", "tariff": "the tariff"}
_SCALES = {
    "fibonacci": "1, 2, 3, 5, 8, 13 and so on",
    "ten": "1 to 10",
    "sizes": "the tariff's sizes",
    "free": "whole points",
}
_UNSURE = {
    "baseline": "the median is given instead",
    "provisional": "its points are provisional",
    "wait": "they wait for a moderator",
}


def _words(tariff: Tariff) -> str:
    """Who is asked, and what is made of the model's estimates."""
    first, *others = (_SAID[one] for one in tariff.sources)
    asked = f"What a closed issue is worth, {first} says{''.join(f', else {one}' for one in others)}."
    if not _is_asked(tariff):
        return asked
    rule = tariff.estimates
    rounded = f"Estimates are rounded to {_SCALES[rule.scale]}, from {rule.least} to {rule.most}"
    return f"{asked} {rounded}; where the model is less than {rule.sure} % sure, {_UNSURE[rule.unsure]}."
