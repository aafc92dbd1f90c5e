"""models/rules/points.py: what work is worth, to whom, and why in words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules import points
from models.rules.points import Claim, LiveEntry, Tariff
from models.rules.work import Account, Folded, Subject, Work
from tests.cast import ADA, BOB, CYD, ROBOT

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
CLOSED = NOON + timedelta(hours=2)
STARS = Tariff(worth={"star.given": 1, "push.made": 4, "review.given": 2})
SUBJECT = Subject(external_id="8007", number=7, title="Change 7", author=ADA)


def issue(**fields: Any) -> Folded:
    gone = fields.pop("gone", False)
    work = {
        "kind": "issue",
        "external_id": "7042",
        "number": 42,
        "title": "Fix the lexer",
        "state": "closed",
        "reason": "completed",
        "began_at": NOON,
        "ended_at": CLOSED,
        "author": BOB,
        "assignees": (ADA,),
    }
    return Folded(work=Work.model_validate(work | fields), stamps={}, gone=gone)


def pull_request(**fields: Any) -> Folded:
    kind = {"kind": "pull_request", "number": 7, "state": "merged", "reason": None, "assignees": ()}
    return issue(**(kind | fields))


def review(**fields: Any) -> Folded:
    kind = {"kind": "review", "number": 7, "state": "given", "subject": SUBJECT, "ended_at": None, "assignees": ()}
    return issue(**(kind | fields))


def paid(item: Folded, tariff: Tariff | None = None) -> list[tuple[str, int]]:
    return [(claim.account.login, claim.points) for claim in points.claims(item, tariff or Tariff())]


def worth(*labels: str, tariff: Tariff | None = None) -> int | None:
    found = points.label_points(labels, tariff or Tariff())
    return found[0] if found else None


@pytest.mark.parametrize(
    "label",
    [
        "points: 3",
        "points:3",
        "Points 3",
        "point: 3",
        "pts/3",
        "pt=3",
        "sp/3",
        "SP: 3",
        "story points 3",
        "story-points/3",
        "storypoints: 3",
        "story point: 3",
        "3 points",
        "3pts",
        "3 SP",
        "3 story points",
        "1 point",
        " points: 3 ",
        "points: 03",
        "size/M",
        "size: m",
        "Size M",
        "size=M",
    ],
)
def test_a_whole_label_may_speak_of_points(label: str) -> None:
    assert worth(label) == (1 if "1" in label else 3)


@pytest.mark.parametrize(
    "label",
    [
        "points: 3x",
        "points: 3.5",
        "points: -3",
        "points: 3 4",
        "points: \uff13",
        "points: ٣",
        "points: ³",
        "checkpoints: 3",
        "points",
        "points:",
        "points: three",
        "3",
        "3 bugs",
        "33 pointsmen",
        "my sp/5",
        "sp/5!",
        "points: 1000000000",
        "size/huge",
        "size/",
        "size/XXXXL",
        "ſize/M",
        "resize/M",
        "points: 3\npoints: 4",
        "",
    ],
)
def test_any_other_label_does_not(label: str) -> None:
    assert worth(label) is None


def test_a_label_above_the_bound_is_taken_for_a_slip() -> None:
    assert worth("points: 100") == 100
    assert worth("points: 101") is None
    assert worth("points: 101", tariff=Tariff(label_limit=200)) == 101


def test_a_label_worth_nothing_is_worth_nothing() -> None:
    assert worth("points: 0") == 0


def test_of_two_point_labels_the_higher_counts() -> None:
    assert points.label_points(["points: 3", "sp/5", "size/S"], Tariff()) == (5, "sp/5")
    assert worth("points: 999", "sp/2") == 2


def test_sizes_are_the_tariffs_own() -> None:
    assert worth("size/huge", "size/m", tariff=Tariff(sizes={"Huge": 40})) == 40


@given(st.text(max_size=30))
def test_no_label_breaks_the_reading(label: str) -> None:
    found = worth(label)
    assert found is None or 0 <= found <= 100


@given(st.lists(st.sampled_from(["points: 3", "sp/5", "5 points", "size/L", "bug", "points: 3x"]), max_size=6))
def test_the_order_of_labels_does_not_matter(labels: list[str]) -> None:
    assert points.label_points(labels, Tariff()) == points.label_points(sorted(labels), Tariff())


def test_a_closed_issue_pays_what_the_tariff_says() -> None:
    assert paid(issue()) == [("ada", 3)]
    assert paid(issue(), Tariff(worth={"issue.closed": 9})) == [("ada", 9)]


def test_a_point_label_goes_before_the_tariff() -> None:
    assert paid(issue(labels=("bug", "points: 8"))) == [("ada", 8)]


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


def test_a_tariff_may_pay_the_author() -> None:
    assert paid(issue(), Tariff(recipients={"issue": "author"})) == [("bob", 3)]


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_shares_sum_exactly_and_are_as_equal_as_whole_points_can_be(total: int, people: int) -> None:
    parts = points.shares(total, people)
    assert (len(parts), sum(parts)) == (people, total)
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


def test_nobody_gets_no_share() -> None:
    assert points.shares(5, 0) == []


@pytest.mark.parametrize("reason", ["not_planned", "duplicate"])
def test_an_issue_that_was_not_done_earns_nothing(reason: str) -> None:
    assert paid(issue(reason=reason)) == []


@pytest.mark.parametrize("reason", ["completed", None])
def test_an_issue_closed_without_a_reason_counts_as_completed(reason: str | None) -> None:
    assert paid(issue(reason=reason)) == [("ada", 3)]


def test_an_open_issue_earns_nothing() -> None:
    assert paid(issue(state="open", ended_at=None)) == []


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_pull_request_earns_only_when_merged(state: str) -> None:
    assert paid(pull_request()) == [("bob", 5)]
    assert paid(pull_request(state=state)) == []


def test_a_review_pays_its_reviewer_whatever_the_labels_say() -> None:
    assert paid(review(author=BOB, labels=("points: 50",), assignees=(CYD,))) == [("bob", 2)]


def test_nobody_earns_by_their_own_review() -> None:
    assert paid(review(author=ADA)) == []
    renamed = ADA.model_copy(update={"login": "ada-the-great"})
    assert paid(review(author=renamed)) == []


def test_a_review_of_a_ghosts_pull_request_counts() -> None:
    assert paid(review(subject=SUBJECT.model_copy(update={"author": None}))) == [("bob", 2)]


def test_a_dismissed_review_earns_nothing() -> None:
    assert paid(review(state="dismissed")) == []


@pytest.mark.parametrize("item", [issue(gone=True), pull_request(gone=True), review(gone=True)])
def test_work_that_is_gone_earns_nothing(item: Folded) -> None:
    assert paid(item) == []


def test_work_of_a_kind_that_the_tariff_does_not_name_leaves_no_claim() -> None:
    star = issue(kind="star", number=None, state="given", ended_at=None)
    assert paid(star) == []
    assert paid(star, STARS) == [("bob", 1)]
    assert paid(issue(labels=("points: 8",)), STARS) == []


def test_points_happen_when_the_work_ended_else_when_it_began() -> None:
    assert [claim.happened_at for claim in points.claims(issue(), Tariff())] == [CLOSED]
    assert [claim.happened_at for claim in points.claims(review(), Tariff())] == [NOON]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (issue(), "3 points for closing #42"),
        (issue(labels=("points: 8",)), "8 points for closing #42 (label “points: 8”)"),
        (issue(labels=("points: 1",)), "1 point for closing #42 (label “points: 1”)"),
        (issue(labels=("sp/0",)), "0 points for closing #42 (label “sp/0”)"),
        (issue(assignees=(ADA, BOB)), "2 of 3 points for closing #42 (shared by 2)"),
        (issue(assignees=(ADA, BOB), labels=("sp/2",)), "1 of 2 points for closing #42 (shared by 2, label “sp/2”)"),
        (pull_request(), "5 points for getting #7 merged"),
        (review(), "2 points for reviewing #7"),
        (issue(kind="star", number=None, state="given"), "1 point for a star"),
        (issue(kind="push", number=None, state="given", commits=1), "4 points for pushing 1 commit"),
        (issue(kind="push", number=None, state="given", commits=3), "4 points for pushing 3 commits"),
    ],
)
def test_a_claim_says_why(item: Folded, words: str) -> None:
    tariff = STARS if item.work.kind in ("star", "push") else Tariff()
    assert points.claims(item, tariff)[0].reason == words


@pytest.mark.parametrize(
    ("item", "kind", "words"),
    [
        (issue(state="open"), "issue.closed", "3 points taken back: #42 was reopened"),
        (issue(reason="duplicate"), "issue.closed", "3 points taken back: #42 was closed as a duplicate"),
        (issue(reason="not_planned"), "issue.closed", "3 points taken back: #42 was closed as not planned"),
        (issue(gone=True), "issue.closed", "3 points taken back: #42 was deleted or moved away"),
        (issue(labels=("sp/1",)), "issue.closed", "3 points taken back: #42 is counted anew after a change"),
        (review(state="dismissed"), "review.given", "3 points taken back: the review of #7 was dismissed"),
        (review(gone=True), "review.given", "3 points taken back: the review of #7 was deleted or moved away"),
        (
            issue(kind="star", number=None, state="dismissed"),
            "star.given",
            "3 points taken back: the star was removed",
        ),
    ],
)
def test_a_reversal_says_why(item: Folded, kind: str, words: str) -> None:
    assert points.reversal_reason(item, kind, 3) == words


def test_one_point_is_not_points() -> None:
    assert points.reversal_reason(issue(state="open"), "issue.closed", 1).startswith("1 point taken back")


def test_a_title_is_the_works_number_and_name() -> None:
    assert points.title(issue().work) == "#42 Fix the lexer"
    assert points.title(review().work) == "#7 Change 7"
    assert points.title(issue(kind="push", number=None, title="Fix it").work) == "Fix it"


claims = st.builds(
    Claim,
    kind=st.sampled_from(["issue.closed", "pull_request.merged"]),
    account=st.sampled_from([ADA, BOB]),
    points=st.integers(0, 2),
    happened_at=st.sampled_from([NOON, CLOSED]),
    reason=st.sampled_from(["for this", "for that"]),
)
dues = st.lists(st.tuples(st.integers(1, 2), claims), max_size=5)


def ledger(pairs: list[tuple[int, Claim]], first: int = 1) -> list[LiveEntry]:
    return [
        LiveEntry(id=line, kind=claim.kind, person=person, points=claim.points, happened_at=claim.happened_at)
        for line, (person, claim) in enumerate(pairs, first)
    ]


@given(dues, dues)
def test_applying_the_difference_leaves_what_is_due_and_applying_it_twice_changes_nothing(
    before: list[tuple[int, Claim]], due: list[tuple[int, Claim]]
) -> None:
    standing = ledger(before)
    gone, missing = points.difference(standing, due)
    after = [entry for entry in standing if entry not in gone] + ledger(missing, first=100)
    assert sum(entry.points for entry in after) == sum(claim.points for _, claim in due)
    assert sorted((e.person, e.kind, e.points, e.happened_at) for e in after) == sorted(
        (person, claim.kind, claim.points, claim.happened_at) for person, claim in due
    )
    assert points.difference(after, due) == ([], [])


@given(dues)
def test_what_stands_as_it_is_due_is_not_touched(due: list[tuple[int, Claim]]) -> None:
    assert points.difference(ledger(due), due) == ([], [])


def test_other_words_alone_are_no_difference() -> None:
    [claim] = points.claims(issue(), Tariff())
    reworded = claim.model_copy(update={"reason": "3 points for something else"})
    assert points.difference(ledger([(1, claim)]), [(1, reworded)]) == ([], [])
