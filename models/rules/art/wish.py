"""How a drawing is wanted comes in, checked; a Wish goes out: the size, the theme, the level, and what is filled in."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.rules.art.drawing import Given
from models.rules.art.words import Words200
from models.rules.work import Value

Theme = Literal["light", "dark"]
Format = Literal["svg", "png", "webp"]
SMALLEST, LARGEST = 16, 2048
"""Pixels from edge to edge, before `scale`."""
SCALES = (1, 2, 3, 4)
PIXELS = 4096
"""The most that is drawn, from edge to edge."""
RENDERER = 2
"""Grows when the same wish for the same drawing becomes another picture, also by other fonts or icons: what is kept is
drawn anew, and addresses of pictures that never change are others, so that browsers ask again."""


class Wish(Value):
    """One picture of a drawing. `size`: device pixels from edge to edge. It decides the detail and where lines are
    snapped to pixels. `given` are parameters, `told` fills in the rest: `holder`, `date`, `organization`, `badge`,
    `level`. `locale`: a language tag, by which dates were written and Han characters are chosen."""

    size: Annotated[int, Field(ge=1, le=PIXELS)] = 512
    theme: Theme = "light"
    level: Annotated[int, Field(ge=1, le=20)] = 1
    locale: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")] = "en"
    given: Given = Field(default_factory=dict)
    told: Annotated[dict[str, Words200], Field(max_length=8)] = Field(default_factory=dict)
