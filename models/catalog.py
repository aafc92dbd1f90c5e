"""Badges come in; what there is to tell of them goes out: their league, how many hold them, how they are earned."""

from collections.abc import Iterable
from typing import Any

from models import badge_looks, badges, naming
from models.badge_looks import BadgeDesign
from models.badges import Badge
from models.db import rows
from models.leagues import League
from models.rules import special as special_rules
from models.rules.messages import BadgeCard, Time
from models.rules.patterns import wording
from models.rules.work import Value


class LeagueCard(Value):
    """How a league is named."""

    id: int
    name: str
    description: str


class WholeBadge(BadgeCard):
    """A badge with everything that anybody may know of it. `held` counts those who hold it now; `design`: which one it
    looks like; `words`: how its pattern is earned, a sentence each; empty without one."""

    icon_url: str | None
    design: BadgeDesign | None
    active: bool
    league: LeagueCard | None
    pattern: dict[str, Any] | None
    words: list[str]
    special: dict[str, Any] | None
    stock: int | None
    held: int
    created_at: Time
    updated_at: Time


def whole(badge: Badge) -> WholeBadge:
    """One badge."""
    return wholes([badge])[0]


def wholes(several: Iterable[Badge]) -> list[WholeBadge]:
    """Several badges, in their order."""
    kept = list(several)
    held = _held([badge.id for badge in kept])
    leagues = _leagues({badge.league_id for badge in kept if badge.league_id})
    words = _words(kept)
    cards = badges.cards_of(kept)
    designs = badge_looks.of_versions([one for badge in kept if (one := badge.design_version_id)])
    return [
        WholeBadge(
            **dict(cards[badge.id]),
            icon_url=badge.icon_url,
            design=designs.get(badge.design_version_id or 0),
            active=badge.is_active,
            league=leagues.get(badge.league_id or 0),
            pattern=badge.pattern,
            words=words[badge.id],
            special=special_rules.shown(badge.special),
            stock=badge.stock,
            held=held.get(badge.id, 0),
            created_at=badge.created_at,
            updated_at=badge.updated_at,
        )
        for badge in kept
    ]


def league_card(league: League) -> LeagueCard:
    """How a league is named."""
    return LeagueCard(id=league.id, name=league.name, description=league.description)


def _held(ids: list[int]) -> dict[int, int]:
    live = "badge_id = ANY(%s) AND revoked_at IS NULL"
    counting = f"SELECT badge_id, count(DISTINCT person_id) FROM award WHERE {live} GROUP BY 1"
    return {badge: int(held) for badge, held in rows(counting, ids)}


def _words(several: list[Badge]) -> dict[int, list[str]]:
    """Badges of one organisation."""
    rules = {badge.id: rule for badge in several if (rule := badge.rule()) is not None}
    names = naming.of_patterns(several[0].organization_id, rules.values()) if rules else {}
    return {badge.id: wording.words(rules[badge.id], names) if badge.id in rules else [] for badge in several}


def _leagues(ids: Iterable[int]) -> dict[int, LeagueCard]:
    wanted = list(ids)
    return {one.id: league_card(one) for one in League.select().where(League.id.in_(wanted))} if wanted else {}
