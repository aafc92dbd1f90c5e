"""models/public.py: what anybody may read of an organisation, in whole answers."""

from datetime import datetime

import pytest

from models import organizations, outbox, public
from models.errors import Invalid, NotFound
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import carry, home, issue, who

pytestmark = pytest.mark.usefixtures("unit")


def test_an_organisation_is_shown_with_its_projects_and_boards(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    outbox.number(100)
    shown = public.organization("lumen")
    assert (shown.slug, shown.name, shown.time_zone, shown.seq) == ("lumen", "Lumen", "Europe/Vienna", 2)
    assert [project.name for project in shown.projects] == ["lumen/parser"]
    assert shown.boards == ("all", "year", "quarter", "month", "week", "day")


def test_a_persons_page_is_numbered(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    outbox.number(100)
    ada = public.person("lumen", who(lumen.organization, ADA, now), now)
    assert (ada.person.login, ada.totals.all, ada.seq) == ("ada", 3, 2)


def test_a_ledger_is_read_by_its_cursor(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, *(issue(number, now) for number in (1, 2, 3)))
    ada = who(lumen.organization, ADA, now)
    first = public.ledger_page("lumen", ada, 2, None, now)
    rest = public.ledger_page("lumen", ada, 2, first.next, now)
    assert [len(first.lines), len(rest.lines), rest.next] == [2, 1, None]
    assert (first.total, rest.total) == (9, 9)


@pytest.mark.parametrize("cursor", ["", "-1", "1.5", "\u0661", "\uff11", "x", "1" * 19, "1 "])
def test_a_cursor_that_is_none_is_refused(lumen: Lumen, now: datetime, cursor: str) -> None:
    ada = who(lumen.organization, ADA, now)
    with pytest.raises(Invalid):
        public.ledger_page("lumen", ada, 2, cursor, now)


def test_the_last_awards_are_shown_with_who_holds_them(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now, ADA, BOB))
    shown = public.awards_page("lumen", 1).awards
    assert [(one.person.login, one.award.badge.slug) for one in shown] == [("bob", "issue-1")]


def test_the_feed_is_numbered_as_of_the_same_moment(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    assert (len(public.feed_page("lumen").lines), public.feed_page("lumen").seq) == (2, 0)
    outbox.number(100)
    assert public.feed_page("lumen").seq == 2


def test_strangers_and_unknown_organisations_are_not_found(lumen: Lumen, now: datetime) -> None:
    theirs = who(organizations.create("ember", "Ember", "UTC", now), BOB, now)
    for slug, person in (("lumen", theirs), ("nobody", theirs), ("lumen", 0)):
        with pytest.raises(NotFound):
            public.person(slug, person, now)
        with pytest.raises(NotFound):
            public.ledger_page(slug, person, 2, None, now)
    for read in (public.organization, public.feed_page):
        with pytest.raises(NotFound):
            read("nobody")
    with pytest.raises(NotFound):
        public.awards_page("nobody", 1)
