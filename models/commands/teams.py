"""`team:create`, `team:update`, `team:delete`, `team:join`, `team:leave`: some people who have boards of their own."""

from models import teams
from models.commands.acting import Act, Command, Done
from models.rules.texts import Id, Name, Why
from models.rules.work import Value
from models.teams import Team


class CreateTeam(Value):
    """A team, with nobody in it yet."""

    name: Name


class UpdateTeam(Value):
    """A team is called otherwise."""

    team: Id
    name: Name


class DeleteTeam(Value):
    """The team is gone with its boards; what was won stays."""

    team: Id
    why: Why = ""


class TeamPerson(Value):
    """Somebody comes into a team, or leaves it; their points of open periods come or go with them."""

    team: Id
    person: Id


def _create(act: Act, wanted: CreateTeam) -> Done:
    team = teams.create(act.organization, wanted.name, act.now)
    act.audit("team:create", f"team:{team.id}", after={"name": team.name})
    return _done(team)


def _update(act: Act, wanted: UpdateTeam) -> Done:
    team = teams.find(act.organization.id, wanted.team)
    before = {"name": team.name}
    teams.rename(team, wanted.name)
    act.audit("team:update", f"team:{team.id}", before=before, after={"name": team.name})
    return _done(team)


def _delete(act: Act, wanted: DeleteTeam) -> Done:
    team = teams.find(act.organization.id, wanted.team)
    teams.delete(team, act.now)
    act.audit("team:delete", f"team:{team.id}", before={"name": team.name}, why=wanted.why)
    return Done({"team": team.id})


def _join(act: Act, wanted: TeamPerson) -> Done:
    team = teams.find(act.organization.id, wanted.team)
    teams.join(team, wanted.person, act.now)
    act.audit("team:join", f"team:{team.id}", after={"person": wanted.person})
    return _done(team)


def _leave(act: Act, wanted: TeamPerson) -> Done:
    team = teams.find(act.organization.id, wanted.team)
    teams.leave(team, wanted.person, act.now)
    act.audit("team:leave", f"team:{team.id}", before={"person": wanted.person})
    return _done(team)


def _done(team: Team) -> Done:
    return Done({"team": teams.cards([team])[0].model_dump(mode="json")})


COMMANDS = {
    "team:create": Command(CreateTeam, "board:write", _create),
    "team:update": Command(UpdateTeam, "board:write", _update),
    "team:delete": Command(DeleteTeam, "board:write", _delete),
    "team:join": Command(TeamPerson, "board:write", _join),
    "team:leave": Command(TeamPerson, "board:write", _leave),
}
