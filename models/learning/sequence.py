"""How far a model has learnt comes in; the lessons that taught it, in their order, go out: it is made from these."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from models.db import execute_many, rows
from models.rules.estimating.values import Issue
from models.rules.valuing import Estimated


class Taught(NamedTuple):
    """A lesson of the effective sequence, as the learner needs it. `said`: what was estimated before, in JSON."""

    id: int
    number: int
    item: int | None
    title: str
    text: str
    labels: list[str]
    points: float
    said: dict[str, Any] | None

    def issue(self, key: int) -> Issue:
        """What the model reads of it."""
        return Issue(key, self.title, self.text, tuple(self.labels))


# Each lesson with the last event about it; which one that was depends on how much had been heard.
_EVENTS = """
FROM lesson l LEFT JOIN LATERAL (
    SELECT e.number, e.points, e.held, e.source FROM lesson e
    WHERE e.project_id = l.project_id AND e.about = l.number AND e.{column} <= {heard} ORDER BY e.number DESC LIMIT 1
) c ON true
WHERE l.about IS NULL"""
_POINTS = "CASE WHEN coalesce(c.held, l.held) THEN NULL WHEN c.number IS NULL THEN l.points ELSE c.points END"
_TAUGHT = f"SELECT l.id, l.number, l.item_id, l.title, l.text, l.labels, {_POINTS}, l.said"
_SEQUENCE = (
    _TAUGHT
    + _EVENTS.format(column="number", heard="%s")
    + " AND l.project_id = %s AND l.number > %s AND l.number <= %s"
    f" AND {_POINTS} IS NOT NULL ORDER BY l.number"
)
_PRIOR = (
    f"SELECT * FROM ({_TAUGHT}{_EVENTS.format(column='id', heard='%s')}"
    f" AND l.organization_id = %s AND l.project_id <> %s AND l.id <= %s AND {_POINTS} IS NOT NULL"
    " ORDER BY l.id DESC LIMIT %s) newest ORDER BY id"
)
PRIOR = 2_000
"""Lessons of an organisation's other projects with which a model begins."""


def sequence(project_id: int, after: int, upto: int, heard: int) -> list[Taught]:
    """The lessons that teach, with a number above `after` up to `upto`, valued by the events up to `heard`."""
    return [Taught(*row) for row in rows(_SEQUENCE, heard, project_id, after, upto)]


def prior(organization_id: int, project_id: int, upto: int) -> list[Taught]:
    """The newest lessons of the organisation's other projects, oldest first, all by events up to the id `upto`."""
    return [Taught(*row) for row in rows(_PRIOR, upto, organization_id, project_id, upto, PRIOR)]


_TOLD = _SEQUENCE.replace(_TAUGHT, f"SELECT l.id, l.number, {_POINTS}, l.said")


def told(project_id: int, after: int, upto: int, heard: int) -> list[tuple[int, int, float, dict[str, Any] | None]]:
    """The same, as (id, number, points, what was said before), for the model's record."""
    return [tuple(row) for row in rows(_TOLD, heard, project_id, after, upto)]


_NAMED = """
SELECT w.state->'work'->>'number', l.title, l.points FROM lesson l LEFT JOIN work_item w ON w.id = l.item_id
WHERE l.project_id = %s AND l.number = %s AND l.about IS NULL
"""


def in_words(project_id: int, number: int) -> str:
    """What happened with which that lesson came."""
    for issue, title, points in rows(_NAMED, project_id, number):
        name = f"#{issue}" if issue else f"“{title}”"
        return f"{name} was closed with {points:g} point{'' if points == 1 else 's'}"
    return "a lesson was changed"


_KEEP = "UPDATE lesson l SET said = v.said::jsonb FROM (VALUES %s) v (id, said) WHERE l.id = v.id AND l.said IS NULL"


def keep_said(said: Mapping[int, Estimated]) -> None:
    """What was estimated just before these lessons (by id) were learnt."""
    if said:
        execute_many(_KEEP, [(id_, one.model_dump_json()) for id_, one in sorted(said.items())])


def first_changed(project_id: int, since: int, learnt: int, heard: int) -> int | None:
    """The first of the lessons learnt that an event after `heard` changes."""
    found = (
        "SELECT min(about) FROM lesson WHERE project_id = %s AND number > %s AND about IS NOT NULL AND about > %s"
        " AND about <= %s"
    )
    [(first,)] = rows(found, project_id, heard, since, learnt)
    return None if first is None else int(first)
