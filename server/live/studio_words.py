"""What the studio's namespace takes and tells, as values: studio.py hears and answers, studio_rooms.py tells."""

from typing import Annotated, ClassVar

from pydantic import Field, StrictInt, StringConstraints

from models.design_reading import CommentCard, DesignWhole, StepCard, VersionCard
from models.rules.art.drawing import LayerId, Number
from models.rules.texts import Id
from models.rules.work import Value
from models.studio_access import Access

Picked = Annotated[tuple[LayerId, ...], Field(max_length=300)]


class Open(Value):
    """A design of an organisation; `since`: the last step that is known."""

    org: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
    design: Id
    since: Annotated[StrictInt, Field(ge=0, lt=2**31)] | None = None


class OneDesign(Value):
    """A design that is open."""

    design: Id


class Point(OneDesign):
    """Where one points, in the drawing's units, and which layers one has picked."""

    x: Number
    y: Number
    picked: Picked = ()


class Here(Value):
    """Somebody who has a design open, as the others see them. `key`: of this one tab of theirs."""

    key: str
    name: str
    person: int | None
    avatar: str | None
    color: str


class KeyedStep(StepCard):
    """A step; `key` says whose it is of those who are there, unless that was missed."""

    key: str | None


class Begun(Value):
    """A design that is opened: whole, or the `steps` since. `key`: one's own among the people who are there."""

    seq: int
    access: Access
    design: DesignWhole | None
    steps: tuple[KeyedStep, ...]
    people: tuple[Here, ...]
    key: str


class Taken(Value):
    """The step's number."""

    seq: int


class Told(Value):
    """What everybody hears who has the design open."""

    event: ClassVar[str]
    design: int


class StepTold(KeyedStep, Told):
    """Somebody drew; steps are told in their order."""

    event: ClassVar[str] = "step"


class PeopleTold(Told):
    """Who is there now, oneself too."""

    event: ClassVar[str] = "people"
    people: tuple[Here, ...]


class PointedTold(Told):
    """Where somebody points."""

    event: ClassVar[str] = "pointed"
    key: str
    x: float
    y: float
    picked: tuple[str, ...]


class CommentTold(Told):
    """A remark that is new, or settled, or open again."""

    event: ClassVar[str] = "comment"
    comment: CommentCard


class VersionTold(Told):
    """A version was kept."""

    event: ClassVar[str] = "version"
    version: VersionCard


class RenamedTold(Told):
    """It has another name."""

    event: ClassVar[str] = "renamed"
    name: str


class AnewTold(Told):
    """It is another design now, for it was made free of its template: take it whole."""

    event: ClassVar[str] = "anew"
    whole: DesignWhole


class AccessTold(Told):
    """What one may do with it from now on; only oneself hears that."""

    event: ClassVar[str] = "access"
    access: Access


class ClosedTold(Told):
    """It is open here no more, for one may no more, or for it is gone; only oneself hears that."""

    event: ClassVar[str] = "closed"
    code: str
    message: str


TOLD: tuple[type[Told], ...] = (
    StepTold,
    PeopleTold,
    PointedTold,
    CommentTold,
    VersionTold,
    RenamedTold,
    AnewTold,
    AccessTold,
    ClosedTold,
)
