"""Leagues come in; how everybody sees them goes out: their sections, their badge, how many people go through them."""

from collections.abc import Sequence
from typing import Any, Literal

from models import badges, catalog, sections
from models.badges import Badge
from models.catalog import LeagueCard
from models.db import rows
from models.leagues import League, Section
from models.rules.messages import BadgeCard, Time
from models.rules.work import Value


class SectionCard(Value):
    """A section as everybody sees it. `matches`: the label or list of the work that completes it."""

    id: int
    name: str
    description: str
    position: int
    matches: dict[str, Any] | None


class WholeLeague(LeagueCard):
    """A league as everybody sees it. `people` have begun it, `finished` have completed all of it."""

    who: Literal["person", "moderator", "work"]
    sections: tuple[SectionCard, ...]
    badge: BadgeCard | None
    people: int
    finished: int
    created_at: Time
    updated_at: Time


def whole(league: League) -> WholeLeague:
    """One league."""
    return wholes([league])[0]


def wholes(several: Sequence[League]) -> list[WholeLeague]:
    """Several leagues, in their order."""
    ids = [league.id for league in several]
    tracks, earned, counts = sections.of_leagues(ids), badges_of(ids), _counts(ids)
    return [
        WholeLeague(
            **dict(catalog.league_card(league)),
            who=league.who,
            sections=tuple(section_card(section) for section in tracks.get(league.id, ())),
            badge=badges.card(earned[league.id]) if league.id in earned else None,
            people=counts.get(league.id, (0, 0))[0],
            finished=counts.get(league.id, (0, 0))[1],
            created_at=league.created_at,
            updated_at=league.updated_at,
        )
        for league in several
    ]


def section_card(section: Section) -> SectionCard:
    """A section as everybody sees it."""
    return SectionCard(
        id=section.id,
        name=section.name,
        description=section.description,
        position=section.position,
        matches=section.matches,
    )


def badges_of(ids: list[int]) -> dict[int, Badge]:
    """The badge of each league that has one."""
    found = Badge.select().where(Badge.league.in_(ids), Badge.deleted_at.is_null())
    return {badge.league_id: badge for badge in found if badge.league_id is not None}


# Hidden people are counted nowhere.
_COUNTS = """
WITH track AS (
    SELECT id, league_id, count(*) OVER (PARTITION BY league_id) AS total
    FROM section WHERE league_id = ANY(%s) AND deleted_at IS NULL
), person AS (
    SELECT t.league_id, t.total, c.person_id, count(*) AS done FROM track t
    JOIN completion c ON c.section_id = t.id AND c.revoked_at IS NULL
    JOIN membership m ON m.organization_id = c.organization_id AND m.person_id = c.person_id AND m.hidden_at IS NULL
    GROUP BY 1, 2, 3
) SELECT league_id, count(*), count(*) FILTER (WHERE done = total) FROM person GROUP BY 1
"""


def _counts(ids: list[int]) -> dict[int, tuple[int, int]]:
    return {league: (int(begun), int(finished)) for league, begun, finished in rows(_COUNTS, ids)}
