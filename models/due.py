"""An organisation comes in; the SQL of what its standings must be by the ledger goes out, for drift.py and seasons.py.

In a closed period counts what was there when it was closed: all but the entries that are corrections of it.
"""

from models.belonging import MEMBERS
from models.db import database, rows
from models.tenants import Organization

_CALENDAR = "to_char(date_trunc(p.period, t.happened_at AT TIME ZONE %(zone)s), 'YYYY-MM-DD')"
# Periods that were closed by another clock keep what was theirs, as models.rules.standings.windows has it.
_CLOSED_CALENDAR = f"""
(SELECT coalesce(held.day, CASE
    WHEN namesake.day IS NULL THEN named.day
    ELSE to_char(named.starts + CASE WHEN t.happened_at >= namesake.ends_at THEN 1 ELSE -1 END
        * CASE p.period WHEN 'quarter' THEN '3 months'::interval ELSE ('1 ' || p.period)::interval END, 'YYYY-MM-DD')
    END)
 FROM (SELECT {_CALENDAR} AS day, date_trunc(p.period, t.happened_at AT TIME ZONE %(zone)s) AS starts) AS named
 LEFT JOIN closing held ON held.organization_id = %(organization)s AND held.period = p.period
    AND held.ends_at > t.happened_at AND held.ends_at <= t.happened_at + interval '400 days'
    AND held.starts_at <= t.happened_at
 LEFT JOIN closing namesake ON namesake.organization_id = %(organization)s AND namesake.period = p.period
    AND namesake.day = named.day LIMIT 1)
"""
_DUE = f"""
WITH told AS (
    SELECT e.id, e.person_id, e.project_id, e.discipline, e.points, e.happened_at, e.reverses_id, r.id AS taken
    FROM entry e LEFT JOIN entry r ON r.reverses_id = e.id
    WHERE e.organization_id = %(organization)s AND e.points <> 0
      AND (%(people)s::bigint[] IS NULL OR e.person_id = ANY(%(people)s))
), seasons AS (
    SELECT 'season-' || id AS period, starts_at, ends_at FROM season
    WHERE organization_id = %(organization)s AND deleted_at IS NULL AND (%(season)s::bigint IS NULL OR id = %(season)s)
), dated AS (
    SELECT t.*, 'all' AS period, '-' AS day FROM told t WHERE %(season)s::bigint IS NULL
    UNION ALL SELECT t.*, p.period, (CALENDAR)
    FROM told t CROSS JOIN unnest(ARRAY['year', 'quarter', 'month', 'week', 'day']) AS p(period)
    WHERE %(season)s::bigint IS NULL
    UNION ALL SELECT t.*, n.period, '-'
    FROM told t JOIN seasons n ON t.happened_at >= n.starts_at AND t.happened_at < n.ends_at
), lined AS (
    SELECT d.*, scope.name AS scope, %(organization)s || ':' || scope.name || ':' || d.period || ':' || d.day AS board
    FROM dated d CROSS JOIN LATERAL (
        SELECT '0' AS name UNION ALL SELECT d.project_id::text WHERE d.project_id IS NOT NULL
        UNION ALL SELECT 'd-' || d.discipline WHERE d.discipline IS NOT NULL) AS scope
), whole AS (
    SELECT l.board, l.scope, l.period, l.day, l.person_id, sum(l.points)::bigint AS points, coalesce(max(l.happened_at)
        FILTER (WHERE l.reverses_id IS NULL AND (l.taken IS NULL OR lost.id IS NOT NULL)), 'epoch') AS reached_at
    FROM lined l
    LEFT JOIN correction late ON late.board = l.board AND late.entry_id = l.id
    LEFT JOIN correction lost ON lost.board = l.board AND lost.entry_id = l.taken
    WHERE late.id IS NULL GROUP BY 1, 2, 3, 4, 5
), shared AS (
    SELECT w.*, k.id IS NOT NULL AS closed FROM whole w LEFT JOIN closing k
    ON k.organization_id = %(organization)s AND k.period = w.period AND k.day = w.day WHERE w.scope = '0'
)
SELECT board, person_id, points, reached_at FROM whole
UNION ALL
SELECT %(organization)s || ':' || left(m.scope, 1) || '-' || split_part(m.scope, ':', 2) || ':' || w.period || ':'
    || w.day, w.person_id, w.points, w.reached_at
FROM shared w JOIN ({MEMBERS}) AS m USING (person_id) WHERE NOT w.closed
UNION ALL
SELECT s.board, w.person_id, w.points, w.reached_at FROM shared w JOIN standing s ON s.person_id = w.person_id
    AND split_part(s.board, ':', 1) = %(organization)s::text AND left(split_part(s.board, ':', 2), 2) IN ('t-', 'l-')
    AND split_part(s.board, ':', 3) = w.period AND split_part(s.board, ':', 4) = w.day WHERE w.closed
"""
# Of a team or league, who was in it when the period was closed is known by their standing alone.
_BY_ANOTHER_CLOCK = """
SELECT 1 FROM closing WHERE organization_id = %s AND day <> '-'
  AND starts_at <> (day::date::timestamp AT TIME ZONE %s) LIMIT 1
"""


def freeze(organization: Organization, people: list[int] | None = None, season: int | None = None) -> dict[str, object]:
    """The temporary table `due` (board, person_id, points, reached_at), of all or of these people, of all periods or of
    a season; the values by which it was asked."""
    values = {"organization": organization.id, "zone": organization.time_zone, "people": people, "season": season}
    another_clock = rows(_BY_ANOTHER_CLOCK, organization.id, organization.time_zone)
    due = _DUE.replace("(CALENDAR)", _CLOSED_CALENDAR if another_clock else _CALENDAR)
    database.execute_sql("DROP TABLE IF EXISTS pg_temp.due")
    database.execute_sql(f"CREATE TEMPORARY TABLE due ON COMMIT DROP AS {due}", values)
    return values
