"""What an illustrator sends comes in, checked; a Drawing goes out: layers on a square, which svg.py draws at any size.

A template is a drawing with parameters; a badge made from it keeps only their values.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictBool, StringConstraints, model_validator

from models.rules.art.path_data import checked as checked_path
from models.rules.art.words import Markup, Words40, Words60, Words80, Words200, Words300, Words500
from models.rules.work import Value

SIDE = 512
"""A drawing's units from edge to edge; x grows to the right, y downwards, the middle is 256, 256."""
LAYERS, DEPTH = 300, 8
"""How many layers a drawing may have, and how deep groups may nest."""
BYTES = 256_000
"""Of a drawing as JSON."""
FAR = 4_096.0

Number = Annotated[float, Field(ge=-FAR, le=FAR, allow_inf_nan=False)]
Length = Annotated[float, Field(ge=0, le=FAR, allow_inf_nan=False)]
Part = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Turn = Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]
Scale = Annotated[float, Field(ge=-64, le=64, allow_inf_nan=False)]
LayerId = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]{1,12}$")]
Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9]{1,40}$")]
"""Layers are drawn in the order of their keys, as text in ASCII order; between two keys there is always another."""
Word = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9-]{0,30}$")]
Hex = Annotated[str, StringConstraints(strict=True, pattern=r"^#[0-9a-f]{6}$")]
Ink = Annotated[str, StringConstraints(strict=True, pattern=r"^(#[0-9a-f]{6}|@[a-z][a-z0-9-]{0,30}([+-][0-9]{1,2})?)$")]
"""A colour, or `@gold`, the drawing's colour of that name; `@gold+30` is mixed with 30 % white, `@gold-30` black."""
Icon = Annotated[
    str, StringConstraints(strict=True, pattern=r"^(\$[a-z][a-z0-9-]{0,30}|(filled/)?[a-z0-9][a-z0-9-]{0,60})$")
]
"""A name in the icon library (`trophy`, `filled/star`), or `$icon`, the parameter of that name."""
PathData = Annotated[str, StringConstraints(strict=True, max_length=30_000), AfterValidator(checked_path)]


class Stop(Value):
    """One colour of a gradient, `at` 0 … 1."""

    at: Part
    color: Ink
    opacity: Part = 1


class Gradient(Value):
    """From left to right over the layer's own box, `turn` degrees clockwise; radial from (cx, cy) in parts of it, to
    its furthest edge."""

    kind: Literal["linear", "radial"] = "linear"
    turn: Turn = 0
    cx: Part = 0.5
    cy: Part = 0.5
    stops: Annotated[tuple[Stop, ...], Field(min_length=2, max_length=8)]


Paint = Ink | Gradient


class Shadow(Value):
    """A soft shadow without any filter: rings of falling opacity, `blur` wide; none below 48 px."""

    x: Number = 0
    y: Number = 6
    blur: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] = 8
    color: Ink = "#000000"
    opacity: Part = 0.3


class Layer(Value):
    """What all layers have. `z` orders those of one `group`; `x`, `y` is where the layer's own origin lies, `turn` in
    degrees clockwise, a negative `sx` mirrors. `detail`: from and below which size in px it is drawn. `levels`: only on
    badges of these levels; `when`: only while that flag parameter is set (`!ribbon`: is not)."""

    id: LayerId
    z: Key
    name: Words80 = ""
    group: LayerId | None = None
    x: Number = SIDE / 2
    y: Number = SIDE / 2
    turn: Turn = 0
    sx: Scale = 1
    sy: Scale = 1
    opacity: Part = 1
    hidden: StrictBool = False
    locked: StrictBool = False
    detail: tuple[Annotated[int, Field(ge=0, le=4096)], Annotated[int, Field(ge=1, le=9999)]] | None = None
    levels: Annotated[tuple[Annotated[int, Field(ge=1, le=20)], ...], Field(max_length=20)] | None = None
    when: Annotated[str, StringConstraints(strict=True, pattern=r"^!?[a-z][a-z0-9-]{0,30}$")] | None = None


class Painted(Layer):
    """A layer with a surface and an outline (`line`, which ends and joins round unless it says otherwise)."""

    fill: Paint | None = None
    line: Paint | None = None
    line_width: Annotated[float, Field(ge=0, le=200, allow_inf_nan=False)] = 8
    ends: Literal["round", "flat", "square"] = "round"
    joins: Literal["round", "sharp", "cut"] = "round"
    dash: Annotated[tuple[Length, ...], Field(max_length=6)] | None = None
    shadow: Shadow | None = None


