"""The words of the `/api` dialect about leagues: what its paths take and give; leagues.py fills them."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from models.commands.leagues import Position
from models.rules.leagues import Who
from models.rules.messages import Totals
from models.rules.texts import Description, Name, Why
from server.api.pathfinder.badge_shapes import BadgeEarned, LeagueNamed, LeagueTold, UserNamed
from server.api.pathfinder.words import Moment
from server.api.told import TextId, Told, Wanted

Percent = Annotated[int, Field(ge=0, le=100)]


class MatchesTold(Told):
    """The work that completes a section: by its label, or by the list of a card; of one project, or of any."""

    label: str | None
    list: str | None
    project_id: str | None


class SectionTold(Told):
    """A section; `order` counts from 1."""

    id: str
    name: str
    description: str
    order: int
    matches: MatchesTold | None


class SectionWhole(SectionTold):
    """A section, and where it belongs."""

    league: LeagueNamed


class BadgeOfLeague(Told):
    """The badge that completing a league brings."""

    id: str
    name: str
    description: str
    image_url: str


class LeagueWhole(LeagueTold):
    """A league. `who` completes its sections: each person, a moderator for them, or work alone."""

    who: Who
    sections: tuple[SectionTold, ...]
    badge: BadgeOfLeague | None
    total_sections: int
    learners: int
    finishers: int
    created_at: Moment
    updated_at: Moment


class SectionStep(Told):
    """A section, and whether somebody has completed it."""

    id: str
    name: str
    order: int
    is_completed: bool
    completed_at: Moment | None


class Steps(Told):
    """How far somebody is in a league; the percentage is whole, and 100 only when nothing is missing."""

    total_sections: int
    completed_sections: int
    progress_percentage: Percent
    sections: tuple[SectionStep, ...]


class BadgeStatus(Told):
    """The badge of a league, and whether somebody has earned it."""

    id: str
    name: str
    image_url: str
    earned_by_user: bool
    earned_at: Moment | None


class LeagueProgress(Told):
    """One league of a dashboard."""

    league: LeagueTold
    progress: Steps
    badge: BadgeStatus | None


class Completed(Told):
    """A section completed by somebody."""

    id: str
    section_id: str
    user_id: str
    completed_at: Moment
    note: str


class Member(UserNamed):
    """Oneself; `role` in the dialect's words."""

    email: str | None
    role: str


class Points(Told):
    """Points for all time and for the windows of now."""

    all: int
    year: int
    month: int
    week: int
    day: int

    @classmethod
    def of(cls, totals: Totals) -> "Points":
        """The same in this dialect's words."""
        return cls.model_validate(totals.model_dump(include=set(cls.model_fields)))


class Ranks(Told):
    """The rank on each board of now; null where there are no points."""

    all: int | None
    year: int | None
    month: int | None
    week: int | None
    day: int | None

    @classmethod
    def of(cls, ranks: Mapping[str, int | None]) -> "Ranks":
        """Those of the windows that this dialect knows."""
        return cls.model_validate({name: ranks[name] for name in cls.model_fields})


class Dashboard(Told):
    """All about oneself."""

    user: Member
    badges: tuple[BadgeEarned, ...]
    points: Points
    ranks: Ranks
    progress: tuple[LeagueProgress, ...]


class Rule(Wanted):
    """The work that completes a section: a label or a list, of one project if it is named."""

    label: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    list: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    project_id: TextId | None = None


class CreateLeague(Wanted):
    """The body of POST /api/leagues."""

    lacks = "Missing required fields (name)"
    name: Name
    description: Description | None = None
    who: Who = "person"


class UpdateLeague(Wanted):
    """The body of PUT /api/leagues/:id: what is given is changed."""

    name: Name = ""
    description: Description = ""
    who: Who = "person"


class CreateSection(Wanted):
    """The body of POST /api/leagues/:id/sections."""

    lacks = "Missing required fields (name)"
    name: Name
    description: Description | None = None
    order: Position | None = None
    matches: Rule | None = None


class UpdateSection(Wanted):
    """The body of PUT /api/sections/:id: what is given is changed."""

    name: Name = ""
    description: Description = ""
    order: Position = 1
    matches: Rule | None = None


class Complete(Wanted):
    """The body of POST /api/sections/:id/complete; without `userId`, one's own."""

    user_id: TextId | None = None
    note: Why | None = None


class OfWhom(Wanted):
    """Whose; without it, one's own."""

    user_id: TextId | None = None
