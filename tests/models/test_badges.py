"""models/badges.py: what an organisation can give, and which of it a piece of work may complete."""

from datetime import datetime
from pathlib import Path

import pytest

from models import badges, organizations
from models.badges import Badge
from models.errors import NotFound
from models.rules.patterns.language import read
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")


def listening(lumen: Lumen, low: int, high: int) -> list[str]:
    return [badge.slug for badge in badges.listening(lumen.organization.id, "issue.closed", low, high)]


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


def test_only_badges_that_a_step_passes_are_looked_at(lumen: Lumen) -> None:
    assert listening(lumen, 0, 1) == ["issue-1"]
    assert listening(lumen, 1, 9) == []
    assert listening(lumen, 9, 10) == ["issue-10"]
    assert listening(lumen, 0, 25) == ["issue-1", "issue-10", "issue-25"]


def test_a_pattern_is_kept_as_data_and_read_back(lumen: Lumen, now: datetime) -> None:
    pattern = read({"pattern": "count", "kind": "review.given", "at_least": 3})
    badge = badges.create(lumen.organization, "eye", "Good eye", "", "review-1", "#000000", pattern, now)
    assert Badge.get_by_id(badge.id).rule() == pattern
    assert badges.find(lumen.organization, "special").rule() is None


def test_badges_with_a_pattern_lie_ahead_easiest_first(lumen: Lumen) -> None:
    ahead = [(badge.listens, badge.need) for badge in badges.ahead(lumen.organization.id)]
    assert ahead == sorted(ahead)
    assert len(ahead) == 12


def test_a_badge_is_shown_with_its_picture_on_this_server(lumen: Lumen) -> None:
    card = badges.card(badges.find(lumen.organization, "merge-1"))
    assert (card.name, card.slug, card.image) == ("First merge", "merge-1", "/static/badges/merge-1.svg")
