"""People come in; what patterns ask of them beside their deeds goes out; verdicts.py judges by it.

Since when they are here, what they hold, which leagues they completed, how they are known, how often they won.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from models import wins
from models.db import rows
from models.listeners import Heard
from models.rules.patterns.language import Top
from models.rules.patterns.verdicts import Circumstances
from models.tenants import Organization

Known = dict[int, dict[int, Circumstances]]
"""What is known of a person for the pattern of a badge, by person and badge."""
Since = dict[int, dict[int, datetime]]
"""Since when, by person and by badge or league."""


def of_people(organization: Organization, person_ids: Iterable[int], heard: Sequence[Heard], now: datetime) -> Known:
    """What these patterns ask of these people beside their deeds, as far as one asks; nearly always nothing is read."""
    ids = sorted(set(person_ids))
    common = _common(organization.id, ids, {need for one in heard for need in one.rule.needs}, now)
    found: Known = {person: {one.badge: _only(common[person], one) for one in heard} for person in ids}
    for one in heard:
        if "top" in one.rule.needs:
            for person, ends in _tops(organization, ids, one).items():
                found[person][one.badge] = _with_tops(found[person][one.badge], ends)
    return found


def _common(
    organization_id: int, ids: Sequence[int], needs: Collection[str], now: datetime
) -> dict[int, Circumstances]:
    joined = dict(rows(_JOINED, organization_id, list(ids))) if "member" in needs else {}
    held = _since(_HELD, organization_id, ids) if "badges" in needs else {}
    leagues = _since(_LEAGUES, organization_id, ids) if "leagues" in needs else {}
    facts = _facts(ids) if "profile" in needs else {}
    return {
        one: Circumstances(
            now=now,
            joined_at=joined.get(one),
            leagues=frozenset(leagues.get(one, ())),
            badges=frozenset(held.get(one, ())),
            facts=facts.get(one, frozenset()),
            moments=_moments("league", leagues.get(one, {})) | _moments("badge", held.get(one, {})),
        )
        for one in ids
    }


_JOINED = """
SELECT person_id, joined_at FROM membership WHERE organization_id = %s AND person_id = ANY(%s) AND left_at IS NULL
"""
_HELD = """
SELECT person_id, badge_id, min(awarded_at) FROM award
WHERE organization_id = %s AND person_id = ANY(%s) AND revoked_at IS NULL GROUP BY person_id, badge_id
"""
# Completed is a league at a moment at which all its sections of then were: one that came later takes nothing back.
_LEAGUES = """
WITH done AS (
    SELECT c.person_id, c.section_id, s.league_id, greatest(c.completed_at, s.created_at) AS at
    FROM completion c JOIN section s ON s.id = c.section_id JOIN league l ON l.id = s.league_id
    WHERE c.organization_id = %s AND c.person_id = ANY(%s) AND c.revoked_at IS NULL
      AND s.deleted_at IS NULL AND l.deleted_at IS NULL
)
SELECT d.person_id, d.league_id, min(d.at) FROM done d WHERE NOT EXISTS (
    SELECT 1 FROM section s WHERE s.league_id = d.league_id AND s.deleted_at IS NULL AND s.created_at <= d.at
      AND NOT EXISTS (SELECT 1 FROM done o WHERE o.section_id = s.id AND o.person_id = d.person_id AND o.at <= d.at))
GROUP BY d.person_id, d.league_id
"""
# An address counts once its owner has proven it; an account at GitHub is theirs whose work came with it.
_FACTS = """
SELECT p.id, p.signed_in_at IS NOT NULL, p.avatar IS NOT NULL,
    coalesce(bool_or(i.provider = 'email' AND i.proven_at IS NOT NULL), FALSE),
    coalesce(bool_or(i.provider = 'github'), FALSE)
FROM person p LEFT JOIN person q ON q.id = p.id OR q.merged_into_id = p.id
LEFT JOIN identity i ON i.person_id = q.id WHERE p.id = ANY(%s) GROUP BY p.id
"""
_NAMES = ("signed_in", "avatar", "email", "github")


def _since(sql: str, organization_id: int, ids: Sequence[int]) -> Since:
    found: Since = {}
    for person, what, at in rows(sql, organization_id, list(ids)):
        found.setdefault(person, {})[what] = at
    return found


def _facts(ids: Sequence[int]) -> dict[int, frozenset[str]]:
    found = rows(_FACTS, list(ids))
    return {person: frozenset(name for name, true in zip(_NAMES, said, strict=True) if true) for person, *said in found}


def _moments(what: str, since: Mapping[int, datetime]) -> dict[str, Sequence[datetime]]:
    return {f"{what}:{one}": (at,) for one, at in since.items()}


def _only(common: Circumstances, one: Heard) -> Circumstances:
    """Without the moments of what this pattern does not ask for."""
    if not common.moments:
        return common
    return replace(common, moments={key: at for key, at in common.moments.items() if key in one.rule.keys})


def _tops(organization: Organization, ids: Sequence[int], one: Heard) -> dict[int, dict[int, list[datetime]]]:
    """When these people were in the top that each leaf asks for, by person and leaf."""
    ends: dict[int, dict[int, list[datetime]]] = {}
    for numbered in one.rule.leaves:
        if isinstance(numbered.leaf, Top):
            for person, times in wins.of_people(organization, numbered.leaf, ids).items():
                ends.setdefault(person, {})[numbered.index] = times
    return ends


def _with_tops(common: Circumstances, ends: Mapping[int, Sequence[datetime]]) -> Circumstances:
    moments = dict(common.moments) | {f"top:{leaf}": times for leaf, times in ends.items()}
    return replace(common, tops={leaf: len(times) for leaf, times in ends.items()}, moments=moments)
