"""`/v1`: an organisation's own GitHub App is begun, and forgotten. Native/sources.py shows it with what it connects."""

from typing import Any

from models.errors import Invalid, NotFound, Taken
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write

APP = ORGANIZATION + "/github-app"

ROUTES = (
    write(
        "POST",
        APP,
        "app:begin",
        "What a browser posts to GitHub, as a form with the field `manifest`, to have the organisation's app made.",
        {"url": str, "manifest": dict[str, Any], "state": str},
        refuses=(Taken, Invalid),
    ),
    write(
        "DELETE",
        APP,
        "app:forget",
        "Nothing comes in by the app any more, for ever. Points stay; at `url` it can be deleted at GitHub, too.",
        {"url": str},
        refuses=(NotFound,),
    ),
)
