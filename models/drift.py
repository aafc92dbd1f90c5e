"""The ledger comes in; standings and tallies that differ from it go out, and are mended: the difference must be zero.

Law 10: what is kept beside the ledger in the same transaction can be made again from it at any time.
"""

from collections.abc import Iterable

from models.db import database
from models.rules.work import Value
from models.tenants import Organization


class Drift(Value):
    """How many rows were compared, and how many were wrong, missing or too many."""

    compared: int
    drifted: int


_STANDINGS_DUE = """
WITH told AS (
    SELECT e.*, e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id) AS stands
    FROM entry e WHERE e.organization_id = %(organization)s
      AND (%(people)s::bigint[] IS NULL OR e.person_id = ANY(%(people)s))
), counted AS (
    SELECT t.*, scope.project, period,
        CASE WHEN period = 'all' THEN '-'
             ELSE to_char(date_trunc(period, t.happened_at AT TIME ZONE %(zone)s), 'YYYY-MM-DD') END AS day
    FROM told t
    CROSS JOIN unnest(ARRAY['all', 'year', 'month', 'week', 'day']) AS period
    CROSS JOIN LATERAL (SELECT 0 AS project UNION SELECT t.project_id WHERE t.project_id IS NOT NULL) AS scope
)
SELECT organization_id || ':' || project || ':' || period || ':' || day AS board, person_id,
    sum(points)::bigint AS points,
    coalesce(max(happened_at) FILTER (WHERE stands AND points <> 0), 'epoch') AS reached_at
FROM counted GROUP BY organization_id, project, period, day, person_id HAVING bool_or(points <> 0)
"""
_TALLIES_DUE = """
SELECT organization_id, person_id, kind, sum(CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END)::integer AS count
FROM entry WHERE organization_id = %(organization)s AND kind <> 'adjustment'
  AND (%(people)s::bigint[] IS NULL OR person_id = ANY(%(people)s)) GROUP BY 1, 2, 3
"""


def mend_standings(organization: Organization, mend: bool = True) -> Drift:
    """Compares every standing with the ledger and mends what differs. Holds up new entries meanwhile.

    Without `mend` it only compares.
    """
    values = _values(organization)
    _freeze(_STANDINGS_DUE, values)
    same = "d.points = k.points AND d.reached_at = k.reached_at"
    drift = _compare("standing", "board LIKE %(prefix)s", ("board", "person_id"), same, values)
    if drift.drifted and mend:
        database.execute_sql("DELETE FROM standing WHERE board LIKE %(prefix)s", values)
        database.execute_sql("INSERT INTO standing (board, person_id, points, reached_at) SELECT * FROM due", values)
    database.execute_sql("DROP TABLE due", values)
    return drift


def mend_tallies(organization: Organization, mend: bool = True) -> Drift:
    """The same for how often everybody has done each kind of work."""
    values = _values(organization)
    _freeze(_TALLIES_DUE, values)
    mine = "organization_id = %(organization)s"
    drift = _compare("tally", mine, ("person_id", "kind"), "d.count = k.count", values)
    if drift.drifted and mend:
        database.execute_sql(f"DELETE FROM tally WHERE {mine}", values)
        database.execute_sql("INSERT INTO tally (organization_id, person_id, kind, count) SELECT * FROM due", values)
    database.execute_sql("DROP TABLE due", values)
    return drift


def make_again(organization: Organization, person_ids: Iterable[int]) -> None:
    """These people's standings and tallies, anew from the ledger, after lines changed hands. The caller holds their
    locks."""
    values = _values(organization) | {"people": sorted(person_ids)}
    database.execute_sql("DELETE FROM standing WHERE board LIKE %(prefix)s AND person_id = ANY(%(people)s)", values)
    database.execute_sql(f"INSERT INTO standing (board, person_id, points, reached_at) {_STANDINGS_DUE}", values)
    mine = "organization_id = %(organization)s AND person_id = ANY(%(people)s)"
    database.execute_sql(f"DELETE FROM tally WHERE {mine}", values)
    database.execute_sql(f"INSERT INTO tally (organization_id, person_id, kind, count) {_TALLIES_DUE}", values)


def _values(organization: Organization) -> dict[str, object]:
    zone = organization.time_zone
    return {"organization": organization.id, "zone": zone, "prefix": f"{organization.id}:%", "people": None}


def _freeze(due: str, values: dict[str, object]) -> None:
    database.execute_sql("LOCK TABLE entry IN SHARE MODE", values)
    database.execute_sql(f"CREATE TEMPORARY TABLE due ON COMMIT DROP AS {due}", values)


def _compare(table: str, mine: str, key: tuple[str, str], same: str, values: dict[str, object]) -> Drift:
    joined = " AND ".join(f"d.{column} = k.{column}" for column in key)
    [(compared, drifted)] = database.execute_sql(
        f"SELECT count(*), count(*) FILTER (WHERE NOT coalesce({same}, false)) "
        f"FROM due d FULL JOIN (SELECT * FROM {table} WHERE {mine}) k ON {joined}",
        values,
    ).fetchall()
    return Drift(compared=compared, drifted=drifted)
