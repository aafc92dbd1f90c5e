"""models/profiles.py: what is shown of a person, and what lies ahead of them."""

from datetime import datetime, timedelta

import pytest

from models import awards, badges, organizations, profiles
from models.errors import NotFound
from models.rules.messages import FEED_LENGTH
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import carry, home, issue, merge, review, who

pytestmark = pytest.mark.usefixtures("unit")
HOUR = timedelta(hours=1)


def ahead(lumen: Lumen, now: datetime) -> list[tuple[str, int, int]]:
    ada = who(lumen.organization, ADA, now)
    return [(step.badge.slug, step.have, step.need) for step in profiles.profile(lumen.organization, ada, now).progress]


def test_a_snapshot_holds_totals_awards_and_ledger(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now), merge(7, now))
    ada = who(lumen.organization, ADA, now)
    seen = profiles.snapshot(lumen.organization, ada, now)
    assert (seen.person.id, seen.totals.all, seen.totals.day) == (ada, 8, 8)
    assert {award.badge.slug for award in seen.awards} == {"issue-1", "merge-1"}
    assert [line.id for line in seen.ledger] == sorted((line.id for line in seen.ledger), reverse=True)
    assert sum(line.points for line in seen.ledger) == 8


def test_a_snapshot_shows_the_last_thirty_lines(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, *(issue(number, now) for number in range(1, FEED_LENGTH + 5)))
    seen = profiles.snapshot(lumen.organization, who(lumen.organization, ADA, now), now)
    assert len(seen.ledger) == FEED_LENGTH
    assert seen.totals.all == 3 * (FEED_LENGTH + 4)


def test_a_newcomer_has_everything_ahead(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    page = profiles.profile(lumen.organization, ada, now)
    assert (page.awards, page.ledger, set(page.ranks.values())) == ((), (), {None})
    assert sorted(ahead(lumen, now)) == [("issue-1", 0, 1), ("merge-1", 0, 1), ("review-1", 0, 1)]


def test_the_nearest_badge_of_each_kind_is_ahead_the_fullest_first(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, *(issue(number, now) for number in range(1, 8)), merge(7, now))
    assert ahead(lumen, now) == [("issue-10", 7, 10), ("merge-10", 1, 10), ("review-1", 0, 1)]


def test_a_badge_that_was_taken_by_hand_is_not_ahead_again(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    ada = who(lumen.organization, ADA, now)
    awards.revoke(lumen.organization, badges.find(lumen.organization, "issue-1"), ada, "cheated", "Eve", now)
    assert ("issue-10", 1, 10) in ahead(lumen, now)


def test_a_badge_lost_by_correction_is_ahead_again(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    carry(home(lumen.organization), now, issue(1, now + HOUR, state="open"))
    assert ("issue-1", 0, 1) in ahead(lumen, now)


def test_a_page_shows_the_persons_rank_on_every_board_of_now(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now, BOB, labels=("sp/50",)), issue(2, now - 30 * 24 * HOUR))
    ada = who(lumen.organization, ADA, now)
    ranks = profiles.profile(lumen.organization, ada, now).ranks
    assert ranks == {"all": 2, "year": 2, "quarter": 2, "month": None, "week": None, "day": None}


def test_people_of_other_organisations_are_strangers(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    theirs = who(ember, BOB, now)
    for stranger in (theirs, 0, 4_000, 10**17):
        with pytest.raises(NotFound):
            profiles.snapshot(lumen.organization, stranger, now)
        with pytest.raises(NotFound):
            profiles.profile(lumen.organization, stranger, now)


def test_what_somebody_did_elsewhere_is_not_shown_here(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, review(7, now))
    ember = organizations.create("ember", "Ember", "UTC", now)
    bob = who(ember, BOB, now)
    seen = profiles.profile(ember, bob, now)
    assert (seen.totals.all, seen.awards, seen.ledger) == (0, (), ())
    assert profiles.snapshot(lumen.organization, bob, now).totals.all == 2
