"""What both documented dialects share: camelCase words, ids as text, and refusals in the words of their documents."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

from models import outside_pictures
from models.catalog import WholeBadge
from models.errors import Invalid, Missing, Refusal
from models.rules.work import Value
from server.api.asking import Ask

MOST = 100
"""Rows of a list that come at once."""
TextId = Annotated[str, StringConstraints(strict=True, max_length=100)]
"""An id as these dialects write it; one that is none of ours is unknown, not malformed."""


class Told(Value):
    """What a dialect gives, in its words."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, serialize_by_alias=True)


class Wanted(Value):
    """What a dialect takes, in its words. `lacks`: what is said when something that must be given is not."""

    model_config = ConfigDict(alias_generator=to_camel)
    lacks: ClassVar[str] = "Missing required fields"

    @model_validator(mode="before")
    @classmethod
    def _is_whole(cls, given: Any) -> Any:
        needed = [field.alias or name for name, field in cls.model_fields.items() if field.is_required()]
        if isinstance(given, Mapping) and any(given.get(name) in (None, "") for name in needed):
            raise Missing(cls.lacks)
        return given


class Tenant(Value):
    """`org`: whose badges; without it, those of the token's organisation, or of the server's own."""

    org: Annotated[str, StringConstraints(max_length=60)] | None = None


class Page(Tenant):
    """Which part of a list is wanted."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = MOST
    cursor: Annotated[str, StringConstraints(max_length=40)] | None = None

    def after(self) -> int | None:
        """The id at which the list goes on. Raises Invalid."""
        if self.cursor is None:
            return None
        if not (self.cursor.isascii() and self.cursor.isdigit() and len(self.cursor) <= 18):
            raise Invalid("This cursor is none of ours; begin again without one.")
        return int(self.cursor)


def reason_of(given: str | None) -> str:
    """A reason for the audit trail, which asks for at least three letters, from one that may be short or absent."""
    given = (given or "").strip()
    return given if len(given) >= 3 else f"Reason: {given or 'none given'}"


def picture(ask: Ask, badge: WholeBadge) -> str:
    """Where its picture is: of one elsewhere the address that was given, though pages show our copy of it."""
    if badge.icon_url and badge.image == outside_pictures.address(badge.icon_url):
        return badge.icon_url
    return whole_address(ask, badge.image)


def whole_address(ask: Ask, image: str) -> str:
    """An image's address as a client elsewhere can load it."""
    return image if image.startswith("http") else ask.means.settings.public_url + image


@contextmanager
def in_words(words: Mapping[type[Refusal], Refusal]) -> Iterator[None]:
    """Refusals of these classes are told as the document words them."""
    try:
        yield
    except Refusal as refusal:
        if type(refusal) not in words:
            raise
        raise words[type(refusal)] from None
