"""An organisation comes in; how often each of its patterns matches goes out, with an alarm when one has gone quiet.

Rules that are silent for years, unnoticed, are what others suffer from: a label was renamed, or an event comes no more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from models import badges, deed_pages, listeners, naming
from models.badges import Badge
from models.db import rows
from models.listeners import Heard
from models.rules.deeds import Deed
from models.rules.messages import BadgeCard, Time
from models.rules.patterns import counting, listening, wording
from models.rules.patterns.language import OfDeeds
from models.rules.patterns.nouns import some
from models.rules.work import Value
from models.tenants import Organization

LOOKED_AT, LOOKED_BACK = 2_000, timedelta(days=400)
"""Deeds of each kind, the newest of the organisation, from which a rhythm is read."""
SHOWN = timedelta(days=90)
ENOUGH, TOO_LONG, SHORTEST = 5, 3, timedelta(days=7)
"""After so many matches, so many times the usual gap, and no less than a week, is an alarm."""


class Alarm(Value):
    """Something comes no more: no work that the pattern counts (`quiet`), or no work of its kind (`event_silent`)."""

    code: Literal["quiet", "event_silent"]
    words: str
    since: Time


class Rhythm(Value):
    """How a pattern fares. `expected_every_days`: the usual time between two matches; None before there are some."""

    badge: BadgeCard
    words: tuple[str, ...]
    version: int
    active: bool
    last_match_at: Time | None
    matches_90_days: int
    expected_every_days: float | None
    alarm: Alarm | None


@dataclass
class Times:
    """When something happened, newest first."""

    moments: list[datetime] = field(default_factory=list)

    def every(self) -> timedelta | None:
        """The usual time from one to the next."""
        if len(self.moments) < ENOUGH:
            return None
        return (self.moments[0] - self.moments[-1]) / (len(self.moments) - 1)

    def silent_since(self, now: datetime) -> datetime | None:
        """Since when there should have been another one, long ago."""
        every = self.every()
        late = every is not None and now - self.moments[0] > max(every * TOO_LONG, SHORTEST)
        return self.moments[0] if late else None


def of(organization: Organization, now: datetime) -> list[Rhythm]:
    """Of all badges with a pattern, oldest first."""
    mine = [one for one in badges.every(organization) if one.pattern]
    heard = [(badge, one) for badge in mine if (one := listeners.of_badge(badge))]
    done = deed_pages.latest(organization.id, now - LOOKED_BACK, LOOKED_AT)
    matched = _matched([one for _, one in heard], done, organization.time_zone)
    others = [badge.id for badge, one in heard if not _counts_deeds(one)]
    for id_, at in rows(_GIVEN, others, now - LOOKED_BACK, LOOKED_AT):
        matched[id_].moments.append(at)
    kinds = _kinds(done)
    last = dict(rows(_LAST, [badge.id for badge in mine]))
    names = naming.of_patterns(organization.id, [one.rule.pattern for _, one in heard])
    return [
        Rhythm(
            badge=badges.card(badge),
            words=tuple(wording.words(one.rule.pattern, names)),
            version=badge.pattern_version,
            active=badge.is_active,
            last_match_at=_last(matched[badge.id], last.get(badge.id)),
            matches_90_days=sum(at > now - SHOWN for at in matched[badge.id].moments),
            expected_every_days=_days(matched[badge.id].every()),
            alarm=_alarm(badge, one, matched[badge.id], kinds, now),
        )
        for badge, one in heard
    ]


# By the index of each badge's tallies: one look into it for each.
_LAST = """
SELECT b.id, coalesce((SELECT max(t.matched_at) FROM tally t WHERE t.badge_id = b.id),
    (SELECT max(a.awarded_at) FROM award a WHERE a.badge_id = b.id AND a.way = 'pattern' AND a.revoked_at IS NULL))
FROM unnest(%s::bigint[]) AS b(id)
"""
# What no deed decides, as the top of a board: when it was given, once for all who got it together.
_GIVEN = """
SELECT b.id, a.awarded_at FROM unnest(%s::bigint[]) AS b(id), LATERAL (
    SELECT DISTINCT awarded_at FROM award WHERE badge_id = b.id AND way = 'pattern' AND revoked_at IS NULL
        AND awarded_at > %s ORDER BY 1 DESC LIMIT %s) AS a ORDER BY 2 DESC
"""


def _counts_deeds(one: Heard) -> bool:
    return any(key.startswith(("kind:", "project:", "label:")) for key in one.rule.keys)


def _matched(heard: Sequence[Heard], done: Iterable[Deed], zone: str) -> dict[int, Times]:
    """When deeds counted for each of the badges; only patterns that listen to a deed are asked about it."""
    asking: dict[str, list[Heard]] = {}
    for one in heard:
        for key in one.rule.keys:
            asking.setdefault(key, []).append(one)
    found = {one.badge: Times() for one in heard}
    for deed in done:
        able = {one.badge: one for key in listening.keys_of(deed) for one in asking.get(key, ())}
        for badge, one in able.items():
            if any(counting.contributions(leaf.leaf, deed, zone) for leaf in one.rule.leaves):
                found[badge].moments.append(deed.happened_at)
    return found


def _kinds(done: Iterable[Deed]) -> dict[str, Times]:
    found: dict[str, Times] = {}
    for deed in done:
        found.setdefault(deed.kind, Times()).moments.append(deed.happened_at)
    return found


def _last(matched: Times, before: datetime | None) -> datetime | None:
    return matched.moments[0] if matched.moments else before


def _days(gap: timedelta | None) -> float | None:
    return None if gap is None else round(gap / timedelta(days=1), 1)


def _alarm(badge: Badge, one: Heard, matched: Times, kinds: dict[str, Times], now: datetime) -> Alarm | None:
    if not badge.is_active:
        return None
    for kind in sorted(_kinds_of(one)):
        since = kinds[kind].silent_since(now) if kind in kinds else None
        if since is not None:
            words = f"No work of the kind {kind} has come for {_ago(since, now)}; is the webhook still set up for it?"
            return Alarm(code="event_silent", words=words, since=since)
    since = matched.silent_since(now)
    if since is None:
        return None
    usual = f"usually something does every {some(max(1, round(_days(matched.every()) or 1)), 'day', 'days')}"
    hint = " Was a label or a project renamed?" if _counts_deeds(one) else ""
    words = f"Nothing has counted for {_ago(since, now)}; {usual}.{hint}"
    return Alarm(code="quiet", words=words, since=since)


def _kinds_of(one: Heard) -> set[str]:
    """The kinds of work that it cannot do without, also where it waits for one of their labels or projects."""
    asked = {key.removeprefix("kind:") for key in one.rule.keys if key.startswith("kind:")}
    return asked.union(*(leaf.leaf.where.kinds or () for leaf in one.rule.leaves if isinstance(leaf.leaf, OfDeeds)))


def _ago(since: datetime, now: datetime) -> str:
    return some((now - since).days, "day", "days")
