"""`league:create`, `league:update`, `league:delete`, and the same of sections: the tracks that people go through."""

from typing import Annotated, Any

from pydantic import Field, StrictInt

from models import league_awards, league_catalog, leagues, sections
from models.commands.acting import Act, Command, Done
from models.errors import NotFound
from models.leagues import League, Section
from models.rules.leagues import MOST_SECTIONS, Matches, Who
from models.rules.texts import Description, Id, Name, Why
from models.rules.work import Value

Position = Annotated[StrictInt, Field(ge=1, le=sections.LAST)]


class NewSection(Value):
    """A section of a new league."""

    name: Name
    description: Description = ""
    matches: Matches | None = None


class CreateLeague(Value):
    """A new league, with its sections in their order. `who` completes them: each person, a moderator for them, or work
    alone."""

    name: Name
    description: Description = ""
    who: Who = "person"
    sections: Annotated[tuple[NewSection, ...], Field(max_length=MOST_SECTIONS)] = ()


class UpdateLeague(Value):
    """What is given is changed, the rest stays."""

    league: Id
    name: Name = ""
    description: Description = ""
    who: Who = "person"
    why: Why = ""


class DeleteLeague(Value):
    """The league is gone with its sections; who earned its badge keeps it."""

    league: Id
    why: Why = ""


class CreateSection(NewSection):
    """A new section, at the end if no position is given. It takes nobody's badge."""

    league: Id
    position: Position = sections.LAST


class UpdateSection(Value):
    """What is given is changed, the rest stays. What a former rule completed stands, whatever becomes of the work."""

    section: Id
    name: Name = ""
    description: Description = ""
    position: Position = 1
    matches: Matches | None = None
    why: Why = ""


class DeleteSection(Value):
    """The section is gone; who has completed all others of its league gets the badge."""

    section: Id
    why: Why = ""


def _create(act: Act, wanted: CreateLeague) -> Done:
    league = leagues.create(act.organization, wanted.name, wanted.description, wanted.who, act.now)
    for section in wanted.sections:
        sections.create(league, section.name, section.description, section.matches, act.now)
    after = _league(league) | {"sections": len(wanted.sections)}
    act.audit("league:create", f"league:{league.id}", after=after)
    return _told(league)


def _update(act: Act, wanted: UpdateLeague) -> Done:
    league = leagues.find(act.organization.id, wanted.league)
    before = _league(league)
    leagues.change(league, _changes(wanted, "name", "description", "who"), act.now)
    _audit_change(act, "league:update", f"league:{league.id}", before, _league(league), wanted.why)
    return _told(league)


def _delete(act: Act, wanted: DeleteLeague) -> Done:
    league = _alone(act, wanted.league)
    leagues.delete(league, act.now)
    act.audit("league:delete", f"league:{league.id}", before=_league(league), why=wanted.why)
    return Done({"league": league.id})


def _create_section(act: Act, wanted: CreateSection) -> Done:
    league = _alone(act, wanted.league)
    section = sections.create(
        league, wanted.name, wanted.description, wanted.matches, act.now, position=wanted.position
    )
    act.audit("section:create", f"section:{section.id}", after=_section(section))
    return Done({"section": league_catalog.section_card(section).model_dump(mode="json")})


def _update_section(act: Act, wanted: UpdateSection) -> Done:
    section = _section_alone(act, wanted.section)
    before = _section(section)
    sections.change(section, _changes(wanted, "name", "description", "position", "matches"), act.now)
    _audit_change(act, "section:update", f"section:{section.id}", before, _section(section), wanted.why)
    return Done({"section": league_catalog.section_card(section).model_dump(mode="json")})


def _delete_section(act: Act, wanted: DeleteSection) -> Done:
    section = _section_alone(act, wanted.section)
    sections.delete(section, act.now)
    outcome = league_awards.check(section.league, league_awards.finishers(section.league), act.now)
    league_awards.tell(act.organization, outcome, act.now)
    after = {"awarded": len(outcome.given)}
    act.audit("section:delete", f"section:{section.id}", before=_section(section), after=after, why=wanted.why)
    league_awards.note(act.organization, outcome, act.by, act.now)
    return Done({"section": section.id, "awarded": len(outcome.given)})


def _alone(act: Act, league_id: int) -> League:
    league = leagues.find(act.organization.id, league_id)
    if not leagues.hold([league.id], alone=True):
        raise NotFound("League not found")
    return league


def _section_alone(act: Act, section_id: int) -> Section:
    leagues.hold([sections.find(act.organization.id, section_id).league_id], alone=True)
    # It may have been changed or deleted while we waited.
    return sections.find(act.organization.id, section_id)


def _changes(wanted: Value, *names: str) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in names if name in wanted.model_fields_set}


def _audit_change(act: Act, action: str, target: str, before: dict[str, Any], after: dict[str, Any], why: str) -> None:
    changed = sorted(name for name in after if after[name] != before[name])
    act.audit(
        action, target, {name: before[name] for name in changed}, {name: after[name] for name in changed}, why=why
    )


def _told(league: League) -> Done:
    return Done({"league": league_catalog.whole(league).model_dump(mode="json")})


def _league(league: League) -> dict[str, Any]:
    return {"name": league.name, "description": league.description, "who": league.who}


def _section(section: Section) -> dict[str, Any]:
    return {
        "league": section.league_id,
        "name": section.name,
        "description": section.description,
        "position": section.position,
        "matches": section.matches,
    }


COMMANDS = {
    "league:create": Command(CreateLeague, "league:write", _create),
    "league:update": Command(UpdateLeague, "league:write", _update),
    "league:delete": Command(DeleteLeague, "league:delete", _delete),
    "section:create": Command(CreateSection, "league:write", _create_section),
    "section:update": Command(UpdateSection, "league:write", _update_section),
    "section:delete": Command(DeleteSection, "league:write", _delete_section),
}
