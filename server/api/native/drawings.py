"""`/v1`: drawings that are not kept: one is drawn for a look at it, and an SVG of elsewhere becomes layers."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from models import design_steps, designs, studio_access, templates
from models.art import drawn
from models.art.drawn import Picture
from models.designs import Drawn
from models.errors import BadPicture, NotFound, Unavailable
from models.rules.art.drawing import Drawing, Given
from models.rules.art.sent import SentDrawing
from models.rules.art.wish import LARGEST, SMALLEST, Theme, Wish
from models.rules.texts import Id, showable
from models.rules.work import Value
from models.templates import Ref
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.routes import Route
from server.heavy import HEAVY

DRAWINGS = ORGANIZATION + "/drawings"
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}
BOXES, MOST_TOLD = "X-Codebadge-Boxes", 20
"""The header that names letters that are empty boxes, as U+1033F, and how many at most."""


class Look(Value):
    """How it is wanted."""

    format: Literal["png", "svg"] = "png"
    size: Annotated[int, Field(ge=SMALLEST, le=LARGEST)] = 256
    theme: Theme = "light"
    level: Annotated[int, Field(ge=1, le=20)] = 1


class Draw(Value):
    """A drawing, a design as it is now, or a template; with other values of its parameters."""

    drawing: SentDrawing | None = None
    design: Id | None = None
    template: Ref | None = None
    given: Given = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one(self) -> "Draw":
        if sum(one is not None for one in (self.drawing, self.design, self.template)) != 1:
            raise ValueError("give a drawing, a design or a template")
        return self


class Import(Value):
    """An SVG of elsewhere, as large as a body may be."""

    svg: Annotated[str, Field(strict=True), AfterValidator(showable)]


class Removed(Value):
    """What was not taken, and where it was."""

    what: str
    where: str


async def _draw(ask: Ask) -> bytes:
    who = f"{ask.by.org} {ask.by.person} {ask.by.name}"
    limits = ask.parts.limits
    if limits.heavy.is_known(who):
        await limits.spend((HEAVY, who))
    drawing, given = await ask.parts.bridge.look(_wanted, ask)
    look = ask.query
    wish = Wish(size=look.size, theme=look.theme, level=look.level, given=given)
    ask.media = MEDIA[look.format]
    try:
        picture = await ask.parts.bridge.draw(_drawn, drawing, wish, look.format)
    except BadPicture:
        limits.heavy.note(who)
        raise
    if picture.boxed:
        ask.headers[BOXES] = " ".join(f"U+{ord(one):04X}" for one in picture.boxed[:MOST_TOLD])
    return picture.body


def _wanted(ask: Ask) -> Drawn:
    body, organization = ask.body, ask.by.organization
    if body.design is not None:
        studio_access.must(ask.by, body.design, "view")
        drawing, given = designs.drawn(designs.find(organization, body.design))
        return Drawn(drawing, given | body.given)
    if body.template is not None:
        return Drawn(templates.find(organization, body.template).drawing, body.given)
    return Drawn(body.drawing, body.given)


def _drawn(drawing: Drawing, wish: Wish, format: Literal["png", "svg"]) -> Picture:
    return drawn.looked_at(design_steps.cleaned_drawing(drawing), wish, format)


async def _import(ask: Ask) -> dict[str, Any]:
    return await ask.parts.bridge.draw(_imported, ask.body.svg)


def _imported(svg: str) -> dict[str, Any]:
    from models.art import cleaned

    found = cleaned.layers(svg.encode())
    layers = [layer.model_dump(mode="json", exclude_defaults=True) for layer in found.layers]
    removed = [Removed(what=one.what, where=one.where) for one in found.removed]
    return {"layers": layers, "colors": Drawing(colors=found.colors).colors, "removed": removed}


ROUTES = (
    Route(
        "POST",
        DRAWINGS + "/draw",
        "How a drawing looks, at a size, by day or in the dark. Nothing of it is kept. Letters that no font has are "
        f"boxes; `{BOXES}` names them.",
        _draw,
        writes=False,
        gives=bytes,
        takes=Draw,
        query=Look,
        media="image/png",
        refuses=(NotFound, BadPicture, Unavailable),
        spends=("draw-address",),
    ),
    Route(
        "POST",
        DRAWINGS + "/import",
        "An SVG as layers, cleaned, with what was taken out of it. Nothing of it is kept.",
        _import,
        gives={"layers": list[dict[str, Any]], "colors": dict[str, Any], "removed": list[Removed]},
        takes=Import,
        refuses=(BadPicture, Unavailable),
        spends=("draw-address",),
    ),
)
