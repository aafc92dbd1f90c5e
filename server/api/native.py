"""Codebadge's own dialect, `/v1`: the rows of every noun's file come in; one Dialect goes out, to dialects.py.

A noun's file holds paths, words and shapes; every rule and query is in models/.
"""

from server.api import (
    accounts,
    auth_tokens,
    leagues_native,
    linking,
    native_audit,
    native_awards,
    native_badges,
    native_boards,
    native_deliveries,
    native_hooks,
    native_organizations,
    native_points,
    native_profiles,
    native_special,
    people,
)
from server.api.routes import Dialect

NOUNS = (
    accounts,
    auth_tokens,
    linking,
    native_organizations,
    native_boards,
    native_profiles,
    native_badges,
    native_awards,
    native_hooks,
    native_points,
    native_deliveries,
    native_audit,
    native_special,
    people,
    leagues_native,
)
NATIVE = Dialect("v1", "Codebadge", "/v1/", routes=tuple(row for noun in NOUNS for row in noun.ROUTES))
