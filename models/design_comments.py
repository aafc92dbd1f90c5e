"""What somebody says of a design comes in; it is kept beside it until it is resolved."""

from datetime import datetime
from typing import Any

from peewee import BigIntegerField, CharField

from models.audit import Actor
from models.db import Instant, Record, link
from models.designs import Design
from models.errors import Exhausted, NotFound

MOST = 500
"""Remarks about one design."""


class DesignComment(Record):
    """A remark about a design, or about one `layer` of it."""

    design_id: int
    design = link(Design)
    layer = CharField(max_length=12, null=True)
    text = CharField(max_length=2000)
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    made_at = Instant()
    resolved_at = Instant(null=True)
    deleted_at = Instant(null=True)


DesignComment.add_index(DesignComment.index(DesignComment.design, DesignComment.id, name="design_comment_design"))


def create(design: Design, layer: str | None, text: str, by: Actor, now: datetime) -> DesignComment:
    """The caller has locked the design. Raises Exhausted."""
    if _of(design.id).count() >= MOST:
        raise Exhausted(f"A design has at most {MOST} comments.")
    made: DesignComment = DesignComment.create(
        design=design, layer=layer, text=text, by=by.name, by_person_id=by.person, made_at=now
    )
    return made


def resolve(design: Design, comment_id: int, resolved: bool, now: datetime) -> DesignComment:
    """It is settled, or open again. Raises NotFound."""
    found: DesignComment | None = _of(design.id).where(DesignComment.id == comment_id).first()
    if found is None:
        raise NotFound(f"There is no comment {comment_id} on this design.")
    if resolved != (found.resolved_at is not None):
        found.resolved_at = now if resolved else None
        found.save(only=[DesignComment.resolved_at])
    return found


def every(design_id: int) -> list[DesignComment]:
    """Oldest first."""
    return list(_of(design_id).order_by(DesignComment.id))


def count_open(design_id: int) -> int:
    """How many wait to be settled."""
    return int(_of(design_id).where(DesignComment.resolved_at.is_null()).count())


def _of(design_id: int) -> Any:
    return DesignComment.select().where(DesignComment.design == design_id, DesignComment.deleted_at.is_null())
