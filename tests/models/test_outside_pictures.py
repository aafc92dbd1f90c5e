"""models/outside_pictures.py: a copy lives as long as a badge names its address, whoever changes it meanwhile."""

from datetime import datetime

from models import badges, db, organizations, outside_pictures
from models.badges import Badge
from models.outside_pictures import OutsidePicture
from models.tenants import Organization
from tests.cast import Lumen
from tests.models.deeds import at_once

ONE, OTHER = "https://pictures.example.org/1.svg", "https://pictures.example.org/2.svg"


def named(here: Organization, url: str | None, now: datetime) -> Badge:
    with db.unit():
        slug = badges.free_slug(here, "Badge")
        return badges.create(here, slug, "Badge", "", "special", "gold", None, now, icon_url=url)


def changed(badge: Badge, url: str | None, now: datetime) -> None:
    with db.unit():
        badges.change(badges.find(badge.organization, badge.id, lock=True), {"icon_url": url}, now)


def kept() -> set[str]:
    with db.unit():
        return {one.url for one in OutsidePicture.select()}


def test_it_goes_with_the_last_badge_that_names_it_whosever_that_is(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ember = organizations.create("ember", "Ember", "UTC", now)
    ours, theirs = named(lumen.organization, ONE, now), named(ember, ONE, now)
    changed(ours, OTHER, now)
    assert kept() == {ONE, OTHER}
    with db.unit():
        badges.delete(badges.find(ember, theirs.id, lock=True), now)
    assert kept() == {OTHER}
    changed(ours, None, now)
    assert kept() == set()


def test_what_was_fetched_stays_when_something_else_of_the_badge_changes(lumen: Lumen, now: datetime) -> None:
    badge = named(lumen.organization, ONE, now)
    with db.unit():
        outside_pictures.keep(OutsidePicture.get().id, "image/png", b"picture", now)
        badges.change(badges.find(lumen.organization, badge.id, lock=True), {"name": "Other"}, now)
    with db.unit():
        assert outside_pictures.copy(outside_pictures.digest(ONE)).body == b"picture"


def test_whoever_names_it_while_the_last_one_lets_go_has_a_copy(lumen: Lumen, now: datetime) -> None:
    for _ in range(5):
        former, later = named(lumen.organization, ONE, now), named(lumen.organization, None, now)
        at_once(lambda one=former: changed(one, None, now), lambda one=later: changed(one, ONE, now))
        assert kept() == {ONE}
        changed(later, None, now)
        assert kept() == set()


def test_two_who_exchange_theirs_do_not_wait_for_each_other(lumen: Lumen, now: datetime) -> None:
    pair = named(lumen.organization, ONE, now), named(lumen.organization, OTHER, now)
    at_once(lambda: changed(pair[0], OTHER, now), lambda: changed(pair[1], ONE, now))
    assert kept() == {ONE, OTHER}
