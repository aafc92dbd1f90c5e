"""A special badge's rule comes in; who may have it now, and why, goes out; allotting.py gives it to them.

Hidden people may not, nor who holds it, nor who had it revoked by hand.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from models import people, ranking
from models.badges import Badge
from models.db import rows
from models.rules import special as rules
from models.rules import standings
from models.rules.special import First, JoinedBefore, Kept, Named, Rule, Top
from models.rules.standings import Window

Reasons = Mapping[int, str]
"""Who qualifies, and why, in the order in which they get it."""


def kept(badge: Badge) -> Kept:
    """How a special badge is allotted, and since when."""
    return Kept.model_validate(badge.special)


def qualified(badge: Badge, rule: Rule, now: datetime, among: Sequence[int] | None = None) -> Reasons:
    """Who may have it now by `rule` and has it not, in the order in which they get it; no period's top."""
    if isinstance(rule, Named):
        return dict.fromkeys(_named(badge, rule, among), rules.named_reason(rule))
    if isinstance(rule, JoinedBefore):
        return dict.fromkeys(_joined(badge, rule, among), rules.joined_reason(rule))
    if isinstance(rule, First):
        return dict.fromkeys(_contributors(badge), "")
    return {}


def leading(badge: Badge, now: datetime) -> Reasons:
    """Who is at the top of all time, for a badge of that kind; it never closes."""
    rule = kept(badge).rule
    everything = isinstance(rule, Top) and rule.period == "all"
    return winners(badge, standings.window("all", now, badge.organization.time_zone)) if everything else {}


def winners(badge: Badge, span: Window) -> Reasons:
    """Who was at the top of a period; equal points share a place."""
    rule = kept(badge).rule
    return _top(badge, rule, span) if isinstance(rule, Top) else {}


def key(badge: Badge, span: Window) -> str:
    """The board that the badge looks at."""
    return standings.key(badge.organization_id, None, span)


_MAY_HAVE = """
m.organization_id = %s AND m.hidden_at IS NULL AND (%s::bigint[] IS NULL OR m.person_id = ANY(%s::bigint[]))
AND NOT EXISTS (
    SELECT 1 FROM award a WHERE a.organization_id = m.organization_id AND a.person_id = m.person_id
    AND a.badge_id = %s AND (a.revoked_at IS NULL OR a.revoked_by IS NOT NULL))
"""


def _who_may_have(badge: Badge, among: Sequence[int] | None) -> tuple[object, ...]:
    ids = None if among is None else list(among)
    return badge.organization_id, ids, ids, badge.id


def still(badge: Badge, among: Sequence[int]) -> list[int]:
    """Those of them who may have it, in their order."""
    if not among:
        return []
    found = rows(f"SELECT m.person_id FROM membership m WHERE {_MAY_HAVE}", *_who_may_have(badge, among))
    may = {person for (person,) in found}
    return [person for person in among if person in may]


_EXPECTING = """
SELECT DISTINCT b.organization_id FROM badge b JOIN identity i ON i.person_id = ANY(%s) AND i.proven_at IS NOT NULL
WHERE b.special->'rule'->>'kind' = 'named' AND b.is_active AND b.deleted_at IS NULL
  AND jsonb_exists(
    b.special->'rule'->'people', CASE WHEN i.provider = 'email' THEN i.external_id ELSE '@' || lower(i.login) END)
ORDER BY b.organization_id
"""


def expecting(person_id: int) -> list[int]:
    """The ids of the organisations that named an account which this person has proven to be theirs."""
    everybody = people.all_of([person_id])[person_id]
    return [organization for (organization,) in rows(_EXPECTING, everybody)]


_PRESENT = """
SELECT CASE WHEN i.provider = 'email' THEN i.external_id ELSE '@' || lower(i.login) END
FROM identity i JOIN membership m ON m.person_id = i.person_id AND m.organization_id = %s
WHERE i.provider = 'email' AND i.external_id = ANY(%s)
   OR i.provider IN ('github', 'github-login') AND lower(i.login) = ANY(%s)
"""


def absent(badge: Badge, rule: Named) -> Sequence[str]:
    """Whom it names and nobody here is."""
    found = rows(_PRESENT, badge.organization_id, rules.mails(rule.people), rules.logins(rule.people))
    here = {name for (name,) in found}
    return [who for who in rule.people if who not in here]


_NAMED = """
SELECT DISTINCT i.person_id FROM identity i
JOIN membership m ON m.person_id = i.person_id AND m.organization_id = %s
WHERE (%s::bigint[] IS NULL OR i.person_id = ANY(%s::bigint[])) AND (
    i.provider = 'email' AND i.external_id = ANY(%s)
    OR i.provider IN ('github', 'github-login') AND lower(i.login) = ANY(%s))
"""


def _named(badge: Badge, rule: Named, among: Sequence[int] | None) -> list[int]:
    # Whoever was merged is meant by their former names, too.
    ids = None if among is None else [one for everybody in people.all_of(among).values() for one in everybody]
    names = rules.mails(rule.people), rules.logins(rule.people)
    found = [person for (person,) in rows(_NAMED, badge.organization_id, ids, ids, *names)]
    return still(badge, sorted(set(people.current(found).values()))) if found else []


_JOINED = f"""
SELECT m.person_id FROM membership m WHERE {_MAY_HAVE} AND m.left_at IS NULL AND m.joined_at < %s ORDER BY m.person_id
"""


def _joined(badge: Badge, rule: JoinedBefore, among: Sequence[int] | None) -> list[int]:
    moment = rules.joined_before(rule, badge.organization.time_zone)
    return [person for (person,) in rows(_JOINED, *_who_may_have(badge, among), moment)]


_CONTRIBUTORS = f"""
SELECT m.person_id FROM membership m JOIN (
    SELECT person_id, min(id) AS first FROM entry e
    WHERE organization_id = %s AND item_id IS NOT NULL AND points > 0 AND reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
    GROUP BY person_id) AS worked ON worked.person_id = m.person_id
WHERE {_MAY_HAVE} ORDER BY worked.first
"""


def _contributors(badge: Badge) -> list[int]:
    """Everybody who has earned points by work, in the order in which it was recorded."""
    found = rows(_CONTRIBUTORS, badge.organization_id, *_who_may_have(badge, None))
    return [person for (person,) in found]


def _top(badge: Badge, rule: Top, span: Window) -> Reasons:
    found = ranking.winners(badge.organization, key(badge, span), rule.places)
    equal = Counter(place for _, _, place in found)
    return {person: rules.top_reason(span, place, points, equal[place] - 1) for person, points, place in found}
