"""A pattern and a person's tallies come in; how far the badge is, or that it is earned, goes out; awards.py is next."""

from typing import Literal

from pydantic import Field

from models.rules.points import CreditKind
from models.rules.work import Value


class CountPattern(Value):
    """Earned by having done `kind` of work at least `at_least` times in the organisation."""

    pattern: Literal["count"] = "count"
    kind: CreditKind
    at_least: int = Field(ge=1, le=1_000_000)


Pattern = CountPattern


class Progress(Value):
    """How far a person is: `have` of `need`."""

    have: int
    need: int

    @property
    def earned(self) -> bool:
        return self.have >= self.need


DONE: dict[CreditKind, tuple[str, str]] = {
    "issue.closed": ("issue closed", "issues closed"),
    "pull_request.merged": ("pull request merged", "pull requests merged"),
    "review.given": ("review given", "reviews given"),
    "star.given": ("star given", "stars given"),
    "push.made": ("push made", "pushes made"),
}


def listens_to(pattern: Pattern) -> CreditKind:
    """The kind of work after which the pattern must be looked at again."""
    return pattern.kind


def progress(pattern: Pattern, tallies: dict[str, int]) -> Progress:
    """How far someone with `tallies` (kind of work → how often) is."""
    return Progress(have=max(0, tallies.get(pattern.kind, 0)), need=pattern.at_least)


def reason(pattern: Pattern, deed: str) -> str:
    """Why the badge was earned, to follow "earned First merge …"; `deed` is what completed it."""
    _, many = DONE[pattern.kind]
    return f"for {deed}" if pattern.at_least == 1 else f"for {pattern.at_least} {many}, the last by {deed}"


def lost_reason(pattern: Pattern, how_far: Progress) -> str:
    """Why the badge went away again."""
    _, many = DONE[pattern.kind]
    return f"{how_far.have} of {how_far.need} {many} remain after a correction"


_LEVELS: tuple[tuple[str, CreditKind, tuple[tuple[int, str, str], ...]], ...] = (
    (
        "issue",
        "issue.closed",
        (
            (1, "First issue closed", "Closed a first issue."),
            (10, "Ten issues", "Closed ten issues."),
            (25, "Issue solver", "Closed twenty-five issues."),
            (100, "Hundred issues", "Closed a hundred issues."),
        ),
    ),
    (
        "merge",
        "pull_request.merged",
        (
            (1, "First merge", "Had a first pull request merged."),
            (10, "Ten merges", "Had ten pull requests merged."),
            (25, "Steady hand", "Had twenty-five pull requests merged."),
            (100, "Hundred merges", "Had a hundred pull requests merged."),
        ),
    ),
    (
        "review",
        "review.given",
        (
            (1, "First review", "Reviewed somebody's pull request for the first time."),
            (10, "Ten reviews", "Reviewed ten pull requests."),
            (25, "Careful reader", "Reviewed twenty-five pull requests."),
            (100, "Hundred reviews", "Reviewed a hundred pull requests."),
        ),
    ),
)
STARTERS: tuple[tuple[str, str, str, str, Pattern], ...] = tuple(
    (f"{noun}-{count}", name, description, f"{noun}-{count}", CountPattern(kind=kind, at_least=count))
    for noun, kind, levels in _LEVELS
    for count, name, description in levels
)
"""(slug, name, description, art, pattern) of the badges that a new organisation starts with.

In the language of patterns they are models.rules.patterns.starters.STARTERS, which take the place of these (and of this
module) when models/badges.py and models/earning.py read that language.
"""
