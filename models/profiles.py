"""A person of an organisation comes in; what is shown of them goes out: snapshot of their room, and their page."""

from datetime import datetime

from models import award_cards, awards, badge_progress, badges, ledger, listeners, people, standings
from models.rules.messages import FEED_LENGTH, AwardCard, BadgeCard, Line, PersonCard, Totals
from models.rules.work import Value
from models.tenants import Organization

LOOKED_AT = 2_000
"""Deeds of a person that are read where a tally is missing."""


class Snapshot(Value):
    """The state of the room `person:7`; points.changed, badge.awarded and badge.revoked keep it fresh."""

    person: PersonCard
    totals: Totals
    awards: tuple[AwardCard, ...]
    ledger: tuple[Line, ...]


class Step(Value):
    """The way to a badge that is not held yet."""

    badge: BadgeCard
    have: int
    need: int


class Profile(Snapshot):
    """A person's page."""

    ranks: dict[str, int | None]
    progress: tuple[Step, ...]


def snapshot(organization: Organization, person_id: int, now: datetime) -> Snapshot:
    """Raises NotFound for a stranger."""
    person = people.member(organization.id, person_id)
    lines, _ = ledger.page(organization.id, person_id, None, FEED_LENGTH)
    return Snapshot(
        person=people.card(person),
        totals=standings.totals(organization, person_id, now),
        awards=tuple(award_cards.of(awards.of_person(organization.id, person_id))),
        ledger=tuple(lines),
    )


def profile(organization: Organization, person_id: int, now: datetime) -> Profile:
    """Raises NotFound for a stranger."""
    seen = snapshot(organization, person_id, now)
    held = {award.badge.id for award in seen.awards if award.revoked_at is None}
    return Profile(
        **dict(seen),
        ranks=standings.ranks(organization, person_id, now),
        progress=tuple(_ahead(organization, person_id, held, now)),
    )


def _ahead(organization: Organization, person_id: int, held: set[int], now: datetime) -> list[Step]:
    """The next badge of those that look at the same work."""
    heard = [one for one in listeners.every(organization.id) if one.badge not in held]
    nearest: dict[frozenset[str], tuple[int, int, int]] = {}
    for far in badge_progress.of_person(organization, person_id, heard, now, LOOKED_AT):
        # Earned and not held: somebody took it away by hand, or it waits for the next deed.
        if not far.reached and far.need is not None:
            step = far.need, far.heard.badge, far.have
            nearest[far.heard.rule.keys] = min(nearest.get(far.heard.rule.keys, step), step)
    cards = badges.cards(badge for _, badge, _ in nearest.values())
    steps = [Step(badge=cards[badge], have=have, need=need) for need, badge, have in nearest.values()]
    return sorted(steps, key=lambda step: (-step.have / step.need, step.badge.id))
