"""What a program or a page sends comes in; texts, ids and addresses of bounded form go out, for every command."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StrictBool, StrictInt, StringConstraints


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


def on_calendar(day: date) -> date:
    """Raises ValueError for a day that no computing with weeks and zones should meet."""
    if not 1970 <= day.year <= 9000:
        raise ValueError("is beyond all calendars here")
    return day


Day = Annotated[date, AfterValidator(on_calendar)]


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
