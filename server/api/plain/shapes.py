"""The words of document 001: what `/badges` takes and gives; badges.py fills them."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from models.rules.texts import Color, Description, Flag, Name, Picture, Slug, Why
from server.api.told import Page, TextId, Told, Wanted


def _seconds(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


Moment = Annotated[datetime, PlainSerializer(_seconds, when_used="json")]


class Badges(Page):
    """The parameters of GET /badges."""

    is_active: Literal["true", "false"] | None = Field(None, alias="isActive")


class BadgeTold(Told):
    """A badge. `iconUrl` is always a whole address."""

    id: str
    name: str
    slug: str
    description: str
    icon_url: str
    color: str
    is_active: bool
    awarded_count: int


class BadgeListed(BadgeTold):
    """A badge in the list of all."""

    created_at: Moment


class By(Told):
    """Who awarded; `id` is null for a program."""

    id: str | None
    username: str


class BadgeOfUser(Told):
    """A badge that a user holds; `awardedBy` is null when a rule gave it."""

    id: str
    name: str
    slug: str
    description: str
    icon_url: str
    color: str
    awarded_at: Moment
    awarded_by: By | None


class Created(Told):
    """A new badge."""

    id: str
    name: str
    slug: str
    created_at: Moment


class UserBadge(Told):
    """An award."""

    id: str
    user_id: str
    badge_id: str
    awarded_at: Moment


class NewBadge(Wanted):
    """The body of POST /badges."""

    lacks = "Missing required fields (name)"
    name: Name
    slug: Slug | None = None
    description: Description | None = None
    icon_url: Picture | Literal[""] | None = None
    color: Color | None = None
    is_active: Flag = True


class BadgeChanges(Wanted):
    """The body of PATCH /badges/:badgeId: what is given is changed."""

    name: Name = ""
    slug: Slug = ""
    description: Description = ""
    icon_url: Picture | Literal[""] | None = None
    color: Color = ""
    is_active: Flag = True


class AwardToUser(Wanted):
    """The body of POST /badges/award."""

    lacks = "Missing required fields (badgeId, userId)"
    badge_id: TextId
    user_id: TextId
    reason: Why | None = None


class RevokeReason(Wanted):
    """The body of a DELETE, which may be left out."""

    reason: Why | None = None
