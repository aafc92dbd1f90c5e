"""models/special.py and allotting.py: special badges go to whom their rule means, once, and what was given stands."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models import allotting, awards, badges, consequences, db, ledger, organizations, qualifying, signing_in, special
from models.allotting import Allotment
from models.awards import Award
from models.badges import Badge
from models.deliveries import Delivery
from models.errors import Exhausted, Invalid, NotFound, NothingToChange, Taken, Unavailable
from models.outbox import Message
from models.people import Identity, Membership, Person
from models.rules.special import BY_HAND, Special
from models.rules.work import Account
from models.signing_in import Proven
from models.tenants import Organization
from tests.cast import ADA, BOB, CYD, Lumen
from tests.cast import issue as told
from tests.models.deeds import at_once, carry, home, issue, merge, who

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
unit = pytest.mark.usefixtures("unit")
CROWD = tuple(Account(provider="github", external_id=str(3_000 + n), login=f"one{n}") for n in range(1, 9))


def wish(name: str = "Founder", **rule: Any) -> Special:
    return Special.model_validate({"name": name, "rule": rule})


def made(lumen: Lumen, now: datetime, **rule: Any) -> Badge:
    return special.create(lumen.organization, wish(**rule), now)


def given(badge: Badge) -> list[tuple[str, str]]:
    """(login, why) of all who hold it, in the order in which they got it."""
    held = Award.select().where(Award.badge == badge, Award.revoked_at.is_null()).order_by(Award.id)
    return [(award.person.login, award.reason) for award in held]


def holders(badge: Badge) -> list[str]:
    return [login for login, _ in given(badge)]


def work(lumen: Lumen, at: datetime, number: int, *people: Account, **more: Any) -> None:
    carry(home(lumen.organization), at, issue(number, at, *people, **more))


def mail(person_id: int, address: str, now: datetime) -> None:
    """The person proves an address, as signing in by code does."""
    row = {"provider": "email", "external_id": address, "login": address, "seen_at": now, "proven_at": now}
    Identity.create(person=person_id, **row)


def described(lumen: Lumen, now: datetime, private: bool = True) -> special.SpecialBadge:
    return special.describe(special.every(lumen.organization), now, private)[-1]


def hide(person_id: int, now: datetime) -> None:
    Membership.update(hidden_at=now).where(Membership.person == person_id).execute()


# --- named people ---


@unit
def test_named_people_who_are_here_have_it_at_once_and_it_is_told(lumen: Lumen, now: datetime) -> None:
    who(lumen.organization, ADA, now)
    badge = made(lumen, now, kind="named", people=["@Ada", "@bob"])
    assert given(badge) == [("ada", "for being one of the 2 people whom this badge was made for")]
    award = Award.get()
    assert (award.way, award.by, award.awarded_at) == ("special", None, now)
    [message] = Message.select().where(Message.kind == "badge.awarded")
    assert message.body["award"]["badge"]["slug"] == "founder"


def test_it_waits_for_a_github_name_until_a_webhook_brings_it(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        badge = made(lumen, now, kind="named", people=["@ada", "@nobody"])
        assert described(lumen, now).waiting == ("@ada", "@nobody")
    lumen.deliver("issues", told("closed", now), now)
    with db.unit():
        assert holders(badge) == ["ada"]
        assert described(lumen, now).waiting == ("@nobody",)


def test_it_waits_for_a_member_whom_a_webhook_reports(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        badge = made(lumen, now, kind="named", people=["@ada"])
    payload = {
        "action": "member_added",
        "membership": {"role": "member", "state": "active", "user": {"id": 1001, "login": "ada", "type": "User"}},
        "organization": {"id": 77, "login": "lumen"},
    }
    assert lumen.deliver("organization", payload, now).state == "done"
    with db.unit():
        assert holders(badge) == ["ada"]


@unit
def test_it_waits_for_an_address_until_somebody_signs_in_with_it(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    badge = made(lumen, now, kind="named", people=["Ada@Example.org"])
    assert holders(badge) == []
    mail(ada, "ada@example.org", now)
    [award] = consequences.of_joining(lumen.organization, [ada], now + HOUR)
    assert (award.person_id, award.awarded_at) == (ada, now + HOUR)
    assert special.on_joined(lumen.organization.id, [ada], now + HOUR) == []
    assert Message.select().where(Message.kind == "badge.awarded").count() == 1


@unit
def test_whom_a_badge_waits_for_belongs_here_as_soon_as_they_sign_in(lumen: Lumen, now: datetime) -> None:
    badge = made(lumen, now, kind="named", people=["eve@example.org", "@ada"])
    eve = signing_in.sign_in(signing_in.by_email("eve@example.org"), now)
    ada = signing_in.sign_in(Proven(provider="github", external_id="1001", login="Ada", name="Ada"), now)
    signing_in.sign_in(signing_in.by_email("nobody@example.org"), now)
    assert [one.person_id for one in Award.select().where(Award.badge == badge).order_by(Award.id)] == [eve.id, ada.id]
    assert {one.person_id: one.role for one in Membership.select()} == {eve.id: "contributor", ada.id: "contributor"}
    assert described(lumen, now).waiting == ()


@unit
def test_what_only_an_admin_says_is_no_reason_to_belong_elsewhere(lumen: Lumen, now: datetime) -> None:
    other = organizations.create("other", "Other", "UTC", now)
    ada = who(other, ADA, now)
    badge = made(lumen, now, kind="named", people=["eve@example.org"])
    mail(ada, "eve@example.org", now)
    Identity.update(proven_at=None).where(Identity.provider == "email").execute()
    signing_in.sign_in(Proven(provider="github", external_id="1001", login="ada", name="Ada"), now)
    assert (holders(badge), [one.organization_id for one in Membership.select()]) == ([], [other.id])


def test_whom_nobody_noticed_is_found_by_the_next_sweep(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        badge = made(lumen, now, kind="named", people=["ada@example.org"])
        early = made(lumen, now, kind="joined-before", date="2026-12-31")
        mail(who(lumen.organization, ADA, now), "ada@example.org", now)
    assert special.sweep(now) == 2
    assert special.sweep(now) == 0
    with db.unit():
        assert (holders(badge), holders(early)) == (["ada"], ["ada"])


@unit
def test_a_name_of_somebody_in_another_organisation_waits_on(lumen: Lumen, now: datetime) -> None:
    other = organizations.create("other", "Other", "UTC", now)
    ada = who(other, ADA, now)
    badge = made(lumen, now, kind="named", people=["@ada"])
    consequences.of_joining(other, [ada], now)
    assert (holders(badge), described(lumen, now).waiting) == ([], ("@ada",))


@unit
def test_a_former_name_means_the_person_it_was_merged_into(lumen: Lumen, now: datetime) -> None:
    ada, bob = who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)
    Person.update(merged_into=ada).where(Person.id == bob).execute()
    hide(bob, now)
    badge = made(lumen, now, kind="named", people=["@bob"])
    assert holders(badge) == ["ada"]
    assert described(lumen, now).waiting == ()
    Award.delete().execute()
    assert [award.person_id for award in special.on_joined(lumen.organization.id, [ada], now)] == [ada]


# --- the first contributors ---


@unit
def test_the_first_contributors_have_it_in_their_order_and_nobody_after_them(lumen: Lumen, now: datetime) -> None:
    badge = made(lumen, now, kind="first", count=2)
    for number, person in enumerate((BOB, ADA, CYD), 1):
        work(lumen, now + number * HOUR, number, person)
    assert given(badge) == [
        ("bob", "for being the 1st of the first 2 contributors"),
        ("ada", "for being the 2nd of the first 2 contributors"),
    ]
    assert {award.way for award in Award.select().where(Award.badge == badge)} == {"special"}


@unit
def test_who_contributed_before_there_was_a_badge_comes_first(lumen: Lumen, now: datetime) -> None:
    for person in (ADA, BOB, CYD):
        who(lumen.organization, person, now)
    work(lumen, now, 1, CYD)
    work(lumen, now, 2, ADA)
    work(lumen, now, 3, BOB, CYD)
    badge = made(lumen, now, kind="first", count=2)
    assert holders(badge) == ["cyd", "ada"]


@unit
def test_work_for_nothing_points_by_hand_and_work_taken_back_make_no_contributor(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    badge = made(lumen, now, kind="first", count=5)
    consequences.of_entries(
        lumen.organization, ledger.adjust(lumen.organization, ada, 50, "a good talk", "Eve", now), now
    )
    work(lumen, now, 1, BOB, labels=("points: 0",))
    assert holders(badge) == []
    badges.delete(badge, now)
    work(lumen, now, 2, CYD)
    work(lumen, now + HOUR, 2, CYD, state="open")
    again = made(lumen, now, kind="first", count=5)
    assert holders(again) == []


@unit
def test_what_the_first_contributors_have_stands_when_their_work_is_taken_back(lumen: Lumen, now: datetime) -> None:
    badge = made(lumen, now, kind="first", count=1)
    work(lumen, now, 1, ADA)
    work(lumen, now + HOUR, 1, ADA, state="open")
    work(lumen, now + HOUR, 2, BOB)
    assert holders(badge) == ["ada"]


def test_two_at_once_never_make_one_too_many(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        badge = made(lumen, now, kind="first", count=3)
        for person in CROWD:
            who(lumen.organization, person, now)

    def close(number: int, person: Account) -> Callable[[], None]:
        return lambda: work(lumen, now, number, person)

    at_once(*(close(number, person) for number, person in enumerate(CROWD, 1)))
    with db.unit():
        assert [why for _, why in given(badge)] == [
            f"for being the {place} of the first 3 contributors" for place in ("1st", "2nd", "3rd")
        ]
        assert Allotment.get(Allotment.badge == badge).given == 3


@unit
def test_a_place_that_was_revoked_by_hand_stays_gone(lumen: Lumen, now: datetime) -> None:
    badge = made(lumen, now, kind="first", count=2)
    work(lumen, now, 1, ADA)
    awards.revoke(lumen.organization, badge, who(lumen.organization, ADA, now), "a mistake", "Eve", now)
    for number, person in enumerate((ADA, BOB, CYD), 2):
        work(lumen, now + HOUR, number, person)
    assert given(badge) == [("bob", "for being the 2nd of the first 2 contributors")]


# --- joined before ---


@unit
def test_who_joined_before_the_day_has_it_and_who_joins_in_time_gets_it(lumen: Lumen, now: datetime) -> None:
    who(lumen.organization, ADA, now)
    badge = made(lumen, now, kind="joined-before", date="2026-07-01")
    midnight = datetime(2026, 6, 30, 22, tzinfo=UTC)
    for person, moment in ((BOB, midnight - timedelta(seconds=1)), (CYD, midnight)):
        consequences.of_joining(lumen.organization, [who(lumen.organization, person, moment)], moment)
    assert given(badge) == [("ada", "for joining before 1 July 2026"), ("bob", "for joining before 1 July 2026")]


@unit
def test_joining_late_is_judged_by_the_day_of_joining_not_of_judging(lumen: Lumen, now: datetime) -> None:
    who(lumen.organization, ADA, now)
    badge = made(lumen, now + 300 * DAY, kind="joined-before", date="2026-03-05")
    assert holders(badge) == ["ada"]


@unit
def test_who_has_left_before_it_was_made_has_it_not(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    Membership.update(left_at=now).where(Membership.person == ada).execute()
    assert holders(made(lumen, now, kind="joined-before", date="2026-12-31")) == []


# --- the top of a period ---


def due(lumen: Lumen, badge: Badge, at: datetime) -> list[str]:
    """What the sweep at that moment leaves: who holds it."""
    special.sweep(at)
    with db.unit():
        return holders(badge)


def started(lumen: Lumen, now: datetime, **rule: Any) -> Badge:
    """Ada has 5 points, Bob 3, in the week and month of `now`."""
    with db.unit():
        badge = made(lumen, now, kind="top", **rule)
        carry(home(lumen.organization), now, merge(1, now, ADA), issue(2, now, BOB))
    return badge


def test_the_top_is_honoured_when_the_week_has_closed_and_not_before(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week")
    closing = datetime(2026, 3, 8, 23, tzinfo=UTC)  # Monday's midnight in Vienna, in winter.
    with db.unit():
        assert described(lumen, now).next_at == closing
    assert due(lumen, badge, closing - timedelta(seconds=1)) == []
    assert due(lumen, badge, closing) == ["ada"]
    with db.unit():
        assert given(badge) == [("ada", "for the most points in week 10 of 2026: 5 points")]
        assert Message.select().where(Message.kind == "badge.awarded").order_by(Message.id.desc()).get().at == closing


def test_a_period_is_honoured_once_however_often_it_is_swept(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week")
    assert special.sweep(now + WEEK) == 1
    with db.unit():
        carry(home(lumen.organization), now + WEEK, *(merge(number, now, BOB) for number in range(10, 20)))
    # Bob's work of that week was heard of too late: what was given stands, and is not given twice.
    assert special.sweep(now + WEEK + HOUR) == 0
    with db.unit():
        assert holders(badge) == ["ada"]
        assert [(one.given, one.board.split(":")[2:]) for one in Allotment.select()] == [(1, ["week", "2026-03-02"])]


def test_two_sweepers_at_once_give_once(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week", places=2)
    later = now + WEEK

    def sweep() -> int:
        return len(special.apply(Badge.get_by_id(badge.id), later))

    assert sorted(at_once(*[sweep] * 4)) == [0, 0, 0, 2]
    with db.unit():
        assert holders(badge) == ["ada", "bob"]


@unit
def test_who_comes_second_with_the_same_closed_week_gives_nothing(lumen: Lumen, now: datetime) -> None:
    badge = made(lumen, now, kind="top", period="week")
    work(lumen, now, 1, ADA)
    spans = allotting.overdue(badge, now + WEEK)
    assert len(allotting.close(badge, spans, now + WEEK)) == 1
    work(lumen, now, 2, BOB, labels=("points: 9",))
    assert allotting.close(badge, spans, now + WEEK) == []


def test_equal_points_share_the_place(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        badge = made(lumen, now, kind="top", period="month")
        work(lumen, now, 1, ADA)
        work(lumen, now + HOUR, 2, BOB)
        work(lumen, now, 3, CYD, labels=("points: 1",))
    special.sweep(now + 30 * DAY)
    with db.unit():
        why = "for the most points in March 2026: 3 points, shared with one other"
        assert given(badge) == [("ada", why), ("bob", why)]


def test_several_places_are_given_and_shared_ones_leave_a_gap(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        badge = made(lumen, now, kind="top", period="week", places=2)
        work(lumen, now, 1, ADA)
        work(lumen, now, 2, BOB)
        work(lumen, now, 3, CYD, labels=("points: 1",))
    assert due(lumen, badge, now + WEEK) == ["ada", "bob"]


def test_every_period_that_closed_meanwhile_is_honoured_in_its_order(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week")
    with db.unit():
        work(lumen, now + WEEK, 7, CYD)
        work(lumen, now + 3 * WEEK, 8, BOB)
    assert due(lumen, badge, now + 4 * WEEK) == ["ada", "cyd", "bob"]
    with db.unit():
        assert [one.given for one in Allotment.select().order_by(Allotment.board)] == [1, 1, 0, 1]


def test_who_wins_again_keeps_the_one_badge(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week")
    with db.unit():
        work(lumen, now + WEEK, 9, ADA)
    assert due(lumen, badge, now + 2 * WEEK) == ["ada"]


@pytest.mark.parametrize(
    ("zone", "at", "closing"),
    [
        ("Europe/Vienna", datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        ("Europe/Vienna", datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 4, 5, tzinfo=UTC)),
    ],
)
def test_weeks_close_at_local_midnight_across_summer_time_and_new_year(
    lumen: Lumen, zone: str, at: datetime, closing: datetime
) -> None:
    with db.unit():
        Organization.update(time_zone=zone).execute()
    lumen.organization = organizations_again(lumen)
    badge = started(lumen, at, period="week")
    assert due(lumen, badge, closing - timedelta(microseconds=1)) == []
    assert due(lumen, badge, closing) == ["ada"]


def organizations_again(lumen: Lumen) -> Organization:
    with db.unit():
        found: Organization = Organization.get_by_id(lumen.organization.id)
        return found


def test_a_year_and_its_last_month_close_together(lumen: Lumen) -> None:
    at = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
    year = started(lumen, at, period="year")
    with db.unit():
        month = special.create(lumen.organization, wish("Of the month", kind="top", period="month"), at)
    special.sweep(at)
    with db.unit():
        assert (holders(year), holders(month)) == ([], [])
    special.sweep(at + timedelta(seconds=1))
    with db.unit():
        assert given(year) == [("ada", "for the most points in 2026: 5 points")]
        assert given(month) == [("ada", "for the most points in December 2026: 5 points")]


def test_periods_that_closed_before_the_badge_was_made_are_none_of_its_business(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        work(lumen, now, 1, ADA)
        badge = made(lumen, now + WEEK, kind="top", period="week")
    assert due(lumen, badge, now + 2 * WEEK) == []


def test_hidden_people_are_passed_over_and_share_with_nobody(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week")
    with db.unit():
        hide(who(lumen.organization, ADA, now), now)
    special.sweep(now + WEEK)
    with db.unit():
        assert given(badge) == [("bob", "for the most points in week 10 of 2026: 3 points")]


def test_a_period_waits_for_what_had_arrived_before_it_closed(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week")
    row = lumen.keep("issues", told("closed", now, number=30, assignees=(BOB,), labels=("points: 9",)), now)
    assert due(lumen, badge, now + WEEK) == []
    with db.unit():
        Delivery.update(state="dead").where(Delivery.id == row).execute()
    assert due(lumen, badge, now + WEEK) == ["ada"]


def test_a_badge_that_is_switched_off_when_the_period_is_honoured_is_won_by_nobody(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week")
    with db.unit():
        special.change(lumen.organization, badge.id, {"active": False}, None, now)
    assert due(lumen, badge, now + WEEK) == []
    with db.unit():
        special.change(lumen.organization, badge.id, {"active": True}, None, now + WEEK)
    assert due(lumen, badge, now + WEEK + HOUR) == []


def test_all_time_is_honoured_only_when_somebody_says_so(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="all")
    assert due(lumen, badge, now + 400 * DAY) == []
    with db.unit():
        special.allot(badge, now + 400 * DAY)
        assert given(badge) == [("ada", "for the most points of all time: 5 points")]


# --- by hand ---


@unit
def test_a_stock_is_given_by_hand_until_it_is_used_up(lumen: Lumen, now: datetime) -> None:
    people = [who(lumen.organization, one, now) for one in (ADA, BOB)]
    badge = made(lumen, now, kind="hand", stock=1)
    assert badge.stock == 1
    awards.give(lumen.organization, badge, people[0], "", "Eve", now, way="special")
    with pytest.raises(Exhausted):
        awards.give(lumen.organization, badge, people[1], "", "Eve", now, way="special")


@unit
@pytest.mark.parametrize(("said", "why"), [("", BY_HAND), ("for the talk", "for the talk")])
def test_a_badge_given_by_hand_says_why_also_when_nobody_did(lumen: Lumen, now: datetime, said: str, why: str) -> None:
    badge = made(lumen, now, kind="hand")
    ada = who(lumen.organization, ADA, now)
    assert awards.give(lumen.organization, badge, ada, said, "Eve", now, way="special").reason == why


# --- all of them ---


@unit
@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "named", "people": ["@ada"]},
        {"kind": "first", "count": 9},
        {"kind": "joined-before", "date": "2026-12-31"},
        {"kind": "top", "period": "all"},
    ],
    ids=lambda rule: str(rule["kind"]),
)
def test_hidden_people_have_none_and_who_lost_it_by_hand_gets_it_never_again(
    lumen: Lumen, now: datetime, rule: dict[str, Any]
) -> None:
    work(lumen, now, 1, ADA)
    ada = who(lumen.organization, ADA, now)
    hide(ada, now)
    badge = made(lumen, now, **rule)
    assert special.allot(badge, now) == []
    Membership.update(hidden_at=None).execute()
    assert len(special.allot(badge, now)) == 1
    awards.revoke(lumen.organization, badge, ada, "a mistake", "Eve", now)
    assert special.allot(badge, now) == []
    assert special.on_joined(lumen.organization.id, [ada], now) == []
    work(lumen, now + HOUR, 2, ADA)
    assert holders(badge) == []


@unit
def test_a_new_rule_holds_at_once_and_what_was_given_stands(lumen: Lumen, now: datetime) -> None:
    for person in (ADA, BOB, CYD):
        who(lumen.organization, person, now)
    badge = made(lumen, now, kind="named", people=["@ada"])
    rule = wish(kind="named", people=["@bob", "@cyd"]).rule
    changed = special.change(lumen.organization, badge.id, {"name": "Helper"}, rule, now + HOUR)
    assert (holders(changed), changed.name) == (["ada", "bob", "cyd"], "Helper")
    assert Message.select().where(Message.kind == "badge.awarded").count() == 3
    assert badges.find(lumen.organization, badge.id).special["since"] == "2026-03-04T13:00:00Z"


@unit
def test_who_read_the_former_rule_gives_nothing_by_it(lumen: Lumen, now: datetime) -> None:
    former = made(lumen, now, kind="named", people=["@ada"])
    special.change(lumen.organization, former.id, {}, wish(kind="named", people=["@bob"]).rule, now)
    assert allotting.grant(former, {who(lumen.organization, ADA, now): "for nothing"}, now) == []


def test_a_week_is_not_lost_when_the_badge_is_changed_while_it_is_honoured(lumen: Lumen, now: datetime) -> None:
    former = started(lumen, now, period="week")
    with db.unit():
        rule = wish(kind="top", period="week", places=2).rule
        special.change(lumen.organization, former.id, {}, rule, now)
    with pytest.raises(Unavailable), db.unit():
        special.apply(former, now + WEEK)
    assert due(lumen, former, now + WEEK) == ["ada", "bob"]


@unit
def test_more_places_for_first_contributors_go_on_counting(lumen: Lumen, now: datetime) -> None:
    for number, person in enumerate((ADA, BOB, CYD), 1):
        work(lumen, now, number, person)
    badge = made(lumen, now, kind="first", count=1)
    special.change(lumen.organization, badge.id, {}, wish(kind="first", count=2).rule, now)
    assert given(badge) == [
        ("ada", "for being the first contributor"),
        ("bob", "for being the 2nd of the first 2 contributors"),
    ]


def test_a_week_that_closed_is_honoured_by_the_rule_of_then(lumen: Lumen, now: datetime) -> None:
    badge = started(lumen, now, period="week")
    with db.unit():
        special.change(lumen.organization, badge.id, {}, wish(kind="top", period="month").rule, now + WEEK)
        assert given(badge) == [("ada", "for the most points in week 10 of 2026: 5 points")]
    # February and the weeks before the change are not looked at again; March counts.
    special.sweep(now + 5 * WEEK)
    with db.unit():
        assert sorted(one.board.split(":")[2] for one in Allotment.select()) == ["month", "week"]


@unit
def test_a_rule_by_hand_sets_the_stock_and_another_frees_it(lumen: Lumen, now: datetime) -> None:
    who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)
    badge = made(lumen, now, kind="named", people=["@ada", "@bob"])
    with pytest.raises(Invalid, match="2 people hold it"):
        special.change(lumen.organization, badge.id, {}, wish(kind="hand", stock=1).rule, now)
    assert special.change(lumen.organization, badge.id, {}, wish(kind="hand", stock=2).rule, now).stock == 2
    assert special.change(lumen.organization, badge.id, {}, wish(kind="first", count=1).rule, now).stock is None


@unit
def test_refusals_of_making_and_changing(lumen: Lumen, now: datetime) -> None:
    badge = made(lumen, now, kind="hand")
    with pytest.raises(Taken):
        special.create(lumen.organization, Special(name="X", slug="founder", rule=special.rule(badge)), now)
    with pytest.raises(NothingToChange):
        special.change(lumen.organization, badge.id, {}, None, now)
    with pytest.raises(NotFound, match="no special badge"):
        special.change(lumen.organization, "issue-1", {"name": "X"}, None, now)
    other = organizations.create("other", "Other", "UTC", now)
    with pytest.raises(NotFound):
        special.change(other, badge.id, {"name": "X"}, None, now)


@unit
def test_a_deleted_badge_is_given_to_nobody_and_named_nowhere(lumen: Lumen, now: datetime) -> None:
    badge = made(lumen, now, kind="named", people=["@ada"])
    badges.delete(badges.find(lumen.organization, badge.id), now)
    consequences.of_joining(lumen.organization, [who(lumen.organization, ADA, now)], now)
    assert (holders(badge), special.every(lumen.organization)) == ([], [])


@unit
def test_names_and_addresses_are_for_admins(lumen: Lumen, now: datetime) -> None:
    made(lumen, now, kind="named", people=["ada@example.org"])
    assert described(lumen, now).rule == {"kind": "named", "people": ["ada@example.org"]}
    public = described(lumen, now, private=False)
    assert (public.rule, public.waiting) == ({"kind": "named"}, ())
    assert "example.org" not in public.model_dump_json()
    assert public.explains == "For 1 person by name, as soon as they are here."


def test_a_delivery_asks_one_question_when_there_is_no_such_badge(lumen: Lumen, now: datetime) -> None:
    asked: list[str] = []
    with db.unit(), pytest.MonkeyPatch.context() as watched:
        for module in (allotting, qualifying):
            watched.setattr(module, "rows", lambda sql, *values: asked.append(sql) or db.rows(sql, *values))
        work(lumen, now, 1, ADA)
    assert len(asked) == 1


def test_a_closed_list_of_first_contributors_is_not_looked_at_again(lumen: Lumen, now: datetime) -> None:
    asked: list[str] = []
    with db.unit(), pytest.MonkeyPatch.context() as watched:
        made(lumen, now, kind="first", count=1)
        work(lumen, now, 1, ADA)
        for module in (allotting, qualifying):
            watched.setattr(module, "rows", lambda sql, *values: asked.append(sql) or db.rows(sql, *values))
        work(lumen, now, 2, BOB)
    assert len(asked) == 1


def test_people_who_join_and_people_who_work_at_once_do_not_wait_in_a_circle(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ids = [who(lumen.organization, person, now) for person in CROWD]
        named = made(lumen, now, kind="joined-before", date="2026-12-31")
        Award.delete().execute()
        first = special.create(lumen.organization, wish("First", kind="first", count=100), now)

    def join() -> None:
        consequences.of_joining(lumen.organization, reversed(ids), now)

    def close(number: int, person: Account) -> Callable[[], None]:
        return lambda: work(lumen, now, number, person)

    def change() -> None:
        special.change(lumen.organization, first.id, {"name": "Pioneer"}, wish(kind="first", count=99).rule, now)

    at_once(join, change, *(close(number, person) for number, person in enumerate(CROWD[:5], 1)), join)
    with db.unit():
        assert sorted(holders(named)) == sorted(person.login for person in CROWD)
        # Who worked while the rule was changed is found when they work again, or by the next allotting.
        special.apply(badges.find(lumen.organization, first.id), now)
        assert sorted(holders(first)) == sorted(person.login for person in CROWD[:5])
