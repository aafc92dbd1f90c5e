"""Which part of a board somebody wants comes in; a Stretch and the next one's cursor go out.

A cursor is the place of the last line that was read, by law 7 and not by number: so lines that move meanwhile
make nobody else appear twice or be left out.
"""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from models.errors import Invalid
from models.rules.standings import member, person_of
from models.rules.work import Value

_CURSOR = re.compile(r"([0-9]{1,10})\.([0-9]{17}):([0-9]{19})", re.A)
_EPOCH = datetime.fromtimestamp(0, UTC)


class Mark(Value):
    """One line's place in the order of law 7."""

    points: int
    reached_at: datetime
    person: int

    @property
    def member(self) -> str:
        """Its member in a sorted set."""
        return member(self.person, self.reached_at)


class Stretch(Value):
    """At most `limit` lines from the top, or after a mark, or (by `person`) that line with `limit` on either side."""

    limit: int
    after: Mark | None = None
    person: int | None = None


def mark(points: int, member_text: str) -> Mark:
    """The mark of a line as a sorted set holds it."""
    micros = int(member_text.split(":")[0])
    return Mark(points=points, reached_at=_EPOCH + timedelta(microseconds=micros), person=person_of(member_text))


def cursor(last: Mark) -> str:
    """What a reader sends to go on after that line; opaque to them."""
    return urlsafe_b64encode(f"{last.points}.{last.member}".encode()).decode().rstrip("=")


def parse_cursor(text: str) -> Mark:
    """Raises Invalid for what `cursor` never wrote."""
    try:
        match = _CURSOR.fullmatch(urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii"))
        if match is not None and len(text) < 100:
            return mark(int(match[1]), f"{match[2]}:{match[3]}")
    except (binascii.Error, ValueError, OverflowError):
        pass
    raise Invalid("This cursor is none of ours; begin again without one.")
