"""models/rules/recipients.py: whose work it is, and how its points are shared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.points import Tariff, shares
from models.rules.work import Account
from tests.cast import ADA, BOB, CYD, ROBOT
from tests.models.rules.pieces import issue, paid, pull_request, push, review, typed

CO = Tariff(worth={"pull_request.merged": 6, "push.made": 4}, co_authors=True)
DEE = typed("github", "1004")
EVE = typed("email", "eve@example.org")


def by(*who: str, **fields: object) -> Tariff:
    return Tariff.model_validate({"recipients": {"issue": who, "pull_request": who}} | fields)


def test_assignees_share() -> None:
    assert paid(issue(assignees=(ADA, BOB), labels=("sp/5",))) == [("ada", 3), ("bob", 2)]


def test_shares_follow_the_accounts_not_the_order_in_which_they_were_assigned() -> None:
    assert paid(issue(assignees=(BOB, ADA), labels=("sp/5",))) == [("ada", 3), ("bob", 2)]


def test_bots_do_not_share() -> None:
    assert paid(issue(assignees=(ADA, ROBOT))) == [("ada", 3)]


def test_an_issue_assigned_to_bots_alone_pays_its_author() -> None:
    assert paid(issue(assignees=(ROBOT,))) == [("bob", 3)]


def test_an_unassigned_issue_pays_its_author() -> None:
    assert paid(issue(assignees=())) == [("bob", 3)]


@pytest.mark.parametrize("author", [ROBOT, None])
def test_work_of_bots_and_ghosts_pays_nobody(author: Account | None) -> None:
    assert paid(issue(assignees=(), author=author)) == []
    assert paid(pull_request(author=author)) == []


def test_an_account_assigned_twice_has_one_share() -> None:
    assert paid(issue(assignees=(ADA, ADA))) == [("ada", 3)]


def test_a_tariff_of_before_may_say_author_in_one_word() -> None:
    old = Tariff.model_validate({"recipients": {"issue": "author"}})
    assert paid(issue(), old) == [("bob", 3)]
    assert paid(pull_request(assignees=(ADA,)), old) == [("ada", 5)]


def test_the_first_of_the_list_that_has_anybody_is_paid() -> None:
    assert paid(issue(ended_by=CYD), by("closer", "assignees")) == [("cyd", 3)]
    assert paid(issue(ended_by=None), by("closer", "assignees")) == [("ada", 3)]
    assert paid(issue(ended_by=ROBOT, author=CYD, witnesses=("1",)), by("closer", "author")) == [("cyd", 3)]
    assert paid(issue(assignees=()), by("assignees")) == []


def test_who_merged_a_pull_request_is_its_closer() -> None:
    assert paid(pull_request(merged_by=ADA, ended_by=CYD), by("closer")) == [("ada", 5)]


def test_reviewers_may_be_paid_for_what_they_reviewed() -> None:
    tariff = Tariff.model_validate({"recipients": {"pull_request": ["reviewers"]}})
    assert paid(pull_request(reviewers=(CYD, ADA)), tariff) == [("ada", 3), ("cyd", 2)]


def test_each_may_get_the_full_points() -> None:
    assert paid(issue(assignees=(ADA, BOB)), Tariff(split="full")) == [("ada", 3), ("bob", 3)]


def test_co_authors_share_when_the_tariff_says_so() -> None:
    item = pull_request(co_authors=(DEE,))
    assert paid(item, CO, {DEE.key: 4}) == [("bob", 3), ("1004", 3)]
    assert paid(item, Tariff(), {DEE.key: 4}) == [("bob", 5)]
    assert paid(push(co_authors=(DEE,)), CO.model_copy(update={"split": "full"}), {DEE.key: 4}) == [
        ("bob", 4),
        ("1004", 4),
    ]


def test_a_co_author_whom_nobody_knows_takes_no_share() -> None:
    assert paid(pull_request(co_authors=(DEE, EVE)), CO) == [("bob", 6)]


def test_an_author_who_names_their_own_address_has_one_share() -> None:
    item = pull_request(co_authors=(EVE,))
    assert paid(item, CO, {BOB.key: 2, EVE.key: 2}) == [("bob", 6)]


def test_a_bots_work_pays_no_co_author() -> None:
    assert paid(pull_request(author=ROBOT, co_authors=(DEE,)), CO, {DEE.key: 4}) == []


def test_a_review_pays_its_reviewer_whoever_is_assigned() -> None:
    assert paid(review(author=BOB, assignees=(CYD,))) == [("bob", 2)]


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_shares_sum_exactly_and_are_as_equal_as_whole_points_can_be(total: int, people: int) -> None:
    parts = shares(total, people)
    assert (len(parts), sum(parts)) == (people, total)
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


def test_nobody_gets_no_share() -> None:
    assert shares(5, 0) == []
