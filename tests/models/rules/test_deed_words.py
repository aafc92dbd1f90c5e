"""models/rules/deed_words.py: what was done, and why points are taken back, in words."""

import pytest

from models.rules import points
from models.rules.deeds import KINDS
from models.rules.work import Folded
from tests.models.rules.pieces import card, check_item, contribution, issue, pull_request, push, review, star


@pytest.mark.parametrize(
    ("item", "kind", "words"),
    [
        (issue(state="open"), "issue.closed", "3 points taken back: #42 was reopened"),
        (issue(state="open"), "issue.opened", "3 points taken back: #42 is counted anew after a change"),
        (issue(reason="duplicate"), "issue.closed", "3 points taken back: #42 was closed as a duplicate"),
        (issue(reason="not_planned"), "issue.closed", "3 points taken back: #42 was closed as not planned"),
        (issue(gone=True), "issue.closed", "3 points taken back: #42 was deleted or moved away"),
        (issue(labels=("sp/1",)), "issue.closed", "3 points taken back: #42 is counted anew after a change"),
        (review(state="dismissed"), "review.given", "3 points taken back: the review of #7 was dismissed"),
        (review(gone=True), "review.given", "3 points taken back: the review of #7 was deleted or moved away"),
        (card(state="open"), "card.completed", "3 points taken back: card #3 is no longer done"),
        (card(reason="archived"), "card.completed", "3 points taken back: card #3 is no longer done"),
        (card(gone=True), "card.completed", "3 points taken back: card #3 was deleted or moved away"),
        (
            check_item(state="dismissed"),
            "check_item.completed",
            "3 points taken back: the checklist item “Buy a bulb” is no longer ticked off",
        ),
        (
            contribution(state="dismissed", title=""),
            "contribution.made",
            "3 points taken back: a contribution was taken back where it came from",
        ),
        (star(state="dismissed"), "star.given", "3 points taken back: the star was removed"),
    ],
)
def test_a_reversal_says_why(item: Folded, kind: str, words: str) -> None:
    assert points.reversal_reason(item, kind, 3) == words


def test_a_penalty_is_given_back() -> None:
    assert points.reversal_reason(issue(), "penalty", -3).startswith("3 points given back: ")


def test_one_point_is_not_points() -> None:
    assert points.reversal_reason(issue(state="open"), "issue.closed", 1).startswith("1 point taken back")
    assert points.reversal_reason(issue(state="open"), "issue.closed", 0) == (
        "no longer counted, for 0 points: #42 was reopened"
    )


def test_a_title_is_the_works_number_and_name() -> None:
    assert points.title(issue().work) == "#42 Fix the lexer"
    assert points.title(review().work) == "#7 Change 7"
    assert points.title(push(title="Fix it").work) == "Fix it"


def test_every_kind_of_deed_has_words() -> None:
    work = {"issue": issue(), "pull_request": pull_request(), "review": review(), "star": star(), "push": push()}
    work |= {"card": card(), "check_item": check_item(), "contribution": contribution()}
    assert [points.deed(kind, work[kind.split(".")[0]].work) for kind in KINDS] == [
        "opening #42",
        "closing #42",
        "proposing #7",
        "getting #7 merged",
        "proposing #7, which was closed without a merge",
        "reviewing #7",
        "a star",
        "pushing 2 commits",
        "completing card #3",
        "ticking off the checklist item “Buy a bulb”",
        "the contribution “Answered in the forum”",
    ]
    assert points.deed("push.made", push(commits=1).work) == "pushing 1 commit"
