"""The dialect with leagues, `/api`: the rows of its files come in; one Dialect goes out, to dialects.py."""

from server.api import league_analytics, league_badges, league_progress, league_sections, leagues, sharing
from server.api.pathfinder_words import envelope
from server.api.routes import Dialect

PATHFINDER = Dialect(
    "leagues",
    "Badges and leagues",
    "/api/",
    routes=(
        *league_badges.ROUTES,
        *league_analytics.ROUTES,
        *leagues.ROUTES,
        *league_sections.ROUTES,
        *league_progress.ROUTES,
        *sharing.ROUTES,
    ),
    ladder="pathfinder",
    good=envelope,
)
