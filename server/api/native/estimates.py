"""`/v1`: what issues are thought to be worth, tried, decided by moderators, and waiting for one."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from models import estimate_reading, model_reading, queues, tenants
from models.errors import NotFound, NotHeld, Unavailable
from models.estimate_reading import Listed, Offered, Shown, Sort, Tried
from models.model_reading import ModelCard
from models.rules.estimate_cards import EstimateCard
from models.rules.estimating.values import LABEL, LABELS, TEXT, TITLE
from models.rules.texts import Id
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page
from server.api.native.writes import write
from server.api.routes import Route

PROJECT = "/v1/projects/{project}"
ESTIMATES = PROJECT + "/estimates"
ESTIMATE = ESTIMATES + "/{item}"
GIVEN = {"estimate": EstimateCard}


class Issues(Page):
    """`open`; `review`: waiting for a moderator, who alone may see that list; `closed`: where the model had a say.
    Sorted by points, the most first; by how unsure the model is, the least sure first; or the newest first."""

    state: Shown = "open"
    sort: Sort = "points"


class AllIssues(Issues):
    """Of one project, or of all."""

    project: int | None = None


class Preview(Value):
    """An issue that does not exist. Only its beginning is read."""

    project: Id
    title: Annotated[str, StringConstraints(max_length=2_000)]
    text: Annotated[str, StringConstraints(max_length=200_000)] = ""
    labels: Annotated[tuple[Annotated[str, StringConstraints(max_length=500)], ...], Field(max_length=100)] = ()


def _of_project(ask: Ask) -> dict[str, Any]:
    project = ask.project()
    listed = _listed(ask, project.organization_id, project.id)
    return {**_stretch(ask, listed), "model": model_reading.card(project, ask.now)}


def _of_organization(ask: Ask) -> dict[str, Any]:
    organization = ask.organization()
    project = None if ask.query.project is None else tenants.project(organization.id, ask.query.project)
    listed = _listed(ask, organization.id, ask.query.project)
    return {
        **_stretch(ask, listed),
        "model": None if project is None else model_reading.card(project, ask.now),
        "projects": estimate_reading.offered(organization.id),
    }


def _listed(ask: Ask, organization: int, project: int | None) -> Listed:
    wanted = ask.query
    if wanted.state == "review":
        ask.must("estimate:decide")
    named = ask.may("estimate:decide")
    return estimate_reading.page(
        organization, project, wanted.state, wanted.sort, wanted.limit, wanted.cursor, ask.now, named
    )


def _stretch(ask: Ask, listed: Listed) -> dict[str, Any]:
    ask.next = listed.next
    return {"estimates": listed.cards, "total": listed.total, "next": listed.next}


def _one(ask: Ask) -> dict[str, Any]:
    item = ask.id("item", "There is no such issue.")
    return {"estimate": estimate_reading.card(ask.project(), item, ask.now, ask.may("estimate:decide"))}


async def _preview(ask: Ask) -> Tried:
    given = ask.body
    title, text = _plain(given.title, TITLE), _plain(given.text, TEXT)
    labels = tuple(_plain(label, LABEL) for label in given.labels[:LABELS])
    bridge, patience = ask.parts.bridge, ask.parts.bounds.try_out_time
    said = await bridge.beside(queues.try_out, given.project, title, text, list(labels), patience)
    return await bridge.look(estimate_reading.tried, given.project, said, title, labels, ask.now)


def _plain(text: str, most: int) -> str:
    """Its beginning, as it can be sent on: without halves of characters."""
    return text[:most].encode("utf-8", "replace").decode()


STRETCH = {"estimates": list[EstimateCard], "total": int, "next": str | None}
ROUTES = (
    Route(
        "GET",
        ORGANIZATION + "/estimates",
        "Issues with what they are thought to be worth, of one project or of all; the projects to choose from.",
        _of_organization,
        gives={**STRETCH, "model": ModelCard | None, "projects": list[Offered]},
        query=AllIssues,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        ESTIMATES,
        "A project's issues with what they are thought to be worth, how sure that is, and which past ones are closest.",
        _of_project,
        gives={**STRETCH, "model": ModelCard},
        query=Issues,
        needs=None,
        refuses=(NotFound,),
    ),
    Route("GET", ESTIMATE, "One issue's.", _one, gives=GIVEN, needs=None, refuses=(NotFound,)),
    Route(
        "POST",
        "/v1/estimates/preview",
        "What an issue with this title and text would be estimated at. Nothing of it is kept.",
        _preview,
        gives=Tried,
        takes=Preview,
        needs="self",
        refuses=(NotFound, Unavailable),
        spends=("preview-address",),
    ),
    write(
        "PUT",
        ESTIMATE,
        "estimate:override",
        "Says what an issue is worth, whatever anybody estimates; the model learns from it.",
        GIVEN,
    ),
    write(
        "POST",
        ESTIMATE + "/accept",
        "estimate:accept",
        "The issue is worth what is estimated: a human says so, and the model learns from it.",
        GIVEN,
        refuses=(NotFound, NotHeld),
    ),
    write(
        "DELETE",
        ESTIMATE + "/ruling",
        "estimate:withdraw",
        "What was decided or accepted counts no more.",
        GIVEN,
        refuses=(NotFound, NotHeld),
    ),
)
