"""The large picture of an award: escaped, well-formed, and within its margins whatever the names are."""

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cairocffi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.art import raster
from models.errors import BadPicture
from models.rules import cards
from models.rules.cards import HEIGHT, LEFT, MEASURE, WIDTH
from tests.models.rules.test_sharing import HOSTILE, told

LONG: dict[str, Any] = {"badge": "W" * 200, "person": "M" * 200, "organization": "Ω" * 200, "reason": "Wm " * 400}


def drawn(art: str | None = None, **fields: Any) -> cairocffi.ImageSurface:
    png = raster.drawn(cards.svg(told(**fields), "#b0642a", art), "png", WIDTH, HEIGHT)
    return cairocffi.ImageSurface.create_from_png(io.BytesIO(png))


def inked_columns(surface: cairocffi.ImageSurface, top: int, bottom: int) -> set[int]:
    """The columns in which something else than the ground is drawn between these rows."""
    data, stride = bytes(surface.get_data()), surface.get_stride()
    ground = data[:4]
    return {
        x
        for y in range(top, bottom)
        for x in range(WIDTH)
        if data[y * stride + 4 * x : y * stride + 4 * x + 4] != ground
    }


@given(name=st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_a_card_is_well_formed_whatever_is_in_a_name(name: str) -> None:
    shown = name.encode("utf-8", "ignore").decode()
    ElementTree.fromstring(cards.svg(told(badge=shown, person=shown, reason=shown), "#b0642a", None))


def test_names_are_told_as_they_are() -> None:
    card = cards.svg(told(person=HOSTILE), "#b0642a", None)
    texts = [element.text or "" for element in ElementTree.fromstring(card).iter("{http://www.w3.org/2000/svg}text")]
    assert HOSTILE in " ".join(texts)


@pytest.mark.parametrize("is_revoked", [False, True])
def test_long_names_stay_within_the_margins(is_revoked: bool) -> None:
    columns = inked_columns(drawn(**LONG, is_revoked=is_revoked), 0, HEIGHT - 12)
    assert max(columns) <= LEFT + MEASURE
    assert min(columns) >= 60


def test_nothing_stands_on_the_line_at_the_bottom() -> None:
    surface = drawn(**LONG, is_revoked=True)
    assert inked_columns(surface, 0, 50) == set()
    assert inked_columns(surface, 545, 550) == set()


def test_the_built_in_art_is_drawn(root: Path) -> None:
    art = (root / "static" / "badges" / "merge-10.svg").read_text()
    data = bytes(drawn(art).get_data())
    assert data != bytes(drawn().get_data())


@pytest.mark.parametrize("reach", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "/etc/hostname"])
def test_a_picture_never_fetches_anything(reach: str) -> None:
    image = f'<image href="{reach}" width="9" height="9"/>'
    with pytest.raises(BadPicture, match="which is not in it"):
        raster.drawn(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{image}</svg>', "png", 10, 10)
