"""What every path of Codebadge's own dialect is made of: where it begins, and the parameters that lists share."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.errors import Invalid
from models.rules.work import Value
from server.api.asking import Ask

ORGANIZATION = "/v1/organizations/{org:[a-z0-9-]{1,60}}"
MOST = 100
"""Rows of a list that come at once."""
Limit = Annotated[int, Field(ge=1, le=MOST)]
Cursor = Annotated[str, StringConstraints(max_length=100)]


class Page(Value):
    """Which part of a list is wanted."""

    limit: Limit = MOST
    cursor: Cursor | None = None


def before(ask: Ask) -> int | None:
    """The id below which a list that is ordered by id, newest first, goes on. Raises Invalid."""
    text = ask.query.cursor
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Invalid("This cursor is none of ours; begin again without one.")
    return int(text)


def person(ask: Ask) -> int:
    """The person of a public read's path. Raises Invalid."""
    return ask.id("person", "A person's id is a whole number from 1.", Invalid)
