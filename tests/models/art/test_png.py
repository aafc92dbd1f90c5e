"""A PNG of ours holds every pixel as it was, whoever reads it, in no more bytes than the imaging library takes."""

import io
import zlib
from random import Random

import pytest
from PIL import Image

from models import templates
from models.art import png, raster
from models.art.shelf import Bundled
from models.rules.art.svg import svg
from models.rules.art.wish import Wish


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (640, 7), (1, 300)])
def test_every_pixel_is_as_it_was(size: tuple[int, int]) -> None:
    pixels = Image.frombytes("RGBA", size, Random(1).randbytes(4 * size[0] * size[1]))
    again = Image.open(io.BytesIO(png.written(pixels)))
    again.load()
    assert (again.format, again.mode, again.size) == ("PNG", "RGBA", size)
    assert again.tobytes() == pixels.tobytes()


def test_each_chunk_says_its_own_checksum() -> None:
    body, at, names = png.written(Image.new("RGBA", (9, 9), "red")), len(png.SIGNATURE), []
    while at < len(body):
        end = at + 8 + int.from_bytes(body[at : at + 4], "big")
        names.append(body[at + 4 : at + 8])
        assert int.from_bytes(body[end : end + 4], "big") == zlib.crc32(body[at + 4 : end])
        at = end + 4
    assert names == [b"IHDR", b"IDAT", b"IEND"]


def test_badges_take_no_more_bytes_than_with_filters() -> None:
    shelf, ours, theirs = Bundled(), 0, 0
    for template in templates.built_in().values():
        pixels = raster.image(svg(template.drawing, Wish(size=128), shelf), 128, 128)
        by_library = io.BytesIO()
        pixels.save(by_library, "PNG", compress_level=4)
        ours, theirs = ours + len(png.written(pixels)), theirs + len(by_library.getvalue())
    assert ours <= theirs
