"""models/badges.py: what an organisation can give, and which of it a piece of work may complete."""

from datetime import datetime
from pathlib import Path

import pytest

from models import badges, listeners, organizations
from models.badges import Badge
from models.errors import NotFound
from models.rules.patterns.language import read
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")


BUGS = read({"earned": {"is": "count", "at_least": 3, "where": {"labels": ["Bug"], "kinds": ["issue.closed"]}}})


def listening(lumen: Lumen, *keys: str) -> list[str]:
    heard = listeners.hearing(lumen.organization.id, keys)
    return [Badge.get_by_id(one.badge).slug for one in heard]


def test_an_organisation_begins_with_badges_whose_art_exists(lumen: Lumen, root: Path) -> None:
    started = list(Badge.select().where(Badge.organization == lumen.organization))
    assert len(started) == 13
    for badge in started:
        assert (root / "static" / "badges" / f"{badge.art}.svg").is_file(), badge.art


def test_a_badge_is_found_by_id_or_slug_in_its_own_organisation(lumen: Lumen, now: datetime) -> None:
    badge = badges.find(lumen.organization, "issue-1")
    assert badges.find(lumen.organization, badge.id).slug == "issue-1"
    ember = organizations.create("ember", "Ember", "UTC", now)
    assert badges.find(ember, "issue-1").id != badge.id
    for stranger in (badge.id, "no-such-badge", 10**17, "", "\x00"):
        with pytest.raises(NotFound):
            badges.find(ember, stranger)


def test_only_badges_that_listen_are_looked_at(lumen: Lumen, now: datetime) -> None:
    assert listening(lumen, "kind:issue.closed") == ["issue-1", "issue-10", "issue-25", "issue-100"]
    assert listening(lumen, "kind:star.given", "label:bug", "project:1") == []
    first = badges.find(lumen.organization, "issue-1")
    badges.change(first, {"active": False}, now)
    badges.change(badges.find(lumen.organization, "issue-10"), {"pattern": None}, now)
    assert listening(lumen, "kind:issue.closed") == ["issue-25", "issue-100"]
    badges.change(first, {"active": True, "pattern": BUGS}, now)
    assert listening(lumen, "label:bug") == ["issue-1"]
    badges.delete(first, now)
    assert listening(lumen, "label:bug") == []


def test_each_change_of_what_is_counted_is_another_version(lumen: Lumen, now: datetime) -> None:
    badge = badges.find(lumen.organization, "issue-1")
    versions = [badge.pattern_version]
    for changes in ({"name": "First"}, {"pattern": BUGS}, {"pattern": BUGS}, {"active": False}, {"active": True}):
        badges.change(badge, changes, now)
        versions.append(badge.pattern_version)
    assert versions == [1, 1, 2, 2, 3, 4]
    badges.count_anew(lumen.organization)
    assert badges.find(lumen.organization, "issue-1").pattern_version == 5


def test_a_pattern_is_kept_as_data_and_read_back(lumen: Lumen, now: datetime) -> None:
    pattern = read({"pattern": "count", "kind": "review.given", "at_least": 3})
    badge = badges.create(lumen.organization, "eye", "Good eye", "", "review-1", "#000000", pattern, now)
    assert Badge.get_by_id(badge.id).rule() == pattern
    assert badges.find(lumen.organization, "special").rule() is None


def test_a_badge_is_shown_with_its_picture_on_this_server(lumen: Lumen) -> None:
    card = badges.card(badges.find(lumen.organization, "merge-1"))
    assert (card.name, card.slug, card.image) == ("First merge", "merge-1", "/static/badges/merge-1.svg")
