"""Changes of layers come in, from whoever may draw; they are kept in one order, and the design follows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import BigIntegerField, CharField, IntegerField

from models import clean_pictures, designs
from models.audit import Actor
from models.db import Instant, Json, Record, link, rows
from models.designs import Design, Drawn
from models.errors import Invalid
from models.rules.art import steps
from models.rules.art.drawing import Drawing, PictureLayer
from models.rules.art.steps import Change

SESSION = 500
"""Steps among which it is looked whether somebody drew within the hour."""


class DesignStep(Record):
    """What one person changed at once, the `seq`-th step of the design. `client`: which open studio sent it. The
    latest stay; older ones go when a version is made (step_folding.py)."""

    design_id: int
    design = link(Design)
    seq = IntegerField()
    client = CharField(max_length=40)
    changes = Json()
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    made_at = Instant()

    class Meta:
        indexes = ((("design", "seq"), True),)


def take(design: Design, client: str, changes: Sequence[Change], by: Actor, now: datetime) -> DesignStep:
    """The next step. The caller has locked the design. Raises Invalid, TooLarge: then nothing of it is done."""
    if steps.on_layers(changes) and not designs.is_free(design):
        raise Invalid("This design is made from a template: set its values, or make it free to draw on it.")
    design.seq += 1
    designs.set_drawn(design, Drawn(*steps.folded(*designs.drawn(design), changes)), now)
    made: DesignStep = DesignStep.create(
        design=design,
        seq=design.seq,
        client=client,
        changes=[change.model_dump(mode="json") for change in changes],
        by=by.name,
        by_person_id=by.person,
        made_at=now,
    )
    return made


def cleaned(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The same with pictures that are clean, whoever says that they are. Raises BadPicture."""
    bring = [place for place, change in enumerate(changes) if _holds_picture(change.set)]
    found = list(changes)
    for place, clean in zip(bring, clean_pictures.cleaned([steps.picture(changes[one]) for one in bring]), strict=True):
        kept = clean.model_dump(mode="json", exclude_defaults=True, exclude={"id"})
        found[place] = Change(on=changes[place].on, set=kept)
    return tuple(found)


def cleaned_drawing(drawing: Drawing) -> Drawing:
    """The same with pictures that are clean. Raises BadPicture."""
    pictures = [layer for layer in drawing.layers if isinstance(layer, PictureLayer)]
    clean = {layer.id: layer for layer in clean_pictures.cleaned(pictures)}
    return drawing.model_copy(update={"layers": tuple(clean.get(layer.id, layer) for layer in drawing.layers)})


def after(design_id: int, seq: int, limit: int) -> list[DesignStep]:
    """What came after that step, in order."""
    mine = (DesignStep.design == design_id) & (DesignStep.seq > seq)
    return list(DesignStep.select().where(mine).order_by(DesignStep.seq).limit(limit))


def before(design_id: int, seq: int | None, limit: int) -> list[DesignStep]:
    """The last ones before that step, or the last of all; newest first."""
    mine = DesignStep.design == design_id
    if seq is not None:
        mine &= DesignStep.seq < seq
    return list(DesignStep.select().where(mine).order_by(DesignStep.seq.desc()).limit(limit))


_DREW = """
SELECT 1 FROM design_step WHERE design_id = %s AND seq > %s AND seq < %s AND by = %s
AND by_person_id IS NOT DISTINCT FROM %s AND made_at >= date_trunc('hour', %s::timestamptz) LIMIT 1
"""


def is_first_of_hour(step: DesignStep) -> bool:
    """Whether whoever made it had not drawn on the design in this hour before."""
    seen = step.design_id, step.seq - SESSION, step.seq, step.by, step.by_person_id, step.made_at
    return not rows(_DREW, *seen)


def _holds_picture(layer: dict[str, Any] | None) -> bool:
    return layer is not None and layer.get("kind") == "picture"
