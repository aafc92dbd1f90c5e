"""`season:create`, `season:update`, `season:delete`: periods with chosen dates, and their boards."""

from typing import Any

from models import seasons
from models.commands.acting import Act, Command, Done
from models.commands.keeping import boards_anew
from models.errors import NothingToChange
from models.rules.texts import Day, Id, Name, Why
from models.rules.work import Value
from models.seasons import Season


class CreateSeason(Value):
    """A season from its first to its last day, both inclusive, by the organisation's calendar."""

    name: Name
    starts_on: Day
    ends_on: Day


class UpdateSeason(Value):
    """What is given is changed, the rest stays. With other dates its boards are counted anew."""

    season: Id
    name: Name | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class DeleteSeason(Value):
    """The season is gone with its boards; who won its badges keeps them."""

    season: Id
    why: Why = ""


def _create(act: Act, wanted: CreateSeason) -> Done:
    made, counted = seasons.create(act.organization, wanted.name, wanted.starts_on, wanted.ends_on, act.now)
    if counted:
        boards_anew(act)
    act.audit("season:create", f"season:{made.id}", after=_told(act, made))
    return _done(act, made)


def _update(act: Act, wanted: UpdateSeason) -> Done:
    season = seasons.find(act.organization.id, wanted.season)
    if not wanted.model_fields_set - {"season"}:
        raise NothingToChange("No fields provided to update")
    before = _told(act, season)
    if seasons.change(act.organization, season, wanted.name, (wanted.starts_on, wanted.ends_on)):
        boards_anew(act)
    act.audit("season:update", f"season:{season.id}", before, _told(act, season))
    return _done(act, season)


def _delete(act: Act, wanted: DeleteSeason) -> Done:
    season = seasons.find(act.organization.id, wanted.season)
    before = _told(act, season)
    seasons.delete(act.organization, season, act.now)
    act.audit("season:delete", f"season:{season.id}", before=before, why=wanted.why)
    return Done({"season": season.id})


def _told(act: Act, season: Season) -> dict[str, Any]:
    shown = seasons.card(season, act.organization.time_zone)
    return shown.model_dump(mode="json", include={"name", "starts_on", "ends_on"})


def _done(act: Act, season: Season) -> Done:
    return Done({"season": seasons.card(season, act.organization.time_zone).model_dump(mode="json")})


COMMANDS = {
    "season:create": Command(CreateSeason, "board:write", _create),
    "season:update": Command(UpdateSeason, "board:write", _update),
    "season:delete": Command(DeleteSeason, "board:write", _delete),
}
