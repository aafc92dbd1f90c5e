"""models/rules/dues.py: every deed in a piece of work, whoever did it, whether or not the tariff pays for it."""

from datetime import timedelta

import pytest

from models.rules.points import Tariff, dues
from models.rules.work import Folded
from tests.cast import ADA, BOB, CYD, ROBOT
from tests.models.rules.pieces import CLOSED, NOON, SUBJECT, issue, only, paid, pull_request, push, review, star

STARS = Tariff(worth={"star.given": 1, "push.made": 4, "review.given": 2})
SPAM = {"name": "Spam", "kinds": ["issue.opened", "issue.closed"], "label": "Spam", "points": 5}
REJECTED = {"name": "Turned down", "kinds": ["pull_request.rejected"], "points": 2}


def done(item: Folded) -> list[tuple[str, str, int | None]]:
    return [(due.kind, due.account.login, due.worth) for due in dues(item, Tariff())]


def test_each_kind_of_work_has_its_deeds() -> None:
    assert done(issue()) == [("issue.opened", "bob", None), ("issue.closed", "ada", 3)]
    assert done(issue(state="open", ended_at=None)) == [("issue.opened", "bob", None)]
    assert done(pull_request()) == [("pull_request.opened", "bob", None), ("pull_request.merged", "bob", 5)]
    assert done(pull_request(state="closed"))[1:] == [("pull_request.rejected", "bob", None)]
    assert done(pull_request(state="open"))[1:] == []
    assert done(review()) == [("review.given", "bob", 2)]
    assert done(star()) == [("star.given", "bob", None)]
    assert done(push()) == [("push.made", "bob", None)]


@pytest.mark.parametrize("item", [review(state="dismissed"), star(state="dismissed")])
def test_what_was_taken_back_is_no_deed(item: Folded) -> None:
    assert done(item) == []


@pytest.mark.parametrize("item", [issue(gone=True), pull_request(gone=True), review(gone=True), issue(overheard=True)])
def test_work_that_is_gone_or_was_only_heard_of_is_no_deed(item: Folded) -> None:
    assert done(item) == []


def test_bots_and_ghosts_do_no_deeds() -> None:
    assert done(issue(author=ROBOT, assignees=())) == done(issue(author=None, assignees=())) == []
    assert [kind for kind, _, _ in done(issue(author=ROBOT))] == ["issue.closed"]


def test_work_of_a_kind_that_the_tariff_does_not_name_is_worth_nothing_not_even_by_a_label() -> None:
    assert paid(star()) == []
    assert paid(star(), STARS) == [("bob", 1)]
    assert paid(issue(labels=("points: 8",)), STARS) == []


def test_deeds_happen_when_the_work_began_or_ended() -> None:
    assert [due.happened_at for due in dues(issue(), Tariff())] == [NOON, CLOSED]
    assert [due.happened_at for due in dues(review(), Tariff())] == [NOON]


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
        (star(), "1 point for a star"),
        (push(commits=1), "4 points for pushing 1 commit"),
        (push(commits=3), "4 points for pushing 3 commits"),
    ],
)
def test_a_due_says_why(item: Folded, words: str) -> None:
    tariff = STARS if item.work.kind in ("star", "push") else Tariff()
    assert next(due for due in dues(item, tariff) if due.worth is not None).reason_words == words


def test_each_of_several_who_get_everything_is_told_so() -> None:
    [first, _] = only("issue.closed", issue(assignees=(ADA, BOB)), Tariff(split="full"))
    assert first.reason_words == "3 points for closing #42 (for each of 2)"


def test_a_due_carries_what_patterns_ask_for() -> None:
    item = pull_request(
        labels=("Docs", "size/L"),
        added=10,
        removed=5,
        association="first_time_contributor",
        co_authors=(CYD,),
        merged_by=ADA,
        reviewers=(ADA,),
    )
    [due] = only("pull_request.merged", item)
    assert (due.labels, due.size, due.lines, due.newcomer) == (("docs", "size/l"), "L", 15, True)
    assert (due.discipline, due.co_authored, due.answered) == ("documentation", True, 2 * 3600)
    assert [one.login for one in due.others] == ["ada", "cyd"]


def test_a_size_is_measured_where_no_label_names_one() -> None:
    assert [due.size for due in dues(pull_request(added=400, removed=99), Tariff())] == ["L", "L"]
    assert [due.size for due in dues(issue(labels=("size/huge",)), Tariff())] == [None, None]


def test_a_review_answers_the_pull_request_and_is_for_its_author() -> None:
    [due] = dues(review(association="first_timer"), Tariff())
    assert (due.answered, due.reason, due.newcomer) == (3 * 3600, "approved", True)
    assert [one.login for one in due.others] == ["ada"]
    assert dues(review(subject=SUBJECT.model_copy(update={"began_at": None})), Tariff())[0].answered is None


def test_files_are_a_pushs() -> None:
    [due] = dues(push(paths=("docs/a.md", "docs/b.md")), Tariff())
    assert (due.paths, due.discipline) == (("docs/a.md", "docs/b.md"), "documentation")


def test_points_settle_some_days_after_the_end_and_the_clock_starts_again_when_labels_change() -> None:
    week, later = Tariff(settling_days=7), CLOSED + timedelta(days=3)
    assert [due.settles_at for due in dues(issue(), Tariff())] == [None, None]
    assert [due.settles_at for due in dues(issue(), week)] == [NOON + timedelta(days=7), CLOSED + timedelta(days=7)]
    assert only("issue.closed", issue(relabeled_at=later), week)[0].settles_at == later + timedelta(days=7)
    assert only("issue.closed", issue(relabeled_at=NOON), week)[0].settles_at == CLOSED + timedelta(days=7)


def test_the_same_work_bears_the_same_mark_and_other_work_another() -> None:
    assert {due.mark for due in dues(issue(), Tariff())} == {due.mark for due in dues(issue(state="open"), Tariff())}
    assert len({dues(one, Tariff())[0].mark for one in (issue(), pull_request(), review(), star(), push())}) == 5


def test_a_penalty_takes_from_the_author_and_only_with_its_label() -> None:
    tariff = Tariff.model_validate({"penalties": [SPAM, REJECTED]})
    [due] = only("penalty", issue(labels=("spam",), reason="not_planned"), tariff)
    assert (due.account, due.worth, due.happened_at) == (BOB, -5, NOON)
    assert due.reason_words == "5 points taken for #42 (penalty “Spam”)"
    assert [step.words for step in due.trace] == [
        "The penalty “Spam” takes 5 points for opening #42: the label is “Spam”."
    ]
    assert only("penalty", issue(labels=("bug",)), tariff) == []


def test_several_penalties_for_one_piece_of_work_are_one_due() -> None:
    late = SPAM | {"name": "Late", "kinds": ["issue.closed"], "label": "late"}
    tariff = Tariff.model_validate({"penalties": [SPAM, late]})
    [due] = only("penalty", issue(labels=("late", "spam")), tariff)
    assert (due.worth, due.happened_at, [step.points for step in due.trace]) == (-10, CLOSED, [-5, -10])


def test_a_penalty_without_a_label_takes_for_all_work_of_its_kind() -> None:
    tariff = Tariff.model_validate({"penalties": [SPAM, REJECTED]})
    assert [due.worth for due in only("penalty", pull_request(state="closed"), tariff)] == [-2]
    assert only("penalty", pull_request(), tariff) == []
    assert only("penalty", pull_request(state="closed", author=ROBOT), tariff) == []
