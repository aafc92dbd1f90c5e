"""Drawings are kept once, small, and come back as they look."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest

from models import ahead, artworks, db, templates
from models.art.alike import likeness
from models.art.drawn import png
from models.artworks import Artwork
from models.errors import NotFound
from models.rules.art.packing import NEWEST, canonical
from models.rules.art.wish import Wish


@pytest.mark.usefixtures("clean")
def test_a_drawing_is_minified_packed_and_looks_the_same(now: datetime) -> None:
    before = templates.built_in()["shield"].drawing
    kept = ahead.unit(artworks.keep, before, now)
    after = ahead.unit(artworks.drawing, kept.id)
    assert kept.size == len(canonical(after)) < len(canonical(before))
    assert len(kept.body) < kept.size / 8
    assert bytes(kept.body)[0] == NEWEST
    assert kept.digest == artworks.digest(after)
    assert likeness(png(before, Wish(size=128)), png(after, Wish(size=128))).passes
    assert ahead.unit(artworks.keep, before, now).id == kept.id
    assert ahead.unit(Artwork.select().count) == 1


@pytest.mark.usefixtures("clean")
def test_two_who_keep_the_same_drawing_at_once_have_one_row(now: datetime) -> None:
    together = Barrier(2)
    drawing = templates.built_in()["coin"].drawing

    def keep(_: int) -> int:
        with db.unit():
            together.wait(10)
            return int(artworks.keep_as_it_is(drawing, now).id)

    with ThreadPoolExecutor(2) as threads:
        ids = list(threads.map(keep, range(2)))
    assert ids[0] == ids[1]


@pytest.mark.usefixtures("unit")
def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        artworks.drawing(404)
