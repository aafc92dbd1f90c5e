"""What a generic source may say, as docs/generic.md has it: JSON comes in, checked; generic_work.py reads it."""

from collections.abc import Callable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, Strict, StringConstraints, model_validator

from models.rules.accounts import MOST, Value
from models.rules.texts import ADDRESS, Flag, Moment, showable
from models.rules.work import MAX_TEXT, State
from models.sources import picking

MAX_TITLE, MAX_LABELS, MAX_POINTS = 300, 100, 10_000
Kind = Literal["issue", "pull_request", "review", "card", "contribution"]
STATES: dict[Kind, tuple[State, ...]] = {
    "issue": ("open", "closed"),
    "pull_request": ("open", "closed", "merged"),
    "review": ("given", "dismissed"),
    "card": ("open", "closed"),
    "contribution": ("given", "dismissed"),
}


def _cut(most: int) -> Callable[[str], str]:
    """A stranger's text without what a database refuses, cut to `most` characters: a long one is no mistake."""
    return lambda found: picking.text({"text": found}, "text", most)


def _upto(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most, strict=True)


_SHOWABLE = AfterValidator(showable)
Title = Annotated[str, Strict(), AfterValidator(_cut(MAX_TITLE))]
Text = Annotated[str, Strict(), AfterValidator(_cut(MAX_TEXT))]
Key = Annotated[str, _upto(90), _SHOWABLE]
"""An id: a pull request's and an account's make a review's, which has to fit its column."""
Word = Annotated[str, _upto(100), _SHOWABLE]
Reason = Annotated[str, _upto(60), _SHOWABLE]
Name = Annotated[str, _upto(200), _SHOWABLE]
Link = Annotated[str, StringConstraints(strict=True, max_length=picking.MAX_URL, pattern=ADDRESS)]
Number = Annotated[int, Field(ge=1, le=picking.MAX_NUMBER)]


class Somebody(Value):
    """An account of the source's: its immutable `id`, and how it is called. Bots never earn."""

    id: Key
    login: Word | None = None
    name: Name | None = None
    avatar: Link | None = None
    bot: Flag = False


class Home(Value):
    """A project, board or forum, by its immutable `id`."""

    id: Key
    name: Name
    url: Link | None = None


class Reviewed(Value):
    """The pull request that a review is about, and who opened it: nobody earns by reviewing their own."""

    id: Key
    number: Number
    title: Title = ""
    author: Somebody | None = None
    opened_at: Moment | None = None


class Piece(Value):
    """A piece of work as it is now, all of it: what is left out is empty, not as it was.

    `closed_by` closed or merged it. `points` are what a human said that it is worth. `of`: what a review is about.
    """

    kind: Kind
    id: Key
    number: Number | None = None
    title: Title = ""
    text: Text = ""
    url: Link | None = None
    state: State | None = None
    reason: Reason | None = None
    labels: tuple[Word, ...] = Field(default=(), max_length=MAX_LABELS)
    points: Annotated[float, Field(ge=0, le=MAX_POINTS)] | None = None
    opened_at: Moment | None = None
    closed_at: Moment | None = None
    author: Somebody | None = None
    assignees: tuple[Somebody, ...] = Field(default=(), max_length=MOST)
    closed_by: Somebody | None = None
    of: Reviewed | None = None

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        if self.state is not None and self.state not in STATES[self.kind]:
            raise ValueError(f"a {self.kind} has the state {' or '.join(STATES[self.kind])}")
        if (self.of is not None) != (self.kind == "review"):
            raise ValueError("“of” says what a review is about; no other kind has it")
        if self.author is None and self.kind in ("review", "contribution"):
            raise ValueError(f"a {self.kind} needs its author")
        return self


class Said(Value):
    """One message: a piece of work of a project, as it was at `time` by the source's clock: of two messages about one
    piece of work the later one counts, in whichever order they come. `id` is for whoever looks it up, at the source.
    What is `deleted` is so for ever, and needs no state."""

    id: Name | None = None
    time: Moment
    project: Home
    work: Piece
    deleted: Flag = False

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        if self.work.state is None and not self.deleted:
            raise ValueError("work.state must be given, unless the work was deleted")
        return self


class Ping(Value):
    """Nothing but a try: whether address, secret and signature are right."""

    ping: Flag


class CloudEvent(Value):
    """CloudEvents 1.0 in their structured form, as far as we read them; other attributes are nobody's business here."""

    model_config = Value.model_config | {"extra": "ignore"}

    specversion: Literal["1.0"]
    id: Name
    source: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=1_000)]
    type: Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9A-Za-z._-]{1,100}$")]
    time: Moment | None = None
