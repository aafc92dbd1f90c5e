"""What a source says of a piece of work, in our words: Work, Change, Reading; folding.py makes a Folded of Changes."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from models.rules.accounts import Account as Account
from models.rules.accounts import Moment as Moment
from models.rules.accounts import Value as Value
from models.rules.accounts import ids_in_order, in_order
from models.rules.card_facts import CardFacts

WorkKind = Literal["issue", "pull_request", "review", "star", "push", "card", "check_item", "contribution"]
State = Literal["open", "closed", "merged", "given", "dismissed"]
Group = Literal["state", "labels", "people", "text", "ending", "merging", "lines"]
GROUPS: dict[Group, tuple[str, ...]] = {
    "state": ("state", "reason", "ended_at", "lists"),
    "labels": ("labels",),
    "people": ("author", "assignees"),
    "text": ("number", "title", "text", "url", "subject", "commits", "paths", "co_authors", "reverts", "points"),
    "ending": ("ended_by",),
    "merging": ("merged_by",),
    "lines": ("added", "removed"),
}
SOMETIMES: tuple[Group, ...] = ("ending", "merging", "lines")
"""Groups of which most deliveries say nothing: they count as heard only when there is something in them."""
Stamp = tuple[int, int, int, str]

Association = Literal[
    "first_timer", "first_time_contributor", "none", "mannequin", "contributor", "collaborator", "member", "owner"
]
MAX_PATHS = 300
MAX_TEXT = 4_000
"""Characters of an issue's text that are kept: the model of points reads no more."""


class Subject(Value):
    """What a review is about: the pull request's external id, number, author, and when it was opened."""

    external_id: str
    number: int
    title: str
    author: Account | None
    began_at: Moment | None = None


class Work(Value):
    """The last known state of one piece of work.

    `external_id` is the provider's id; for a review it is `"{pull request id}:{reviewer id}"`, so that a person's
    reviews of one pull request are one piece of work; for a star the account's id; for a push the head's sha; for a
    check item that of the item.
    `ended_at` is when it was closed or merged (None while open); `began_at` when it was opened, submitted or given.
    `text` is the beginning of an issue's or a card's description, "" for other work.
    `reason` is GitHub's `state_reason` (lower case), a review's verdict, or that a card was archived and not done;
    `number` is None for a star and a push. `author` opened, reviewed, starred, pushed, ticked off or contributed it;
    `commits` counts a push's distinct commits. `lists` holds the id and the name of the list that a card lies in;
    `points` what a human said elsewhere than by a label that it is worth.

    Facts: `ended_by` closed it last, `merged_by` merged it; `added` and `removed` count a pull request's lines; `paths`
    are a push's files; `co_authors` are named in trailers; `reverts` is the number of the pull request that this one
    undoes, `reverted` when and by which number it was undone itself. `witnesses` are the ids of everybody, but for
    bots, who was seen taking part, `reviewers` gave a pull request reviews. `association`: what the author (of a
    review: the author of what was reviewed) was to the repository when newest to it. `relabeled_at`: when a label last
    came or went. `came_from` and `went_to`: the address of what it was, or became, in another project.
    """

    kind: WorkKind
    external_id: str
    number: int | None = None
    title: str = ""
    text: Annotated[str, Field(max_length=MAX_TEXT)] = ""
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
    ended_by: Account | None = None
    merged_by: Account | None = None
    added: int | None = None
    removed: int | None = None
    paths: Annotated[tuple[str, ...], Field(max_length=MAX_PATHS)] = ()
    co_authors: Annotated[tuple[Account, ...], AfterValidator(in_order)] = ()
    reverts: int | None = None
    reverted: tuple[Moment, int] | None = None
    witnesses: Annotated[tuple[str, ...], AfterValidator(ids_in_order)] = ()
    reviewers: Annotated[tuple[Account, ...], AfterValidator(in_order)] = ()
    association: Association | None = None
    relabeled_at: Moment | None = None
    came_from: str | None = None
    went_to: str | None = None
    points: Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)] | None = None

    @property
    def lines(self) -> int | None:
        """Added and removed together; None when nobody counted them."""
        return None if self.added is None else self.added + (self.removed or 0)


class Change(Value):
    """A snapshot of a piece of work as one delivery showed it.

    `seen_at` is the provider's own update time. `settles` names the field group that the event is about (a
    `labeled` event knows the labels best); `removing` says that it took something away (`unlabeled`,
    `unassigned`). `gone` (deleted, transferred away) is for ever. A backfilled snapshot settles nothing.
    `overheard`: it was only spoken of, in a comment; work of which nothing else was heard earns nothing. `tells`: the
    only groups that it knows; the others count only while nobody else tells of them. `card`: what is said of a card, of
    which `work` is then only what these facts alone make.
    """

    work: Work
    seen_at: Moment
    settles: Group | None = None
    removing: bool = False
    gone: bool = False
    overheard: bool = False
    tells: tuple[Group, ...] | None = None
    card: CardFacts | None = None


class Folded(Value):
    """A work item: its state, which change each field group came from, whether it left the project, and whether all
    that was heard of it was overheard. A group of which nothing was heard has no stamp. `card`: all that was said of a
    card; its `work` follows from that, and its one stamp says when the newest of it was said."""

    work: Work
    stamps: dict[Group, Stamp]
    gone: bool = False
    overheard: bool = False
    card: CardFacts | None = None


class ProjectSeen(Value):
    """The repository or board that a delivery speaks of. `archived` is None when the event does not say. `at`: by the
    provider's clock, when it was called so; None where it gives no time."""

    provider: str
    external_id: str
    name: str
    url: str | None = None
    archived: bool | None = None
    at: Moment | None = None


class MembershipSeen(Value):
    """An account joined or left `place`: a team, a repository or a board; None is the whole organisation, which nobody
    leaves by leaving one of those."""

    account: Account
    present: bool
    place: str | None = None


class InstallationSeen(Value):
    """An app was installed for somebody's repositories, or what it may see changed, `at` by the provider's clock.

    `state` is None when the event does not say; what has ended has ended for ever.
    """

    number: int
    account: str
    at: Moment
    state: Literal["active", "paused", "ended"] | None = None
    added: tuple[ProjectSeen, ...] = ()
    removed: tuple[ProjectSeen, ...] = ()


class Moved(Value):
    """The other side of a piece of work that went from one project to another: how it was there, or is there now."""

    project: ProjectSeen
    change: Change


class ListMoved(Value):
    """A whole list of a board's came from another one, or went to one (`target`), with its cards, of which nothing is
    told one by one. `mark`: the action's id."""

    list_id: str
    target: str | None
    at: Moment
    mark: str


class Reading(Value):
    """What a delivery says, in our words. `why` explains `ignored` and `unknown` to an admin.

    `through`: by which installation of an app it came; `moved`: the other side of work that changed projects;
    `list_moved`: cards are to be read anew.
    """

    verdict: Literal["supported", "ignored", "unknown"]
    why: str = ""
    ping: bool = False
    project: ProjectSeen | None = None
    changes: tuple[Change, ...] = ()
    memberships: tuple[MembershipSeen, ...] = ()
    through: int | None = None
    installation: InstallationSeen | None = None
    moved: Moved | None = None
    list_moved: ListMoved | None = None
