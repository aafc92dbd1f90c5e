"""The built-in templates: whole, complete, readable in usual colours, and small enough to be drawn quickly."""

import pytest

from models.rules.art.contrast import warnings
from models.rules.art.svg import svg
from models.rules.art.wish import Wish
from tests.art.goldens import slugs, template
from tests.models.rules.art.blocks import Blocks

COLORS = ("#facc15", "#22c55e", "#0ea5e9", "#e11d48", "#f97316", "#a855f7", "#111827")


def test_there_are_enough_of_them() -> None:
    assert len(slugs()) >= 14


@pytest.mark.parametrize("slug", slugs())
def test_a_template_asks_for_a_title_and_an_icon_and_says_what_is_seen(slug: str) -> None:
    drawing = template(slug)
    kinds = {one.name: one.kind for one in drawing.parameters}
    assert (kinds["title"], kinds["icon"]) == ("text", "icon")
    assert "{title}" in drawing.alt and len(drawing.levels) >= 3


@pytest.mark.parametrize("slug", slugs())
def test_words_and_signs_are_seen_in_any_usual_colour(slug: str) -> None:
    drawing = template(slug)
    assert warnings(drawing, {}) == ()
    assert not any(warnings(drawing, {"primary": color}) for color in COLORS)
    assert not any(warnings(drawing, {"accent": color}) for color in COLORS[:6])


@pytest.mark.parametrize("slug", slugs())
def test_small_pictures_have_no_words_and_every_level_looks_different(slug: str) -> None:
    drawing, shelf = template(slug), Blocks()
    svg(drawing, Wish(size=16), shelf)
    assert shelf.asked == []
    looks = {svg(drawing, Wish(level=level), Blocks()) for level in range(1, len(drawing.levels) + 1)}
    assert len(looks) == len(drawing.levels)


@pytest.mark.parametrize("slug", slugs())
def test_every_icon_and_colour_parameter_changes_something(slug: str) -> None:
    drawing = template(slug)
    before = svg(drawing, Wish(), Blocks())
    for one in drawing.parameters:
        value = {"color": "#123456", "text": "Zz", "icon": "filled/star", "flag": False}[one.kind]
        assert svg(drawing, Wish(given={one.name: value}), Blocks()) != before, one.name
