"""The painter draws as the SVG library does, only faster; what it does not know it leaves to it."""

import numpy
import pytest
from PIL import Image

from models import templates
from models.art import painter, raster
from models.art.alike import likeness
from models.art.shelf import Bundled
from models.rules.art.svg import svg
from models.rules.art.wish import Wish

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
PATH = '<path d="M10 10H90V90Z"'
DEFS = '<defs><path id="a" d="M10 10H90V90Z"/><path id="b" d="M0 0h9v9z" fill="#0f0"/></defs>'


@pytest.fixture(scope="module")
def shelf() -> Bundled:
    return Bundled()


def painted(text: str, size: int) -> Image.Image:
    surface = painter.painted(text, size, size)
    assert surface is not None
    return Image.frombytes("RGBA", (size, size), bytes(surface.get_data()), "raw", "BGRa", surface.get_stride())


def assert_alike(text: str, size: int) -> None:
    found = likeness(numpy.asarray(painted(text, size)), numpy.asarray(raster.by_library(text, size, size)))
    assert found.ssim >= 0.999 and found.off == 0, found


@pytest.mark.parametrize("size", [64, 256])
@pytest.mark.parametrize("ref", templates.built_in())
def test_every_template_is_painted_as_the_library_draws_it(shelf: Bundled, ref: str, size: int) -> None:
    assert_alike(svg(templates.built_in()[ref].drawing, Wish(size=size, level=2), shelf), size)


@pytest.mark.parametrize(
    "inside",
    [
        f'{PATH} transform="translate(9 3) rotate(20) scale(.5 -.7) matrix(1 0 0 1 2 -90)" fill="#123"/>',
        '<path d="M50 10L61 90L10 35H90L39 90Z" fill="#a00" fill-rule="evenodd" stroke="#00f" stroke-width="3"/>',
        f'{PATH} fill="none" stroke="#00f" stroke-width="9" stroke-linejoin="bevel" stroke-linecap="square" '
        'stroke-dasharray="12 14 3" stroke-opacity=".5"/>',
        f'{PATH} fill="none" stroke="#abcdef" stroke-width="9" stroke-linejoin="round" stroke-linecap="round"/>',
        '<path d="m10 50q20 -60 40 0t40 0a20 10 30 1 1 -30 -20c-9 -9 9 -9 9 9s9 9 0 20z"/>',
        f'<g opacity=".5">{PATH} fill="#f00"/><path d="M0 0h50v50z" fill="#00f" fill-opacity=".5"/></g>',
        f'{DEFS}<use href="#a" fill="#0a0" transform="translate(5 5)" stroke="#000" stroke-width="2"/>',
        '<defs><clipPath id="c"><path d="M20 20h30v70h-30z"/></clipPath></defs>'
        f'<g clip-path="url(#c)" transform="scale(.9)">{PATH}/></g>',
        '<defs><linearGradient id="l" gradientUnits="userSpaceOnUse" x1="10" y1="10" x2="90" y2="90"><stop offset="0" '
        'stop-color="#f00"/><stop offset=".5" stop-color="#0f0" stop-opacity=".2"/><stop offset="1" '
        f'stop-color="#00f"/></linearGradient></defs>{PATH} fill="url(#l)" transform="translate(-5 0)"/>',
        '<defs><radialGradient id="r" gradientUnits="userSpaceOnUse" cx=".5" cy=".4" r=".6" '
        'gradientTransform="translate(10 20) scale(80 40)"><stop offset="0" stop-color="#fff"/><stop offset="1" '
        f'stop-color="#400"/></radialGradient></defs>{PATH} fill="none" stroke="url(#r)" stroke-width="30"/>',
    ],
)
def test_every_word_means_what_it_does_to_the_library(inside: str) -> None:
    assert_alike(f"{HEAD}<title>t</title>{inside}</svg>", 120)
    assert painted(f"{HEAD}{inside}</svg>", 60).getcolors() != painted(f"{HEAD}</svg>", 60).getcolors()


@pytest.mark.parametrize(
    "text",
    [
        "<svg",
        "<g/>",
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}</svg>',
        HEAD.replace("0 0 100 100", "0 0 200 100") + "</svg>",
        f"{HEAD}<rect width='9' height='9'/></svg>",
        f"{HEAD}<svg viewBox='0 0 9 9'/></svg>",
        f"{HEAD}{PATH} style='fill:red'/></svg>",
        f"{HEAD}{PATH} fill='red'/></svg>",
        f"{HEAD}{PATH} transform='skewX(9)'/></svg>",
        f"{HEAD}{PATH} transform='rotate(9 1 1)'/></svg>",
        f"{HEAD}{PATH} transform='rotate(9)!scale(2)'/></svg>",
        f"{HEAD}{PATH} fill='url(#nowhere)'/></svg>",
        f"{HEAD}{PATH} stroke='#000' stroke-dasharray='0 0'/></svg>",
        f"{HEAD}{DEFS}<use href='#b'/></svg>",
        f"{HEAD}<g id='a' fill='#fff'/></svg>",
        f"{HEAD}<path d='M1 1 oops'/></svg>",
    ],
)
def test_what_it_does_not_know_is_left_to_the_library(text: str) -> None:
    assert painter.painted(text, 50, 50) is None
