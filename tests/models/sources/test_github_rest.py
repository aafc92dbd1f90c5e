"""models/sources/github_rest.py: what is asked of GitHub's REST, and what its answers mean."""

from datetime import UTC, datetime, timedelta

import pytest

from models.errors import Invalid
from models.sources import github_issue_rest, github_rest
from models.sources.github_rest import LONGEST, SHORTEST, Answer

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def judged(status: int, body: bytes = b"", **headers: str) -> github_rest.Verdict:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return github_rest.judged(Answer(status, named, body), NOW)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (200, "done"),
        (201, "done"),
        (204, "done"),
        (301, "wrong"),
        (307, "wrong"),
        (400, "wrong"),
        (401, "refused"),
        (403, "denied"),
        (404, "gone"),
        (408, "again"),
        (410, "gone"),
        (422, "wrong"),
        (429, "again"),
        (500, "again"),
        (503, "again"),
    ],
)
def test_a_status_has_one_meaning(status: int, meaning: str) -> None:
    assert judged(status).meaning == meaning


@pytest.mark.parametrize(
    ("after", "rest"),
    [
        ("120", timedelta(seconds=120)),
        ("0", SHORTEST),
        ("99999999", LONGEST),
        ("Wed, 21 Oct 2026 07:28:00 GMT", SHORTEST),
        ("-5", SHORTEST),
        ("٣", SHORTEST),
        ("9" * 5_000, SHORTEST),
    ],
)
def test_waiting_is_bounded_whatever_github_says(after: str, rest: timedelta) -> None:
    assert judged(403, retry_after=after).until == NOW + rest


def test_a_spent_limit_says_when_it_is_whole_again() -> None:
    reset = str(int((NOW + timedelta(minutes=9)).timestamp()))
    spent = judged(403, x_ratelimit_remaining="0", x_ratelimit_reset=reset)
    assert (spent.meaning, spent.until) == ("later", NOW + timedelta(minutes=9))
    assert judged(403, x_ratelimit_remaining="17", x_ratelimit_reset=reset).meaning == "denied"


def test_a_locked_conversation_is_nobodys_mistake() -> None:
    assert judged(403, b'{"message": "Unable to create comment because issue is locked."}').meaning == "gone"


@pytest.mark.parametrize("name", ["lumen/parser", "Lumen-2/parser.js", "a/_"])
def test_a_repository_is_an_owner_and_a_name(name: str) -> None:
    assert github_rest.is_repository(name)


@pytest.mark.parametrize("name", ["parser", "a/b/c", "../b", "a/..", "a/b?c", "a/b c", "a/ü", "/b", "a/", "a/b\n"])
def test_whatever_would_lead_elsewhere_is_no_repository(name: str) -> None:
    assert not github_rest.is_repository(name)


def test_a_label_stays_one_piece_of_the_path() -> None:
    asked = github_issue_rest.remove_label("a/b", 7, "../x? 5%/#ü")
    assert asked.path == "/repos/a/b/issues/7/labels/..%2Fx%3F%205%25%2F%23%C3%BC"


def test_our_comment_is_found_among_others() -> None:
    body = b'[{"id": 1, "body": "hi"}, 5, {"id": 2, "body": "x <!-- mark -->"}, {"id": 3, "body": "> mark"}]'
    assert github_issue_rest.marked_comment(Answer(200, {}, body), "mark") == "2"
    assert github_issue_rest.marked_comment(Answer(200, {}, b"[]"), "mark") is None


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"id": "5"}', b'{"id": -1}', b"[" * 100_000, b"\xff"])
def test_a_strange_answer_is_no_comment(body: bytes) -> None:
    with pytest.raises(Invalid):
        github_issue_rest.comment_id(Answer(201, {}, body))


@pytest.mark.parametrize(
    ("api", "link", "path"),
    [
        (
            "https://api.test",
            "https://api.test/repositories/1/issues?after=x%3D&page=2",
            "/repositories/1/issues?after=x%3D&page=2",
        ),
        ("https://api.test", "https://api.test:443/r?page=2", "/r?page=2"),
        (
            "https://ghe.test/api/v3",
            "https://ghe.test/api/v3/repositories/1/issues?page=2",
            "/repositories/1/issues?page=2",
        ),
        ("http://127.0.0.1:9", "http://127.0.0.1:9/r?page=2", "/r?page=2"),
    ],
)
def test_the_next_page_is_where_github_says(api: str, link: str, path: str) -> None:
    named = f'<{link}>; rel="next", <{link}9>; rel="last"'
    assert github_rest.next_link(Answer(200, {"link": named}, b""), api) == path


@pytest.mark.parametrize(
    "link", ["", "x", "<", "<" * 50_000, '<https://api.test/x>; rel="prev"', '<https://evil.test>; rel="last"']
)
def test_without_a_next_page_this_was_the_last(link: str) -> None:
    assert github_rest.next_link(Answer(200, {"link": link}, b""), "https://api.test") is None


@pytest.mark.parametrize(
    "link",
    [
        "http://api.test/x",
        "https://api.test:8443/x",
        "https://api.test.evil.test/x",
        "https://evil.test/x",
        "https://api.test@evil.test/x",
        "https://evil.test\\@api.test/x",
        "//evil.test/x",
        "https://[/x",
        "ftp://api.test/x",
        "https://api.test/a b",
        "https://ghe.test/other",
    ],
)
@pytest.mark.parametrize("api", ["https://api.test", "https://ghe.test/api/v3"])
def test_a_foreign_next_page_is_never_asked_for(link: str, api: str) -> None:
    with pytest.raises(Invalid):
        github_rest.next_link(Answer(200, {"link": f'<{link}>; rel="next"'}, b""), api)
