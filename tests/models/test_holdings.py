"""models/holdings.py: pages of badges and of what somebody holds, and the addresses of people."""

from datetime import datetime

from models import awards, badges, db, holdings
from models.people import Identity, Membership
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import who


def test_pages_follow_each_other_without_gap_or_repetition(lumen: Lumen, now: datetime) -> None:
    organization = lumen.organization
    with db.unit():
        ada = who(organization, ADA, now)
        for badge in badges.every(organization):
            awards.give(organization, badge, ada, "", None, now)
        all_badges, after = [], None
        held, held_after = [], None
        for _ in range(10):
            page, after = holdings.badge_page(organization, after, 3)
            mine, held_after = holdings.of_person(organization.id, ada, held_after, 3)
            all_badges += page
            held += mine
            if after is None:
                break
        assert held_after is None
        every = [badge.id for badge in badges.every(organization)]
    assert [badge.id for badge in all_badges] == every
    assert [one.badge.id for one in held] == every


def test_a_page_that_is_just_full_is_the_last(lumen: Lumen) -> None:
    with db.unit():
        count = holdings.badge_count(lumen.organization)
        assert holdings.badge_page(lumen.organization, None, count)[1] is None
        assert holdings.badge_page(lumen.organization, None, count - 1)[1] is not None


def test_nobody_holds_nothing(lumen: Lumen) -> None:
    with db.unit():
        assert holdings.of_person(lumen.organization.id, None) == ([], None)
        assert holdings.earned(lumen.organization.id, None) == {}


def test_a_proven_address_goes_before_one_that_an_admin_claims(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, bob = who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)
        for address, proven_at in (("claimed@example.org", None), ("proven@example.org", now)):
            Identity.create(
                person=ada,
                provider="email",
                external_id=address,
                login=address,
                seen_at=now,
                proven_at=proven_at,
            )
        assert holdings.mails([ada, bob], None) == {ada: "proven@example.org"}


def test_hidden_people_and_strangers_are_not_shown(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, bob = who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)
        Membership.update(hidden_at=now).where(Membership.person == bob).execute()
        assert holdings.shown_people(lumen.organization.id, [ada, bob, 4711]).keys() == {ada}
