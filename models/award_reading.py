"""A badge or an award's id comes in; who holds it, as anybody may see it, goes out."""

from typing import Any

from models import award_cards, awards, people
from models.awards import Award
from models.badges import Badge
from models.errors import NotFound
from models.people import Membership
from models.public import GivenAward
from models.tenants import Organization


def holders(badge: Badge, before: int | None, limit: int) -> tuple[list[GivenAward], int | None]:
    """(who holds the badge now, the last who got it first, the `before` of the next page or None)."""
    wanted = (Award.badge == badge) & Award.revoked_at.is_null() & awards.is_highest()
    if before is not None:
        wanted &= Award.id < before
    found = list(_shown().where(wanted).order_by(Award.id.desc()).limit(limit + 1))
    return _given(found[:limit]), found[limit - 1].id if len(found) > limit else None


def one(organization: Organization, award_id: int) -> GivenAward:
    """An award, revoked or not. Raises NotFound, also when its holder is hidden."""
    found = list(_shown().where(Award.id == award_id, Award.organization == organization))
    if not found:
        raise NotFound(f"There is no award {award_id} in this organisation.")
    return _given(found)[0]


def _shown() -> Any:
    """Awards of people whom everybody may see."""
    member = (Membership.organization == Award.organization) & (Membership.person == Award.person)
    return Award.select(Award).join(Membership, on=member).where(Membership.hidden_at.is_null())


def _given(found: list[Award]) -> list[GivenAward]:
    known = people.cards({award.person_id for award in found})
    return [
        GivenAward(person=known[award.person_id], award=card)
        for award, card in zip(found, award_cards.of(found), strict=True)
    ]
