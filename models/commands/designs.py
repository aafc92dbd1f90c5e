"""`design:create`, `…:publish` and the like, `badge:design`: what badges look like; commands/drawing.py draws it.

What shared people may do needs `self` here, and the right to this one design (models/studio_access.py).
"""

from typing import Annotated, Any

from pydantic import Field

from models import (
    badges,
    catalog,
    design_reading,
    design_steps,
    design_versions,
    designs,
    step_folding,
    studio_access,
)
from models.commands.acting import Act, Command, Done
from models.designs import Design
from models.rules.art import steps
from models.rules.art.drawing import Given
from models.rules.art.sent import SentDrawing
from models.rules.texts import Id, Name, Slug, Why
from models.rules.work import Value
from models.studio_access import Access
from models.studio_bell import StudioBell
from models.templates import Ref

Number = Annotated[int, Field(strict=True, ge=1, lt=2**31)]


class CreateDesign(Value):
    """From a template with the values `given`, from a drawing, or from a blank page."""

    name: Name
    template: Ref | None = None
    given: Given = Field(default_factory=dict)
    drawing: SentDrawing | None = None


class ChangeDesign(Value):
    """Another name."""

    design: Id
    name: Name


class OneDesign(Value):
    """A design."""

    design: Id


class DeleteDesign(OneDesign):
    """It is gone until it is restored; refused while a badge shows it."""

    why: Why = ""


class CopyDesign(ChangeDesign):
    """Another design that begins as this one is."""


class PublishDesign(Value):
    """A version of the design as it is now; `words` say what is new in it."""

    design: Id
    words: Why = ""


class RevertDesign(Value):
    """As it was in a version; what was drawn since stays in its history."""

    design: Id
    number: Number


class DesignBadge(Value):
    """What a badge looks like: a version of a design, or its newest; null: as it was made. Awards keep the look that
    they were given with."""

    badge: Id | Slug
    design: Id | None
    version: Number | None = None
    why: Why = ""


def _create(act: Act, wanted: CreateDesign) -> Done:
    drawing = None if wanted.drawing is None else design_steps.cleaned_drawing(wanted.drawing)
    made = designs.create(act.organization, wanted.name, wanted.template, drawing, wanted.given, act.by, act.now)
    return _done(act, "design:create", made, after={"template": made.template})


def _change(act: Act, wanted: ChangeDesign) -> Done:
    studio_access.must(act.caller, wanted.design, "edit")
    design = locked(act, wanted.design)
    designs.rename(design, wanted.name, act.now)
    return _done(act, "design:change", design)


def _delete(act: Act, wanted: DeleteDesign) -> Done:
    design = locked(act, wanted.design)
    designs.delete(design, act.now)
    act.audit("design:delete", f"design:{design.id}", why=wanted.why)
    return Done({"design": design.id}, ring_studio=(bell(design),))


def _restore(act: Act, wanted: OneDesign) -> Done:
    design = designs.find(act.organization.id, wanted.design, lock=True, deleted=True)
    designs.restore(design, act.now)
    return _done(act, "design:restore", design)


def _copy(act: Act, wanted: CopyDesign) -> Done:
    made = designs.copy(designs.find(act.organization.id, wanted.design), wanted.name, act.by, act.now)
    return _done(act, "design:copy", made, after={"of": wanted.design})


def _free(act: Act, wanted: OneDesign) -> Done:
    studio_access.must(act.caller, wanted.design, "edit")
    design = locked(act, wanted.design)
    before = {"template": design.template}
    designs.set_free(design, act.now)
    return _done(act, "design:free", design, before=before)


def _publish(act: Act, wanted: PublishDesign) -> Done:
    studio_access.must(act.caller, wanted.design, "edit")
    design = locked(act, wanted.design)
    version, fresh = design_versions.publish(design, wanted.words, act.by, act.now)
    if fresh:
        step_folding.fold(design)
        act.audit("design:publish", f"design:{design.id}", after={"version": version.number, "key": version.key})
    [card] = design_reading.versions(act.organization.id, [version])
    return Done({"version": card.model_dump(mode="json")}, ring_studio=(bell(design),))


def _revert(act: Act, wanted: RevertDesign) -> Done:
    access = studio_access.must(act.caller, wanted.design, "edit")
    design = locked(act, wanted.design)
    version = design_versions.find(design, wanted.number)
    (now_is, given), (then, given_then) = designs.drawn(design), design_versions.redrawn(version)
    changes = steps.back_to(now_is, then, given, given_then)
    if changes:
        design_steps.take(design, "revert", changes, act.by, act.now)
    return _done(act, "design:revert", design, access, after={"version": version.number, "seq": design.seq})


def _badge(act: Act, wanted: DesignBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge, lock=True)
    before = {"design_version": badge.design_version_id}
    version = None
    if wanted.design is not None:
        # Held, so that nobody deletes it meanwhile.
        version = design_versions.find(locked(act, wanted.design), wanted.version).id
    badges.set_design(badge, version, act.now)
    act.audit("badge:design", f"badge:{badge.id}", before, {"design_version": version}, wanted.why)
    return Done({"badge": catalog.whole(badge).model_dump(mode="json")})


def locked(act: Act, design_id: int) -> Design:
    """Nobody else changes it meanwhile. Raises NotFound."""
    return designs.find(act.organization.id, design_id, lock=True)


def bell(design: Design, seq: int | None = None) -> StudioBell:
    """For whoever has it open."""
    return StudioBell(organization=design.organization_id, design=design.id, seq=seq)


def _done(
    act: Act,
    action: str,
    design: Design,
    access: Access | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Done:
    shown = design_reading.whole(design, access or studio_access.must(act.caller, design.id, "view"))
    act.audit(action, f"design:{design.id}", before, after)
    return Done({"design": shown.model_dump(mode="json")}, ring_studio=(bell(design),))


COMMANDS = {
    "design:create": Command(CreateDesign, "design:write", _create),
    "design:change": Command(ChangeDesign, "self", _change),
    "design:delete": Command(DeleteDesign, "design:write", _delete),
    "design:restore": Command(OneDesign, "design:write", _restore),
    "design:copy": Command(CopyDesign, "design:write", _copy),
    "design:free": Command(OneDesign, "self", _free),
    "design:publish": Command(PublishDesign, "self", _publish),
    "design:revert": Command(RevertDesign, "self", _revert),
    "badge:design": Command(DesignBadge, "badge:write", _badge),
}
