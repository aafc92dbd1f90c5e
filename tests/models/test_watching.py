"""models/watching.py and flags.py: fresh deeds are looked at, a flag is raised once, and again only for more."""

from datetime import datetime, timedelta

import pytest

from models import db, flags, organizations, watching
from models.deeds import Deed
from models.flags import Flag, FlagCard
from models.people import Membership, Person
from models.rules.work import Folded, Work
from models.workitems import WorkItem
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import home, who

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Street:
    """Lumen with Ada, Bob and ten who only work, and deeds written down without any work behind them."""

    def __init__(self, lumen: Lumen, now: datetime) -> None:
        self.here, self.now, self.last = lumen.organization.id, now, 0
        with db.unit():
            self.project = home(lumen.organization)
            self.ada, self.bob = (who(lumen.organization, account, now) for account in (ADA, BOB))
            for number in range(10):
                person = Person.create(name=f"Crowd {number}", created_at=now)
                Membership.create(organization=self.here, person=person, joined_at=now)
                self.write(person.id, now - timedelta(days=3), "pull_request.merged")

    def write(self, person: int, at: datetime, kind: str = "issue.closed", *others: int, refused: str = "") -> None:
        """One deed in a piece of work of its own."""
        self.last += 1
        number, url = self.last, f"https://github.test/{self.last}"
        named = {"external_id": f"{number}", "number": number, "title": "It", "url": url}
        folded = Folded(work=Work(kind="issue", state="closed", began_at=at, **named), stamps={})
        item = WorkItem.create(
            project=self.project, kind="issue", external_id=number, state=folded.model_dump(mode="json"), folded_at=at
        )
        common = {"organization": self.here, "project": self.project, "person": person, "earner": person, "item": item}
        nothing = {"labels": [], "paths": [], "role": "contributor", "newcomer": False, "co_authored": False}
        told = {"kind": kind, "happened_at": at, "recorded_at": at, "others": others, "refused": refused or None}
        Deed.create(**common, **nothing, **told)

    def burst(self, count: int, at: datetime, **more: str) -> None:
        with db.unit():
            for place in range(count):
                self.write(self.ada, at + place * MINUTE, **more)

    def reviews(self, count: int, at: datetime) -> None:
        """Ada's of Bob's pull requests, and his of hers."""
        with db.unit():
            for place in range(count):
                self.write(self.ada, at - place * 3 * HOUR, "review.given", self.bob)
                self.write(self.bob, at - place * 3 * HOUR, "review.given", self.ada)

    def queue(self, state: flags.State | None = None) -> list[FlagCard]:
        with db.unit():
            return flags.page(self.here, state, None, 100)[0]


@pytest.fixture
def street(lumen: Lumen, now: datetime) -> Street:
    return Street(lumen, now)


def test_a_burst_is_flagged_once_with_its_evidence(street: Street, now: datetime) -> None:
    street.burst(24, now)
    assert watching.sweep(now + HOUR) == 1
    assert watching.sweep(now + 2 * HOUR) == 0
    [flag] = street.queue("open")
    assert (flag.kind, [person.id for person in flag.people]) == ("burst", [street.ada])
    assert (len(flag.evidence), flag.count, flag.evidence[0].text) == (20, 24, "Closed #11 It")
    assert flag.evidence[0].url == "https://github.test/11"
    assert "ada" not in flag.words


def test_an_organisation_is_looked_at_once_a_minute_and_only_for_fresh_deeds(street: Street, now: datetime) -> None:
    street.burst(10, now)
    assert watching.sweep(now + HOUR) == 0
    street.burst(14, now + 10 * MINUTE)
    assert watching.sweep(now + HOUR + MINUTE / 2) == 0
    assert watching.sweep(now + HOUR + MINUTE) == 1
    with db.unit():
        Flag.delete().execute()
    assert watching.sweep(now + 2 * HOUR) == 0


def test_what_was_refused_or_is_long_ago_is_no_evidence(street: Street, now: datetime) -> None:
    street.burst(24, now, refused="self_closed")
    street.burst(24, now - watching.WINDOW)
    assert watching.sweep(now + HOUR) == 0


def test_an_open_flag_grows_and_stays_one(street: Street, now: datetime) -> None:
    street.reviews(8, now)
    assert watching.sweep(now + HOUR) == 1
    street.reviews(3, now + HOUR)
    assert watching.sweep(now + 2 * HOUR) == 1
    [flag] = street.queue()
    assert (flag.kind, flag.found_at) == ("reciprocal", now + HOUR)
    assert flag.words.startswith("They mostly reviewed each other: 11 and 11 reviews")


@pytest.mark.parametrize("verdict", ["cleared", "confirmed"])
def test_what_was_judged_comes_again_only_with_as_much_that_is_new(
    street: Street, now: datetime, verdict: flags.Verdict
) -> None:
    street.reviews(8, now)
    watching.sweep(now + HOUR)
    with db.unit():
        flags.decide(street.here, Flag.get().id, verdict, "they pair", "Eve", now + HOUR)
    street.reviews(7, now + HOUR)
    assert watching.sweep(now + 2 * HOUR) == 0
    street.reviews(1, now + HOUR)
    assert watching.sweep(now + 3 * HOUR) == 1
    [flag] = street.queue("open")
    assert (flag.found_at, flag.note, flag.decided_by) == (now + 3 * HOUR, None, None)
    with db.unit():
        flags.decide(street.here, flag.id, verdict, "", "Eve", now + 3 * HOUR)
    street.burst(1, now)
    assert watching.sweep(now + 4 * HOUR) == 0, "both lots are judged"


def test_whoever_was_merged_is_shown_as_who_they_are_now(street: Street, now: datetime) -> None:
    street.reviews(8, now)
    watching.sweep(now + HOUR)
    with db.unit():
        Person.update(merged_into=street.bob).where(Person.id == street.ada).execute()
    [flag] = street.queue()
    assert [person.id for person in flag.people] == [street.bob]


def test_organisations_are_looked_at_apart(street: Street, now: datetime) -> None:
    street.burst(24, now)
    with db.unit():
        other = organizations.create("other", "Other", "UTC", now)
        Deed.update(organization=other).where(Deed.person != street.ada).execute()
    assert watching.sweep(now + HOUR) == 1
    with db.unit():
        assert flags.page(other.id, None, None, 100)[0] == []
