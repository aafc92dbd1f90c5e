"""A moment comes in; badges for people who have been here long enough by now go out: looked at once a day.

No timer: nothing happens when somebody has been a member for a year, so each badge remembers until when it was seen.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models import consequences, earning, listeners, people
from models.badges import Badge
from models.db import rows, unit
from models.rules.patterns.language import Member

CHUNK = 500
"""People in one unit; more only when they joined at the same moment."""
_DUE = """
SELECT b.id, b.looked_at, o.time_zone FROM organization o
JOIN listener l ON l.organization_id = o.id AND l.key = 'member' JOIN badge b ON b.id = l.badge_id
GROUP BY b.id, o.time_zone ORDER BY b.id
"""


def sweep(now: datetime) -> int:
    """Looks at each badge that asks for it, when its organisation's day is another than at the last look; how many
    people were looked at. In units of its own, one per badge; two may sweep at once."""
    with unit():
        found = rows(_DUE)
    due = [badge for badge, looked_at, zone in found if looked_at is None or _day(looked_at, zone) < _day(now, zone)]
    return sum(_look(badge, now) for badge in due)


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _look(badge_id: int, now: datetime) -> int:
    with unit():
        badge = Badge.get_by_id(badge_id)
        heard = listeners.of_badge(badge)
        if heard is None:
            return 0
        days = [one.leaf.days for one in heard.rule.leaves if isinstance(one.leaf, Member)]
        grown, until = _grown(badge, days, now)
        for person in people.lock(badge.organization_id, grown):
            change = earning.settle(badge.organization, person, [heard], (), now)
            consequences.of_earning(badge.organization, (change.granted, change.revoked), now)
        rows("UPDATE badge SET looked_at = greatest(looked_at, %s) WHERE id = %s RETURNING 1", until, badge_id)
        return len(grown)


_GROWN = """
SELECT m.person_id, m.joined_at + make_interval(days => d.days) AS at
FROM membership m CROSS JOIN unnest(%s::int[]) AS d(days)
WHERE m.organization_id = %s AND m.left_at IS NULL
  AND m.joined_at > %s - make_interval(days => d.days) AND m.joined_at <= %s - make_interval(days => d.days)
ORDER BY at FETCH FIRST %s ROWS WITH TIES
"""


def _grown(badge: Badge, days: list[int], now: datetime) -> tuple[list[int], datetime]:
    """Who has been here for that many days since the last look, the first of them, and until when that is all."""
    since = badge.looked_at or now - timedelta(days=1)
    found = rows(_GROWN, days, badge.organization_id, since, now, CHUNK)
    return [person for person, _ in found], found[-1][1] if len(found) >= CHUNK else now
