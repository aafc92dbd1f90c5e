"""Codebadge's own dialect, `/v1`: the rows of every noun's file come in; one Dialect goes out, to dialects.py.

A noun's file holds paths, words and shapes; every rule and query is in models/.
"""

from server.api.accounts import linking, sessions, tokens
from server.api.native import (
    audit,
    awards,
    badges,
    boards,
    connections,
    deliveries,
    disputes,
    estimates,
    flags,
    gallery,
    hooks,
    insights,
    jobs,
    labels,
    leagues,
    models,
    organizations,
    patterns,
    people,
    points,
    profiles,
    seasons,
    sources,
    special,
    teams,
    why,
)
from server.api.routes import Dialect

NOUNS = (
    sessions,
    tokens,
    linking,
    organizations,
    boards,
    seasons,
    teams,
    profiles,
    badges,
    patterns,
    jobs,
    gallery,
    awards,
    hooks,
    connections,
    sources,
    points,
    deliveries,
    audit,
    special,
    people,
    leagues,
    insights,
    labels,
    flags,
    disputes,
    why,
    estimates,
    models,
)
NATIVE = Dialect("v1", "Codebadge", "/v1/", routes=tuple(row for noun in NOUNS for row in noun.ROUTES))
