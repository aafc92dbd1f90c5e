"""`tariff:change`: what work is worth from now on, from a day on, or ever: then the past is counted anew by a job."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from models import estimate_news, jobs, retariff, tariff_reading, tariffs, tenants
from models.commands.acting import Act, Command, Done
from models.rules import standings
from models.rules.points import Tariff
from models.rules.texts import Day, Id, text
from models.rules.work import Value
from models.tenants import Organization


class From(Value):
    """From the beginning of a day in the organisation's time zone, past or to come."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    from_: Annotated[Day, Field(alias="from")]


class ChangeTariff(Value):
    """A tariff for a project, or without one for the whole organisation. `why`: at least 3 characters; people read it.

    `applies`: to work done from now on, from a day on, or to everything. For what was done before, points are counted
    anew, as reversing lines and new ones.
    """

    project: Id | None = None
    tariff: Tariff
    why: text(3, 500)  # type: ignore[valid-type]
    applies: Literal["now", "everything"] | From = "now"


def _change(act: Act, wanted: ChangeTariff) -> Done:
    project = None if wanted.project is None else tenants.project(act.organization.id, wanted.project)
    before = tariff_reading.decided(act.organization, project, act.now)
    from_at = _from_at(act.organization, wanted.applies, act.now)
    made = tariffs.decide(act.organization, project, wanted.tariff, act.now, from_at, act.by.name, wanted.why)
    job = retariff.ask_for(made, act.by.name, act.caller.person, act.now) if from_at < act.now else None
    estimate_news.anew(act.organization.id, wanted.project, act.now, "the tariff changed")
    after = tariff_reading.version(act.organization, made.id)
    act.audit(
        "tariff:change",
        "organization" if project is None else f"project:{project.id}",
        before={"version": before.version, "tariff": before.tariff.model_dump(mode="json")},
        after={
            "version": after.version,
            "tariff": after.tariff.model_dump(mode="json"),
            "from": from_at.isoformat(),
        },
        why=wanted.why,
    )
    card = None if job is None else jobs.card(job).model_dump(mode="json")
    return Done(after.model_dump(mode="json") | {"job": card}, ring_job=None if job is None else jobs.bell(job))


def _from_at(organization: Organization, applies: str | From, now: datetime) -> datetime:
    if isinstance(applies, From):
        return standings.midnight(applies.from_, organization.time_zone)
    return tariffs.EVER if applies == "everything" else now


COMMANDS = {"tariff:change": Command(ChangeTariff, "tariff:write", _change)}
