"""What a program or a page sends comes in; texts, ids and addresses of bounded form go out, for every command."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictInt, StringConstraints


def showable(text: str) -> str:
    """Raises ValueError for what PostgreSQL or UTF-8 does not take."""
    if "\x00" in text or any(0xD800 <= ord(one) <= 0xDFFF for one in text):
        raise ValueError("holds characters that cannot be kept")
    return text


def text(least: int, most: int) -> Any:
    """A string of that many characters, without space at its ends."""
    bounds = StringConstraints(strip_whitespace=True, min_length=least, max_length=most, strict=True)
    return Annotated[str, bounds, AfterValidator(showable)]


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC, as which one without an offset counts. Raises ValueError for what no database takes."""
    if not 1970 <= moment.year <= 9000:
        raise ValueError("is beyond all calendars here")
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(in_utc)]


def day_of(given: object) -> object:
    """A day as text, of this century or the next. Raises ValueError for anything else."""
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    if not isinstance(given, str) or not re.fullmatch(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}", given, re.A):
        raise ValueError("write the date as text, like 2026-12-31")
    return date.fromisoformat(given)


Day = Annotated[date, BeforeValidator(day_of)]


Id = Annotated[StrictInt, Field(ge=1, lt=2**63)]
Flag = StrictBool
Why = text(0, 500)
Name = text(1, 200)
Description = text(0, 2_000)
SLUG, COLOR, ADDRESS = r"^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$", r"^#[0-9A-Fa-f]{6}$", r"^https?://[!-~]+$"
Slug = Annotated[str, StringConstraints(strict=True, pattern=SLUG)]
Color = Annotated[str, StringConstraints(strict=True, pattern=COLOR)]
Address = Annotated[str, StringConstraints(strict=True, max_length=2_000, pattern=ADDRESS)]
"""A web address, as it may stand in a link or be an image's source."""
PICTURE = r"^(https?://[!-~]+|/img/art/[0-9a-f]{32}\.svg(\?[!-~]*)?)$"
Picture = Annotated[str, StringConstraints(strict=True, max_length=2_000, pattern=PICTURE)]
"""The same, or where a design's version of ours lies."""