class PathLayer(Painted):
    """Any shape: SVG path data around its own origin. `shape` says what it was made as (`shield`, `star`…) and is kept
    for the editor alone, with its knobs."""

    kind: Literal["path"]
    d: PathData
    rule: Literal["nonzero", "evenodd"] = "nonzero"
    shape: Word | None = None
    knobs: Annotated[dict[Word, Number], Field(max_length=8)] | None = None


class Arc(Value):
    """Text along a circle of this radius around the layer's origin; above it and clockwise, or below it, upright. The
    letters stand on the circle from outside, those below with their heads."""

    radius: Annotated[float, Field(ge=8, le=FAR, allow_inf_nan=False)]
    below: StrictBool = False


class TextLayer(Painted):
    """Words, set in outlines. `{title}`, `{level}`, `{holder}`, `{date}` and other text parameters are filled in. Never
    cut: it is broken into at most `lines` lines, then made smaller, until it fits `width` (on an arc: its length) and
    `height`, if there is one. The origin is the middle of the block, or its left or right edge, as it is aligned."""

    kind: Literal["text"]
    text: Words300
    size: Annotated[float, Field(ge=4, le=400, allow_inf_nan=False)] = 48
    weight: Annotated[int, Field(ge=100, le=900)] = 700
    align: Literal["middle", "start", "end"] = "middle"
    width: Annotated[float, Field(ge=8, le=FAR, allow_inf_nan=False)] = 400
    height: Annotated[float, Field(ge=4, le=FAR, allow_inf_nan=False)] | None = None
    lines: Annotated[int, Field(ge=1, le=6)] = 1
    tracking: Annotated[float, Field(ge=-0.2, le=2, allow_inf_nan=False)] = 0
    arc: Arc | None = None


class IconLayer(Painted):
    """A sign of the icon library, `size` units wide around its origin. Outline icons are drawn by `line`, filled ones
    by `fill`."""

    kind: Literal["icon"]
    icon: Icon
    size: Annotated[float, Field(ge=4, le=1024, allow_inf_nan=False)] = 200


class PictureLayer(Layer):
    """Cleaned SVG that layers cannot say (clips, masks, patterns, raster images): its root's content, in a box of
    `width` by `height` around its origin, of the given `view`."""

    kind: Literal["picture"]
    svg: Markup
    view: tuple[Number, Number, Number, Number]
    width: Length
    height: Length


class GroupLayer(Layer):
    """Holds the layers that name it; they are placed in its own coordinates."""

    kind: Literal["group"]


AnyLayer = Annotated[PathLayer | TextLayer | IconLayer | PictureLayer | GroupLayer, Field(discriminator="kind")]


class Themed(Value):
    """A colour by daylight and in the dark."""

    light: Hex
    dark: Hex


Colors = Annotated[dict[Word, Hex | Themed], Field(max_length=24)]


class Parameter(Value):
    """What a badge made from this drawing may set. A `color` parameter sets the drawing's colour of its name; a `text`
    fills `{name}`, an `icon` `$name`, a `flag` shows layers by `when`. `value`: what it is until it is set."""

    name: Word
    kind: Literal["color", "text", "icon", "flag"]
    label: Words60
    value: Words200 | StrictBool
    most: Annotated[int, Field(ge=1, le=200)] = 60


class Level(Value):
    """What is other on a badge of this level: its colours."""

    name: Words40
    colors: Colors = Field(default_factory=dict)


class Drawing(Value):
    """Layers by id on a square of SIDE. `alt` says in words what is seen, with the same places to fill in."""

    title: Words200 = ""
    alt: Words500 = ""
    colors: Colors = Field(default_factory=dict)
    parameters: Annotated[tuple[Parameter, ...], Field(max_length=16)] = ()
    levels: Annotated[tuple[Level, ...], Field(max_length=20)] = ()
    layers: Annotated[tuple[AnyLayer, ...], Field(max_length=LAYERS)] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> "Drawing":
        ids = {layer.id: layer for layer in self.layers}
        if len(ids) < len(self.layers):
            raise ValueError("two layers have one id")
        if len({one.name for one in self.parameters}) < len(self.parameters):
            raise ValueError("two parameters have one name")
        for layer in self.layers:
            _refuse_odd_groups(layer, ids)
        return self


Given = Annotated[dict[Word, Words200 | StrictBool], Field(max_length=16)]
"""Values of a template's parameters, by name; what is not given is as the template has it."""


def _refuse_odd_groups(layer: Layer, ids: dict[str, Any]) -> None:
    above = layer.group
    for _ in range(DEPTH):
        if above is None:
            return
        if above not in ids or ids[above].kind != "group":
            raise ValueError(f"layer {layer.id} is in a group that is not there")
        above = ids[above].group
    raise ValueError(f"layer {layer.id} is in too many groups, or in itself")


COLOR_OF_INK = re.compile(r"@([a-z][a-z0-9-]{0,30}?)([+-][0-9]{1,2})?")
