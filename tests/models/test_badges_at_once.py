"""models/badges.py: two who change a badge at once both have what they changed, and what is deleted stays so."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from models import badges, db
from models.badges import Badge
from models.db import rows
from models.errors import NotFound
from models.outside_pictures import OutsidePicture
from models.tenants import Organization
from tests.cast import Lumen

ONE, OTHER, THIRD = (f"https://pictures.example.org/{number}.svg" for number in range(3))


@pytest.fixture
def badge(lumen: Lumen, now: datetime) -> Badge:
    with db.unit():
        return badges.create(lumen.organization, "spark", "Spark", "", "special", "gold", None, now, icon_url=ONE)


@contextmanager
def meanwhile(here: Organization, done: Callable[[], Any]) -> Iterator[Any]:
    """What is done once the unit inside is committed, by somebody who had begun before; its answer comes afterwards."""

    def apart() -> Any:
        with db.unit():
            return done()

    with ThreadPoolExecutor(1) as beside, db.unit():
        rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", here.id)
        later = beside.submit(apart)
        with pytest.raises(TimeoutError):
            later.result(0.5)
        yield later


def test_two_who_change_different_things_both_have_theirs(badge: Badge, now: datetime) -> None:
    here = badge.organization

    def renamed() -> None:
        badges.change(badges.find(here, "spark"), {"name": "Flame", "icon_url": THIRD}, now)

    with meanwhile(here, renamed) as later:
        badges.change(badges.find(here, "spark"), {"color": "silver", "icon_url": OTHER}, now)
    later.result()
    with db.unit():
        found = badges.find(here, "spark")
        assert (found.name, found.color, found.icon_url) == ("Flame", "silver", THIRD)
        assert {one.url for one in OutsidePicture.select()} == {THIRD}


def test_what_is_deleted_is_not_brought_back_by_whoever_changes_it_at_that_moment(badge: Badge, now: datetime) -> None:
    here = badge.organization
    with meanwhile(here, lambda: badges.change(badges.find(here, "spark"), {"name": "Flame"}, now)) as later:
        badges.delete(badges.find(here, "spark", lock=True), now)
    with pytest.raises(NotFound):
        later.result()
    with db.unit():
        assert Badge.get_by_id(badge.id).deleted_at == now
