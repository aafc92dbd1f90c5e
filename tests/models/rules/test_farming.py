"""models/rules/farming.py: what earns nothing, whoever tries; and its honest twin, which loses nothing."""

from datetime import timedelta
from typing import Any

import pytest

from models.rules.points import Tariff
from models.rules.work import Folded
from tests.cast import ADA, BOB, CYD, ROBOT
from tests.models.rules.pieces import CLOSED, SUBJECT, issue, only, paid, pull_request, review

OPEN = Tariff.model_validate({"farming": {"own_review": False, "self_closed": False}})
ALONE: dict[str, Any] = {"author": BOB, "assignees": (), "ended_by": BOB, "witnesses": (BOB.external_id,)}


def refusal(kind: str, item: Folded, tariff: Tariff | None = None) -> str | None:
    [due] = only(kind, item, tariff)
    return due.refused.code if due.refused else None


def refusal_of(item: Folded, login: str) -> str | None:
    """Why closing it counts for nothing for one of several."""
    [due] = [due for due in only("issue.closed", item) if due.account.login == login]
    return due.refused.code if due.refused else None


@pytest.mark.parametrize("reason", ["not_planned", "duplicate"])
def test_an_issue_that_was_not_done_earns_nothing(reason: str) -> None:
    assert paid(issue(reason=reason)) == []
    assert refusal("issue.closed", issue(reason=reason)) == "not_done"
    assert refusal("issue.opened", issue(reason=reason)) is None


@pytest.mark.parametrize("reason", ["completed", None])
def test_an_issue_closed_without_a_reason_counts_as_completed(reason: str | None) -> None:
    assert paid(issue(reason=reason)) == [("ada", 3)]
    assert [due.reason for due in only("issue.closed", issue(reason=reason))] == ["completed"]


def test_nobody_earns_by_their_own_review() -> None:
    renamed = ADA.model_copy(update={"login": "ada-the-great"})
    assert paid(review(author=ADA)) == paid(review(author=renamed)) == []
    assert refusal("review.given", review(author=ADA)) == "own_review"
    assert paid(review(author=BOB)) == [("bob", 2)]


def test_a_review_of_a_ghosts_pull_request_counts() -> None:
    assert paid(review(subject=SUBJECT.model_copy(update={"author": None}))) == [("bob", 2)]


def test_an_issue_opened_and_closed_by_oneself_alone_earns_nothing() -> None:
    assert refusal("issue.closed", issue(**ALONE)) == "self_closed"
    assert refusal("issue.closed", issue(**ALONE | {"assignees": (BOB,)})) == "self_closed"


def test_a_bot_is_nobody_else() -> None:
    assert refusal("issue.closed", issue(**ALONE | {"ended_by": ROBOT})) == "self_closed"
    assert refusal("issue.closed", issue(**ALONE | {"assignees": (ROBOT,)})) == "self_closed"


def test_opening_it_earns_nothing_either_once_it_is_closed_so() -> None:
    tariff = Tariff(worth={"issue.opened": 1, "issue.closed": 3})
    assert paid(issue(**ALONE), tariff) == []
    assert paid(issue(**ALONE | {"state": "open", "ended_at": None}), tariff) == [("bob", 1)]


@pytest.mark.parametrize(
    "somebody_else",
    [
        {"ended_by": ADA},
        {"witnesses": (ADA.external_id, BOB.external_id)},
        {"author": CYD},
    ],
)
def test_one_other_person_makes_it_honest(somebody_else: dict[str, Any]) -> None:
    tariff = Tariff.model_validate({"recipients": {"issue": ["author"]}})
    assert len(paid(issue(**ALONE | somebody_else), tariff)) == 1


def test_whoever_is_only_assigned_has_done_nothing_yet() -> None:
    assigned, tariff = issue(**ALONE | {"assignees": (ADA, BOB)}), Tariff(worth={"issue.opened": 1, "issue.closed": 4})
    assert paid(assigned, tariff) == [("bob", 1), ("ada", 2)], "she has her share, and he has opened it for her"
    assert refusal_of(assigned, "bob") == "self_closed"


def test_work_from_before_closers_were_kept_keeps_what_it_earned() -> None:
    assert paid(issue(**ALONE | {"ended_by": None})) == [("bob", 3)]


def test_an_admin_may_switch_the_protection_off() -> None:
    assert paid(issue(**ALONE), OPEN) == [("bob", 3)]
    assert paid(review(author=ADA), OPEN) == [("ada", 2)]


def test_what_is_undone_before_it_settled_counts_for_nothing() -> None:
    soon, late = CLOSED + timedelta(days=2), CLOSED + timedelta(days=9)
    settling = Tariff(settling_days=7)
    assert refusal("pull_request.merged", pull_request(reverted=(soon, 9)), settling) == "reverted"
    assert paid(pull_request(reverted=(late, 9)), settling) == [("bob", 5)]
    assert paid(pull_request(reverted=(soon, 9))) == [("bob", 5)]


def test_a_refusal_is_a_sentence_for_those_who_ask_why() -> None:
    said = [
        only("issue.closed", issue(reason="duplicate")),
        only("review.given", review(author=ADA)),
        only("issue.closed", issue(**ALONE)),
        only("pull_request.merged", pull_request(reverted=(CLOSED, 9)), Tariff(settling_days=7)),
    ]
    assert [due.refused.words for [due] in said if due.refused] == [
        "#42 was closed as a duplicate.",
        "#7 is their own: nobody earns by their own review.",
        "#42 was opened and closed by the same person, and nobody else took part.",
        "#7 was undone by #9 before its points were settled.",
    ]
    assert [(due.trace[-1].rule, due.trace[-1].points) for [due] in said] == [
        ("not_done", 0),
        ("own_review", 0),
        ("self_closed", 0),
        ("reverted", 0),
    ]
