"""What is known of an issue's worth comes in; how it is shown goes out: cards of estimates, and of what changed."""

from typing import Literal

from models.rules.accounts import Value
from models.rules.shown import ProjectCard, Time
from models.rules.worths import Origin, Review


class FiguresCard(Value):
    """What the model thought of an issue after lesson `learnt`, from `past` issues: the points with their 80 %
    interval, and the plain median, which counts instead while the model is not `trusted`."""

    points: float
    low: float
    high: float
    baseline: float
    past: int
    trusted: bool
    learnt: int


class WorthCard(Value):
    """What closing the issue gives, or gave: the points, who says so, and the sentence of it."""

    points: int
    source: Origin
    words: str
    review: Review | None


class CloseCard(Value):
    """A related past issue. `alike`: how alike the texts are (0..1), `share`: of the weight in the estimate (0..1)."""

    lesson: int
    title: str | None
    url: str | None
    number: int | None
    points: float
    alike: float
    share: float


class RulingCard(Value):
    """What somebody decided instead, or that the estimate is right. `by` is told to those who may decide, too."""

    points: int
    kind: Literal["override", "accepted"]
    by: str | None
    at: Time
    why: str


class EstimateCard(Value):
    """An issue with what it is thought to be worth. `figures`: None until it is estimated; of a closed issue, as they
    were said when it was closed. `sure`: in percent. `accepts`: the points that accepting the estimate gives. `worth`:
    None for what the tariff does not pay."""

    item: int
    number: int | None
    title: str
    url: str | None
    project: ProjectCard
    labels: tuple[str, ...]
    opened_at: Time
    closed_at: Time | None
    state: Literal["open", "closed"]
    figures: FiguresCard | None
    sure: int | None
    accepts: int | None
    worth: WorthCard | None
    closest: tuple[CloseCard, ...]
    past: int
    made_at: Time | None
    ruling: RulingCard | None


class Before(Value):
    """What was shown of an issue before."""

    points: float
    worth: int | None


class EstimateChange(Value):
    """One issue's. `before`: None when it was not estimated; `after`: None when it is open no more, unless somebody
    decided about a closed one."""

    item: int
    before: Before | None
    after: EstimateCard | None


class ModelShort(Value):
    """A project's model in a line: what it has learnt, and how it does against the plain median."""

    lessons: int
    trusted: bool
    ratio: float | None
    coverage: float | None


class EstimateChanged(Value):
    """Estimates of a project that moved, the most changed first; `more` counts those that are not told. `why` says in
    words what moved them. `model`: None when it is as it was."""

    project: ProjectCard
    model: ModelShort | None
    changes: tuple[EstimateChange, ...]
    more: int
    why: str
