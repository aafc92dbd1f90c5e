"""`/v1`: how the organisation's work goes on, in numbers, and the same as CSV."""

from typing import Annotated, Literal

from pydantic import Field

from models import insights, tenants
from models.insights import Insights
from models.rules import sheets
from models.rules.texts import Day
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.routes import Route


class Asked(Value):
    """Days of the organisation's calendar, both within; whole weeks are looked at. Usually the last half year."""

    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    project: Annotated[int, Field(ge=1, lt=2**63)] | None = None


class Table(Asked):
    """Which of its tables."""

    table: Literal["weeks", "contributors", "time_to_close", "kinds", "disciplines"] = "weeks"


def _insights(ask: Ask) -> Insights:
    organization, wanted = ask.organization(), ask.query
    project = None if wanted.project is None else tenants.project(organization.id, wanted.project)
    asked = insights.stretch(wanted.first, wanted.last, ask.now, organization.time_zone)
    return insights.of(organization, project, asked, ask.now)


def _export(ask: Ask) -> bytes:
    return sheets.written(*insights.table(_insights(ask), ask.query.table)).encode()


ROUTES = (
    Route(
        "GET",
        ORGANIZATION + "/insights",
        "How the work goes on: weeks, contributors, time to close, shares, effects of tariffs, badges.",
        _insights,
        gives=Insights,
        query=Asked,
        needs="badge:analytics",
    ),
    Route(
        "GET",
        ORGANIZATION + "/insights.csv",
        "One of its tables as CSV.",
        _export,
        query=Table,
        needs="badge:analytics",
        media="text/csv; charset=utf-8",
        download="insights.csv",
    ),
)
