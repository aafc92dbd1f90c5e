"""Closed periods come in; who was in the top of a board when one closed, and how often, goes out, for patterns."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.closing import Closing
from models.db import rows
from models.people import HIDDEN
from models.rules.patterns.language import Top
from models.tenants import Organization

_PREFIX = {"project": "", "team": "t-", "league": "l-", "discipline": "d-"}
_SHOWN = f"o.board = b.board AND o.points > 0 AND o.person_id NOT IN ({HIDDEN})"
_ORDER = "o.points DESC, o.reached_at, o.person_id"
# The points that it takes, by how equal points share ranks.
_LEAST = {
    "standard": f"SELECT o.points FROM standing o WHERE {_SHOWN} ORDER BY {_ORDER} OFFSET %s LIMIT 1",
    "dense": f"SELECT DISTINCT o.points FROM standing o WHERE {_SHOWN} ORDER BY o.points DESC OFFSET %s LIMIT 1",
}
_SHARED = f"""
SELECT o.person_id, b.at FROM unnest(%s::text[], %s::timestamptz[]) AS b(board, at)
CROSS JOIN LATERAL (SELECT coalesce(({{least}}), 1) AS points) AS least
JOIN standing o ON {_SHOWN} AND o.points >= least.points AND (%s::bigint[] IS NULL OR o.person_id = ANY(%s::bigint[]))
"""
_ORDINAL = f"""
SELECT w.person_id, b.at FROM unnest(%s::text[], %s::timestamptz[]) AS b(board, at) CROSS JOIN LATERAL (
    SELECT o.person_id FROM standing o WHERE {_SHOWN} ORDER BY {_ORDER} LIMIT %s) AS w
WHERE %s::bigint[] IS NULL OR w.person_id = ANY(%s::bigint[])
"""


def winners(organization: Organization, leaf: Top, closings: Iterable[Closing]) -> set[int]:
    """Everybody who was in that top when one of these periods closed."""
    ours = [one for one in closings if _is_of(leaf, one.period)]
    return {person for person, _ in _wins(organization, leaf, ours, None)}


def of_people(organization: Organization, leaf: Top, person_ids: Sequence[int]) -> dict[int, list[datetime]]:
    """The ends of the closed periods at which these people were in that top, in order, by person."""
    closed = Closing.select().where(Closing.organization == organization)
    ours = [one for one in closed if _is_of(leaf, one.period)]
    found: dict[int, list[datetime]] = {}
    for person, at in sorted(_wins(organization, leaf, ours, list(person_ids))):
        found.setdefault(person, []).append(at)
    return found


def _wins(
    organization: Organization, leaf: Top, closings: Sequence[Closing], among: list[int] | None
) -> list[tuple[int, datetime]]:
    if not closings:
        return []
    boards = [f"{organization.id}:{_scope(leaf.board)}:{one.period}:{one.day}" for one in closings]
    ends, here = [one.ends_at for one in closings], organization.id
    least = _LEAST.get(organization.ranking)
    if least is None:
        return [(one, at) for one, at in rows(_ORDINAL, boards, ends, here, leaf.places, among, among)]
    # In the order of the statement: the threshold's places come before the join's.
    sql = _SHARED.format(least=least)
    return [(one, at) for one, at in rows(sql, boards, ends, here, leaf.places - 1, here, among, among)]


def _is_of(leaf: Top, period: str) -> bool:
    return period.startswith("season-") if leaf.period == "season" else period == leaf.period


def _scope(board: str) -> str:
    """As a board's key names it (models.rules.standings.key)."""
    kind, _, which = board.partition(":")
    return f"{_PREFIX[kind]}{which}" if which else "0"
