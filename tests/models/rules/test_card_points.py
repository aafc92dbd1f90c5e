"""Cards, checklist items and contributions in the rules: who is paid, how much, why not, and what it teaches."""

import pytest

from models.rules import leagues, lessons
from models.rules.leagues import Matches
from models.rules.tariff import Tariff
from models.rules.valuing import UNKNOWN
from tests.cast import ADA, BOB, CYD, ROBOT
from tests.models.rules.pieces import card, check_item, contribution, issue, only, paid, pull_request

ALL = Tariff(worth={"card.completed": 3, "check_item.completed": 1, "contribution.made": 2})


def test_members_are_paid_else_whoever_completed_it_else_whoever_made_it() -> None:
    assert paid(card()) == [("ada", 3)]
    assert paid(card(assignees=())) == [("cyd", 3)]
    assert paid(card(assignees=(), ended_by=None)) == [("bob", 3)]
    assert paid(card(assignees=(ROBOT,), ended_by=ROBOT, witnesses=("7",))) == [("bob", 3)]
    assert paid(card(assignees=(ADA, BOB))) == [("ada", 2), ("bob", 1)]


def test_a_tariff_may_name_who_is_paid_for_a_card() -> None:
    assert paid(card(), Tariff(recipients={"card": ("author",)})) == [("bob", 3)]
    with pytest.raises(ValueError, match="A card has no reviewers"):
        Tariff(recipients={"card": ("reviewers",)})
    # One that was decided before there were cards counts them as usual.
    assert paid(card(), Tariff(recipients={"issue": ("author",)})) == [("ada", 3)]


@pytest.mark.parametrize("other", [{"state": "open"}, {"reason": "archived"}, {"gone": True}, {"overheard": True}])
def test_what_is_not_done_is_no_deed(other: dict[str, object]) -> None:
    assert only("card.completed", card(**other)) == []


def test_what_a_human_said_goes_before_labels_and_is_rounded_half_up() -> None:
    assert paid(card(points=2.5, labels=("size/XL",))) == [("ada", 3)]
    assert paid(card(points=0.4)) == [("ada", 0)]
    assert paid(card(points=500, labels=("size/XL",))) == [("ada", 8)]
    [due] = only("card.completed", card(points=4.5))
    assert due.reason_words == "5 points for completing card #3 (said to be worth 4.5)"
    assert [step.words for step in due.trace][1] == "Somebody said that it is worth 4.5: 5 points."


def test_it_counts_for_issues_and_pull_requests_too() -> None:
    assert paid(issue(points=7)) == [("ada", 7)]
    assert paid(pull_request(points=7)) == [("bob", 7)]


def test_a_card_that_one_person_made_and_completed_alone_counts_for_nothing() -> None:
    alone = card(assignees=(), author=CYD)
    assert [due.refused.code for due in only("card.completed", alone) if due.refused] == ["self_closed"]
    seen = card(assignees=(), author=CYD, witnesses=(ADA.external_id,))
    assert paid(seen) == [("cyd", 3)]


def test_a_checklist_item_pays_whoever_ticked_it_off_when_the_tariff_does() -> None:
    assert paid(check_item()) == []
    assert [due.worth for due in only("check_item.completed", check_item())] == [None]
    assert paid(check_item(), ALL) == [("bob", 1)]
    assert only("check_item.completed", check_item(state="dismissed"), ALL) == []


def test_a_contribution_pays_its_author_by_what_its_source_says() -> None:
    assert paid(contribution(), ALL) == [("bob", 2)]
    assert paid(contribution(points=8), ALL) == [("bob", 8)]
    assert paid(contribution(labels=("sp/5",)), ALL) == [("bob", 5)]
    assert paid(contribution(author=ROBOT), ALL) == []
    assert paid(contribution(state="dismissed"), ALL) == []


def test_a_card_is_answered_from_its_making() -> None:
    [due] = only("card.completed", card())
    assert due.answered == 2 * 3600


def test_a_done_card_teaches_by_its_field_and_an_archived_one_nothing() -> None:
    value = lessons.value_of(card(points=2.5, labels=("sp/8",)), Tariff(), UNKNOWN)
    assert value == (2.5, "field", "github:1002")
    assert lessons.value_of(card(labels=("sp/8",)), Tariff(), UNKNOWN) == (8.0, "label", "github:1002")
    assert lessons.value_of(card(points=2.5, reason="archived"), Tariff(), UNKNOWN) is None
    assert lessons.value_of(card(points=2.5, state="open"), Tariff(), UNKNOWN) is None


def test_a_card_completes_a_section_by_its_list_or_label_but_not_when_archived() -> None:
    by_list, by_label = Matches(list="Done"), Matches(label="Bug")
    here = {"lists": ("2" * 24, "Done"), "labels": ("bug",)}
    assert leagues.completes(by_list, card(**here), 1) and leagues.completes(by_label, card(**here), 1)
    put_away = card(**here, reason="archived")
    assert not leagues.completes(by_list, put_away, 1) and not leagues.completes(by_label, put_away, 1)
    assert not leagues.completes(by_label, card(**here, state="open"), 1)
