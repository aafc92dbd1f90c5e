"""Inks: by name, mixed, by theme, by level, and as they were given."""

import pytest

from models.rules.art.colors import Palette, shortest
from models.rules.art.drawing import Drawing
from models.rules.art.wish import Wish

DRAWING = Drawing.model_validate(
    {
        "colors": {"gold": "#ffd700", "page": {"light": "#ffffff", "dark": "#111111"}, "rim": "#000000"},
        "parameters": [
            {"name": "primary", "kind": "color", "label": "Colour", "value": "#336699"},
            {"name": "page", "kind": "color", "label": "Page", "value": "#ffffff"},
            {"name": "gold", "kind": "text", "label": "Not a colour", "value": "#000000"},
        ],
        "levels": [{"name": "I"}, {"name": "II", "colors": {"rim": "#0000ff", "primary": "#00ff00"}}],
    }
)


@pytest.mark.parametrize(
    ("ink", "color"),
    [
        ("#123456", "#123456"),
        ("@gold", "#ffd700"),
        ("@gold+50", "#ffeb80"),
        ("@gold-50", "#806c00"),
        ("@gold-0", "#ffd700"),
        ("@primary", "#336699"),
        ("@nothing", "#808080"),
    ],
)
def test_an_ink_is_a_colour(ink: str, color: str) -> None:
    assert Palette(DRAWING, Wish()).hex(ink) == color


def test_a_colour_follows_the_theme_until_it_is_given() -> None:
    assert Palette(DRAWING, Wish(theme="dark")).hex("@page") == "#111111"
    assert Palette(DRAWING, Wish(theme="dark", given={"page": "#abcdef"})).hex("@page") == "#abcdef"


def test_a_level_has_its_colours_and_those_beyond_have_the_last_ones() -> None:
    assert [Palette(DRAWING, Wish(level=level)).hex("@rim") for level in (1, 2, 7)] == ["#000000", "#0000ff", "#0000ff"]


def test_what_was_given_wins_over_the_level_when_it_is_a_colour() -> None:
    assert Palette(DRAWING, Wish(level=2, given={"primary": "#ff0000"})).hex("@primary") == "#ff0000"
    assert Palette(DRAWING, Wish(level=2, given={"primary": "red"})).hex("@primary") == "#00ff00"


def test_only_what_may_be_given_is_taken() -> None:
    palette = Palette(DRAWING, Wish(given={"rim": "#ffffff", "gold": "#ffffff"}))
    assert (palette.hex("@rim"), palette.hex("@gold")) == ("#000000", "#ffd700")


def test_three_digits_are_enough_for_some() -> None:
    assert [shortest(color) for color in ("#aabbcc", "#aabbcd", "#000000")] == ["#abc", "#aabbcd", "#000"]
