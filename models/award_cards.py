"""Awards come in; how they are shown goes out, with nobody named as a giver who is hidden."""

from collections.abc import Iterable, Mapping, Sequence

from models import badges, design_versions, people
from models.awards import Award
from models.badges import Badge
from models.rules.messages import AwardCard, Evidence

MOST_LEVELS = 20
"""Of a drawing."""


def of(awards: Iterable[Award]) -> list[AwardCard]:
    """How awards are shown."""
    kept = list(awards)
    wanted = list({award.badge_id for award in kept})
    known = {badge.id: badge for badge in Badge.select().where(Badge.id.in_(wanted))} if kept else {}
    cards, keys = badges.cards_of(list(known.values())), design_versions.keys(one.design_version_id for one in kept)
    givers = _givers(kept)
    return [
        AwardCard(
            id=award.id,
            badge=cards[award.badge_id].model_copy(update={"image": _image(award, known[award.badge_id], keys)}),
            at=award.awarded_at,
            reason=award.reason,
            evidence=tuple(Evidence.model_validate(piece) for piece in award.evidence),
            by=givers.get(award.id, award.by),
            revoked_at=award.revoked_at,
            revoke_reason=award.revoke_reason,
            number=award.number,
            level=award.level,
        )
        for award in kept
    ]


def _image(award: Award, badge: Badge, keys: Mapping[int, str]) -> str:
    """An award keeps the look that it was given with, whatever the badge looks like today."""
    level = min(award.number, MOST_LEVELS) if award.level else 1
    return badges.image(badge, keys.get(award.design_version_id or 0), level)


def _givers(awards: Sequence[Award]) -> dict[int, str]:
    """What to say instead of the names of givers who are hidden, by award."""
    by_hand = [award for award in awards if award.by is not None]
    if not by_hand:
        return {}
    ids, names = people.unseen(
        by_hand[0].organization_id, (one.by_person_id for one in by_hand), (one.by for one in by_hand)
    )
    return {
        one.id: people.UNSEEN
        for one in by_hand
        if one.by_person_id in ids or (one.by_person_id is None and one.by in names)
    }
