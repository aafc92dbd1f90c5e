"""Facts come in; what is told to browsers goes out: cards and messages; rooms.py says who hears them.

The only place that names a wire message. models/outbox.py keeps messages, workers/relay.py tells them.
"""

from datetime import date, datetime
from typing import Any, Literal, get_args

from pydantic import Field

from models.rules.estimate_cards import EstimateChanged
from models.rules.shown import ProjectCard as ProjectCard
from models.rules.shown import Time as Time
from models.rules.shown import iso as iso
from models.rules.standings import Ranking, ScopeKind
from models.rules.work import Value
from models.rules.worths import Given

MessageKind = Literal[
    "points.changed",
    "badge.awarded",
    "badge.revoked",
    "person.changed",
    "person.hidden",
    "person.renewed",
    "estimate.changed",
    "season.closed",
    "digest",
]
KINDS: tuple[MessageKind, ...] = get_args(MessageKind)
FEED_LENGTH = 30
BOARD_LENGTH = 50
"""How many rows of a board are pushed."""


class PersonCard(Value):
    """How a person is shown everywhere."""

    id: int
    name: str
    login: str | None
    avatar: str | None


class BadgeCard(Value):
    """How a badge is shown everywhere; `image` is an address on this server."""

    id: int
    name: str
    slug: str
    description: str
    color: str
    image: str


class Evidence(Value):
    """What an award rests on."""

    text: str
    url: str | None


class AwardCard(Value):
    """A badge held (or once held) by a person. `by` is None when a pattern gave it. `number`: which level or which
    time, from 1; of several that are held, the highest is shown. `level`: its name, for a badge with levels."""

    id: int
    badge: BadgeCard
    at: Time
    reason: str
    evidence: tuple[Evidence, ...]
    by: str | None
    revoked_at: Time | None
    revoke_reason: str | None
    number: int = 1
    level: str | None = None


class Line(Value):
    """One line of the ledger, explained. `reverses` is the id of the line that it takes back; until
    `provisional_until` a revert takes its points back. `estimated`: by which figures, where no human said what the work
    is worth."""

    id: int
    kind: str
    points: int
    reason: str
    url: str | None
    project: ProjectCard | None
    happened_at: Time
    recorded_at: Time
    reverses: int | None
    provisional_until: Time | None = Field(default=None, exclude_if=lambda absent: absent is None)
    estimated: Given | None = Field(default=None, exclude_if=lambda absent: absent is None)


class Totals(Value):
    """A person's points in the organisation, for all time and for the windows of now."""

    all: int = 0
    year: int = 0
    quarter: int = 0
    month: int = 0
    week: int = 0
    day: int = 0


class PointsChanged(Value):
    """Somebody's points changed: the lines that did it, and the totals after it."""

    person: PersonCard
    delta: int
    totals: Totals
    lines: tuple[Line, ...]


class AwardChanged(Value):
    """Body of badge.awarded and badge.revoked."""

    person: PersonCard
    award: AwardCard


class PersonChanged(Value):
    """Somebody's name, login or picture changed."""

    person: PersonCard


class PersonId(Value):
    """Somebody of whom nothing else may be said."""

    id: int


class PersonHidden(Value):
    """Somebody is shown no more: whoever shows a line of theirs takes it away."""

    person: PersonId


class PersonRenewed(Value):
    """Somebody is shown (again), or with other work than before: rooms that show them are entered anew."""

    person: PersonCard


class Digest(Value):
    """Much was done at once, told in one message: rooms that show what it may concern are entered anew.

    `what`: backfill, undo, tariff or history; `words` say it; `people`: how many it concerns; `badge`: the one it is
    about.
    """

    what: Literal["backfill", "undo", "tariff", "history"]
    words: str
    people: int
    badge: BadgeCard | None = None


class SeasonName(Value):
    """Which season it is, by its first and its last local day, both inclusive."""

    id: int
    name: str
    starts_on: date
    ends_on: date


class SeasonClosed(Value):
    """A season's result is final. `board`: the name of its boards, `people`: how many have points on that of all."""

    season: SeasonName
    board: str
    people: int


BODIES: dict[MessageKind, type[Value]] = {
    "points.changed": PointsChanged,
    "badge.awarded": AwardChanged,
    "badge.revoked": AwardChanged,
    "person.changed": PersonChanged,
    "person.hidden": PersonHidden,
    "person.renewed": PersonRenewed,
    "estimate.changed": EstimateChanged,
    "season.closed": SeasonClosed,
    "digest": Digest,
}
"""What each kind carries, beside what `wire` adds."""


class Row(Value):
    """One line of a board."""

    position: int
    rank: int
    person: PersonCard
    points: int


class Scope(Value):
    """Whose board it is."""

    kind: ScopeKind
    id: int | None = Field(default=None, exclude_if=lambda absent: absent is None)
    name: str


class Board(Value):
    """A ranking as REST and snapshots show it. `version` grows with every change; `people` counts all on it; `ranking`
    says how equal points share ranks: `standard`, `dense` or `ordinal`."""

    board: str
    org: str
    title: str
    scope: Scope
    period: str
    start: Time | None
    end: Time | None
    version: int
    people: int
    ranking: Ranking = "standard"
    rows: tuple[Row, ...]
    next: str | None = None


class FeedLine(Value):
    """One line of the feed: an award, a line of somebody's ledger, or the digest of much at once, of nobody alone."""

    type: Literal["award", "points", "digest"]
    at: Time
    person: PersonCard | None = Field(default=None, exclude_if=lambda absent: absent is None)
    digest: Digest | None = Field(default=None, exclude_if=lambda absent: absent is None)
    award: AwardCard | None = Field(default=None, exclude_if=lambda absent: absent is None)
    line: Line | None = Field(default=None, exclude_if=lambda absent: absent is None)


def wire(org: str, kind: str, seq: int, at: datetime, body: dict[str, Any]) -> dict[str, Any]:
    """The message as browsers get it."""
    return {"kind": kind, "org": org, "seq": seq, "at": iso(at), **body}
