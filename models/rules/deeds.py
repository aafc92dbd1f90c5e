"""What somebody did, as a bare value: work comes in by models/deeds.py; patterns and limits of tariffs are next.

A deed is the live truth of one person's part in one work item: there whether or not the tariff pays for it, changed in
place when the work changes, gone when it is undone. Patterns count deeds; the ledger holds what they are worth.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

DeedKind = Literal[
    "issue.opened",
    "issue.closed",
    "pull_request.opened",
    "pull_request.merged",
    "pull_request.rejected",
    "review.given",
    "star.given",
    "push.made",
    "card.completed",
    "check_item.completed",
    "contribution.made",
]
KINDS: tuple[DeedKind, ...] = get_args(DeedKind)
Discipline = Literal["design", "front-end", "back-end", "testing", "documentation", "community"]
DISCIPLINES: tuple[Discipline, ...] = get_args(Discipline)
DISCIPLINE_TITLES: dict[Discipline, str] = {
    "design": "Design",
    "front-end": "Front end",
    "back-end": "Back end",
    "testing": "Testing",
    "documentation": "Documentation",
    "community": "Community",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed of one person. No pydantic: a preview folds a million of them.

    `person`: whose it is now; `points`: what its live entries are worth; `labels` in small letters; `paths` of
    files that a push touched; `size`: XS to XXL, by label, else by `lines` (added and removed); `reason`: GitHub's
    state reason or a review's verdict; `role`: the person's when it was first heard of; `newcomer`: done by, or for
    a review done for, a first-time contributor; `answered`: seconds from the asking (opening of the issue or pull
    request) to the deed; `others`: ids of people who had part in it, or for whom it was; `settles_at`: until when
    its points are provisional.
    """

    id: int
    person: int
    kind: str
    project: int
    happened_at: datetime
    points: int = 0
    labels: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    size: str | None = None
    lines: int | None = None
    reason: str | None = None
    role: str = "contributor"
    newcomer: bool = False
    co_authored: bool = False
    answered: int | None = None
    discipline: str | None = None
    others: tuple[int, ...] = ()
    item: int = 0
    settles_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A deed as it was and as it is: None before when it is new, None after when it is gone or refused."""

    before: Deed | None
    after: Deed | None
