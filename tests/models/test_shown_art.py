"""models/shown_art.py: a deleted design takes its pictures along, but for what badges and awards show."""

from datetime import datetime

import pytest

from models import awards, badges, designs, looks
from models.artworks import Artwork
from models.badges import Badge
from models.design_versions import DesignVersion
from models.designs import Design
from models.errors import NotFound
from models.people import Person
from tests.cast import Lumen
from tests.models.shared import drawn, joins

KEY = "0123456789abcdef0123456789abcdef"
pytestmark = pytest.mark.usefixtures("unit")


@pytest.fixture
def design(lumen: Lumen, now: datetime) -> Design:
    return drawn(lumen.organization, now)


def version(design: Design, now: datetime, key: str = KEY) -> DesignVersion:
    artwork, _ = Artwork.get_or_create(digest=key, defaults={"body": b"", "size": 0, "created_at": now})
    made: DesignVersion = DesignVersion.create(
        design=design, artwork=artwork, number=1, parameters={}, key=key, words="", by="Eve", made_at=now
    )
    return made


def is_shown(key: str = KEY) -> bool:
    try:
        return looks.of_art(key).key == key
    except NotFound:
        return False


def dressed(lumen: Lumen, version: DesignVersion, now: datetime) -> Badge:
    badge = badges.create(lumen.organization, "disc", "Disc", "", "special", "gold", None, now)
    badges.set_design(badge, version.id, now)
    return badge


def test_it_goes_with_its_design_and_comes_back_with_it(design: Design, now: datetime) -> None:
    version(design, now)
    assert (is_shown(), is_shown("f" * 32)) == (True, False)
    designs.delete(design, now)
    assert not is_shown()
    designs.restore(design, now)
    assert is_shown()


def test_an_award_keeps_the_picture_with_which_it_was_earned(lumen: Lumen, design: Design, now: datetime) -> None:
    badge = dressed(lumen, version(design, now), now)
    ada = Person.create(name="Ada", created_at=now)
    joins(lumen.organization, ada.id, now)
    awards.give(lumen.organization, badge, ada.id, "well done", "the admin", now)
    badges.set_design(badge, None, now)
    designs.delete(design, now)
    assert is_shown()


def test_a_badge_keeps_its_picture_and_a_deleted_one_keeps_none(lumen: Lumen, design: Design, now: datetime) -> None:
    badge = dressed(lumen, version(design, now), now)
    Design.update(deleted_at=now).execute()
    assert is_shown()
    badges.delete(badge, now)
    assert not is_shown()


def test_a_picture_that_another_design_shows_too_stays(lumen: Lumen, design: Design, now: datetime) -> None:
    other = drawn(lumen.organization, now, "Other")
    version(design, now)
    version(other, now)
    designs.delete(design, now)
    assert is_shown()
