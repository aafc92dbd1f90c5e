"""models/awards.py: badges are earned and lost by pattern, and what a person decided stands."""

from datetime import datetime, timedelta

import pytest

from models import award_cards, awards, badges, db, organizations
from models.awards import Award
from models.badges import Badge
from models.errors import AlreadyHeld, NotFound, NotHeld
from models.rules.patterns.language import read
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import at_once, carry, home, issue, who

HOUR = timedelta(hours=1)
unit = pytest.mark.usefixtures("unit")


def first(lumen: Lumen) -> Badge:
    return badges.find(lumen.organization, "issue-1")


def close(lumen: Lumen, now: datetime, *numbers: int) -> None:
    for number in numbers:
        carry(home(lumen.organization), now, issue(number, now))


def reopen(lumen: Lumen, now: datetime, number: int) -> None:
    carry(home(lumen.organization), now + HOUR, issue(number, now + HOUR, state="open"))


def history() -> list[tuple[str, str | None, bool]]:
    """(badge, who gave it, whether it is held) of every award there ever was."""
    return [(one.badge.slug, one.by, one.revoked_at is None) for one in Award.select().order_by(Award.id)]


@unit
def test_the_first_piece_of_work_earns_its_badge_with_reason_and_evidence(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, 42)
    [award] = Award.select()
    assert (award.badge.slug, award.by, award.awarded_at) == ("issue-1", None, now)
    assert award.reason == "for closing #42 in lumen/parser"
    assert award.evidence == [{"text": "#42 Work 42", "url": "https://github.test/1"}]


@unit
def test_a_badge_is_earned_once(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, 1, 2, 3)
    assert history() == [("issue-1", None, True)]


@unit
def test_the_tenth_piece_of_work_says_so(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, *range(1, 11))
    award = Award.select().order_by(Award.id.desc()).get()
    assert (award.badge.slug, award.reason) == (
        "issue-10",
        "for 10 issues closed, the last by closing #10 in lumen/parser",
    )


@unit
def test_one_delivery_may_earn_several_badges_easiest_first(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, *(issue(number, now) for number in range(1, 12)))
    assert history() == [("issue-1", None, True), ("issue-10", None, True)]


@unit
def test_a_badge_is_lost_with_the_work_and_says_what_remains(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, *range(1, 11))
    reopen(lumen, now, 4)
    assert history() == [("issue-1", None, True), ("issue-10", None, False)]
    lost = Award.get(Award.revoked_at.is_null(False))
    assert (lost.revoked_at, lost.revoked_by) == (now + HOUR, None)
    assert lost.revoke_reason == "9 of 10 issues closed remain after a correction"


@unit
def test_a_badge_lost_by_correction_can_be_earned_again(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, 1)
    reopen(lumen, now, 1)
    close(lumen, now, 2)
    assert history() == [("issue-1", None, False), ("issue-1", None, True)]


@unit
def test_work_that_is_shared_earns_everybody_the_badge(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now, ADA, BOB))
    assert {award.person.login for award in Award.select()} == {"ada", "bob"}


@unit
def test_a_pattern_does_not_give_again_what_was_given_by_hand(lumen: Lumen, now: datetime) -> None:
    awards.give(lumen.organization, first(lumen), who(lumen.organization, ADA, now), "early", "Eve", now)
    close(lumen, now, 1)
    assert history() == [("issue-1", "Eve", True)]


@unit
def test_a_pattern_does_not_take_what_was_given_by_hand(lumen: Lumen, now: datetime) -> None:
    awards.give(lumen.organization, first(lumen), who(lumen.organization, ADA, now), "early", "Eve", now)
    close(lumen, now, 1)
    reopen(lumen, now, 1)
    assert history() == [("issue-1", "Eve", True)]


@unit
def test_a_pattern_does_not_give_back_what_was_revoked_by_hand(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, 1)
    awards.revoke(lumen.organization, first(lumen), who(lumen.organization, ADA, now), "cheated", "Eve", now)
    reopen(lumen, now, 1)
    close(lumen, now, 2)
    assert history() == [("issue-1", None, False)]
    assert Award.get().revoke_reason == "cheated"


