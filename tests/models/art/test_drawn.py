"""Drawings become pictures in a process of their own: in each format, alike each time; without fonts it is said why."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from models.art import drawn, pen
from models.errors import BadPicture, Unavailable
from models.rules.art.drawing import Drawing
from models.rules.art.wish import Wish

WORDS = "Grüße, Κόσμε, мир, مرحبا, 你好, 안녕 🏆"


def drawing(**text: Any) -> Drawing:
    """A disc with an icon, and words."""
    layers = [
        {
            "kind": "path",
            "id": "disc",
            "z": "a",
            "d": "M-200 0A200 200 0 1 1 200 0A200 200 0 1 1 -200 0Z",
            "fill": "#204080",
        },
        {"kind": "icon", "id": "sign", "z": "b", "icon": "trophy", "line": "#ffffff", "y": 200},
        {"kind": "text", "id": "words", "z": "c", "text": WORDS, "fill": "#ffffff", "y": 380, "lines": 2, **text},
    ]
    return Drawing.model_validate({"alt": "A disc", "layers": layers})


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A pen that has no fonts."""
    without = pen.Pen(dist=tmp_path)
    monkeypatch.setattr(pen, "shared", lambda: without)
    yield
    without.close()


@pytest.fixture
def without_cairo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pen on a machine without libcairo."""
    without = pen.Pen("tests.models.art.without_cairo")
    monkeypatch.setattr(pen, "shared", lambda: without)
    yield
    without.close()


@pytest.mark.parametrize("format", ["png", "webp"])
@pytest.mark.parametrize("size", [16, 100, 512])
def test_a_drawing_is_as_large_as_it_is_wanted(format: str, size: int) -> None:
    data = drawn.picture(drawing(), Wish(size=size), format)  # type: ignore[arg-type]
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == (format.upper(), (size, size))
    assert len(picture.convert("RGBA").getcolors(1 << 20) or ()) > 3


def test_words_are_outlines() -> None:
    svg = drawn.svg(drawing(), Wish(size=512)).decode()
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert "<text" not in svg
    assert len(svg) > len(drawn.svg(drawing(text="-"), Wish(size=512))) + 1_000


def test_the_same_bytes_each_time() -> None:
    for format in (drawn.svg, drawn.png, drawn.webp):
        assert format(drawing(), Wish(size=64)) == format(drawing(), Wish(size=64))


def test_an_svg_is_drawn_as_it_is() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1H0z" fill="#0a0"/></svg>'
    picture = Image.open(io.BytesIO(drawn.of_svg(svg, "png", 40, 20)))
    assert picture.size == (40, 20)
    assert picture.convert("RGBA").getcolors() == [(800, (0, 170, 0, 255))]


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(BadPicture, match="cannot be drawn"):
        drawn.of_svg("<svg", "png", 9, 9)


def test_without_fonts_it_is_said_why(unbuilt: None) -> None:
    with pytest.raises(Unavailable, match="make run"):
        drawn.svg(drawing(), Wish())


def test_without_libcairo_svg_works_and_png_says_what_is_missing(without_cairo: None) -> None:
    assert drawn.svg(drawing(), Wish()).startswith(b"<svg")
    for format in (drawn.png, drawn.webp):
        with pytest.raises(Unavailable, match="libcairo is missing"):
            format(drawing(), Wish())
