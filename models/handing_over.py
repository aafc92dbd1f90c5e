"""Two people come in, who became one or two; the lines of one go out in the other's name. merges.py decides whose."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models import earning, people
from models.awards import Award
from models.db import rows
from models.disputes import Dispute
from models.leagues import Completion
from models.tenants import Organization

Noted = dict[str, list[int]]
"""Ids of `awards`, `completions` and `disputes` that changed hands, and of those that were ended, for both had them."""

_GIVE = """
UPDATE entry SET earner_id = coalesce(earner_id, person_id), person_id = %s
WHERE organization_id = %s AND person_id = %s RETURNING 1
"""
_GIVE_DEEDS = "UPDATE deed SET person_id = %s WHERE organization_id = %s AND person_id = %s RETURNING 1"
_END_AWARDS = """
UPDATE award g SET revoked_at = %s, revoke_reason = 'Held twice when two people became one.' FROM award k
WHERE k.person_id = %s AND g.person_id = %s AND g.organization_id = %s AND k.badge_id = g.badge_id
  AND k.number = g.number AND k.revoked_at IS NULL AND g.revoked_at IS NULL RETURNING g.id
"""
_END_COMPLETIONS = """
UPDATE completion g SET revoked_at = %s FROM completion k
WHERE k.person_id = %s AND g.person_id = %s AND g.organization_id = %s AND k.section_id = g.section_id
  AND k.revoked_at IS NULL AND g.revoked_at IS NULL RETURNING g.id
"""


def give(organization_id: int, gone: int, keep: int, now: datetime) -> Noted:
    """All that `gone` has is `keep`'s; of what both have, one stays live."""
    noted = {
        "awards": _ids(Award, organization_id, gone),
        "completions": _ids(Completion, organization_id, gone),
        "disputes": _ids(Dispute, organization_id, gone),
        "ended_awards": _changed(_END_AWARDS, now, keep, gone, organization_id),
        "ended_completions": _changed(_END_COMPLETIONS, now, keep, gone, organization_id),
    }
    rows(_GIVE, keep, organization_id, gone)
    rows(_GIVE_DEEDS, keep, organization_id, gone)
    Award.update(person=keep).where(Award.id.in_(noted["awards"])).execute()
    Completion.update(person=keep).where(Completion.id.in_(noted["completions"])).execute()
    Dispute.update(person=keep).where(Dispute.id.in_(noted["disputes"])).execute()
    return noted


_TAKE = """
UPDATE entry SET person_id = %s, earner_id = nullif(earner_id, %s)
WHERE organization_id = %s AND person_id = %s AND earner_id = ANY(%s) RETURNING 1
"""
_TAKE_DEEDS = """
UPDATE deed SET person_id = %s WHERE organization_id = %s AND person_id = %s AND earner_id = ANY(%s) RETURNING 1
"""
_REVIVE_AWARDS = """
UPDATE award a SET revoked_at = NULL, revoke_reason = NULL FROM badge b
WHERE a.id = ANY(%s) AND a.person_id = %s AND a.revoked_at = %s AND b.id = a.badge_id AND b.deleted_at IS NULL
RETURNING a.id
"""
_REVIVE_COMPLETIONS = """
UPDATE completion SET revoked_at = NULL WHERE id = ANY(%s) AND person_id = %s AND revoked_at = %s RETURNING id
"""
# What work completed while they were one belongs to whose work it was.
_TAKE_COMPLETIONS = """
UPDATE completion c SET person_id = %s WHERE c.organization_id = %s AND c.person_id = %s
  AND c.item_id IN (SELECT item_id FROM entry WHERE organization_id = %s AND person_id = %s)
  AND c.item_id NOT IN (SELECT item_id FROM entry WHERE organization_id = %s AND person_id = %s AND item_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM completion o WHERE o.section_id = c.section_id AND o.person_id = %s
                  AND o.revoked_at IS NULL) RETURNING c.id
"""


def take(organization_id: int, one: int, gone: int, noted: Noted, at: datetime) -> None:
    """What was given at `at`, and what `gone` and theirs have earned since, is `gone`'s again."""
    theirs = people.all_of([gone])[gone]
    rows(_TAKE, gone, gone, organization_id, one, theirs)
    rows(_TAKE_DEEDS, gone, organization_id, one, theirs)
    for of, kind in ((Award, "awards"), (Completion, "completions"), (Dispute, "disputes")):
        noted_here = of.id.in_(noted.get(kind, [])) & (of.organization == organization_id) & (of.person == one)
        of.update(person=gone).where(noted_here).execute()
    rows(_REVIVE_AWARDS, noted["ended_awards"], gone, at)
    rows(_REVIVE_COMPLETIONS, noted["ended_completions"], gone, at)
    here = organization_id
    rows(_TAKE_COMPLETIONS, gone, here, one, here, gone, here, one, gone)


def earn_again(organization_id: int, person_id: int, now: datetime) -> tuple[list[Award], list[Award]]:
    """(granted, revoked): awards by pattern as the person's deeds have them now. The caller holds the lock."""
    return earning.again(Organization.get_by_id(organization_id), person_id, now)


_LEAGUES = """
SELECT DISTINCT s.league_id FROM completion c JOIN section s ON s.id = c.section_id WHERE c.person_id = ANY(%s)
ORDER BY 1
"""


def leagues_of(ids: Iterable[int]) -> list[int]:
    """The leagues in which these people, in any organisation, have completed something."""
    return [league for (league,) in rows(_LEAGUES, list(ids))]


def _ids(of: Any, organization_id: int, person_id: int) -> list[int]:
    mine = (of.organization == organization_id) & (of.person == person_id)
    return [one.id for one in of.select(of.id).where(mine).order_by(of.id)]


def _changed(sql: str, *values: object) -> list[int]:
    return [one for (one,) in rows(sql, *values)]
