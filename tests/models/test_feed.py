"""models/feed.py: the last awards and points of an organisation, newest first."""

from datetime import datetime, timedelta

import pytest

from models import consequences, feed, ledger, organizations
from models.rules.messages import FEED_LENGTH
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import carry, home, issue, who

pytestmark = pytest.mark.usefixtures("unit")
MINUTE = timedelta(minutes=1)


def test_the_feed_shows_awards_and_points_newest_first(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    carry(home(lumen.organization), now + MINUTE, issue(2, now, BOB))
    assert [(line.type, line.person.login) for line in feed.lines(lumen.organization)] == [
        ("points", "bob"),
        ("award", "bob"),
        ("points", "ada"),
        ("award", "ada"),
    ]


def test_every_line_says_why(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    points, award = feed.lines(lumen.organization)
    assert points.line is not None and points.line.reason == "3 points for closing #1"
    assert award.award is not None and award.award.reason == "for closing #1 in lumen/parser"


def test_what_was_taken_back_stays_and_says_so(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    carry(home(lumen.organization), now + MINUTE, issue(1, now + MINUTE, state="open"))
    back, points, award = feed.lines(lumen.organization)
    assert back.line is not None and points.line is not None and back.line.reverses == points.line.id
    assert award.award is not None and award.award.revoked_at == now + MINUTE


def test_the_feed_ends_after_thirty_lines(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    for minute in range(FEED_LENGTH + 3):
        written = ledger.adjust(lumen.organization, ada, 1, f"minute {minute}", "Eve", now + minute * MINUTE)
        consequences.of_entries(lumen.organization, written, now + minute * MINUTE)
    lines = feed.lines(lumen.organization)
    assert len(lines) == FEED_LENGTH
    assert lines[-1].line is not None and lines[-1].line.reason.endswith("minute 3")
    assert len(feed.lines(lumen.organization, limit=2)) == 2


def test_other_organisations_have_their_own_feed(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    assert feed.lines(organizations.create("ember", "Ember", "UTC", now)) == []
