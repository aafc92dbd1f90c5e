"""models/insights.py: how an organisation's work goes on, read off deeds, entries and awards."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models import db, insights
from models.db import rows
from models.deeds import Deed
from models.errors import Invalid
from models.insights import Insights
from models.ledger import Entry
from models.people import Membership
from models.rules.work import Account
from models.workitems import WorkItem
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import home, who

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


class Book:
    """Deeds written by hand, each with its entry."""

    def __init__(self, lumen: Lumen) -> None:
        self.lumen, self.project, self.count = lumen, home(lumen.organization), 0

    def did(self, account: Account, at: datetime, points: int = 3, **more: Any) -> int:
        """The person who did it."""
        self.count += 1
        person = who(self.lumen.organization, account, at)
        item = WorkItem.create(project=self.project, kind="issue", external_id=f"i{self.count}", state={}, folded_at=at)
        common = {"organization": self.lumen.organization, "project": self.project, "person": person, "item": item}
        common |= {"kind": "issue.closed", "points": points, "happened_at": at, "recorded_at": at}
        facts = {
            "labels": [],
            "paths": [],
            "others": [],
            "role": "contributor",
            "newcomer": False,
            "co_authored": False,
        }
        Deed.create(**common | facts | {"earner": person} | more)
        if not more.get("refused"):
            Entry.create(**common | {"reason": "for a test"})
        return person

    def seen(self, first: date, last: date, now: datetime = MONDAY + 3 * WEEK) -> Insights:
        zone = self.lumen.organization.time_zone
        return insights.of(self.lumen.organization, None, insights.stretch(first, last, now, zone), now)


@pytest.fixture
def book(unit: None, lumen: Lumen) -> Book:
    return Book(lumen)


def test_weeks_begin_on_monday_in_the_organisations_zone(book: Book) -> None:
    rows("UPDATE organization SET time_zone = 'America/New_York' RETURNING 1")
    book.lumen.organization.time_zone = "America/New_York"
    book.did(ADA, MONDAY + timedelta(hours=3))
    book.did(ADA, MONDAY + timedelta(hours=6), points=5)
    found = book.seen(date(2026, 2, 25), date(2026, 3, 3))
    assert [(week.start, week.points, week.deeds, week.people) for week in found.weeks] == [
        (date(2026, 2, 23), 3, 1, 1),
        (date(2026, 3, 2), 5, 1, 1),
    ]


def test_newcomers_are_new_once_and_refused_deeds_are_no_work(book: Book) -> None:
    book.did(ADA, MONDAY)
    book.did(BOB, MONDAY, refused="own_review")
    book.did(ADA, MONDAY + WEEK)
    book.did(BOB, MONDAY + WEEK)
    found = book.seen(date(2026, 3, 2), date(2026, 3, 9))
    assert [(week.new, week.returning) for week in found.contributors] == [(1, 0), (1, 1)]


def test_whoever_went_quiet_is_named_unless_they_are_hidden(book: Book, now: datetime) -> None:
    ada, bob = book.did(ADA, MONDAY), book.did(BOB, MONDAY + DAY)
    later = MONDAY + 8 * WEEK
    found = book.seen(date(2026, 3, 2), date(2026, 4, 27), now=later)
    assert [one.person.id for one in found.quiet] == [bob, ada]
    Membership.update(hidden_at=now).where(Membership.person == bob).execute()
    found = book.seen(date(2026, 3, 2), date(2026, 4, 27), now=later)
    assert ([one.person.id for one in found.quiet], found.quiet_count) == ([ada], 2)


def test_time_to_close_counts_each_piece_of_work(book: Book) -> None:
    for hours in (1, 2, 9):
        book.did(ADA, MONDAY, answered=hours * 3600)
    [closing] = book.seen(date(2026, 3, 2), date(2026, 3, 2)).time_to_close
    assert (closing.median_hours, closing.n, closing.kind) == (2, 3, "issue.closed")
    assert 7 < closing.p90_hours < 9


def test_shares_and_the_table_for_a_spreadsheet(book: Book) -> None:
    book.did(ADA, MONDAY, discipline="documentation")
    book.did(ADA, MONDAY, points=5, kind="issue.closed")
    found = book.seen(date(2026, 3, 2), date(2026, 3, 2))
    assert [(one.name, one.deeds, one.points) for one in found.kinds] == [("issue.closed", 2, 8)]
    assert {one.name: one.points for one in found.disciplines} == {"documentation": 3, "": 5}
    assert insights.table(found, "kinds") == (["name", "deeds", "points"], [["issue.closed", 2, 8]])


def test_a_penalty_takes_points_and_is_no_work(book: Book) -> None:
    book.did(ADA, MONDAY)
    book.did(BOB, MONDAY, points=-2, kind="penalty")
    found = book.seen(date(2026, 3, 2), date(2026, 3, 2))
    assert [(week.points, week.deeds, week.people) for week in found.weeks] == [(1, 1, 1)]
    assert [(one.name, one.deeds, one.points) for one in found.disciplines] == [("", 1, 1)]
    assert ([one.name for one in found.kinds], found.contributors[0].new) == (["issue.closed"], 1)


def test_a_stretch_has_an_end_after_its_beginning_and_is_bounded(now: datetime) -> None:
    for first, last in ((date(2026, 3, 9), date(2026, 3, 2)), (date(2000, 1, 1), date(2026, 1, 1))):
        with pytest.raises(Invalid):
            insights.stretch(first, last, now, "UTC")
    assert insights.stretch(None, None, now, "UTC").weeks == insights.USUAL


def test_the_database_answers_for_an_organisation_without_work(unit: None, lumen: Lumen, now: datetime) -> None:
    asked = insights.stretch(None, None, now, "Europe/Vienna")
    found = insights.of(lumen.organization, home(lumen.organization), asked, now)
    assert (len(found.weeks), found.quiet, found.rules) == (26, (), ())
    assert db.database.in_transaction()
