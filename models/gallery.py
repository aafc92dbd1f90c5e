"""A person comes in; every badge of the organisation goes out with what they have of it, and what is still missing.

Whoever may see the person's page may see it; nothing is changed.
"""

from collections.abc import Sequence
from datetime import datetime

from models import award_cards, awards, badge_progress, badge_words, badges, catalog, listeners, naming, people
from models.awards import Award
from models.badge_progress import Far
from models.badges import Badge
from models.catalog import WholeBadge
from models.rules.messages import AwardCard
from models.rules.patterns import wording
from models.rules.work import Value
from models.tenants import Organization


class Next(Value):
    """The way to the next level or time: `have` of `need`; of several conditions, how many are met."""

    level: str | None
    have: int
    need: int
    percent: int


class Seen(Value):
    """A badge as a person has it. `next`: None when there is nothing more to earn. `words`: how it is earned."""

    badge: WholeBadge
    award: AwardCard | None
    level: str | None
    next: Next | None
    words: tuple[str, ...]
    missing: tuple[str, ...]


def of_person(organization: Organization, person_id: int, now: datetime) -> list[Seen]:
    """Of all badges that can be earned, and of those that they hold; oldest first. Raises NotFound for a stranger."""
    people.member(organization.id, person_id)
    held = {award.badge_id: award for award in _held(organization.id, person_id)}
    shown = [one for one in badges.every(organization) if one.is_active or one.id in held]
    cards = dict(zip(held, award_cards.of(held.values()), strict=True))
    far = _far(organization, person_id, shown, now)
    words = badge_words.of_badges(organization, shown)
    return [
        Seen(
            badge=whole,
            award=cards.get(badge.id),
            level=held[badge.id].level if badge.id in held else None,
            next=ahead(far[badge.id]) if badge.id in far else None,
            words=words[badge.id],
            missing=tuple(wording.missing(far[badge.id].tree)) if badge.id in far else (),
        )
        for badge, whole in zip(shown, catalog.wholes(shown), strict=True)
    ]


def ahead(far: Far) -> Next | None:
    """What comes next."""
    pattern, need, have = far.heard.rule.pattern, far.need, far.have
    most = len(pattern.levels) or (pattern.repeat.limit if pattern.repeat else 1)
    if need is None or (most is not None and far.reached >= most):
        return None
    level = next((one.name for one in pattern.levels if one.at_least == need), None)
    return Next(level=level, have=have, need=need, percent=min(100, 100 * have // need))


def _held(organization_id: int, person_id: int) -> Sequence[Award]:
    live = [award for award in awards.of_person(organization_id, person_id) if award.revoked_at is None]
    return sorted(live, key=lambda award: award.number)


def _far(organization: Organization, person_id: int, shown: Sequence[Badge], now: datetime) -> dict[int, Far]:
    heard = [one for badge in shown if (one := listeners.of_badge(badge))]
    names = naming.of_patterns(organization.id, [one.rule.pattern for one in heard])
    found = badge_progress.of_person(organization, person_id, heard, now, names=names)
    return {one.heard.badge: one for one in found}
