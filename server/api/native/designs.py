"""`/v1`: what badges look like while it is drawn, for admins and for those with whom a design is shared."""

from typing import Annotated, Any

from pydantic import Field

from models import design_comments, design_reading, design_steps, design_versions, designs, studio_access
from models.catalog import WholeBadge
from models.design_reading import CommentCard, DesignCard, DesignWhole, StepCard, VersionCard
from models.designs import Design
from models.errors import BadPicture, Exhausted, InUse, Invalid, NotAllowed, NotFound, TooLarge, Unavailable
from models.rules.work import Value
from models.studio_access import Access
from server.api.asking import Ask
from server.api.native.badges import BADGE
from server.api.native.words import MOST, ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

DESIGNS = ORGANIZATION + "/designs"
DESIGN = DESIGNS + "/{design:[0-9]{1,18}}"
VERSIONS, COMMENTS = DESIGN + "/versions", DESIGN + "/comments"
Seq = Annotated[int, Field(ge=0, lt=2**31)]


class Steps(Value):
    """The steps that came `after` one, in order; or the last, or the last `before` one, newest first."""

    after: Seq | None = None
    before: Seq | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = MOST


def _designs(ask: Ask) -> dict[str, Any]:
    return {"designs": design_reading.every(ask.by)}


def _design(ask: Ask) -> dict[str, Any]:
    return {"design": design_reading.whole(*_seen(ask))}


def _steps(ask: Ask) -> dict[str, Any]:
    design, _ = _seen(ask)
    wanted = ask.query
    if wanted.after is not None:
        found = design_steps.after(design.id, wanted.after, wanted.limit)
    else:
        found = design_steps.before(design.id, wanted.before, wanted.limit)
    return {"steps": design_reading.steps(design.organization_id, found)}


def _versions(ask: Ask) -> dict[str, Any]:
    design, _ = _seen(ask)
    return {"versions": design_reading.versions(design.organization_id, design_versions.every(design))}


def _comments(ask: Ask) -> dict[str, Any]:
    design, _ = _seen(ask)
    return {"comments": design_reading.comments(design.organization_id, design_comments.every(design.id))}


def _seen(ask: Ask) -> tuple[Design, Access]:
    design = ask.id("design")
    access = studio_access.must(ask.by, design, "view")
    return designs.find(ask.by.organization, design), access


WHOLE, VERSION, COMMENT = {"design": DesignWhole}, {"version": VersionCard}, {"comment": CommentCard}
DRAWS = (NotFound, NotAllowed, Invalid, TooLarge, BadPicture, Unavailable)
ROUTES = (
    Route(
        "GET",
        DESIGNS,
        "What badges look like here: all designs for who may draw them all, else those that are shared with you.",
        _designs,
        gives={"designs": list[DesignCard]},
        refuses=(NotFound,),
    ),
    Route("GET", DESIGN, "One design, with its drawing.", _design, gives=WHOLE, refuses=(NotFound,)),
    Route(
        "GET",
        DESIGN + "/steps",
        "Who changed what.",
        _steps,
        gives={"steps": list[StepCard]},
        query=Steps,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        VERSIONS,
        "The states that were kept, newest first.",
        _versions,
        gives={"versions": list[VersionCard]},
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        COMMENTS,
        "What was said of it, oldest first.",
        _comments,
        gives={"comments": list[CommentCard]},
        refuses=(NotFound,),
    ),
    write(
        "POST",
        DESIGNS,
        "design:create",
        "A design from a template, from a drawing, or from a blank page.",
        WHOLE,
        status=201,
        refuses=(NotFound, Exhausted, TooLarge, BadPicture, Unavailable),
    ),
    write("PATCH", DESIGN, "design:change", "Another name.", WHOLE, refuses=(NotFound, NotAllowed)),
    write(
        "DELETE",
        DESIGN,
        "design:delete",
        "It is gone until it is restored; awards keep their look.",
        {"design": int},
        refuses=(NotFound, InUse),
    ),
    write(
        "POST",
        DESIGN + "/restore",
        "design:restore",
        "What was deleted is there again.",
        WHOLE,
        refuses=(NotFound, Exhausted),
    ),
    write(
        "POST",
        DESIGN + "/copy",
        "design:copy",
        "Another design that begins as this one is.",
        WHOLE,
        status=201,
        refuses=(NotFound, Exhausted),
    ),
    write(
        "POST",
        DESIGN + "/free",
        "design:free",
        "The template's drawing becomes the design's own, to draw on.",
        WHOLE,
        refuses=(NotFound, NotAllowed, Invalid, TooLarge),
    ),
    write("POST", DESIGN + "/steps", "design:step", "What somebody changes at once.", {"seq": int}, refuses=DRAWS),
    write(
        "POST",
        VERSIONS,
        "design:publish",
        "A version of the design as it is now, small and for ever; the newest again when nothing has changed since.",
        VERSION,
        status=201,
        refuses=DRAWS,
    ),
    write(
        "POST",
        VERSIONS + "/{number:[0-9]{1,9}}/restore",
        "design:revert",
        "The design as it was in that version, by one more step.",
        WHOLE,
        refuses=(NotFound, NotAllowed, TooLarge),
    ),
    write(
        "POST",
        COMMENTS,
        "design:comment",
        "Says something of a design, or of a layer of it.",
        COMMENT,
        status=201,
        refuses=(NotFound, NotAllowed, Exhausted),
    ),
    write(
        "POST",
        COMMENTS + "/{comment:[0-9]{1,18}}/resolve",
        "design:resolve",
        "It is settled, or open again.",
        COMMENT,
        refuses=(NotFound, NotAllowed),
    ),
    write(
        "PUT",
        BADGE + "/design",
        "badge:design",
        "What a badge looks like; awards that were given keep their look.",
        {"badge": WholeBadge},
    ),
)
