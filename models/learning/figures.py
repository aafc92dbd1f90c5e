"""Open issues come in; which of them wait for an estimate goes out; estimates come in, and are kept as figures.

workers/learner.py alone calls it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from models.db import execute_many, rows
from models.rules.valuing import Estimated
from models.rules.work import Folded, Work
from models.tenants import Project
from models.workitems import OPEN_ISSUE


class Waiting(NamedTuple):
    """An issue of which something has to be said, as it was `folded_at`. `said`: what was said already, when its lesson
    was learnt."""

    item: int
    work: Work
    folded_at: datetime
    said: Estimated | None = None


def _open(project: str = "%s") -> str:
    """What is open, was heard of itself, and is still there."""
    is_open = OPEN_ISSUE.replace("kind", "w.kind", 1).replace("state->", "w.state->", 1)
    return f"""
    SELECT w.id, w.state, w.folded_at FROM work_item w LEFT JOIN estimate e ON e.item_id = w.id
    WHERE w.project_id = {project} AND {is_open}
      AND NOT (w.state->>'gone')::boolean AND NOT (w.state->>'overheard')::boolean
    """


_IS_FRESH = " AND e.read_at IS DISTINCT FROM w.folded_at"
_FRESH = f"{_open()} {_IS_FRESH} ORDER BY w.id DESC LIMIT %s"
_STALEST = f"{_open()} AND e.read_at = w.folded_at AND e.learnt <> %s ORDER BY e.made_at, w.id LIMIT %s"


def unestimated(project_id: int, limit: int) -> list[Waiting]:
    """Open issues that are not estimated as they are now, newest first."""
    return _waiting(rows(_FRESH, project_id, limit))


_CURRENT = (
    _open().replace("w.folded_at FROM", "w.folded_at, e.figures, e.made_at FROM")
    + " AND e.read_at = w.folded_at AND e.learnt = %s ORDER BY w.id LIMIT %s"
)


def current(project_id: int, learnt: int, limit: int) -> list[tuple[Waiting, datetime]]:
    """Open issues that are estimated as they are now, by the model as it is now: what was `said`, and when."""
    found = rows(_CURRENT, project_id, learnt, limit)
    return [(waiting, row[4]) for waiting, row in zip(_waiting(row[:4] for row in found), found, strict=True)]


def stalest(project_id: int, learnt: int, limit: int) -> list[Waiting]:
    """Open issues that were estimated by a model that had learnt something else, oldest estimate first."""
    return _waiting(rows(_STALEST, project_id, learnt, limit))


def _closed(project: str = "%s") -> str:
    return f"""
    SELECT w.id, w.state, w.folded_at, l.said FROM estimate e
    JOIN work_item w ON w.id = e.item_id JOIN project o ON o.id = e.project_id
    LEFT JOIN lesson l ON l.project_id = e.project_id AND l.key = o.provider || ':' || w.kind || ':' || w.external_id
    WHERE e.project_id = {project} AND e.said IS NULL AND w.state->'work'->>'state' = 'closed'
      AND coalesce(w.state->'work'->>'reason', 'completed') = 'completed'
      AND NOT (w.state->>'gone')::boolean AND NOT (w.state->>'overheard')::boolean
    """


_UNSAID = f"{_closed()} ORDER BY w.id LIMIT %s"


def unsaid(project_id: int, limit: int) -> list[Waiting]:
    """Issues that were closed before anything was said of them."""
    return _waiting(rows(_UNSAID, project_id, limit))


_BEFORE = "SELECT item_id, figures FROM estimate WHERE item_id = ANY(%s) AND figures IS NOT NULL"
_STORE = """
INSERT INTO estimate (organization_id, project_id, item_id, figures, learnt, made_at, read_at) VALUES %s
ON CONFLICT (item_id) DO UPDATE
SET figures = excluded.figures, learnt = excluded.learnt, made_at = excluded.made_at, read_at = excluded.read_at
"""


def store(
    project: Project, made: Mapping[int, Estimated], now: datetime, read: Mapping[int, datetime] | None = None
) -> dict[int, Estimated | None]:
    """Keeps what was estimated by item; what was before. `read`: when the items were folded that were read."""
    if not made:
        return {}
    before = {item: Estimated.model_validate(figures) for item, figures in rows(_BEFORE, list(made))}
    seen = read or {}
    execute_many(
        _STORE,
        [
            (project.organization_id, project.id, item, one.model_dump_json(), one.learnt, now, seen.get(item))
            for item, one in sorted(made.items())
        ],
    )
    return {item: before.get(item) for item in made}


_LEFT_ALONE = f"""
SELECT project_id FROM points_model WHERE frozen_at IS NULL AND numbered > least(learnt, heard)
UNION SELECT p.id FROM project p WHERE EXISTS ({_open("p.id")} {_IS_FRESH})
UNION SELECT p.id FROM project p WHERE EXISTS ({_closed("p.id")})
LIMIT %s
"""


def left_alone(limit: int) -> list[int]:
    """Projects in which the learner has something to do: their bell may have been lost."""
    return [project for (project,) in rows(_LEFT_ALONE, limit)]


def _waiting(found: Iterable[tuple[object, ...]]) -> list[Waiting]:
    return [
        Waiting(
            int(str(item)),
            Folded.model_validate(state).work,
            folded_at,  # type: ignore[arg-type]
            Estimated.model_validate(said[0]) if said and said[0] else None,
        )
        for item, state, folded_at, *said in found
    ]
