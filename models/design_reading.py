"""Designs come in, and who looks at them; what they are shown goes out: cards of designs, versions, steps, comments."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from models import design_comments, design_versions, designs, people, studio_access
from models.design_comments import DesignComment
from models.design_steps import DesignStep
from models.design_versions import DesignVersion
from models.designs import Design
from models.rules.art.steps import Change
from models.rules.callers import Caller
from models.rules.messages import Time
from models.rules.work import Value
from models.studio_access import Access

SOMEBODY = "somebody"
"""What is said of hidden people who drew."""


class VersionCard(Value):
    """A state that was kept. `image`: its picture's address."""

    id: int
    number: int
    key: str
    image: str
    words: str
    by: str
    made_at: Time


class DesignCard(Value):
    """A design in a list. `version`: the newest that was kept; `access`: what whoever asks may do with it; `used`: how
    many badges look like it."""

    id: int
    name: str
    template: str | None
    by: str
    created_at: Time
    updated_at: Time
    seq: int
    version: VersionCard | None
    image: str
    access: Access
    used: int


class DesignWhole(DesignCard):
    """With its drawing (the template's when it is not free), the values that it gives to parameters, and how many
    comments are open."""

    drawing: dict[str, Any]
    free: bool
    given: dict[str, str | bool]
    comments: int


class StepCard(Value):
    """What somebody changed at once. `person`: None for a program, and for whoever is hidden."""

    seq: int
    client: str
    by: str
    person: int | None
    at: Time
    changes: tuple[Change, ...]


class CommentCard(Value):
    """A remark about a design, or about a layer of it."""

    id: int
    layer: str | None
    text: str
    by: str
    person: int | None
    at: Time
    resolved_at: Time | None


class _Made(Protocol):
    """Whatever somebody made."""

    by: Any
    by_person_id: Any


def every(caller: Caller) -> list[DesignCard]:
    """All for whoever may draw everywhere, else those that are shared with them; the last changed first."""
    access = studio_access.everywhere(caller)
    found = designs.every(caller.organization, None if None in access else [one for one in access if one])
    theirs = {one.id: level for one in found if (level := studio_access.highest(access, one.id))}
    return cards(caller.organization, found, theirs)


def cards(organization_id: int, found: Sequence[Design], access: dict[int, Access]) -> list[DesignCard]:
    """Designs of one organisation, in their order."""
    ids = [one.id for one in found]
    newest, used = design_versions.newest(ids), designs.uses(ids)
    shown = dict(zip(newest, versions(organization_id, list(newest.values())), strict=True))
    names = _names(organization_id, found)
    return [
        DesignCard(
            id=one.id,
            name=one.name,
            template=one.template,
            by=name,
            created_at=one.created_at,
            updated_at=one.updated_at,
            seq=one.seq,
            version=shown.get(one.id),
            image=f"/img/designs/{one.id}.svg?v={one.seq}",
            access=access[one.id],
            used=used.get(one.id, 0),
        )
        for one, (name, _) in zip(found, names, strict=True)
    ]


def whole(design: Design, access: Access) -> DesignWhole:
    """One design with all that it takes to draw on it."""
    [card] = cards(design.organization_id, [design], {design.id: access})
    drawing, given = designs.drawn(design)
    return DesignWhole(
        **dict(card),
        drawing=drawing.model_dump(mode="json", exclude_defaults=True),
        free=designs.is_free(design),
        given=given,
        comments=design_comments.count_open(design.id),
    )


def versions(organization_id: int, found: Sequence[DesignVersion]) -> list[VersionCard]:
    """How versions are shown."""
    return [
        VersionCard(
            id=one.id,
            number=one.number,
            key=one.key,
            image=design_versions.image(one.key),
            words=one.words,
            by=name,
            made_at=one.made_at,
        )
        for one, (name, _) in zip(found, _names(organization_id, found), strict=True)
    ]


def steps(organization_id: int, found: Sequence[DesignStep]) -> list[StepCard]:
    """How steps are shown."""
    return [
        StepCard(
            seq=one.seq,
            client=one.client,
            by=name,
            person=person,
            at=one.made_at,
            changes=tuple(Change.model_construct(**change) for change in one.changes),
        )
        for one, (name, person) in zip(found, _names(organization_id, found), strict=True)
    ]


def comments(organization_id: int, found: Sequence[DesignComment]) -> list[CommentCard]:
    """How comments are shown."""
    return [
        CommentCard(
            id=one.id,
            layer=one.layer,
            text=one.text,
            by=name,
            person=person,
            at=one.made_at,
            resolved_at=one.resolved_at,
        )
        for one, (name, person) in zip(found, _names(organization_id, found), strict=True)
    ]


def _names(organization_id: int, made: Iterable[_Made]) -> list[tuple[str, int | None]]:
    """(name, person) of whoever made each."""
    kept = list(made)
    if not kept:
        return []
    ids, names = people.unseen(organization_id, (one.by_person_id for one in kept), (one.by for one in kept))
    return [
        (SOMEBODY, None)
        if one.by_person_id in ids or (one.by_person_id is None and one.by in names)
        else (one.by, one.by_person_id)
        for one in kept
    ]
