"""`/api/leagues`, the tracks of document 002: their rows; league_shapes.py has their words, models/ does it."""

from typing import Any

from models import league_catalog, leagues
from models.errors import NotFound, NothingToChange
from models.league_catalog import SectionCard, WholeLeague
from models.rules.messages import BadgeCard
from server.api.asking import Ask
from server.api.pathfinder.league_shapes import (
    BadgeOfLeague,
    CreateLeague,
    LeagueWhole,
    MatchesTold,
    SectionTold,
    UpdateLeague,
)
from server.api.pathfinder.words import Said, enveloped
from server.api.routes import Route
from server.api.told import Page, Tenant, whole_address

UNKNOWN_LEAGUE = "League not found"


def _leagues(ask: Ask) -> Said:
    organization = ask.organization().id
    several = leagues.every(organization, ask.query.after() or 0, ask.query.limit + 1)
    shown = several[: ask.query.limit]
    ask.next = str(shown[-1].id) if len(several) > len(shown) else None
    told = [_league(ask, one) for one in league_catalog.wholes(shown)]
    return Said("Leagues retrieved successfully", {"leagues": told, "total": leagues.count(organization)})


def _one(ask: Ask) -> Said:
    return Said("League retrieved successfully", {"league": _league(ask, found(ask))})


def _create(ask: Ask) -> Said:
    return _done(ask, "league:create", "League created successfully")


def _update(ask: Ask) -> Said:
    return _done(ask, "league:update", "League updated successfully", league=league_id(ask))


def _delete(ask: Ask) -> Said:
    ask.do("league:delete", league=league_id(ask))
    return Said("League deleted successfully")


def league_id(ask: Ask) -> int:
    """The league of the path. Raises NotFound for what is no id."""
    return ask.id("league", UNKNOWN_LEAGUE)


def found(ask: Ask) -> WholeLeague:
    """The league of the path. Raises NotFound."""
    return league_catalog.whole(leagues.find(ask.organization().id, league_id(ask)))


def _done(ask: Ask, command: str, message: str, **more: int) -> Said:
    told = ask.do(command, **_given(ask), **more)["league"]
    return Said(message, {"league": _league(ask, WholeLeague.model_validate(told))})


def _given(ask: Ask) -> dict[str, Any]:
    """The body's fields that are there; null is the same as not given."""
    named = {name: getattr(ask.body, name) for name in ask.body.model_fields_set}
    return {name: value for name, value in named.items() if value is not None}


def _league(ask: Ask, league: WholeLeague) -> LeagueWhole:
    return LeagueWhole(
        id=str(league.id),
        name=league.name,
        description=league.description,
        who=league.who,
        sections=tuple(section_told(one) for one in league.sections),
        badge=_badge(ask, league.badge) if league.badge else None,
        total_sections=len(league.sections),
        learners=league.people,
        finishers=league.finished,
        created_at=league.created_at,
        updated_at=league.updated_at,
    )


def _badge(ask: Ask, badge: BadgeCard) -> BadgeOfLeague:
    image = whole_address(ask, badge.image)
    return BadgeOfLeague(id=str(badge.id), name=badge.name, description=badge.description, image_url=image)


def section_told(section: SectionCard) -> SectionTold:
    """A section as this dialect tells it."""
    rule = section.matches
    told = MatchesTold(label=rule.get("label"), list=rule.get("list"), project_id=_text(rule)) if rule else None
    return SectionTold(
        id=str(section.id), name=section.name, description=section.description, order=section.position, matches=told
    )


def _text(rule: dict[str, Any]) -> str | None:
    return str(rule["project"]) if "project" in rule else None


LEAGUES = "/api/leagues"
LEAGUE = LEAGUES + "/{league}"
ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        LEAGUES,
        "Retrieve all leagues with their sections.",
        _leagues,
        enveloped({"leagues": list[LeagueWhole], "total": int}),
        query=Page,
    ),
    Route(
        "GET",
        LEAGUE,
        "Retrieve a league with its sections.",
        _one,
        enveloped({"league": LeagueWhole}),
        query=Tenant,
        refuses=(NotFound,),
    ),
    Route(
        "POST",
        LEAGUES,
        "Create a new league.",
        _create,
        enveloped({"league": LeagueWhole}),
        CreateLeague,
        query=Tenant,
        needs="league:write",
        status=201,
    ),
    Route(
        "PUT",
        LEAGUE,
        "Update league details.",
        _update,
        enveloped({"league": LeagueWhole}),
        UpdateLeague,
        query=Tenant,
        needs="league:write",
        refuses=(NotFound, NothingToChange),
    ),
    Route(
        "DELETE",
        LEAGUE,
        "Delete a league. Whoever earned its badge keeps it.",
        _delete,
        enveloped(),
        query=Tenant,
        needs="league:delete",
        refuses=(NotFound,),
    ),
)