@unit
def test_a_person_may_change_their_mind(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    awards.give(lumen.organization, first(lumen), ada, "early", "Eve", now)
    awards.revoke(lumen.organization, first(lumen), ada, "too early", "Eve", now)
    awards.give(lumen.organization, first(lumen), ada, "now", "Eve", now)
    assert history() == [("issue-1", "Eve", False), ("issue-1", "Eve", True)]


@unit
def test_an_award_without_a_reason_has_the_badges_own(lumen: Lumen, now: datetime) -> None:
    special = badges.find(lumen.organization, "special")
    award = awards.give(lumen.organization, special, who(lumen.organization, ADA, now), "", "Eve", now)
    assert (award.reason, award.evidence, award.by) == (special.description, [], "Eve")


@unit
def test_nobody_holds_a_badge_twice_or_loses_what_they_do_not_hold(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    with pytest.raises(NotHeld, match="ada does not hold “First issue closed”"):
        awards.revoke(lumen.organization, first(lumen), ada, "why not", "Eve", now)
    awards.give(lumen.organization, first(lumen), ada, "early", "Eve", now)
    with pytest.raises(AlreadyHeld, match="ada holds “First issue closed” already"):
        awards.give(lumen.organization, first(lumen), ada, "again", "Eve", now)


@unit
def test_strangers_are_not_given_badges(lumen: Lumen, now: datetime) -> None:
    theirs = who(organizations.create("ember", "Ember", "UTC", now), BOB, now)
    with pytest.raises(NotFound):
        awards.give(lumen.organization, first(lumen), theirs, "early", "Eve", now)
    with pytest.raises(NotFound):
        awards.revoke(lumen.organization, first(lumen), theirs, "why not", "Eve", now)


@unit
def test_a_badge_that_is_not_active_is_not_earned(lumen: Lumen, now: datetime) -> None:
    badges.change(first(lumen), {"active": False}, now)
    close(lumen, now, 1)
    assert history() == []


@unit
def test_awards_are_shown_newest_first_revoked_ones_included(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, 1)
    carry(home(lumen.organization), now, issue(2, now, BOB))
    reopen(lumen, now, 1)
    ada = who(lumen.organization, ADA, now)
    shown = award_cards.of(awards.recent(lumen.organization.id, 10))
    assert [(card.badge.slug, card.revoked_at is not None) for card in shown] == [("issue-1", False), ("issue-1", True)]
    assert [card.id for card in award_cards.of(awards.of_person(lumen.organization.id, ada))] == [shown[1].id]
    assert award_cards.of([]) == []
    assert len(awards.recent(lumen.organization.id, 1)) == 1


@unit
def test_a_new_organisations_own_badge_is_earned_like_the_others(lumen: Lumen, now: datetime) -> None:
    pattern = read({"pattern": "count", "kind": "issue.closed", "at_least": 2})
    badges.create(lumen.organization, "two", "Two issues", "", "special", "#000000", pattern, now)
    close(lumen, now, 1, 2)
    assert history() == [("issue-1", None, True), ("two", None, True)]


def test_two_admins_at_once_give_one_award(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, badge = who(lumen.organization, ADA, now), first(lumen)

    def give() -> str:
        try:
            awards.give(lumen.organization, badge, ada, "early", "Eve", now)
        except AlreadyHeld:
            return "refused"
        return "given"

    assert sorted(at_once(*[give] * 4)) == ["given", "refused", "refused", "refused"]


def test_a_pattern_and_an_admin_at_once_give_one_award(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, badge = who(lumen.organization, ADA, now), first(lumen)

    def give() -> None:
        try:
            awards.give(lumen.organization, badge, ada, "early", "Eve", now)
        except AlreadyHeld:
            return

    at_once(give, *[lambda number=number: close(lumen, now, number) for number in range(1, 5)])
    with db.unit():
        assert [held for _, _, held in history()] == [True]
