"""How alike two pictures are: the numbers of the definition, and a gate that lets nothing through that is seen."""

import io
from typing import Any

import numpy
import pytest
from PIL import Image, ImageDraw

from models.art.alike import EQUAL, Likeness, likeness, same

random = numpy.random.default_rng(7)


def noise(height: int, width: int) -> Any:
    return random.integers(0, 256, (height, width, 3), dtype=numpy.uint8)


def by_definition(a: Any, b: Any) -> float:
    """Window by window, as the formula is printed."""
    a, b = (picture @ numpy.array([0.299, 0.587, 0.114]) for picture in (a.astype(float), b.astype(float)))
    found = []
    for y in range(a.shape[0] - 6):
        for x in range(a.shape[1] - 6):
            one, other = a[y : y + 7, x : x + 7].ravel(), b[y : y + 7, x : x + 7].ravel()
            (va, both), (_, vb) = numpy.cov(one, other)
            light = (2 * one.mean() * other.mean() + 6.5025) / (one.mean() ** 2 + other.mean() ** 2 + 6.5025)
            found.append(light * (2 * both + 58.5225) / (va + vb + 58.5225))
    return float(numpy.mean(found))


def test_ssim_is_what_its_definition_says_wherever_the_pictures_differ() -> None:
    a = noise(30, 41)
    everywhere, here = noise(30, 41), a.copy()
    here[11:14, 20:33] //= 2
    for b in (everywhere, here):
        assert likeness(a, b).ssim == pytest.approx(by_definition(a, b), abs=1e-9)


def test_off_and_mean_count_channels_and_pixels() -> None:
    a = numpy.zeros((10, 10, 3), dtype=numpy.uint8)
    b = a.copy()
    b[0, 0] = (33, 0, 0)
    b[0, 1] = (32, 32, 32)
    assert likeness(a, b).off == 0.01
    assert likeness(a, b).mean == pytest.approx((33 + 96) / 300)


def test_what_shows_on_one_ground_only_counts() -> None:
    clear, white = (Image.new("RGBA", (20, 20), color) for color in ((0, 0, 0, 0), (255, 255, 255, 255)))
    assert not likeness(png(clear), png(white)).passes
    assert likeness(png(clear), png(Image.new("RGBA", (20, 20), (9, 9, 9, 0)))) == EQUAL


def test_pictures_of_two_sizes_are_not_compared() -> None:
    with pytest.raises(ValueError, match="two sizes"):
        likeness(noise(8, 8), noise(8, 9))


def test_the_gate_looks_at_every_size_and_stops_at_the_first_that_fails() -> None:
    asked = []

    def spot(size: int) -> bytes:
        asked.append(size)
        return dot(size, size // 256)

    assert same(lambda size: dot(size, 0), lambda size: dot(size, 0)) == EQUAL
    assert not same(lambda size: dot(size, 0), spot).passes
    assert asked == [64, 256]
    assert not Likeness(0.9989, 0, 0).passes
    assert not Likeness(1, 0.0011, 0).passes
    assert not Likeness(1, 0, 0.26).passes


def dot(size: int, wide: int) -> bytes:
    picture = Image.new("RGBA", (size, size), "white")
    if wide:
        ImageDraw.Draw(picture).rectangle((0, 0, wide * 12, wide * 12), fill="black")
    return png(picture)


def png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
