"""`/api/sections`, the steps of document 002's leagues: their rows; league_progress.py says who has completed them."""

from typing import Any

from models import league_catalog, sections
from models.errors import NotFound, NothingToChange
from models.leagues import Section
from server.api.asking import Ask, number
from server.api.pathfinder.badge_shapes import LeagueNamed
from server.api.pathfinder.league_shapes import CreateSection, Rule, SectionTold, SectionWhole, UpdateSection
from server.api.pathfinder.leagues import LEAGUE, found, league_id, section_told
from server.api.pathfinder.words import Said, enveloped
from server.api.routes import Route
from server.api.told import Tenant

UNKNOWN_SECTION, UNKNOWN_PROJECT = "Section not found", "Project not found"
CORE = {"order": "position"}
"""What a field of this dialect is called in models/, where it differs."""


def _sections(ask: Ask) -> Said:
    league = found(ask)
    told = [section_told(one) for one in league.sections]
    return Said("Sections retrieved successfully", {"sections": told, "total": len(told)})


def _one_section(ask: Ask) -> Said:
    return Said("Section retrieved successfully", {"section": _whole(find_section(ask))})


def _create_section(ask: Ask) -> Said:
    made = ask.do("section:create", league=league_id(ask), **_given(ask))["section"]
    return Said("Section created successfully", {"section": _read_again(ask, made)})


def _update_section(ask: Ask) -> Said:
    changed = ask.do("section:update", section=section_id(ask), **_given(ask))["section"]
    return Said("Section updated successfully", {"section": _read_again(ask, changed)})


def _delete_section(ask: Ask) -> Said:
    ask.do("section:delete", section=section_id(ask))
    return Said("Section deleted successfully")


def section_id(ask: Ask) -> int:
    """The section of the path. Raises NotFound for what is no id."""
    return ask.id("section", UNKNOWN_SECTION)


def find_section(ask: Ask) -> Section:
    """The section of the path. Raises NotFound."""
    return sections.find(ask.organization().id, section_id(ask))


def _read_again(ask: Ask, card: dict[str, Any]) -> SectionWhole:
    return _whole(sections.find(ask.organization().id, card["id"]))


def _given(ask: Ask) -> dict[str, Any]:
    """The body's fields that are there, in the words of models/."""
    named = {CORE.get(name, name): getattr(ask.body, name) for name in ask.body.model_fields_set}
    if isinstance(named.get("matches"), Rule):
        named["matches"] = _matches(named["matches"])
    return {name: value for name, value in named.items() if value is not None or name == "matches"}


def _matches(rule: Rule) -> dict[str, Any]:
    project = {"project": number(rule.project_id, UNKNOWN_PROJECT)} if rule.project_id else {}
    return rule.model_dump(exclude={"project_id"}, exclude_none=True) | project


def _whole(section: Section) -> SectionWhole:
    told = section_told(league_catalog.section_card(section))
    league = LeagueNamed(id=str(section.league_id), name=section.league.name)
    return SectionWhole(**dict(told), league=league)


SECTION = "/api/sections/{section}"
ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        LEAGUE + "/sections",
        "Retrieve a league's sections in their order.",
        _sections,
        enveloped({"sections": list[SectionTold], "total": int}),
        query=Tenant,
        refuses=(NotFound,),
    ),
    Route(
        "POST",
        LEAGUE + "/sections",
        "Add a section to a league, at its end if no order is given.",
        _create_section,
        enveloped({"section": SectionWhole}),
        CreateSection,
        query=Tenant,
        needs="league:write",
        status=201,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        SECTION,
        "Retrieve a section.",
        _one_section,
        enveloped({"section": SectionWhole}),
        query=Tenant,
        refuses=(NotFound,),
    ),
    Route(
        "PUT",
        SECTION,
        "Update section details.",
        _update_section,
        enveloped({"section": SectionWhole}),
        UpdateSection,
        query=Tenant,
        needs="league:write",
        refuses=(NotFound, NothingToChange),
    ),
    Route(
        "DELETE",
        SECTION,
        "Delete a section. Whoever has completed all others of its league gets the badge.",
        _delete_section,
        enveloped(),
        query=Tenant,
        needs="league:write",
        refuses=(NotFound,),
    ),
)
