"""A source's words come in as `Change`s; a `Folded` work item goes out, the same for every order; points.py is next.

Sources deliver late, twice and in any order, and GitHub's clock has a resolution of one second. So folding is a
join: per field group the greatest stamp wins, and a stamp ends with the content itself. Taking the maximum is
commutative, associative and idempotent, hence any permutation and repetition of the same changes ends equal.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

WorkKind = Literal["issue", "pull_request", "review", "star", "push", "card"]
State = Literal["open", "closed", "merged", "given", "dismissed"]
Group = Literal["state", "labels", "people", "text"]
GROUPS: dict[Group, tuple[str, ...]] = {
    "state": ("state", "reason", "ended_at", "lists"),
    "labels": ("labels",),
    "people": ("author", "assignees"),
    "text": ("number", "title", "url", "subject", "commits"),
}
Stamp = tuple[int, int, int, str]
_EPOCH = datetime.fromtimestamp(0, UTC)


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Moment = Annotated[datetime, Field(), AfterValidator(_in_utc)]


class Value(BaseModel):
    """A value of the ground floor: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Account(Value):
    """Somebody's account at a provider, as the provider described it; `external_id` is the immutable id."""

    provider: str
    external_id: str
    login: str
    name: str | None = None
    avatar: str | None = None
    bot: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Whose account it is: two providers may give two people the same id."""
        return self.provider, self.external_id


class Subject(Value):
    """What a review is about: the pull request's external id, number and author."""

    external_id: str
    number: int
    title: str
    author: Account | None


class Work(Value):
    """The last known state of one piece of work.

    `external_id` is the provider's id; for a review it is `"{pull request id}:{reviewer id}"`, so that a person's
    reviews of one pull request are one piece of work; for a star the account's id; for a push the head's sha.
    `ended_at` is when it was closed or merged (None while open); `began_at` when it was opened, submitted or given.
    `reason` is GitHub's `state_reason` (lower case) or a review's verdict; `number` is None for a star and a push.
    `author` opened, reviewed, starred or pushed it; `commits` counts a push's distinct commits. `lists` holds the id
    and the name of the list that a card lies in.
    """

    kind: WorkKind
    external_id: str
    number: int | None = None
    title: str = ""
    url: str | None = None
    state: State
    reason: str | None = None
    began_at: Moment
    ended_at: Moment | None = None
    author: Account | None = None
    assignees: tuple[Account, ...] = ()
    labels: tuple[str, ...] = ()
    subject: Subject | None = None
    commits: int = 0
    lists: tuple[str, ...] = ()


class Change(Value):
    """A snapshot of a piece of work as one delivery showed it.

    `seen_at` is the provider's own update time. `settles` names the field group that the event is about (a
    `labeled` event knows the labels best); `removing` says that it took something away (`unlabeled`,
    `unassigned`). `gone` (deleted, transferred away) is for ever. A backfilled snapshot settles nothing.
    """

    work: Work
    seen_at: Moment
    settles: Group | None = None
    removing: bool = False
    gone: bool = False


class Folded(Value):
    """A work item: its state, which change each field group came from, and whether it left the project."""

    work: Work
    stamps: dict[Group, Stamp]
    gone: bool = False


class ProjectSeen(Value):
    """The repository or board that a delivery speaks of. `archived` is None when the event does not say."""

    provider: str
    external_id: str
    name: str
    url: str | None = None
    archived: bool | None = None


class MembershipSeen(Value):
    """An account joined (or left) the organisation, a team or the repository."""

    account: Account
    present: bool


class Reading(Value):
    """What a delivery says, in our words. `why` explains `ignored` and `unknown` to an admin."""

    verdict: Literal["supported", "ignored", "unknown"]
    why: str = ""
    ping: bool = False
    project: ProjectSeen | None = None
    changes: tuple[Change, ...] = ()
    memberships: tuple[MembershipSeen, ...] = ()


def fold(known: Folded | None, change: Change) -> Folded:
    """The work item after hearing `change`; the same for every order and number of hearings."""
    stamps = {group: _stamp(change, group) for group in GROUPS}
    if known is None:
        return Folded(work=change.work, stamps=stamps, gone=change.gone)
    news = [group for group in GROUPS if tuple(stamps[group]) > tuple(known.stamps[group])]
    fields = {name: getattr(change.work, name) for group in news for name in GROUPS[group]}
    fields["began_at"] = min(known.work.began_at, change.work.began_at)
    return Folded(
        work=known.work.model_copy(update=fields),
        stamps=known.stamps | {group: stamps[group] for group in news},
        gone=known.gone or change.gone,
    )


def _stamp(change: Change, group: Group) -> Stamp:
    """(microseconds, authority, size, digest): the later wins, else who knows best, the fuller, any fixed order."""
    content = change.work.model_dump(mode="json", include=set(GROUPS[group]))
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
    size = len(change.work.labels) if group == "labels" else len(change.work.assignees) if group == "people" else 0
    authority = 0 if change.settles != group else 2 if change.removing else 1
    microseconds = (change.seen_at - _EPOCH) // timedelta(microseconds=1)
    return microseconds, authority, -size if authority == 2 else size, digest
