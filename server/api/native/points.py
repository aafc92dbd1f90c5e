"""`/v1`: what work is worth, what another tariff would make of it, and points given or taken by hand."""

from models import tariff_reading, tenants
from models.errors import NotFound
from models.rules.messages import Line
from models.rules.points import Tariff
from models.rules.texts import Id
from models.rules.work import Value
from models.tariff_reading import Decided, Preview
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


def _tariff(ask: Ask) -> Decided:
    return tariff_reading.decided(*_scope(ask, ask.query.project))


def _preview(ask: Ask) -> Preview:
    return tariff_reading.preview(*_scope(ask, ask.body.project), ask.body.tariff)


def _scope(ask: Ask, project: int | None) -> tuple[Organization, Project | None]:
    organization = ask.organization()
    return organization, None if project is None else tenants.project(organization.id, project)


ROUTES = (
    Route("GET", TARIFF, "The tariff of now.", _tariff, gives=Decided, query=Scope, refuses=(NotFound,)),
    write(
        "PUT",
        TARIFF,
        "tariff:change",
        "A tariff from now on; what was done before keeps its worth.",
        Decided,
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
