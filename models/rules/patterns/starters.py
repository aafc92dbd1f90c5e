"""What every organisation begins with: nothing comes in; the first badges and their patterns go out."""

from models.rules.deeds import DeedKind
from models.rules.patterns.language import Pattern, read

_LADDERS: tuple[tuple[str, DeedKind, tuple[tuple[int, str, str], ...]], ...] = (
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


def _pattern(kind: DeedKind, count: int) -> Pattern:
    return read({"earned": {"is": "count", "at_least": count, "where": {"kinds": [kind]}}})


STARTERS: tuple[tuple[str, str, str, str, Pattern], ...] = tuple(
    (f"{noun}-{count}", name, description, f"{noun}-{count}", _pattern(kind, count))
    for noun, kind, steps in _LADDERS
    for count, name, description in steps
)
"""(slug, name, description, art, pattern)."""
