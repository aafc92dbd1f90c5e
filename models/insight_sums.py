"""What insights.py asks of PostgreSQL: sums of deeds, entries and awards by week, kind, discipline, tariff and badge.

Values by name: `organization`, `project` (or None for all), `zone`, `from` and `to`, `quiet_from`.
"""

_WEEK = "date_trunc('week', {}happened_at AT TIME ZONE %(zone)s)::date"
_MINE = """
d.organization_id = %(organization)s AND (%(project)s::bigint IS NULL OR d.project_id = %(project)s)
AND d.happened_at >= %(from)s AND d.happened_at < %(to)s
"""
_PAID = f"FROM deed d WHERE {_MINE} AND d.refused IS NULL"
# A penalty takes points, and is no work.
_DONE = f"{_PAID} AND d.kind <> 'penalty'"
WEEKS_DONE = f"SELECT {_WEEK.format('d.')}, count(*), count(DISTINCT d.person_id) {_DONE} GROUP BY 1"
WEEKS_PAID = f"SELECT {_WEEK.format('d.')}, sum(d.points)::bigint FROM entry d WHERE {_MINE} GROUP BY 1"
CONTRIBUTORS = f"""
SELECT week, count(*) FILTER (WHERE first >= week_at), count(*) FILTER (WHERE first < week_at) FROM (
    SELECT DISTINCT {_WEEK.format("d.")} AS week, d.person_id,
        {_WEEK.format("d.")}::timestamp AT TIME ZONE %(zone)s AS week_at {_DONE}) AS active
JOIN LATERAL (SELECT d.happened_at AS first FROM deed d WHERE d.organization_id = %(organization)s
    AND d.person_id = active.person_id AND d.refused IS NULL AND d.kind <> 'penalty'
    ORDER BY d.happened_at LIMIT 1) AS began ON TRUE
GROUP BY week
"""
QUIET = f"""
SELECT d.person_id, max(d.happened_at), count(*) {_DONE} GROUP BY d.person_id
HAVING max(d.happened_at) < %(quiet_from)s ORDER BY 2 DESC, 1
"""
# One line for each piece of work, however many people had part in it.
CLOSE = f"""
SELECT week, kind, percentile_cont(0.5) WITHIN GROUP (ORDER BY hours),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY hours), count(*) FROM (
    SELECT DISTINCT ON (d.item_id) {_WEEK.format("d.")} AS week, d.kind, d.answered / 3600.0 AS hours {_DONE}
      AND d.kind IN ('issue.closed', 'pull_request.merged', 'card.completed')
      AND d.answered IS NOT NULL ORDER BY d.item_id) AS ended
GROUP BY 1, 2 ORDER BY 1, 2
"""
KINDS = f"SELECT d.kind, count(*), sum(d.points)::bigint {_DONE} GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1"
DISCIPLINES = f"""
SELECT coalesce(d.discipline, ''), count(*) FILTER (WHERE d.kind <> 'penalty'), sum(d.points)::bigint {_PAID}
GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1
"""
_PAID_AROUND = """
(SELECT coalesce(sum(e.points), 0) FROM entry e WHERE e.organization_id = t.organization_id
 AND (coalesce(t.project_id, %(project)s::bigint) IS NULL OR e.project_id = coalesce(t.project_id, %(project)s::bigint))
 AND e.happened_at >= {0} AND e.happened_at < {1}),
(SELECT count(*) FROM deed e WHERE e.organization_id = t.organization_id AND e.refused IS NULL AND e.kind <> 'penalty'
 AND (coalesce(t.project_id, %(project)s::bigint) IS NULL OR e.project_id = coalesce(t.project_id, %(project)s::bigint))
 AND e.happened_at >= {0} AND e.happened_at < {1})
"""
_BEFORE = _PAID_AROUND.format("t.from_at - interval '4 weeks'", "t.from_at")
_AFTER = _PAID_AROUND.format("t.from_at", "t.from_at + interval '4 weeks'")
RULES = f"""
SELECT t.version, t.project_id, t.from_at, {_BEFORE}, {_AFTER} FROM tariff_version t
WHERE t.organization_id = %(organization)s AND t.from_at >= %(from)s AND t.from_at < %(to)s
  AND (%(project)s::bigint IS NULL OR t.project_id IS NULL OR t.project_id = %(project)s)
ORDER BY t.from_at DESC LIMIT 20
"""
BADGES = """
SELECT a.badge_id, count(DISTINCT a.person_id) FROM award a WHERE a.organization_id = %(organization)s
  AND a.awarded_at >= %(from)s AND a.awarded_at < %(to)s AND a.revoked_at IS NULL
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10
"""
