"""An organisation or a project comes in; its issues with what they are thought to be worth go out, in pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models import estimate_cards, tariffs
from models.db import rows
from models.errors import Invalid, NotFound
from models.rules.estimate_cards import CloseCard, EstimateCard, FiguresCard, WorthCard
from models.rules.valuing import Estimated, Valuation
from models.rules.work import Value, Work
from models.tenants import Project

Shown = Literal["open", "review", "closed"]
Sort = Literal["points", "unsure", "newest"]
CLOSED = 1_000
"""Closed issues that are looked at, the last that were opened: all of them would take too long."""
NEVER = -1e18
"""Where an issue stands that has nothing to be sorted by: last."""


class Tried(Value):
    """What an issue would be estimated at that does not exist: nothing of it is kept."""

    estimate: FiguresCard
    sure: int
    worth: WorthCard | None
    closest: tuple[CloseCard, ...]


class Offered(Value):
    """A project with its open issues, and how many lessons it has ever had."""

    id: int
    name: str
    open: int
    lessons: int


@dataclass(frozen=True)
class Listed:
    """A stretch of a list: its cards, how many there are in all, and where it goes on."""

    cards: list[EstimateCard]
    total: int
    next: str | None


_ISSUES = "w.kind IN ('issue', 'card') AND NOT (w.state->>'gone')::boolean AND NOT (w.state->>'overheard')::boolean"
_STATES: dict[Shown, str] = {
    "open": "w.state->'work'->>'state' = 'open'",
    "review": "e.review IS NOT NULL",
    "closed": "w.state->'work'->>'state' <> 'open' AND w.id IN (SELECT x.item_id FROM estimate x "
    "WHERE x.organization_id = %s AND (%s::bigint IS NULL OR x.project_id = %s) "
    f"AND (x.said IS NOT NULL OR x.ruling IS NOT NULL) ORDER BY x.item_id DESC LIMIT {CLOSED})",
}
_NOW, _THEN = "coalesce(e.figures, e.said)", "coalesce(e.said, e.figures)"
_FROM = f"""
FROM work_item w JOIN project p ON p.id = w.project_id LEFT JOIN estimate e ON e.item_id = w.id
WHERE p.organization_id = %s AND (%s::bigint IS NULL OR p.id = %s) AND {_ISSUES}
"""


def _key(state: Shown, sort: Sort) -> str:
    """What the list is sorted by, the greatest first; the id settles ties."""
    told = _NOW if state == "open" else _THEN
    points, low, high = (f"({told}->>'{name}')::float8" for name in ("points", "low", "high"))
    when = "began_at" if state == "open" else "ended_at"
    by: dict[Sort, str] = {
        "points": f"coalesce((e.ruling->>'points')::float8, {points})",
        "unsure": f"CASE WHEN {high} > 0 THEN -{low} / {high} END",
        "newest": f"extract(epoch FROM (w.state->'work'->>'{when}')::timestamptz)::float8",
    }
    return f"coalesce({by[sort]}, {NEVER!r})"


def page(
    organization_id: int,
    project_id: int | None,
    state: Shown,
    sort: Sort,
    limit: int,
    cursor: str | None,
    now: datetime,
    named: bool = False,
) -> Listed:
    """`closed`: those that the model, or somebody who was asked, had a say in. Raises Invalid for a cursor that is
    none of ours."""
    from_ = f"{_FROM} AND {_STATES[state]}"
    scope = (organization_id, project_id, project_id) * (2 if state == "closed" else 1)
    key = _key(state, sort)
    after = (float("inf"), 0) if cursor is None else _read(cursor)
    stretch = f"AND ({key}, w.id) < (%s::float8, %s) ORDER BY {key} DESC, w.id DESC LIMIT %s"
    told = rows(f"SELECT {estimate_cards.SELECTED}, {key} {from_} {stretch}", *scope, *after, limit + 1)
    [(total,)] = rows(f"SELECT count(*) {from_}", *scope)
    issues = [estimate_cards.found(row) for row in told[:limit]]
    following = _written(*told[limit - 1]) if len(told) > limit else None
    return Listed(estimate_cards.of(organization_id, issues, now, named), int(total), following)


def cards(project: Project, item_ids: Collection[int], now: datetime, named: bool = False) -> list[EstimateCard]:
    """Those of the project's issues, by id, whether open or closed; not of what is gone."""
    known = estimate_cards.read(project, item_ids).values()
    there = [one for one in known if not (one.folded.gone or one.folded.overheard)]
    return estimate_cards.of(project.organization_id, there, now, named)


def card(project: Project, item_id: int, now: datetime, named: bool = False) -> EstimateCard:
    """Raises NotFound for what is no issue of this project."""
    for found in cards(project, [item_id], now, named):
        return found
    raise NotFound(f"There is no issue {item_id} in this project.")


def offered(organization_id: int) -> list[Offered]:
    """The organisation's projects, by name."""
    return [
        Offered(id=id_, name=name, open=opened, lessons=lessons)
        for id_, name, opened, lessons in rows(_OFFERED, organization_id)
    ]


_OFFERED = f"""
SELECT p.id, p.name, (SELECT count(*) FROM work_item w WHERE w.project_id = p.id AND {_ISSUES} AND {_STATES["open"]}),
    coalesce((SELECT (m.record->'sums'->>'n')::integer FROM points_model m WHERE m.project_id = p.id), 0)
FROM project p WHERE p.organization_id = %s AND p.archived_at IS NULL ORDER BY lower(p.name), p.id
"""


def tried(project_id: int, given: object, title: str, labels: tuple[str, ...], now: datetime) -> Tried:
    """What the learner said of an issue that does not exist, as a card."""
    project, said = Project.get_by_id(project_id), Estimated.model_validate(given)
    tariff, _ = tariffs.in_force(project, now)
    work = Work(kind="issue", external_id="tried", title=title, labels=labels, state="closed", began_at=now)
    lessons = estimate_cards.named_lessons(project.organization_id, [(project_id, said.closest)])
    return Tried(
        estimate=estimate_cards.figures(said),
        sure=said.sure,
        worth=estimate_cards.worth(work, tariff, Valuation(said=said)),
        closest=estimate_cards.closest(said, project_id, lessons),
    )


def _written(item: int, *others: object) -> str:
    return f"{others[-1]!r}_{item}"


def _read(cursor: str) -> tuple[float, int]:
    key, _, item = cursor.rpartition("_")
    try:
        value = float(key)
        if value == value and item.isascii() and item.isdigit() and len(item) <= 18:
            return value, int(item)
    except ValueError:
        pass
    raise Invalid("This cursor is none of ours; begin again without one.")
