"""The words of document 002 about badges: what `/api/badges` takes and gives; league_badges.py fills them."""

from typing import Literal

from models.rules.texts import Description, Name, Picture, Why
from server.api.pathfinder.words import Moment
from server.api.told import TextId, Told, Wanted


class LeagueNamed(Told):
    """A league, in short."""

    id: str
    name: str


class LeagueTold(LeagueNamed):
    """A league that a badge belongs to."""

    description: str


class LeagueBadgeTold(Told):
    """A badge; `league` is null for one that belongs to none."""

    id: str
    name: str
    description: str
    image_url: str
    league: LeagueTold | None


class LeagueBadgeListed(LeagueBadgeTold):
    """A badge, and whether the caller has earned it."""

    earned_by_user: bool
    earned_at: Moment | None
    total_earners: int
    created_at: Moment


class BadgeEarned(LeagueBadgeTold):
    """A badge of the caller's."""

    earned_at: Moment


class BadgeCreated(LeagueBadgeTold):
    """A new badge."""

    created_at: Moment


class BadgeUpdated(LeagueBadgeTold):
    """A changed badge."""

    updated_at: Moment


class BadgeNamed(Told):
    """The badge of an award."""

    id: str
    name: str
    description: str
    league: LeagueNamed | None


class UserNamed(Told):
    """A person, for those who may not read addresses."""

    id: str
    name: str


class User(UserNamed):
    """A person, for those who may; `email` is null when none is known."""

    email: str | None


class UserBadgeEarned(Told):
    """An award."""

    id: str
    badge: BadgeNamed
    user: User | UserNamed
    earned_at: Moment


class NewLeagueBadge(Wanted):
    """The body of POST /api/badges."""

    lacks = "Missing required fields (name, leagueId)"
    name: Name
    league_id: TextId
    description: Description | None = None
    image_url: Picture | Literal[""] | None = None


class LeagueBadgeChanges(Wanted):
    """The body of PUT /api/badges/:id: what is given is changed."""

    name: Name = ""
    description: Description = ""
    image_url: Picture | Literal[""] | None = None


class UserAndReason(Wanted):
    """The body of an award and of its revocation."""

    lacks = "Missing userId"
    user_id: TextId
    reason: Why | None = None
