"""`/v1`: which labels an organisation's work has, to be offered where patterns and tariffs are written."""

from models import labels
from models.labels import Label
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.routes import Route


def _labels(ask: Ask) -> dict[str, object]:
    return {"labels": labels.used(ask.organization().id)}


ROUTES = (
    Route(
        "GET",
        ORGANIZATION + "/labels",
        "The labels of the organisation's newest work, the most used first.",
        _labels,
        gives={"labels": list[Label]},
        needs="badge:write",
    ),
)
