"""Every surface of the API in one list, for app.py to serve and for the documents to describe."""

from aiohttp import web

from server.api.native import NATIVE
from server.api.pathfinder import PATHFINDER
from server.api.plain.badges import BADGES
from server.api.routes import Dialect
from server.api.routes import add_routes as add_dialect

DIALECTS: tuple[Dialect, ...] = (NATIVE, BADGES, PATHFINDER)


def add_routes(app: web.Application) -> None:
    """Everything that REST answers."""
    for dialect in DIALECTS:
        add_dialect(app, dialect)
