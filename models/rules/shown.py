"""A moment, or a project, comes in; how every card and message shows it goes out: messages.py and estimate_cards.py."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema

from models.rules.accounts import Value


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC, as `2026-11-21T05:50:00Z`."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


Time = Annotated[
    datetime,
    PlainSerializer(iso, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
]


class ProjectCard(Value):
    """How a project is named."""

    id: int
    name: str
