"""`/v1`: teams and who is in them; and whom oneself follows."""

from typing import Any

from models import following, teams
from models.errors import Exhausted, Invalid, Missing, NotFound
from models.rules.messages import PersonCard
from models.teams import TeamCard
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import write
from server.api.routes import Route

TEAMS = ORGANIZATION + "/teams"
TEAM = TEAMS + "/{team:[0-9]{1,18}}"
PERSON = TEAM + "/people/{person:[0-9]{1,18}}"
FOLLOWING = ORGANIZATION + "/following"


def _teams(ask: Ask) -> dict[str, Any]:
    found = teams.every(ask.organization().id, before(ask) or 0, ask.query.limit + 1)
    shown = found[: ask.query.limit]
    ask.next = str(shown[-1].id) if len(found) > len(shown) else None
    return {"teams": teams.cards(shown)}


def _following(ask: Ask) -> dict[str, Any]:
    me = ask.by.person
    if me is None:
        raise Missing("Whoever follows is a person; this token is a program's.")
    return {"people": following.shown(ask.organization().id, me)}


ROUTES = (
    Route(
        "GET",
        TEAMS,
        "The organisation's teams with their people, oldest first.",
        _teams,
        gives={"teams": list[TeamCard]},
        query=Page,
        needs=None,
        refuses=(NotFound,),
    ),
    write("POST", TEAMS, "team:create", "A team.", {"team": TeamCard}, status=201, refuses=(Exhausted,)),
    write("PATCH", TEAM, "team:update", "It is called otherwise.", {"team": TeamCard}),
    write("DELETE", TEAM, "team:delete", "The team is gone with its boards.", {"team": int}),
    write(
        "PUT",
        PERSON,
        "team:join",
        "Somebody comes into a team, with their points of open periods.",
        {"team": TeamCard},
        refuses=(NotFound, Exhausted),
    ),
    write("DELETE", PERSON, "team:leave", "Somebody leaves a team.", {"team": TeamCard}),
    Route(
        "GET",
        FOLLOWING,
        "Whom oneself follows; nobody else knows.",
        _following,
        gives={"people": list[PersonCard]},
        refuses=(NotFound, Missing),
    ),
    write(
        "PUT",
        FOLLOWING + "/{person:[0-9]{1,18}}",
        "person:follow",
        "Oneself follows somebody.",
        {"person": PersonCard},
        refuses=(NotFound, Invalid, Missing, Exhausted),
    ),
    write(
        "DELETE",
        FOLLOWING + "/{person:[0-9]{1,18}}",
        "person:unfollow",
        "Oneself follows somebody no longer.",
        {"person": int},
        refuses=(NotFound, Missing),
    ),
)
