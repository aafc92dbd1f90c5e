"""A person comes in; whose boards their points count on goes out, and their standings follow when that changes.

Teams and leagues rank their people by the points that they have in the whole organisation: whoever joins brings theirs
along, whoever leaves takes them away. Closed periods stay as they were.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from models import outbox, people
from models.db import database, rows
from models.rules import standings as rules
from models.rules.deeds import DISCIPLINE_TITLES
from models.rules.messages import PersonChanged
from models.rules.standings import Window

EVER = datetime.fromtimestamp(0, UTC)
OPEN = """
NOT EXISTS (SELECT 1 FROM closing k WHERE k.organization_id = split_part(s.board, ':', 1)::bigint
            AND k.period = split_part(s.board, ':', 3) AND k.day = split_part(s.board, ':', 4))
"""
"""That the period of a standing `s` is not closed, in SQL."""
MEMBERS = """
SELECT 'team:' || p.team_id AS scope, p.person_id, p.joined_at AS since
FROM team_place p JOIN team t ON t.id = p.team_id WHERE t.organization_id = %(organization)s AND t.deleted_at IS NULL
  AND (%(people)s::bigint[] IS NULL OR p.person_id = ANY(%(people)s))
UNION ALL
SELECT 'league:' || n.league_id, c.person_id, min(c.completed_at)
FROM completion c JOIN section n ON n.id = c.section_id JOIN league l ON l.id = n.league_id
WHERE c.organization_id = %(organization)s AND c.revoked_at IS NULL AND l.deleted_at IS NULL
  AND (%(people)s::bigint[] IS NULL OR c.person_id = ANY(%(people)s)) GROUP BY 1, 2
"""
"""(scope, person, since when) of everybody in a team, and of everybody who has begun a league, in SQL."""
_LOCK = 4_223_003


@dataclass
class Counting:
    """By what somebody's points are counted: `scopes` are those of teams and leagues, since when; `until`: what
    happened before it may lie in a closed period."""

    zone: str = "UTC"
    until: datetime = EVER
    scopes: dict[str, datetime] = field(default_factory=dict)
    seasons: list[Window] = field(default_factory=list)


def hold(organization_id: int, *, alone: bool = False) -> None:
    """Until the unit ends no period of this organisation is closed: whoever counts points holds it, behind people's
    locks; whoever closes holds it `alone`, and takes no lock of people after it."""
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    rows(f"SELECT 1 FROM {lock}(%s, %s)", _LOCK, organization_id % 2**31)


_COUNTING = f"""
SELECT scope, since, NULL::timestamptz FROM ({MEMBERS}) AS members
UNION ALL SELECT 'season-' || id, starts_at, ends_at FROM season
WHERE organization_id = %(organization)s AND deleted_at IS NULL
UNION ALL SELECT time_zone, closed_until, NULL FROM organization WHERE id = %(organization)s
"""


def counting(organization_id: int, person_id: int) -> Counting:
    """As it is now, and stays until the unit ends. The caller holds the person."""
    hold(organization_id)
    found = Counting()
    for name, since, until in _asked(_COUNTING, organization_id, [person_id]):
        if until is not None:
            found.seasons.append(Window(period=name, day=None, start=since, end=until))
        elif name.startswith(("team:", "league:")):
            found.scopes[name] = since
        else:
            found.zone, found.until = name, since or EVER
    return found


def follow(organization_id: int, person_ids: Collection[int], now: datetime) -> None:
    """People's standings on boards of teams and leagues, as they belong there now; told. The caller holds the people.

    May be repeated.
    """
    moved = _reconcile(organization_id, person_ids)
    for person_id in sorted(moved):
        person = people.shown(organization_id, person_id)
        if person is not None:
            outbox.tell(organization_id, "person.changed", PersonChanged(person=person), moved[person_id], now)


def leave(organization_id: int, person_ids: Collection[int]) -> None:
    """The same after a team or a league has gone: its boards are nobody's, so nobody is told."""
    _reconcile(organization_id, person_ids)


_SCOPES = """
SELECT 'project:' || id, name FROM project WHERE organization_id = %(organization)s
UNION ALL SELECT 'team:' || id, name FROM team WHERE organization_id = %(organization)s AND deleted_at IS NULL
UNION ALL SELECT 'league:' || id, name FROM league WHERE organization_id = %(organization)s AND deleted_at IS NULL
UNION ALL SELECT DISTINCT 'discipline:' || discipline, discipline FROM entry
WHERE organization_id = %(organization)s AND discipline IS NOT NULL
"""


def scopes(organization_id: int) -> list[tuple[str, str]]:
    """(scope, name) of every board there is beside the organisation's own, by kind and name."""
    order = ("project", "team", "league", "discipline")
    titles: dict[str, str] = {f"discipline:{name}": title for name, title in DISCIPLINE_TITLES.items()}
    found = [(scope, titles.get(scope, name)) for scope, name in _asked(_SCOPES, organization_id, None)]
    return sorted(found, key=lambda one: (order.index(one[0].split(":")[0]), one[1]))


_LEAVE = f"""
DELETE FROM standing s WHERE s.person_id = ANY(%s) AND s.board LIKE ANY(%s) AND {OPEN} AND NOT EXISTS (
    SELECT 1 FROM unnest(%s::text[], %s::bigint[]) AS w(scope, person)
    WHERE w.scope = split_part(s.board, ':', 2) AND w.person = s.person_id) RETURNING s.board, s.person_id
"""
_JOIN = f"""
INSERT INTO standing (board, person_id, points, reached_at)
SELECT split_part(s.board, ':', 1) || ':' || w.scope || ':' || split_part(s.board, ':', 3) || ':'
    || split_part(s.board, ':', 4), s.person_id, s.points, s.reached_at
FROM standing s JOIN unnest(%s::text[], %s::bigint[]) AS w(scope, person) ON w.person = s.person_id
WHERE s.board LIKE %s AND {OPEN} ORDER BY 1, 2 ON CONFLICT (board, person_id) DO NOTHING RETURNING board, person_id
"""


def _reconcile(organization_id: int, person_ids: Collection[int]) -> dict[int, list[str]]:
    concerned = sorted(set(person_ids))
    if not concerned:
        return {}
    hold(organization_id)
    belong = _asked(f"SELECT scope, person_id FROM ({MEMBERS}) AS members", organization_id, concerned)
    pairs = [rules.short(scope) for scope, _ in belong], [person for _, person in belong]
    theirs = [f"{organization_id}:t-%", f"{organization_id}:l-%"]
    changed = rows(_LEAVE, concerned, theirs, *pairs)
    changed += rows(_JOIN, *pairs, f"{organization_id}:0:%") if belong else []
    return _by_person(changed)


def _by_person(changed: Iterable[tuple[str, int]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for board, person in changed:
        found.setdefault(person, []).append(board)
    return found


def _asked(sql: str, organization_id: int, concerned: Collection[int] | None) -> list[tuple[Any, ...]]:
    values = {"organization": organization_id, "people": None if concerned is None else list(concerned)}
    return list(database.execute_sql(sql, values).fetchall())
