"""Who opens a design, and what they know of it, comes in; what is new goes out, as server/live/studio.py tells it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from models import design_comments, design_reading, design_steps, design_versions, designs, people, studio_access
from models.design_reading import SOMEBODY, CommentCard, DesignWhole, StepCard, VersionCard
from models.designs import Design
from models.people import Person
from models.rules.callers import Caller
from models.rules.work import Value
from models.studio_access import Access

CATCH_UP = 500
"""Steps that somebody who comes back is told one by one; after more they begin anew."""


class Known(NamedTuple):
    """What everybody who has it open was told. `comments`: by id, whether they are settled."""

    seq: int
    name: str
    free: bool
    version: int
    comments: Mapping[int, bool]


class Opened(NamedTuple):
    """A design as somebody begins with it: whole, or the steps since they were last here."""

    known: Known
    access: Access
    design: DesignWhole | None
    steps: list[StepCard]


class News(NamedTuple):
    """What is new since somebody knew that much. `design`: whole again, for it is another one now."""

    known: Known
    steps: list[StepCard]
    comments: list[CommentCard]
    version: VersionCard | None
    design: DesignWhole | None


class Guest(Value):
    """Somebody who has it open, as the others see them; a program by its token's name, a hidden person as nobody."""

    name: str
    person: int | None
    avatar: str | None


def opened(caller: Caller, design_id: int, since: int | None) -> Opened:
    """Raises NotFound."""
    access = studio_access.must(caller, design_id, "view")
    design = designs.find(caller.organization, design_id)
    known = _known(design)
    if since is not None and since <= design.seq <= since + CATCH_UP:
        found = design_steps.after(design.id, since, CATCH_UP)
        return Opened(known, access, None, design_reading.steps(caller.organization, found))
    return Opened(known, access, design_reading.whole(design, access), [])


def news(organization_id: int, design_id: int, known: Known) -> News:
    """Of the design itself; who may see it is asked apart. Raises NotFound when it was deleted."""
    design = designs.find(organization_id, design_id, light=True)
    now_is = _known(design)
    fresh = design_steps.after(design.id, known.seq, CATCH_UP)
    # No more than were read here: the rest is news again.
    seq = fresh[-1].seq if fresh else known.seq
    changed = [one for one in design_comments.every(design.id) if known.comments.get(one.id) != _is_settled(one)]
    newest = design_versions.newest([design.id]).get(design.id) if now_is.version != known.version else None
    return News(
        known=now_is._replace(seq=seq),
        steps=design_reading.steps(organization_id, fresh),
        comments=design_reading.comments(organization_id, changed),
        version=design_reading.versions(organization_id, [newest])[0] if newest else None,
        design=_whole(design) if now_is.free != known.free else None,
    )


def guest(caller: Caller) -> Guest:
    """How the others see them."""
    if caller.person is None:
        return Guest(name=caller.name, person=None, avatar=None)
    hidden, _ = people.unseen(caller.organization, [caller.person], [])
    if hidden:
        return Guest(name=SOMEBODY, person=None, avatar=None)
    person = Person.get_by_id(caller.person)
    return Guest(name=person.name, person=person.id, avatar=person.avatar)


def _known(design: Design) -> Known:
    newest = design_versions.newest([design.id]).get(design.id)
    comments = {one.id: _is_settled(one) for one in design_comments.every(design.id)}
    return Known(design.seq, design.name, designs.is_free(design), newest.number if newest else 0, comments)


def _whole(design: Design) -> DesignWhole:
    return design_reading.whole(designs.find(design.organization_id, design.id), "view")


def _is_settled(comment: Any) -> bool:
    return comment.resolved_at is not None
