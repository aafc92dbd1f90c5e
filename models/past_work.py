"""Numbers of issues and pull requests come in; what is known of them goes out, for pages that name them by no more."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from models.db import rows
from models.rules.work import Folded, Work
from models.workitems import NUMBER


class Pull(NamedTuple):
    """A pull request whose reviews are to be asked for, as it was `seen_at`, by the provider's clock."""

    item: int
    work: Work
    seen_at: datetime


def pulls(project_id: int, numbers: Collection[int]) -> dict[int, Work]:
    """The pull requests of these numbers, of those that were heard of."""
    return _numbered("pull_request", project_id, numbers)


def issues(project_id: int, numbers: Collection[int]) -> dict[int, Work]:
    """The issues of these numbers, of those that were heard of."""
    return _numbered("issue", project_id, numbers)


def _numbered(kind: str, project_id: int, numbers: Collection[int]) -> dict[int, Work]:
    found = rows(_NUMBERED.format(kind=kind), project_id, sorted(set(numbers))) if numbers else []
    return {number: Folded.model_validate(state).work for number, state in found}


# The kind is pasted: PostgreSQL takes the index of its numbers only for what it knows when it plans.
_NUMBERED = f"""
SELECT {NUMBER}, state FROM work_item WHERE project_id = %s AND kind = '{{kind}}' AND {NUMBER} = ANY(%s)
"""


def next_pull(project_id: int, after: int, since: datetime | None = None) -> Pull | None:
    """The next pull request (that changed `since`), None after the last."""
    for item, state in rows(_NEXT, project_id, after, _microseconds(since)):
        folded = Folded.model_validate(state)
        return Pull(item, folded.work, datetime.fromtimestamp(folded.stamps["state"][0] / 1_000_000, UTC))
    return None


# What was only spoken of in a comment is there, too: reviews of it may have been heard of by nobody.
_NEXT = f"""
SELECT id, state FROM work_item
WHERE project_id = %s AND kind = 'pull_request' AND id > %s AND {NUMBER} IS NOT NULL
  AND NOT (state->>'gone')::boolean AND (state->'stamps'->'state'->>0)::bigint >= %s
ORDER BY id LIMIT 1
"""


def _microseconds(since: datetime | None) -> int:
    return 0 if since is None else int(since.timestamp() * 1_000_000)
