"""`organization:update`: how an organisation is called, by which clock it counts and how it ranks, who embeds it."""

from typing import Annotated, Any

from pydantic import Field

from models import badges, closing, drift, organizations
from models.commands.acting import Act, Command, Done
from models.commands.keeping import boards_anew
from models.errors import NothingToChange
from models.rules.standings import Ranking
from models.rules.texts import Name, text
from models.rules.work import Value

MOST_ORIGINS = 50


class UpdateOrganization(Value):
    """What is given is changed, the rest stays. Another time zone counts every period anew that is not closed.

    `ranking`: equal points share a rank, 1, 2, 2, 4 (`standard`) or 1, 2, 2, 3 (`dense`); or who was first stands
    above, 1, 2, 3, 4 (`ordinal`).
    """

    name: Name | None = None
    time_zone: text(1, 60) | None = None  # type: ignore[valid-type]
    allowed_origins: Annotated[tuple[text(1, 300), ...], Field(max_length=MOST_ORIGINS)] | None = None  # type: ignore[valid-type]
    ranking: Ranking | None = None


def _update(act: Act, wanted: UpdateOrganization) -> Done:
    changes = {name: value for name, value in wanted if value is not None}
    if not changes:
        raise NothingToChange("No fields provided to update")
    before = _told(act)
    another_clock = changes.get("time_zone", before["time_zone"]) != before["time_zone"]
    if another_clock:
        drift.hold_up(act.organization)
    organizations.change(act.organization, changes)
    if another_clock:
        closing.set_clock(act.organization)
        drift.mend_standings(act.organization)
        badges.count_anew(act.organization)
        boards_anew(act)
    act.audit("organization:update", f"organization:{act.organization.id}", before=before, after=_told(act))
    return Done({"organization": {"slug": act.organization.slug} | _told(act)})


def _told(act: Act) -> dict[str, Any]:
    return {name: getattr(act.organization, name) for name in ("name", "time_zone", "allowed_origins", "ranking")}


COMMANDS = {"organization:update": Command(UpdateOrganization, "organization:write", _update)}
