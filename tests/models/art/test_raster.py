"""Pictures are exactly as large as asked, transparent where nothing is, the same each time; nothing is fetched."""

import io

import pytest
from PIL import Image

from models.art import raster
from models.errors import BadPicture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
DOT = f'{HEAD}<circle cx="5" cy="5" r="4" fill="#ff8000"/></svg>'


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGBA")


@pytest.mark.parametrize("format", ["png", "webp"])
@pytest.mark.parametrize("size", [(16, 16), (33, 17), (300, 300)])
def test_a_picture_is_exactly_that_large(format: str, size: tuple[int, int]) -> None:
    data = raster.drawn(DOT, format, *size)
    assert Image.open(io.BytesIO(data)).format == format.upper()
    assert opened(data).size == size


@pytest.mark.parametrize("size", [64, 300])
def test_both_formats_show_the_same(size: int) -> None:
    png, webp = (opened(raster.drawn(DOT, format, size, size)) for format in ("png", "webp"))
    for picture in (png, webp):
        assert picture.getpixel((0, 0)) == (0, 0, 0, 0) or picture.getpixel((0, 0))[3] == 0  # type: ignore[index]
        middle = picture.getpixel((size // 2, size // 2))
        assert isinstance(middle, tuple)
        assert all(abs(is_ - meant) <= 4 for is_, meant in zip(middle, (255, 128, 0, 255), strict=True))


def test_half_transparent_colours_keep_their_hue() -> None:
    half = DOT.replace('fill="#ff8000"', 'fill="#ff8000" opacity=".5"')
    middle = opened(raster.drawn(half, "png", 20, 20)).getpixel((10, 10))
    assert isinstance(middle, tuple)
    assert all(abs(is_ - meant) <= 1 for is_, meant in zip(middle, (255, 128, 0, 128), strict=True))


def test_the_same_bytes_each_time() -> None:
    assert raster.drawn(DOT, "png", 99, 99) == raster.drawn(DOT, "png", 99, 99)


@pytest.mark.parametrize("reach", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "/etc/hostname"])
def test_nothing_is_fetched(reach: str) -> None:
    with pytest.raises(BadPicture, match="which is not in it"):
        raster.drawn(f'{HEAD}<image href="{reach}" width="9" height="9"/></svg>', "png", 10, 10)


@pytest.mark.parametrize(
    "svg",
    [
        "no svg",
        f"{HEAD}<path",
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + DOT,
        f'{HEAD}<path d="M1 1h5v5z" fill="rgb(1 2 3 / .5)"/></svg>',
    ],
)
def test_what_cannot_be_drawn_is_refused(svg: str) -> None:
    with pytest.raises(BadPicture, match="cannot be drawn"):
        raster.drawn(svg, "png", 10, 10)


@pytest.mark.parametrize("size", [(0, 10), (10, 4097), (-1, 5)])
def test_sizes_are_bounded(size: tuple[int, int]) -> None:
    with pytest.raises(BadPicture, match="too large"):
        raster.drawn(DOT, "png", *size)
