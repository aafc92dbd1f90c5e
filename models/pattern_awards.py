"""What a person has earned by a pattern comes in; Awards, one for each level or time, are given and taken back.

Reconciled like points: earned and not held is granted, held by the pattern and no longer earned is revoked, unless the
badge is for ever. What a person decided stands (awards.py).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models import awards, evidence, naming
from models.awards import Award
from models.badges import Badge
from models.db import rows
from models.rules.patterns import verdicts, wording
from models.rules.patterns.language import Top
from models.rules.patterns.verdicts import Circumstances, Completion
from models.tallies import State
from models.tenants import Organization


@dataclass(frozen=True)
class Earned:
    """What is due to a person by one pattern: the numbers 1 to `due`. `knows`: what they have beside deeds.

    `completions`: when they earned each; asked only when something is to be given.
    """

    state: State
    knows: Circumstances
    due: int
    completions: Callable[[], Iterable[Completion]]


@dataclass
class Change:
    """Awards that were given and taken back."""

    granted: list[Award] = field(default_factory=list)
    revoked: list[Award] = field(default_factory=list)

    def add(self, other: "Change") -> None:
        """Both together."""
        self.granted += other.granted
        self.revoked += other.revoked

    @property
    def badges(self) -> set[int]:
        """The badges of which somebody has another number now."""
        return {award.badge_id for award in [*self.granted, *self.revoked]}


Live = dict[int, dict[int, Award]]
"""Awards that stand, of one person, by badge and number."""


def live(person_id: int, badge_ids: Sequence[int]) -> Live:
    """What somebody holds of these badges."""
    found: Live = {}
    mine = (Award.person == person_id) & Award.badge.in_(list(badge_ids)) & Award.revoked_at.is_null()
    for award in Award.select().where(mine) if badge_ids else ():
        found.setdefault(award.badge_id, {})[award.number] = award
    return found


@dataclass(frozen=True)
class Standing:
    """What somebody has of a badge: the numbers that stand, and those of them that its pattern gave. `refused`: taken
    back by hand, so that no pattern gives it again."""

    numbers: frozenset[int] = frozenset()
    by_pattern: frozenset[int] = frozenset()
    refused: bool = False

    def may_get(self, due: int) -> bool:
        """Whether one of the numbers 1 to `due` would be given."""
        return not self.refused and any(number not in self.numbers for number in range(1, due + 1))

    def loses(self, due: int) -> bool:
        """Whether one would be taken back."""
        return any(number > due for number in self.by_pattern)


_STANDING = """
SELECT person_id, coalesce(array_agg(number) FILTER (WHERE revoked_at IS NULL), '{}'),
    coalesce(array_agg(number) FILTER (WHERE revoked_at IS NULL AND way = 'pattern'), '{}'),
    (array_agg(revoked_by ORDER BY id DESC))[1] IS NOT NULL
FROM award WHERE badge_id = %s AND person_id = ANY(%s) GROUP BY person_id
"""


def standing(badge_id: int, person_ids: Sequence[int]) -> dict[int, Standing]:
    """What these people have of one badge."""
    found = rows(_STANDING, badge_id, list(person_ids)) if badge_id else []
    of = {person: Standing(frozenset(all_), frozenset(ours), refused) for person, all_, ours, refused in found}
    return {person: of.get(person, Standing()) for person in person_ids}


def reconcile(
    organization_id: int, person_id: int, earned: Sequence[Earned], now: datetime, job: int | None = None
) -> Change:
    """Awards that follow. Those of a `job` are dated when they were earned. The caller holds the person's lock."""
    held = live(person_id, [one.state.heard.badge for one in earned])
    change = Change()
    for one in earned:
        mine = held.get(one.state.heard.badge, {})
        missing = set(range(1, one.due + 1)) - mine.keys()
        if missing:
            change.granted += _grant(organization_id, person_id, one, missing, now, job)
        change.revoked += _revoke(one, [mine[number] for number in sorted(mine) if number > one.due], now, job)
    return change


def _grant(
    organization_id: int, person_id: int, one: Earned, missing: set[int], now: datetime, job: int | None
) -> list[Award]:
    badge, pattern = Badge.get_by_id(one.state.heard.badge), one.state.rule.pattern
    if awards.is_refused(badge, person_id):
        return []
    done = [completion for completion in one.completions() if completion.number in missing]
    told = evidence.of_deeds(completion.deed for completion in done if completion.deed is not None)
    names, trace, given = naming.of_patterns(organization_id, [pattern]), _trace(one), []
    for completion in done:
        deed = told.get(completion.deed.id) if completion.deed is not None else None
        award = awards.by_rule(
            organization_id,
            badge,
            person_id,
            wording.reason(pattern, completion, deed.words if deed else None, names)
            + (_period(organization_id, completion) if isinstance(pattern.earned, Top) else ""),
            [deed.evidence] if deed else [],
            "pattern",
            now if job is None else min(completion.at, now),
            number=completion.number,
            level=completion.level,
            trace=trace,
            job=job,
        )
        given += [award] if award else []
    return given


def _period(organization_id: int, completion: Completion) -> str:
    """Which period was won, by its last day."""
    zone = ZoneInfo(Organization.get_by_id(organization_id).time_zone)
    last = (completion.at - timedelta(microseconds=1)).astimezone(zone)
    latest = ", the last one" if completion.number > 1 else ""
    return f"{latest} that ended on {last.day} {last:%B %Y}"


def _trace(one: Earned) -> dict[str, Any]:
    """What the pattern saw, as it is kept beside the award."""
    pattern = one.state.rule.pattern
    seen = verdicts.tree(pattern, one.state.haves, one.knows)
    return {"version": one.state.heard.version, "tree": seen.model_dump(mode="json")}


def _revoke(one: Earned, held: Sequence[Award], now: datetime, job: int | None) -> list[Award]:
    lost = [award for award in held if award.way == "pattern"]
    pattern = one.state.rule.pattern
    if not lost or not pattern.revoke:
        return []
    reason = wording.lost(pattern, verdicts.tree(pattern, one.state.haves, one.knows))
    return [awards.end_by_rule(award, f"{reason}{by_job(job)}", now) for award in lost]


def by_job(job: int | None) -> str:
    """What the reason of a revocation ends with, by which the job's undo finds what it took."""
    return f" (backfill {job})" if job is not None else ""
