"""A template's name comes in; the drawing that badges are made from goes out: built in, one's own, or made public."""

import json
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal, NamedTuple

from peewee import SQL, BooleanField, CharField
from pydantic import StringConstraints

from models import artworks
from models.artworks import Artwork
from models.db import Instant, Record, link, rows
from models.errors import Exhausted, Invalid, NotFound
from models.rules.art.drawing import Drawing, Parameter
from models.rules.work import Value
from models.tenants import Organization

MOST = 100
"""Templates of an organisation."""
BUILT_IN = "models.rules.art"
OURS = "Codebadge"
Ref = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")]
"""A built-in template's slug, or the id of another one."""
Licence = Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "MIT", "Apache-2.0"]


class Template(Record):
    """An organisation's own template; the built-in ones are no rows. `licence`: of a public one, in SPDX's words."""

    organization_id: int
    artwork_id: int
    organization = link(Organization)
    artwork = link(Artwork)
    name = CharField(max_length=100)
    licence = CharField(max_length=20, null=True)
    is_public = BooleanField()
    by = CharField(max_length=200)
    created_at = Instant()
    updated_at = Instant()
    deleted_at = Instant(null=True)


Template.add_index(
    Template.index(Template.organization, Template.id, name="template_organization", where=SQL("deleted_at IS NULL"))
)
Template.add_index(Template.index(Template.id, name="template_public", where=SQL("is_public AND deleted_at IS NULL")))


class TemplateCard(Value):
    """A template as it is chosen. `own`: of this organisation; `licence`: of a public one."""

    ref: str
    name: str
    about: str
    licence: str | None
    public: bool
    own: bool
    built_in: bool
    by: str
    parameters: tuple[Parameter, ...]
    levels: tuple[str, ...]
    image: str


class TemplateWhole(TemplateCard):
    """With its drawing."""

    drawing: dict[str, Any]


class Found(NamedTuple):
    """A template with its drawing; a built-in one has no `row`."""

    ref: str
    name: str
    about: str
    drawing: Drawing
    row: Template | None = None


def built_in() -> dict[str, Found]:
    """By slug, in their order."""
    return _built_in()


def find(organization_id: int | None, ref: str) -> Found:
    """A built-in, own or public one; without an organisation none that is somebody's own. Raises NotFound."""
    found = built_in().get(ref)
    if found is not None:
        return found
    row = _visible(organization_id).where(Template.id == int(ref)).first() if _is_id(ref) else None
    if row is None:
        raise NotFound(f"There is no template “{ref[:60]}” here.")
    return Found(ref, row.name, "", artworks.drawing(row.artwork_id), row)


def own(organization: Organization, ref: str) -> Template:
    """One that this organisation may change. Raises NotFound, and Invalid for a built-in one."""
    found = find(organization.id, ref).row
    if found is None:
        raise Invalid("This template is built in: make a design of it, and a template of that.")
    if found.organization_id != organization.id:
        raise NotFound("This template is another organisation's.")
    return found


def every(organization: Organization) -> list[Found]:
    """Built-in ones, then own ones, then public ones of others."""
    own_first = (Template.organization != organization, Template.id)
    kept = list(_visible(organization.id).order_by(*own_first).limit(3 * MOST))
    return [*built_in().values(), *(_of_row(row) for row in kept)]


def artwork_of(found: Found, now: datetime) -> int:
    """The artwork of badges that are made from it. A built-in one is kept as it is shipped, small already."""
    if found.row is not None:
        return int(found.row.artwork_id)
    return int(artworks.keep_as_it_is(found.drawing, now).id)


def create(
    organization: Organization,
    name: str,
    drawing: Drawing,
    public: bool,
    licence: str | None,
    by: str,
    now: datetime,
) -> Template:
    """Raises Exhausted, Invalid for a public one without a licence."""
    artwork = artworks.keep(drawing, now)
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    mine = (Template.organization == organization) & Template.deleted_at.is_null()
    if Template.select().where(mine).count() >= MOST:
        raise Exhausted(f"An organisation has at most {MOST} templates.")
    _refuse_without_licence(public, licence)
    made: Template = Template.create(
        organization=organization,
        artwork=artwork,
        name=name,
        licence=licence,
        is_public=public,
        by=by,
        created_at=now,
        updated_at=now,
    )
    return made


def change(template: Template, changes: dict[str, Any], now: datetime) -> None:
    """`name`, `public`, `licence`. What others have made of it stays theirs. Raises Invalid as create does."""
    for name, value in changes.items():
        setattr(template, {"public": "is_public"}.get(name, name), value)
    _refuse_without_licence(template.is_public, template.licence)
    template.updated_at = now
    template.save()


def delete(template: Template, now: datetime) -> None:
    """Nobody makes anything of it any more; what was made stays."""
    template.deleted_at = template.updated_at = now
    template.save(only=[Template.deleted_at, Template.updated_at])


def card(found: Found, organization: Organization) -> TemplateCard:
    """How it is shown to this organisation."""
    return TemplateCard(**_said(found, organization))


def whole(found: Found, organization: Organization) -> TemplateWhole:
    """With the drawing."""
    drawing = found.drawing.model_dump(mode="json", exclude_defaults=True)
    return TemplateWhole(**_said(found, organization), drawing=drawing)


def _said(found: Found, organization: Organization) -> dict[str, Any]:
    row = found.row
    return {
        "ref": found.ref,
        "name": found.name,
        "about": found.about,
        "licence": None if row is None else row.licence,
        "public": row is None or row.is_public,
        "own": row is not None and row.organization_id == organization.id,
        "built_in": row is None,
        "by": OURS if row is None else _maker(row, organization),
        "parameters": found.drawing.parameters,
        "levels": tuple(level.name for level in found.drawing.levels),
        "image": f"/img/templates/{found.ref}.svg",
    }


def _maker(row: Template, organization: Organization) -> str:
    # Others need not know who draws there.
    return str(row.by if row.organization_id == organization.id else row.organization.name)


def _of_row(row: Template) -> Found:
    return Found(str(row.id), row.name, "", artworks.drawing(row.artwork_id), row)


def _visible(organization_id: int | None) -> Any:
    seen = Template.is_public if organization_id is None else _own_or_public(organization_id)
    return Template.select().where(Template.deleted_at.is_null(), seen)


def _own_or_public(organization_id: int) -> Any:
    return (Template.organization == organization_id) | Template.is_public


def _is_id(ref: str) -> bool:
    return ref.isascii() and ref.isdigit() and len(ref) <= 18


def _refuse_without_licence(public: bool, licence: str | None) -> None:
    if public and licence is None:
        raise Invalid("licence: say under which licence others may use a public template.")


@cache
def _built_in() -> dict[str, Found]:
    found = {}
    files = (one for one in (resources.files(BUILT_IN) / "built_in").iterdir() if one.name.endswith(".json"))
    for file in sorted(files, key=lambda one: one.name):
        told = json.loads(file.read_text(encoding="utf-8"))
        ref = file.name.removesuffix(".json")
        found[ref] = Found(ref, told["name"], told["about"], Drawing.model_validate(told["drawing"]))
    return found
