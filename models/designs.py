"""A template or a drawing comes in; a Design goes out, that several people draw on; design_versions.py keeps states."""

from datetime import datetime
from typing import Any, NamedTuple

from peewee import BigIntegerField, CharField, IntegerField

from models import artworks, templates
from models.artworks import Artwork
from models.audit import Actor
from models.db import Instant, Json, Record, link, rows
from models.errors import Exhausted, InUse, Invalid, NotFound, TooLarge
from models.rules.art.drawing import BYTES, Drawing
from models.rules.art.packing import canonical
from models.tenants import Organization

MOST = 500
"""Designs of an organisation."""


class Design(Record):
    """What a badge looks like, while it is drawn. Made from a `template` (a built-in one's slug, or an own one's id),
    it has the template's `artwork` and its own `parameters`; drawn freely, it has a `drawing`. `seq` counts its steps
    (design_steps.py); each locks this row, so they are in one order."""

    organization_id: int
    artwork_id: int | None
    organization = link(Organization)
    name = CharField(max_length=200)
    template = CharField(max_length=100, null=True)
    artwork = link(Artwork, null=True)
    drawing = Json(null=True)
    parameters = Json()
    seq = IntegerField()
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    created_at = Instant()
    updated_at = Instant()
    deleted_at = Instant(null=True)


LIGHT = tuple(field for field in Design._meta.sorted_fields if field is not Design.drawing)
"""What a list says of designs: what is drawn may be large."""
Design.add_index(Design.index(Design.organization, Design.id, name="design_organization"))


class Drawn(NamedTuple):
    """What is drawn: a drawing, and the values of its parameters."""

    drawing: Drawing
    given: dict[str, Any]


class _Look(NamedTuple):
    """Where a design's drawing is: in a template's artwork, or in itself."""

    template: str | None
    artwork_id: int | None
    drawing: dict[str, Any] | None
    given: dict[str, Any]


def create(
    organization: Organization,
    name: str,
    template: str | None,
    drawing: Drawing | None,
    given: dict[str, Any],
    by: Actor,
    now: datetime,
) -> Design:
    """From a template, from a drawing, or from a blank page. Raises NotFound, Invalid for both, TooLarge, Exhausted."""
    if template is not None and drawing is not None:
        raise Invalid("template: give this or a drawing.")
    if template is None:
        return _made(organization, name, _Look(None, None, as_kept(drawing or Drawing()), given), by, now)
    found = templates.find(organization.id, template)
    return _made(organization, name, _Look(template, templates.artwork_of(found, now), None, given), by, now)


def copy(design: Design, name: str, by: Actor, now: datetime) -> Design:
    """Another one that begins as this one is. Raises Exhausted."""
    look = _Look(design.template, design.artwork_id, design.drawing, design.parameters)
    return _made(design.organization, name, look, by, now)


_LOCK = "SELECT 1 FROM design WHERE id = %s FOR NO KEY UPDATE"


def find(
    organization_id: int, design_id: int, lock: bool = False, deleted: bool = False, light: bool = False
) -> Design:
    """A design, or one that was `deleted`; to `lock` it is to keep others from changing it; a `light` one is without
    its drawing. Raises NotFound."""
    wanted = (Design.organization == organization_id) & (Design.id == design_id)
    wanted &= Design.deleted_at.is_null(not deleted)
    if lock:
        # First, so that what is read afterwards is what whoever held it has left.
        rows(_LOCK, design_id)
    found: Design | None = Design.select(*(LIGHT if light else ())).where(wanted).first()
    if found is None:
        raise NotFound(f"There is no design {design_id} in this organisation.")
    return found


def every(organization_id: int, wanted: list[int] | None) -> list[Design]:
    """The light ones of these ids, or all; the last changed first."""
    mine = (Design.organization == organization_id) & Design.deleted_at.is_null()
    if wanted is not None:
        mine &= Design.id.in_(wanted or [0])
    last = Design.updated_at.desc(), Design.id.desc()
    return list(Design.select(*LIGHT).where(mine).order_by(*last).limit(MOST))


def rename(design: Design, name: str, now: datetime) -> None:
    """Only its name; the drawing's title is its own."""
    design.name, design.updated_at = name, now
    design.save(only=[Design.name, Design.updated_at])


def delete(design: Design, now: datetime) -> None:
    """Until it is restored; awards and versions stay. The caller has locked it. Raises InUse while a badge shows it."""
    if used(design.id):
        raise InUse(f"A badge looks like “{design.name}”; give it another look first.")
    design.deleted_at = design.updated_at = now
    design.save(only=[Design.deleted_at, Design.updated_at])


def restore(design: Design, now: datetime) -> None:
    """What was deleted is there again. Raises Exhausted."""
    _refuse_many(design.organization)
    design.deleted_at, design.updated_at = None, now
    design.save(only=[Design.deleted_at, Design.updated_at])


_USED = """
SELECT v.design_id, count(*) FROM badge b JOIN design_version v ON v.id = b.design_version_id
WHERE v.design_id = ANY(%s) AND b.deleted_at IS NULL GROUP BY 1
"""


def uses(ids: list[int]) -> dict[int, int]:
    """How many badges look like each of these designs, in whatever version."""
    return {design: int(count) for design, count in rows(_USED, ids)}


def used(design_id: int) -> int:
    """How many badges look like it."""
    return uses([design_id]).get(design_id, 0)


def drawn(design: Design) -> Drawn:
    """As it is now."""
    return Drawn(_drawing(design), dict(design.parameters))


def is_free(design: Design) -> bool:
    """Whether it is drawn, and not made from a template."""
    return design.artwork_id is None


def set_drawn(design: Design, now_is: Drawn, now: datetime) -> None:
    """What it is from now on. The caller has locked it. Raises TooLarge."""
    if is_free(design):
        design.drawing = as_kept(now_is.drawing)
    design.parameters, design.updated_at = now_is.given, now
    design.save(only=[Design.drawing, Design.parameters, Design.seq, Design.updated_at])


def set_free(design: Design, now: datetime) -> None:
    """The template's drawing becomes its own, to draw on. The caller has locked it. Raises Invalid when it is that."""
    if is_free(design):
        raise Invalid("This design is free already.")
    design.drawing = as_kept(_drawing(design))
    design.template, design.artwork, design.updated_at = None, None, now
    design.save(only=[Design.drawing, Design.template, Design.artwork, Design.updated_at])


def as_kept(drawing: Drawing) -> dict[str, Any]:
    """As its column holds it. Raises TooLarge."""
    if len(canonical(drawing)) > BYTES:
        raise TooLarge(f"The drawing would be larger than {BYTES // 1_000} kB.")
    return drawing.model_dump(mode="json", exclude_defaults=True)


def _drawing(design: Design) -> Drawing:
    if design.artwork_id is not None:
        return artworks.drawing(design.artwork_id)
    return Drawing.model_validate(design.drawing)


def _made(organization: Organization, name: str, look: _Look, by: Actor, now: datetime) -> Design:
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    _refuse_many(organization)
    made: Design = Design.create(
        organization=organization,
        name=name,
        template=look.template,
        artwork=look.artwork_id,
        drawing=look.drawing,
        parameters=look.given,
        seq=0,
        by=by.name,
        by_person_id=by.person,
        created_at=now,
        updated_at=now,
    )
    return made


def _refuse_many(organization: Organization) -> None:
    if Design.select().where(Design.organization == organization, Design.deleted_at.is_null()).count() >= MOST:
        raise Exhausted(f"An organisation has at most {MOST} designs.")
