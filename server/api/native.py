"""Codebadge's own dialect, `/v1`: the rows of every noun's file come in; one Dialect goes out, to dialects.py.

A noun's file holds paths, words and shapes; every rule and query is in models/.
"""

from server.api import native_boards, native_profiles
from server.api.routes import Dialect

NATIVE = Dialect(
    "v1",
    "Codebadge",
    "/v1/",
    routes=(
        *native_boards.ROUTES,
        *native_profiles.ROUTES,
    ),
)
