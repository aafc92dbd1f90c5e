"""The dialect with leagues, `/api`: the rows of its files come in; one Dialect goes out, to dialects.py."""

from server.api.pathfinder import analytics, badges, leagues, progress, sections, sharing
from server.api.pathfinder.words import envelope
from server.api.routes import Dialect

FILES = (badges, analytics, leagues, sections, progress, sharing)
PATHFINDER = Dialect(
    "leagues",
    "Badges and leagues",
    "/api/",
    routes=tuple(row for file in FILES for row in file.ROUTES),
    ladder="pathfinder",
    good=envelope,
)
