"""`/v1`: seasons, for everybody to read; whoever runs the boards makes, changes and deletes them."""

from typing import Any

from models import seasons
from models.errors import Exhausted, InUse, Invalid, NotFound, NothingToChange
from models.seasons import SeasonCard
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

SEASONS = ORGANIZATION + "/seasons"
SEASON = SEASONS + "/{season:[0-9]{1,18}}"


def _seasons(ask: Ask) -> dict[str, Any]:
    organization = ask.organization()
    return {"seasons": [seasons.card(one, organization.time_zone) for one in seasons.every(organization.id)]}


ROUTES = (
    Route(
        "GET",
        SEASONS,
        "The organisation's seasons, the latest first.",
        _seasons,
        gives={"seasons": list[SeasonCard]},
        needs=None,
        refuses=(NotFound,),
    ),
    write(
        "POST",
        SEASONS,
        "season:create",
        "A season from its first to its last day; work of its days that was done already counts.",
        {"season": SeasonCard},
        status=201,
        refuses=(Invalid, Exhausted),
    ),
    write(
        "PATCH",
        SEASON,
        "season:update",
        "Its name, or until it is closed its days; its boards are counted anew then.",
        {"season": SeasonCard},
        refuses=(NotFound, NothingToChange, Invalid, InUse),
    ),
    write("DELETE", SEASON, "season:delete", "The season is gone with its boards.", {"season": int}),
)
