"""What every row of the `/api` dialect is made of: an answer, its sentence, and the envelope around both."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer

from server.api.routes import Route


def milliseconds(moment: datetime) -> str:
    """ISO 8601 in UTC, as `2025-06-10T15:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(milliseconds, when_used="json")]


@dataclass(frozen=True)
class Said:
    """What a row answers; without data, the envelope has none."""

    message: str
    data: Any = None


def envelope(answer: Said, _: Route) -> dict[str, Any]:
    """How the dialect answers when all went well."""
    data = {} if answer.data is None else {"data": answer.data}
    return {"success": True, **data, "message": answer.message}


def enveloped(data: Any = None) -> dict[str, Any]:
    """For a Route's `gives`: the envelope around what the row gives."""
    return {"success": Literal[True], **({} if data is None else {"data": data}), "message": str}
