"""Sections, and work or completions, come in; what completes a section, and how far somebody is, goes out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from models.rules.card_work import ARCHIVED
from models.rules.messages import Time
from models.rules.roles import Capability
from models.rules.work import Folded, Value, Work

Who = Literal["person", "moderator", "work"]
MOST_SECTIONS = 100
"""Of one league."""
_DONE = {"issue": ("closed",), "pull_request": ("merged",), "card": ("closed",)}
_NOT_DONE = ("not_planned", "duplicate", ARCHIVED)
KINDS = tuple(_DONE)
"""The kinds of work that may complete a section."""
_Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, strict=True)]


class Matches(Value):
    """The work that completes a section: with this `label` once it is done, or a card once it lies in this `list`
    (its name or id); of one `project` (its id), or of any."""

    label: _Word | None = None
    list: _Word | None = None
    project: Annotated[int, Field(ge=1, lt=2**63, strict=True)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Matches":
        if (self.label is None) == (self.list is None):
            raise ValueError("give either a label or a list")
        return self


class Statistics(Value):
    """What it took to complete a league: how many of its sections, when the first and the last, and whole days
    between them."""

    sections: int
    total: int
    first_completed_at: Time
    last_completed_at: Time
    days: int


class Step(Value):
    """A section as the check of a league needs it."""

    id: int
    created_at: datetime


def completes(matches: Matches, item: Folded, project: int) -> bool:
    """Whether this work, of that project, completes a section with this rule."""
    if item.gone or item.work.kind not in KINDS or matches.project not in (None, project):
        return False
    if matches.label is not None:
        return _done(item.work) and _same(matches.label) in map(_same, item.work.labels)
    if item.work.kind != "card" or item.work.reason == ARCHIVED:
        return False
    return _same(matches.list or "") in map(_same, item.work.lists)


def takes(who: Who, own: bool) -> Capability | None:
    """What it takes to complete a section of such a league by hand, `own` or somebody else's; None: nobody may."""
    if who == "work":
        return None
    return "section:complete" if who == "person" and own else "section:complete-for"


def percent(completed: int, total: int) -> int:
    """Whole percent, rounded down, so that 100 means all of it; 0 of a league without sections."""
    return 100 * completed // total if total else 0


def complete(sections: Sequence[Step], completed: Iterable[int]) -> bool:
    """Whether that is every section of a league; one without sections is never complete."""
    return bool(sections) and {section.id for section in sections} <= set(completed)


def still_complete(sections: Sequence[Step], completed: Iterable[int], awarded_at: datetime) -> bool:
    """Whether a badge given then stays: sections that came to the league later take it from nobody."""
    return {section.id for section in sections if section.created_at <= awarded_at} <= set(completed)


def statistics(sections: Sequence[Step], completed: Mapping[int, datetime]) -> Statistics:
    """Of somebody who has completed a league; `completed`: section to when."""
    times = [completed[section.id] for section in sections]
    first, last = min(times), max(times)
    return Statistics(
        sections=len(times),
        total=len(sections),
        first_completed_at=first,
        last_completed_at=last,
        days=(last - first).days,
    )


def reason(league: str, total: int) -> str:
    """Why a league's badge is given."""
    return f"for completing {'the section' if total == 1 else f'all {total} sections'} of “{league}”"


def lost_reason(league: str, completed: int, total: int) -> str:
    """Why a league's badge is taken back."""
    return f"{completed} of {total} section{'' if total == 1 else 's'} of “{league}” remain completed"


def _done(work: Work) -> bool:
    return work.state in _DONE[work.kind] and work.reason not in _NOT_DONE


def _same(text: str) -> str:
    return text.strip().casefold()
