"""Badges come in; how each of them is earned goes out in words: by a pattern, a league, a rule of its own, by hand."""

from collections.abc import Sequence

from models import listeners, naming
from models.badges import Badge
from models.listeners import Heard
from models.rules import special
from models.rules.patterns import wording
from models.rules.special import Kept
from models.tenants import Organization


def of_badges(organization: Organization, several: Sequence[Badge]) -> dict[int, tuple[str, ...]]:
    """By badge."""
    heard = {badge.id: one for badge in several if (one := listeners.of_badge(badge))}
    names = naming.of_patterns(organization.id, [one.rule.pattern for one in heard.values()])
    leagues = {badge.league_id for badge in several if badge.league_id}
    names |= (
        {f"league:{one.id}": one.name for one in naming.here(organization.id, "league", leagues)} if leagues else {}
    )
    return {badge.id: tuple(_words(badge, heard.get(badge.id), names)) or ("Given by hand.",) for badge in several}


def _words(badge: Badge, heard: Heard | None, names: dict[str, str]) -> list[str]:
    return _otherwise(badge, names) + (wording.words(heard.rule.pattern, names) if heard else [])


def _otherwise(badge: Badge, names: dict[str, str]) -> list[str]:
    said = []
    if badge.league_id:
        said.append(f"Earned by completing the league “{names.get(f'league:{badge.league_id}', '')}”.")
    if badge.special is not None:
        said.append(special.explains(Kept.model_validate(badge.special).rule))
    return said
