"""A command with its arguments comes in; it is allowed, done and audited in one unit, and its answer goes out.

One table for every door: REST in three dialects, the admin socket, the command line. A command's file holds what it
takes and the verbs that it calls; what follows from it is consequences.py's.
"""

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from redis import Redis

from models.audit import Actor
from models.commands import (
    awards,
    badges,
    completions,
    connections,
    designs,
    disputes,
    drawing,
    estimates,
    flags,
    following,
    github_apps,
    hooks,
    jobs,
    keeping,
    leagues,
    organizations,
    outlets,
    patterns,
    people,
    points,
    points_models,
    repairs,
    seasons,
    shares,
    sources,
    special,
    tariffs,
    teams,
    templates,
    tokens,
)
from models.commands.acting import Act, Command, Done
from models.errors import Invalid
from models.rules import wording
from models.rules.callers import Caller
from models.rules.roles import Ladder
from models.rules.work import Value
from models.settings import Settings
from models.tenants import Organization

COMMANDS: dict[str, Command] = {
    **points.COMMANDS,
    **badges.COMMANDS,
    **patterns.COMMANDS,
    **jobs.COMMANDS,
    **awards.COMMANDS,
    **keeping.COMMANDS,
    **leagues.COMMANDS,
    **completions.COMMANDS,
    **special.COMMANDS,
    **tokens.COMMANDS,
    **people.COMMANDS,
    **organizations.COMMANDS,
    **hooks.COMMANDS,
    **github_apps.COMMANDS,
    **repairs.COMMANDS,
    **outlets.COMMANDS,
    **connections.COMMANDS,
    **sources.COMMANDS,
    **tariffs.COMMANDS,
    **seasons.COMMANDS,
    **teams.COMMANDS,
    **following.COMMANDS,
    **flags.COMMANDS,
    **disputes.COMMANDS,
    **estimates.COMMANDS,
    **points_models.COMMANDS,
    **designs.COMMANDS,
    **drawing.COMMANDS,
    **templates.COMMANDS,
    **shares.COMMANDS,
}


@dataclass(frozen=True)
class Means:
    """What a command may need beside PostgreSQL."""

    redis: Redis
    settings: Settings


def run(
    name: str,
    caller: Caller,
    given: object,
    door: str,
    means: Means,
    now: datetime,
    ladder: Ladder = "plain",
) -> Done:
    """Inside a unit, which its door opens by models/ahead.py. Raises NotAllowed, Invalid, and what the command itself
    refuses."""
    command = COMMANDS[name]
    caller.must(command.needs, ladder)
    by = Actor(name=caller.name, door=door, person=caller.person)
    organization = Organization.get_by_id(caller.organization)
    act = Act(organization, caller, by, now, means.redis, means.settings, ladder)
    return command.do(act, checked(command.arguments, given))


def checked(arguments: type[Value], given: object) -> Value:
    """What was given, as a value. Raises Invalid in the words of the first thing that is wrong."""
    try:
        return arguments.model_validate({} if given is None else given)
    except ValidationError as wrong:
        raise Invalid(wording.sentence(wrong, "the arguments")) from None
