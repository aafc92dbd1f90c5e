"""What GitHub's payloads tell beside the work itself: who took part, who closed it, what changed, what it undoes."""

import json
from collections.abc import Callable
from functools import reduce
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from models.rules.folding import fold
from models.rules.points import Tariff, dues
from models.rules.work import Change, Folded, Reading
from models.sources import github, github_accounts
from tests.models.sources.conftest import ARRIVED, PAYLOADS

Read = Callable[[str], Reading]
Payload = dict[str, Any]
ADA, BO, CLEO = (
    {"id": 11, "login": "ada", "type": "User"},
    {"id": 12, "login": "bo", "type": "User"},
    {"id": 13, "login": "cleo", "type": "User"},
)
ROBOT = {"id": 19, "login": "robot[bot]", "type": "Bot"}


def payload(name: str, part: str | None = None, **fields: Any) -> Payload:
    """The payload file with other fields, in a part of it or at its top."""
    found: Payload = json.loads((PAYLOADS / f"{name}.json").read_bytes())
    (found if part is None else found[part]).update(fields)
    return found


def changes(event: str, found: Payload) -> tuple[Change, ...]:
    reading = github.read(event, found, ARRIVED)
    assert reading.verdict == "supported", reading.why
    return reading.changes


def change(event: str, found: Payload) -> Change:
    return changes(event, found)[0]


def pull_request(**fields: Any) -> Change:
    return change("pull_request", payload("pull_request.closed.merged", "pull_request", **fields))


def comment(by: Payload = CLEO, action: str = "created", **issue: Any) -> Payload:
    found = payload("issues.closed.completed", "issue", **issue)
    return found | {"action": action, "comment": {"id": 1, "user": by}, "sender": by}


def everyhow(*heard: Change) -> Folded:
    """Folded in every order, which must all end equal."""
    ends = [reduce(fold, order, None) for order in permutations(heard)]
    assert ends[0] is not None and all(end == ends[0] for end in ends)
    return ends[0]


def test_who_closed_it_is_told_by_that_event_alone(read: Read) -> None:
    closed, later = read("issues.closed.completed").changes[0], read("issues.labeled").changes[0]
    assert closed.work.ended_by is not None and closed.work.ended_by.login == "cleo"
    assert (closed.work.ended_by.trust, later.work.ended_by) == ("old", None)
    assert everyhow(closed, later).work.ended_by == closed.work.ended_by


def test_everybody_behind_a_delivery_is_a_witness_but_no_bot() -> None:
    heard = [
        change("issues", payload("issues.opened", sender=ADA)),
        change("issues", payload("issues.assigned", sender=BO)),
        change("issues", payload("issues.labeled", sender=ROBOT)),
        change("issue_comment", comment(CLEO)),
    ]
    assert everyhow(*heard).work.witnesses == ("11", "12", "13")


def test_who_merged_a_pull_request_is_another_fact_than_who_closed_it() -> None:
    work = pull_request(merged_by=ADA).work
    assert work.merged_by is not None and work.ended_by is not None
    assert (work.merged_by.login, work.ended_by.login) == ("ada", "cleo")


def test_a_reviews_delivery_adds_its_reviewer_to_the_pull_request_and_takes_nothing_away(read: Read) -> None:
    merged = pull_request(additions=120, deletions=30, author_association="FIRST_TIME_CONTRIBUTOR")
    _, beside = read("pull_request_review.submitted.approved").changes
    work = everyhow(merged, beside).work
    assert ([one.login for one in work.reviewers], work.lines) == (["cleo"], 150)
    assert (work.merged_by, work.association) == (merged.work.merged_by, "first_time_contributor")


def test_an_authors_own_remarks_make_no_reviewer() -> None:
    found = payload("pull_request_review.submitted.approved", "review", user=BO) | {"sender": BO}
    assert changes("pull_request_review", found)[1].work.reviewers == ()


