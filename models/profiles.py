"""A person of an organisation comes in; what is shown of them goes out: snapshot of their room, and their page."""

from datetime import datetime

from models import awards, badges, ledger, people, standings, tallies
from models.rules import badges as rules
from models.rules.messages import FEED_LENGTH, AwardCard, BadgeCard, Line, PersonCard, Totals
from models.rules.work import Value
from models.tenants import Organization


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
        awards=tuple(awards.cards(awards.of_person(organization.id, person_id))),
        ledger=tuple(lines),
    )


def profile(organization: Organization, person_id: int, now: datetime) -> Profile:
    """Raises NotFound for a stranger."""
    seen = snapshot(organization, person_id, now)
    held = {award.badge.id for award in seen.awards if award.revoked_at is None}
    return Profile(
        **dict(seen),
        ranks=standings.ranks(organization, person_id, now),
        progress=tuple(_ahead(organization.id, person_id, held)),
    )


def _ahead(organization_id: int, person_id: int, held: set[int]) -> list[Step]:
    """The next badge of each kind of work."""
    done = tallies.of(organization_id, person_id)
    nearest: dict[str, Step] = {}
    for badge in badges.ahead(organization_id):
        pattern = badge.rule()
        if pattern is None or badge.id in held:
            continue
        how_far = rules.progress(pattern, done)
        # Earned and not held: somebody took it away by hand, so no work brings it back.
        if not how_far.earned:
            nearest.setdefault(
                rules.listens_to(pattern), Step(badge=badges.card(badge), have=how_far.have, need=how_far.need)
            )
    return sorted(nearest.values(), key=lambda step: (-step.have / step.need, step.badge.id))
