"""A piece of work and a tariff come in; what the model reads of it, and what a human said it is worth, go out."""

from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from models.rules import texts
from models.rules.accounts import Value as Plain
from models.rules.estimating.values import LABEL, LABELS, TEXT, TITLE, Issue, cut
from models.rules.labels import amount_of, size_of
from models.rules.sizing import label_points, said_points
from models.rules.tariff import Tariff
from models.rules.valuing import VALUED, Valuation
from models.rules.work import Folded, Work

Source = Literal["label", "field", "admin", "accepted", "import"]
"""How a human said what an issue was worth."""
POSTED = "estimate:"
"""Labels that we post begin with it; what the model said must not come back to it as what it reads."""
FLOOD = 25
"""Lessons that one account, or one person, teaches for one day at most; further ones are held until somebody looks."""
FEW, PART = 5, 3
"""Where there is something to spoil, a third of what was taught at most, but always so few."""


class Value(NamedTuple):
    """What a human said that an issue is worth, how, and who: an account (`github:123`) or a person (`person:7`)."""

    points: float
    source: Source
    teacher: str | None


Told = Annotated[str, AfterValidator(texts.showable)]


class Imported(Plain):
    """A lesson from elsewhere, or as it is exported. `key` names the issue: what is known by it already teaches nothing
    again."""

    key: texts.Name
    title: Annotated[Told, Field(max_length=TITLE)]
    text: Annotated[Told, Field(max_length=TEXT)] = ""
    labels: tuple[Annotated[Told, Field(max_length=LABEL)], ...] = Field(default=(), max_length=LABELS)
    points: Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)]
    closed_at: texts.Moment
    url: texts.Address | None = Field(default=None, max_length=1_000)


def flood(taught: int) -> int:
    """How many lessons of one teacher count in one day, in a project with so many lessons."""
    return FLOOD if taught < FLOOD else min(FLOOD, max(FEW, taught // PART))


def is_settled(folded: Folded) -> bool:
    """Whether something may be taught, or must be forgotten: an open issue teaches nothing new."""
    return folded.work.kind in VALUED and (folded.gone or folded.work.state == "closed")


def issue_of(key: int, work: Work, tariff: Tariff) -> Issue:
    """What the model reads of it: without labels that tell the answer."""
    return cut(key, work.title, work.text, read_labels(work.labels, tariff))


def read_labels(labels: Iterable[str], tariff: Tariff) -> tuple[str, ...]:
    """Those that speak of no points."""
    listed = tariff.listed()
    return tuple(one for one in labels if not _tells(one, listed.keys()))


def value_of(folded: Folded, tariff: Tariff, valuation: Valuation) -> Value | None:
    """What an issue that was done teaches: a ruling, else its field, title or label; never what nobody said of it."""
    work = folded.work
    if not is_settled(folded) or folded.gone or folded.overheard or work.reason not in (None, "completed"):
        return None
    if valuation.ruling is not None:
        ruling = valuation.ruling
        source: Source = "accepted" if ruling.kind == "accepted" else "admin"
        return _value(ruling.points, source, f"person:{ruling.person}" if ruling.person else ruling.by)
    labelled, said = label_points(work.labels, tariff), said_points(work, tariff)
    who = work.author or work.ended_by
    teacher = f"{who.provider}:{who.external_id}" if who else None
    if said is not None:
        return _value(said, "field", teacher)
    return _value(labelled[0], "label", teacher) if labelled else None


def _value(points: float, source: Source, teacher: str | None) -> Value | None:
    # Worth nothing is no measure of anything: the model learns ratios.
    return Value(float(points), source, teacher and teacher[:200]) if points > 0 else None


def _tells(label: str, listed: Iterable[str]) -> bool:
    plain = label.strip().casefold()
    said = amount_of(label) is not None or size_of(label) is not None
    return said or plain in listed or plain.startswith(POSTED)
