"""`organization:update`: how an organisation is called, by which clock it counts, and who may embed its boards."""

from typing import Annotated, Any

from pydantic import Field
from redis.exceptions import RedisError

from models import boards, drift, organizations, outbox
from models.commands.acting import Act, Command, Done
from models.db import rows
from models.errors import NothingToChange, Unavailable
from models.rules.texts import Name, text
from models.rules.work import Value

MOST_ORIGINS = 50


class UpdateOrganization(Value):
    """What is given is changed, the rest stays. Another time zone counts every day, week, month and year anew."""

    name: Name | None = None
    time_zone: text(1, 60) | None = None  # type: ignore[valid-type]
    allowed_origins: Annotated[tuple[text(1, 300), ...], Field(max_length=MOST_ORIGINS)] | None = None  # type: ignore[valid-type]


def _update(act: Act, wanted: UpdateOrganization) -> Done:
    changes = {name: value for name, value in wanted if value is not None}
    if not changes:
        raise NothingToChange("No fields provided to update")
    before = _told(act)
    organizations.change(act.organization, changes)
    if "time_zone" in changes and changes["time_zone"] != before["time_zone"]:
        _count_anew(act)
    act.audit("organization:update", f"organization:{act.organization.id}", before=before, after=_told(act))
    return Done({"organization": {"slug": act.organization.slug} | _told(act)})


def _count_anew(act: Act) -> None:
    drift.mend_standings(act.organization)
    try:
        boards.forget(act.redis)
    except RedisError:
        raise Unavailable("Redis is away, and its boards must be made anew; try again in a moment.") from None
    rows(f"SELECT pg_notify('{outbox.CHANNEL}', '')")


def _told(act: Act) -> dict[str, Any]:
    return {name: getattr(act.organization, name) for name in ("name", "time_zone", "allowed_origins")}


COMMANDS = {"organization:update": Command(UpdateOrganization, "organization:write", _update)}
