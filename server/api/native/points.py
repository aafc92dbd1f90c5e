"""`/v1`: what work is worth, what another tariff would make of it, and points given or taken by hand."""

from typing import Any

from models import tariff_preview, tariff_reading, tenants
from models.errors import Exhausted, NotFound
from models.jobs import JobCard
from models.rules.messages import Line
from models.rules.points import Tariff
from models.rules.texts import Id
from models.rules.work import Value
from models.tariff_preview import Preview
from models.tariff_reading import Decided
from models.tenants import Organization, Project
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

TARIFF = ORGANIZATION + "/tariff"


class Scope(Value):
    """A project's id; without one, the whole organisation."""

    project: int | None = None


class Proposal(Value):
    """A tariff to be tried."""

    project: Id | None = None
    tariff: Tariff


class Change(Decided):
    """What was decided, and the job that counts the past anew, if it applies to the past."""

    job: JobCard | None


def _tariff(ask: Ask) -> Decided:
    return tariff_reading.decided(*_scope(ask, ask.query.project), ask.now)


def _versions(ask: Ask) -> dict[str, Any]:
    return {"versions": tariff_reading.versions(ask.organization())}


def _preview(ask: Ask) -> Preview:
    return tariff_preview.preview(*_scope(ask, ask.body.project), ask.body.tariff, ask.now)


def _scope(ask: Ask, project: int | None) -> tuple[Organization, Project | None]:
    organization = ask.organization()
    return organization, None if project is None else tenants.project(organization.id, project)


ROUTES = (
    Route("GET", TARIFF, "The tariff of now.", _tariff, gives=Decided, query=Scope, refuses=(NotFound,)),
    write(
        "PUT",
        TARIFF,
        "tariff:change",
        "A tariff from now on, from a day on, or for everything: then a job counts the past anew.",
        Change,
        refuses=(NotFound, Exhausted),
    ),
    Route(
        "GET",
        TARIFF + "/versions",
        "Every tariff that was ever decided, the last first.",
        _versions,
        gives={"versions": list[Decided]},
    ),
    Route(
        "POST",
        TARIFF + "/preview",
        "What the newest work (2,000 pieces at most) would have earned by this tariff. Nothing is changed.",
        _preview,
        gives=Preview,
        takes=Proposal,
        needs="tariff:write",
        refuses=(NotFound,),
    ),
    write(
        "POST",
        ORGANIZATION + "/points",
        "points:adjust",
        "Gives a person points by hand, or takes them, with a reason that they will read.",
        {"line": Line},
        status=201,
    ),
)
