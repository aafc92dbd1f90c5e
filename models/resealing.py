"""A server with a new key comes in; every secret that is kept is sealed by it, so that the former key can go."""

from models import sealing
from models.connections import Connection
from models.db import Record
from models.github_apps import GithubApp
from models.hooks import HookSecret
from models.outlets import Outlet
from models.points_models import PointsModel

KEPT: tuple[tuple[type[Record], str], ...] = (
    (Connection, "sealed"),
    (HookSecret, "sealed"),
    (GithubApp, "sealed"),
    (Outlet, "sealed"),
    (Outlet, "former"),
    (PointsModel, "token"),
)
"""Where secrets are kept. A test finds every column that should be here."""


def everything() -> int:
    """Seals them all by the server's first key; how many there are. Raises Misconfigured where the key of one is not
    known any more."""
    return sum(_column(record, name) for record, name in KEPT)


def _column(record: type[Record], name: str) -> int:
    field = getattr(record, name)
    held = list(record.select().where(field.is_null(False)).for_update())
    for row in held:
        setattr(row, name, sealing.seal(sealing.unseal(getattr(row, name))))
        row.save(only=[field])
    return len(held)