def test_a_review_knows_since_when_it_was_waited_for_by_whom_and_for_what() -> None:
    found = payload(
        "pull_request_review.submitted.approved",
        "pull_request",
        author_association="FIRST_TIMER",
        labels=[{"name": "docs"}],
    )
    work = change("pull_request_review", found).work
    assert work.subject is not None and work.subject.began_at is not None
    assert work.subject.began_at.isoformat() == "2026-03-01T12:00:00+00:00"
    assert (work.association, work.labels) == ("first_timer", ("docs",))


@pytest.mark.parametrize("word", ["SUPERSTAR", "", None, 7])
def test_an_association_that_is_new_to_us_is_none(word: object) -> None:
    assert pull_request(author_association=word).work.association is None


@pytest.mark.parametrize("count", [-1, True, "3", None, 10**9])
def test_lines_that_are_no_number_were_not_counted(count: object) -> None:
    assert pull_request(additions=count, deletions=3).work.lines is None


@pytest.mark.parametrize(
    ("trailer", "found"),
    [
        ("Co-authored-by: Cleo <13+cleo@users.noreply.github.com>", ("github", "13", "cleo")),
        ("co-authored-by:Cleo<13+Cleo@Users.NoReply.GitHub.com> ", ("github", "13", "cleo")),
        ("Co-authored-by: Dee D. <Dee@Example.org>", ("email", "dee@example.org", "dee@example.org")),
        ("Co-authored-by: cleo <cleo@users.noreply.github.com>", None),
        ("Co-authored-by: bot <49699333+dependabot[bot]@users.noreply.github.com>", None),
        ("Co-authored-by: ghost <10137+ghost@users.noreply.github.com>", None),
        ("Co-authored-by: nobody <0+nobody@users.noreply.github.com>", None),
        ("Co-authored-by: much <9999999999999999999+much@users.noreply.github.com>", None),
        ("Co-authored-by: Dee <dee at example.org>", None),
        ("Co-authored-by: Dee <@>", None),
        ("Not Co-authored-by: Dee <dee@example.org>", None),
        ("Co-authored-by: " + "e" * 400 + " <dee@example.org>", None),
    ],
)
def test_a_trailer_names_a_co_author_by_an_id_or_an_address(trailer: str, found: tuple[str, str, str] | None) -> None:
    named = pull_request(body=f"Keep it.\r\n\r\n{trailer}").work.co_authors
    assert [(one.provider, one.external_id, one.login) for one in named] == ([found] if found else [])
    assert all(one.trust == "typed" for one in named)


def test_a_trailer_of_spaces_costs_no_more_than_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github_accounts, "MAX_LINE", 10_000_000)
    assert github_accounts.co_authors(["co-authored-by:" + " " * 1_000_000]) == ()


def test_a_pushs_commits_name_co_authors_and_files() -> None:
    commit = {"distinct": True, "message": "Fix\n\nCo-authored-by: Cleo <13+cleo@users.noreply.github.com>"}
    touched = {"added": ["docs/a.md", "a\x00b"], "modified": ["src/a.py"], "removed": [7, "old.py"]}
    elsewhere = {"message": "Co-authored-by: Bo <12+bo@users.noreply.github.com>", "added": ["no.py"]}
    work = change("push", payload("push.to_default_branch", commits=[commit | touched, commit, elsewhere])).work
    assert [one.external_id for one in work.co_authors] == ["13"]
    assert (work.paths, work.commits) == (("ab", "docs/a.md", "old.py", "src/a.py"), 2)


def test_files_and_co_authors_are_bounded() -> None:
    trailers = "\n".join(f"Co-authored-by: x <{number}+x@users.noreply.github.com>" for number in range(1, 60))
    commits = [{"distinct": True, "message": trailers, "added": [f"{n}/{m}" for m in range(200)]} for n in range(9)]
    work = change("push", payload("push.to_default_branch", commits=commits)).work
    assert (len(work.paths), len(work.co_authors)) == (300, 20)


