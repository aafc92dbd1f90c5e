"""What a payload says about a piece of work, as a change."""

from collections.abc import Callable
from datetime import UTC, datetime

from models.rules.work import Change, Reading

ReadChange = Callable[[str], Change]
Read = Callable[[str], Reading]
UPDATED = datetime(2026, 3, 2, 10, tzinfo=UTC)
ARRIVED = datetime(2026, 3, 4, tzinfo=UTC)


def people(change: Change) -> list[str]:
    return [account.external_id for account in change.work.assignees]


def test_an_opened_issue_is_known_by_its_id_number_title_author_and_address(change: ReadChange) -> None:
    work = change("issues.opened").work
    assert (work.kind, work.external_id, work.number, work.state) == ("issue", "7001", 42, "open")
    assert work.title == "Lexer drops the last token"
    assert work.url == "https://github.com/lumen/parser/issues/42"
    assert work.author is not None
    assert (work.author.provider, work.author.external_id, work.author.login) == ("github", "11", "ada")
    assert work.began_at == datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_opening_settles_nothing_so_that_a_label_of_the_same_second_wins(change: ReadChange) -> None:
    assert change("issues.opened").settles is None


def test_a_closed_issue_has_a_reason_a_time_labels_and_assignees_in_a_fixed_order(change: ReadChange) -> None:
    closed = change("issues.closed.completed")
    assert (closed.work.state, closed.work.reason, closed.work.ended_at) == ("closed", "completed", UPDATED)
    assert closed.work.labels == ("bug", "points: 3")
    assert people(closed) == ["12", "13"]
    assert (closed.settles, closed.seen_at) == ("state", UPDATED)


def test_why_an_issue_was_closed_is_kept(change: ReadChange) -> None:
    assert change("issues.closed.not_planned").work.reason == "not_planned"


def test_an_old_payload_without_state_and_assignees_is_read_by_its_action(change: ReadChange) -> None:
    old = change("issues.closed.before_state_reasons")
    assert (old.work.state, old.work.reason, people(old)) == ("closed", None, ["12"])


def test_a_reopened_issue_is_open_although_it_keeps_its_closed_at(change: ReadChange) -> None:
    reopened = change("issues.reopened.still_with_closed_at").work
    assert (reopened.state, reopened.reason, reopened.ended_at) == ("open", None, None)


def test_labels_and_people_are_settled_by_the_events_about_them(change: ReadChange) -> None:
    about = {name: change(f"issues.{name}") for name in ("labeled", "unlabeled", "assigned", "unassigned")}
    assert {name: (one.settles, one.removing) for name, one in about.items()} == {
        "labeled": ("labels", False),
        "unlabeled": ("labels", True),
        "assigned": ("people", False),
        "unassigned": ("people", True),
    }


def test_an_edited_issue_settles_its_text(change: ReadChange) -> None:
    edited = change("issues.edited")
    assert (edited.settles, edited.work.title) == ("text", "Lexer drops the last token of a line")


def test_a_transferred_or_deleted_issue_is_gone(change: ReadChange) -> None:
    assert change("issues.transferred").gone and change("issues.deleted").gone


def test_ghosts_are_nobody(change: ReadChange) -> None:
    ghostly = change("issues.opened.by_ghost")
    assert ghostly.work.author is None
    assert people(ghostly) == ["12"]


def test_a_bot_is_known_by_its_account_type(change: ReadChange) -> None:
    author = change("issues.opened.by_bot").work.author
    assert author is not None and author.bot


def test_what_a_database_or_a_page_must_not_get_is_left_out(change: ReadChange) -> None:
    work = change("issues.opened.hostile").work
    assert work.title.startswith("abc x") and len(work.title) == 300
    assert work.url is None
    assert work.author is not None and work.author.avatar is None
    assert work.labels == ("points: 3",)


def test_a_merged_pull_request_ended_when_it_was_merged(change: ReadChange) -> None:
    merged = change("pull_request.closed.merged")
    assert (merged.work.kind, merged.work.state, merged.work.ended_at) == ("pull_request", "merged", UPDATED)
    assert merged.settles == "state"


def test_a_pull_request_may_be_closed_without_a_merge_and_be_opened_again(change: ReadChange) -> None:
    assert change("pull_request.closed.unmerged").work.state == "closed"
    reopened = change("pull_request.reopened").work
    assert (reopened.state, reopened.ended_at) == ("open", None)


def test_a_review_is_known_by_its_pull_request_and_reviewer(change: ReadChange) -> None:
    review = change("pull_request_review.submitted.approved")
    assert (review.work.kind, review.work.external_id) == ("review", "8001:13")
    assert (review.work.state, review.work.reason, review.work.number) == ("given", "approved", 43)
    assert review.work.began_at == datetime(2026, 3, 2, 9, 59, 58, tzinfo=UTC)
    assert review.work.subject is not None and review.work.subject.author is not None
    assert review.work.subject.author.login == "bo"


def test_the_pull_request_beside_a_review_is_read_too_but_settles_nothing(read: Read) -> None:
    beside = read("pull_request_review.submitted.on_merged").changes[1]
    assert (beside.work.kind, beside.work.state, beside.settles) == ("pull_request", "merged", None)


def test_a_dismissed_review_is_newer_than_its_submission(change: ReadChange) -> None:
    given, dismissed = (
        change("pull_request_review.submitted.approved"),
        change("pull_request_review.dismissed"),
    )
    assert dismissed.work.external_id == given.work.external_id
    assert (dismissed.work.state, dismissed.removing) == ("dismissed", True)
    assert dismissed.seen_at > given.seen_at


def test_a_review_by_a_ghost_leaves_only_the_pull_request(read: Read) -> None:
    assert [one.work.kind for one in read("pull_request_review.submitted.by_ghost").changes] == ["pull_request"]


def test_a_star_belongs_to_its_sender_and_can_be_taken_back(change: ReadChange) -> None:
    given, taken = change("star.created"), change("star.deleted")
    assert (given.work.kind, given.work.external_id, given.work.state) == ("star", "13", "given")
    assert given.seen_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert (taken.work.external_id, taken.work.state, taken.seen_at) == ("13", "dismissed", ARRIVED)


def test_a_push_counts_its_distinct_commits_and_trusts_no_commits_clock(change: ReadChange) -> None:
    push = change("push.to_default_branch").work
    assert (push.kind, push.external_id, push.commits) == ("push", "5f3a" * 10, 2)
    assert push.title == "Keep the last token"
    assert push.author is not None and push.author.external_id == "13"
    assert push.began_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
