"""`/v1`: leagues and their sections, how far people are, and the making and completing of them."""

from typing import Annotated

from pydantic import Field

from models import league_catalog, leagues, progress
from models.errors import NotAllowed, NotFound, NothingToChange
from models.league_catalog import SectionCard, WholeLeague
from models.progress import CompletionCard, Progress
from models.rules.messages import AwardCard
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import write
from server.api.routes import Route

LEAGUES = ORGANIZATION + "/leagues"
LEAGUE = LEAGUES + "/{league}"
SECTION = ORGANIZATION + "/sections/{section}"
Person = Annotated[int, Field(ge=1, lt=2**63)]


class Whose(Value):
    """Whose progress; without it, one's own."""

    person: Person | None = None


class Undone(Whose):
    """Whose section it is (one's own), and why."""

    why: Annotated[str, Field(max_length=500)] = ""


def _leagues(ask: Ask) -> dict[str, object]:
    found = leagues.every(ask.organization().id, before(ask) or 0, ask.query.limit + 1)
    shown = found[: ask.query.limit]
    ask.next = str(shown[-1].id) if len(found) > len(shown) else None
    return {"leagues": league_catalog.wholes(shown)}


def _league(ask: Ask) -> dict[str, object]:
    return {"league": league_catalog.whole(leagues.find(ask.organization().id, _id(ask)))}


def _progress(ask: Ask) -> Progress:
    league = leagues.find(ask.organization().id, _id(ask))
    return progress.of(league, progress.seen_by(ask.by, ask.query.person))


def _undo(ask: Ask) -> dict[str, object]:
    given = {name: getattr(ask.query, name) for name in ask.query.model_fields_set}
    return ask.do("section:uncomplete", section=ask.id("section", "Section not found"), **given)


def _id(ask: Ask) -> int:
    return ask.id("league", "League not found")


ROUTES = (
    Route(
        "GET",
        LEAGUES,
        "The organisation's leagues, oldest first, with their sections and how many people go through them.",
        _leagues,
        gives={"leagues": list[WholeLeague]},
        query=Page,
        needs=None,
        refuses=(NotFound,),
    ),
    Route("GET", LEAGUE, "One league.", _league, gives={"league": WholeLeague}, needs=None, refuses=(NotFound,)),
    Route(
        "GET",
        LEAGUE + "/progress",
        "How far somebody is in a league: oneself, or for moderators any person.",
        _progress,
        gives=Progress,
        query=Whose,
        refuses=(NotFound, NotAllowed),
    ),
    write(
        "POST",
        LEAGUES,
        "league:create",
        "A new league, with its sections in their order.",
        {"league": WholeLeague},
        status=201,
    ),
    write(
        "PATCH",
        LEAGUE,
        "league:update",
        "What is given is changed, the rest stays.",
        {"league": WholeLeague},
        refuses=(NotFound, NothingToChange),
    ),
    write("DELETE", LEAGUE, "league:delete", "The league is gone; who earned its badge keeps it.", {"league": int}),
    write(
        "POST",
        LEAGUE + "/sections",
        "section:create",
        "A new section, at the end if no position is given. It takes nobody's badge.",
        {"section": SectionCard},
        status=201,
    ),
    write(
        "PATCH",
        SECTION,
        "section:update",
        "What is given is changed, the rest stays. What a former rule completed stands.",
        {"section": SectionCard},
        refuses=(NotFound, NothingToChange),
    ),
    write(
        "DELETE",
        SECTION,
        "section:delete",
        "The section is gone; who has completed all others of its league gets the badge.",
        {"section": int, "awarded": int},
    ),
    write(
        "POST",
        SECTION + "/complete",
        "section:complete",
        "Completes a section, for oneself or as a moderator for a person; the last one brings the league's badge.",
        {"completion": CompletionCard, "progress": Progress, "award": AwardCard | None},
        refuses=(NotFound, NotAllowed),
    ),
    Route(
        "DELETE",
        SECTION + "/complete",
        "Takes a completion back, and with it what the league gave for it.",
        _undo,
        gives={"completion": CompletionCard, "progress": Progress, "revoked": AwardCard | None},
        query=Undone,
        needs="section:complete",
        refuses=(NotFound, NotAllowed),
    ),
)