@pytest.mark.parametrize(
    ("title", "body", "number"),
    [
        ('Revert "Keep the last token"', "Reverts lumen/parser#12", 12),
        ('Revert "Keep the last token"', "Sorry.\r\n\r\nReverts Lumen/Parser#12\r\n", 12),
        ('Revert "Keep the last token"', "Reverts #12", 12),
        ('Revert "Keep the last token"', "Reverts lumen/lexer#12", None),
        ('Revert "Keep the last token"', "This reverts lumen/parser#12 and more", None),
        ('Revert "Keep the last token"', "Reverts lumen/parser#9999999999", None),
        ('Revert "Keep the last token"', None, None),
        ("Go back", "Reverts lumen/parser#12", None),
    ],
)
def test_a_revert_names_what_it_undoes_in_the_same_repository(title: str, body: str | None, number: int | None) -> None:
    assert pull_request(title=title, body=body).work.reverts == number


def test_labels_that_change_say_when() -> None:
    labeled, opened = change("issues", payload("issues.labeled")), change("issues", payload("issues.opened"))
    assert labeled.work.relabeled_at == labeled.seen_at
    assert everyhow(labeled, opened).work.relabeled_at == labeled.seen_at


def test_a_comment_pays_nobody_and_only_tells_who_took_part() -> None:
    commented, closed = change("issue_comment", comment()), change("issues", payload("issues.closed.completed"))
    assert dues(everyhow(commented), Tariff(worth={"issue.opened": 1, "issue.closed": 3})) == ()
    alone, with_comment = everyhow(closed), everyhow(closed, commented)
    assert [due.worth for due in dues(alone, Tariff())] == [due.worth for due in dues(with_comment, Tariff())]
    assert (commented.work.witnesses, commented.settles) == (("13",), None)


def test_a_comment_that_a_moderator_deleted_has_two_who_took_part() -> None:
    assert change("issue_comment", comment(CLEO, "deleted") | {"sender": BO}).work.witnesses == ("12", "13")


def test_a_comment_on_a_pull_request_is_ignored_and_says_why() -> None:
    reading = github.read("issue_comment", comment(pull_request={"url": "https://api.github.com/x"}), ARRIVED)
    assert (reading.verdict, reading.changes) == ("ignored", ())
    assert reading.why.endswith(".")


def closed_by(author: Payload, closer: Payload, *others: Change) -> str | None:
    """Why the author's unassigned issue, closed by the closer, earns nothing; None when it earns."""
    around = {"user": author, "assignees": []}
    opened = payload("issues.opened", "issue", **around) | {"sender": author}
    closed = payload("issues.closed.completed", "issue", **around) | {"sender": closer}
    item = everyhow(change("issues", opened), change("issues", closed), *others)
    [due] = [one for one in dues(item, Tariff()) if one.kind == "issue.closed"]
    return due.refused.code if due.refused else None


def test_opening_and_closing_ones_own_issue_earns_nothing_and_its_honest_twin_loses_nothing() -> None:
    around = {"user": ADA, "assignees": []}
    assert closed_by(ADA, ADA) == closed_by(ADA, ROBOT) == "self_closed"
    assert closed_by(ADA, ADA, change("issue_comment", comment(ADA, **around))) == "self_closed"
    assert closed_by(ADA, ADA, change("issue_comment", comment(ROBOT, **around))) == "self_closed"
    assert closed_by(ADA, BO) is None
    assert closed_by(ADA, ADA, change("issue_comment", comment(CLEO, **around))) is None


FIXTURES = Path(__file__).resolve().parents[4] / "shared" / "fixtures" / "github"


def sample(name: str) -> Payload:
    found: Payload = json.loads((FIXTURES / name).read_bytes())
    return found


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the samples are not there")
def test_githubs_own_samples_hold_the_facts() -> None:
    merged = change("pull_request", sample("derived/pull_request.closed.merged.json")).work
    assert merged.merged_by is not None and merged.merged_by.login == "Codertocat"
    assert (merged.association, merged.lines, merged.witnesses) == ("owner", 2, ("21031067",))
    push = change("push", sample("push/with-no-username-committer.payload.json")).work
    assert push.paths == ("README.md",)
    commented = change("issue_comment", sample("issue_comment/created.1.payload.json"))
    assert (commented.overheard, commented.work.witnesses) == (True, ("21031067",))
