"""Lessons that were kept come in; pages of them for admins, and lines for another Codebadge, go out."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from models import people
from models.db import database, rows
from models.rules.messages import Time
from models.rules.work import Value
from models.tenants import Project

State = Literal["teaches", "held", "forgotten", "before reset"]


class Teacher(Value):
    """Who said what an issue was worth. `key`: as lessons name them, to forget all that they taught."""

    key: str
    name: str


class SaidCard(Value):
    """What was estimated before."""

    points: float
    low: float
    high: float
    baseline: float


class LessonCard(Value):
    """A lesson as admins see it. `points`: what it teaches, or would; `was`: what it taught first; `off`: by how much
    the estimate was wrong."""

    number: int
    item: int | None
    title: str
    url: str | None
    points: float
    was: float
    state: State
    source: str
    teacher: Teacher | None
    said: SaidCard | None
    happened_at: Time
    off: float | None


SOMEBODY = "somebody"
"""Stands for people who are hidden."""


_CARDS = """
SELECT * FROM (
    SELECT l.number, l.item_id, l.title, l.url, coalesce(c.points, b.points, l.points) AS points, l.points AS was,
        CASE WHEN l.number <= coalesce(m.since, 0) THEN 'before reset' WHEN coalesce(c.held, l.held) THEN 'held'
            WHEN c.number IS NOT NULL AND c.points IS NULL THEN 'forgotten' ELSE 'teaches' END AS state,
        coalesce(c.source, l.source) AS source, l.teacher, l.said, l.happened_at, l.key, l.text, l.labels
    FROM lesson l LEFT JOIN points_model m ON m.project_id = l.project_id
    LEFT JOIN LATERAL (
        SELECT e.number, e.points, e.held, e.source FROM lesson e
        WHERE e.project_id = l.project_id AND e.about = l.number ORDER BY e.number DESC LIMIT 1) c ON true
    LEFT JOIN LATERAL (
        SELECT e.points FROM lesson e
        WHERE e.project_id = l.project_id AND e.about = l.number AND e.points IS NOT NULL
        ORDER BY e.number DESC LIMIT 1) b ON true
    WHERE l.project_id = %(project)s AND l.about IS NULL AND (%(teacher)s::text IS NULL OR l.teacher = %(teacher)s)
) lesson
"""
_PAGE = f"""{_CARDS}
WHERE (%(before)s::bigint IS NULL OR number < %(before)s) AND (%(state)s::text IS NULL OR state = %(state)s)
ORDER BY number DESC LIMIT %(limit)s
"""
_LINES = f"{_CARDS} WHERE state = 'teaches' AND number > %(after)s ORDER BY number LIMIT %(limit)s"
AT_ONCE = 500
"""Lines of an export that are read together."""


def page(
    project_id: int, before: int | None, limit: int, teacher: str | None = None, state: State | None = None
) -> tuple[list[LessonCard], int | None]:
    """Lessons with a number below `before`, newest first, and where the next page begins, if there is one."""
    found = _asked(_PAGE, project=project_id, before=before, limit=limit + 1, teacher=teacher, state=state)
    shown = found[:limit]
    teachers = _teachers(Project.get_by_id(project_id).organization_id, [row[8] for row in shown if row[8]])
    return [_card(row, teachers) for row in shown], shown[-1][0] if len(found) > limit else None


def export(project_id: int) -> Iterator[dict[str, Any]]:
    """What teaches now, oldest first, as models.rules.lessons.Imported takes it in."""
    after = 0
    while found := _asked(_LINES, project=project_id, teacher=None, after=after, limit=AT_ONCE):
        for number, _, title, url, points, _, _, _, _, _, happened_at, key, text, labels in found:
            named = {"key": key, "title": title, "text": text, "labels": labels, "points": points}
            yield named | {"closed_at": happened_at.isoformat(), "url": url}
            after = number


def _asked(sql: str, **values: object) -> list[tuple[Any, ...]]:
    return list(database.execute_sql(sql, values).fetchall())


def _card(row: Sequence[Any], teachers: dict[str, str]) -> LessonCard:
    number, item, title, url, points, was, state, source, teacher, said, happened_at, *_ = row
    return LessonCard(
        number=number,
        item=item,
        title=title,
        url=url,
        points=points,
        was=was,
        state=state,
        source=source,
        teacher=Teacher(key=teacher, name=teachers.get(teacher, teacher)) if teacher else None,
        said=SaidCard(**{name: said[name] for name in SaidCard.model_fields}) if said else None,
        happened_at=happened_at,
        off=abs(said["points"] - points) if said else None,
    )


_NAMED = """
SELECT i.provider || ':' || i.external_id, coalesce(i.login, p.name), i.person_id
FROM identity i JOIN person p ON p.id = i.person_id
WHERE (i.provider, i.external_id) IN (
    SELECT split_part(t, ':', 1), substr(t, strpos(t, ':') + 1) FROM unnest(%s::text[]) t)
UNION ALL
SELECT 'person:' || p.id, p.name, p.id FROM person p WHERE 'person:' || p.id = ANY(%s)
"""


def _teachers(organization_id: int, keys: Sequence[str]) -> dict[str, str]:
    """Names by key; those of hidden people are not told."""
    found = rows(_NAMED, list(keys), list(keys)) if keys else []
    hidden, _ = people.unseen(organization_id, (person for _, _, person in found), ())
    return {key: SOMEBODY if person in hidden else name for key, name, person in found}
