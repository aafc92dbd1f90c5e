"""workers/talking.py: good answers come back, bad ones say what they mean, and a token goes nowhere else."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.sources import github_history, github_hooks, github_rest, trello_hooks, trello_rest
from models.sources.github_rest import SHORTEST, Request
from tests.providers.github import TOKEN, GitHub
from tests.providers.github import github as running_github
from tests.providers.trello import KEY, Trello
from tests.providers.trello import TOKEN as TRELLO_TOKEN
from tests.providers.trello import trello as running_trello
from workers import talking
from workers.talking import Access, Stopped, Talk

ISSUES = "/repositories/1/issues"
HALF_A_SECOND = 0.5


@pytest.fixture
def github() -> Iterator[GitHub]:
    with running_github() as running:
        running.add_repository(1, "lumen/parser")
        yield running


@pytest.fixture
def talk(github: GitHub) -> Iterator[Talk]:
    with talking.opened(Access("github", github.url, github_rest.headers(TOKEN)), HALF_A_SECOND) as opened:
        yield opened


@pytest.fixture
def trello() -> Iterator[Trello]:
    with running_trello() as running:
        yield running


@pytest.fixture
def board_talk(trello: Trello) -> Iterator[Talk]:
    with talking.opened(Access("trello", trello.url, trello_rest.headers(KEY, TRELLO_TOKEN))) as opened:
        yield opened


def first() -> Request:
    return github_history.first("issues", "1")


def stopped(talk: Talk, request: Request | None = None) -> github_rest.Verdict:
    with pytest.raises(Stopped) as found:
        talk.ask(request or first())
    return found.value.verdict


def test_after_its_time_nothing_more_is_asked(github: GitHub) -> None:
    access = Access("github", github.url, github_rest.headers(TOKEN))
    with talking.opened(access, HALF_A_SECOND, whole=0) as talk:
        assert stopped(talk).meaning == "again"
    assert github.asked == []


def test_every_page_is_read_by_the_links_as_they_are_given(github: GitHub, talk: Talk) -> None:
    github.many_issues(1_350, pull_every=0)
    asked: Request | None = first()
    numbers: list[int] = []
    while asked is not None:
        answer = talk.ask(asked)
        numbers += [change.work.number for change in github_history.read("issues", answer, "lumen/parser").changes]
        asked = talk.following(answer, asked)
    assert sorted(numbers) == list(range(1, 1_351))
    made_up = Request("GET", f"{ISSUES}?state=all&sort=updated&per_page=100&page=12")
    assert stopped(talk, made_up).meaning == "wrong", "page numbers of our own fail in large repositories"


def test_an_etag_costs_nothing(github: GitHub, talk: Talk) -> None:
    github.add_issue()
    mark = talk.ask(first()).headers["etag"]
    left = github.remaining
    assert (talk.ask(first(), mark).status, github.remaining) == (304, left)
    github.add_issue()
    assert talk.ask(first(), mark).status == 200


@pytest.mark.parametrize("elsewhere", ["http://127.0.0.1:9", "https://evil.test", "http://me@{url}", "//evil.test"])
def test_a_foreign_next_page_is_no_end_and_gets_no_token(github: GitHub, talk: Talk, elsewhere: str) -> None:
    github.many_issues(200)
    github.fault(ISSUES, headers={"Link": f'<{elsewhere}/repositories/1/issues?after=x>; rel="next"'})
    answer = talk.ask(first())
    with pytest.raises(Stopped, match="where the token must not go"):
        talk.following(answer, first())


def test_a_renamed_repository_is_followed_once_and_only_to_the_same_host(github: GitHub, talk: Talk) -> None:
    github.rename(1, "lumen/peg")
    found = github_rest.repository_of(talk.ask(github_rest.repository("lumen/parser")))
    assert (found.id, found.full_name, found.may_hook) == ("1", "lumen/peg", True)
    assert github.asked == ["GET /repos/lumen/parser", "GET /repositories/1"]
    github.fault(ISSUES, 301, headers={"Location": "https://evil.test/repositories/1/issues"})
    assert stopped(talk).meaning == "wrong"
    github.fault(ISSUES, 301, headers={"Location": "{url}/repositories/1/issues"}, times=2)
    assert stopped(talk).meaning == "wrong", "twice is a circle"
    posted = github_hooks.create("lumen/parser", "http://codebadge.test/hooks/github/x", "s")
    assert stopped(talk, posted).meaning == "wrong", "what changes something is not sent elsewhere"


@pytest.mark.parametrize("status", [403, 429])
@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Retry-After": "600"}, b"{}"),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "{reset}"}, b"{}"),
    ],
    ids=["retry-after", "reset"],
)
def test_limits_say_when_to_ask_again(
    github: GitHub, talk: Talk, status: int, headers: dict[str, str], body: bytes
) -> None:
    began = datetime.now(UTC)
    reset = str(int((began + timedelta(seconds=600)).timestamp()))
    github.fault(ISSUES, status, headers={name: value.replace("{reset}", reset) for name, value in headers.items()})
    verdict = stopped(talk)
    assert verdict.until is not None
    assert verdict.meaning == "later"
    assert timedelta(seconds=595) < verdict.until - began < timedelta(seconds=660)


def test_a_secondary_limit_without_a_time_means_a_minute(github: GitHub, talk: Talk) -> None:
    github.fault(ISSUES, 403, body=b'{"message": "You have exceeded a secondary rate limit."}')
    began = datetime.now(UTC)
    verdict = stopped(talk)
    assert verdict.until is not None
    assert verdict.until - began >= SHORTEST


def test_a_spent_limit_is_told_by_github_itself(github: GitHub, talk: Talk) -> None:
    github.remaining = 0
    assert stopped(talk).meaning == "later"


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        ({"status": 502}, "again"),
        ({"status": 401}, "refused"),
        ({"status": 403}, "denied"),
        ({"status": 404}, "gone"),
        ({"status": 422}, "wrong"),
        ({"status": 302, "headers": {"Location": "{url}/user"}}, "wrong"),
        ({"after": 2.0}, "again"),
        ({"drip": 0.05}, "again"),
        ({"cut": 20}, "again"),
        ({"body": b"x" * 2_000_000}, "again"),
    ],
    ids=lambda one: str(one),
)
def test_what_goes_wrong_has_a_meaning(github: GitHub, talk: Talk, fault: dict[str, Any], meaning: str) -> None:
    github.fault("/repos/lumen/parser", **fault)
    assert stopped(talk, github_rest.repository("lumen/parser")).meaning == meaning
    assert github_rest.repository_of(talk.ask(github_rest.repository("lumen/parser"))).id == "1", "and it goes on"


def test_nobody_there_is_no_error_of_ours(github: GitHub) -> None:
    with talking.opened(Access("github", "http://127.0.0.1:9", {}), HALF_A_SECOND) as talk:
        assert stopped(talk).meaning == "again"


def test_what_is_not_there_is_removed(github: GitHub, talk: Talk) -> None:
    made = github_hooks.hook_of(talk.ask(github_hooks.create("lumen/parser", "http://127.0.0.1:9/x", "s")))
    assert stopped(talk, github_hooks.create("lumen/parser", "http://127.0.0.1:9/x", "s")).meaning == "there"
    found = github_hooks.find(talk.ask(github_hooks.listed("lumen/parser")), "http://127.0.0.1:9/x")
    assert found is not None
    assert (found.id, found.active) == (made.id, True)
    for _ in range(2):
        talk.remove(github_hooks.delete("lumen/parser", made.id))
    assert github.hooks == {}


def test_a_lost_delivery_is_sent_again_under_its_own_guid(github: GitHub, talk: Talk) -> None:
    made = github_hooks.hook_of(talk.ask(github_hooks.create("lumen/parser", "http://127.0.0.1:9/x", "s")))
    github.settled()
    github.add_issue(title="Lost")
    of = github_hooks.hook("lumen/parser", made.id)
    lost, ping = github_hooks.sent(talk.ask(github_hooks.deliveries(of)))
    assert (ping.event, lost.event, lost.repository) == ("ping", "issues", "1")
    talk.ask(github_hooks.redeliver(of, lost.id))
    github.settled()
    tries = github_hooks.sent(talk.ask(github_hooks.deliveries(of)))
    assert [one.guid for one in tries] == [lost.guid, lost.guid, ping.guid]


@pytest.mark.parametrize(
    ("key", "token", "meaning"), [(KEY, TRELLO_TOKEN, None), ("c" * 32, TRELLO_TOKEN, "refused"), (KEY, "x", "refused")]
)
def test_trello_is_asked_by_a_header(trello: Trello, key: str, token: str, meaning: str | None) -> None:
    with talking.opened(Access("trello", trello.url, trello_rest.headers(key, token)), HALF_A_SECOND) as talk:
        if meaning is None:
            assert trello_rest.member_of(talk.ask(trello_rest.me())).username == "ada"
        else:
            assert stopped(talk, trello_rest.me()).meaning == meaning
    assert not [one for one in trello.requests if key in str(one.query) or token in str(one.query)]


def test_trello_looks_at_the_address_while_it_is_asked(trello: Trello, board_talk: Talk) -> None:
    board = trello.add_board()
    verdict = stopped(board_talk, trello_hooks.create(board.id, "http://127.0.0.1:9/hooks/trello/x"))
    assert (verdict.meaning, trello.webhooks) == ("wrong", {})
    assert verdict.words.startswith("Trello does not reach this server")


def test_a_boards_actions_are_read_to_the_first(trello: Trello, board_talk: Talk) -> None:
    trello.deliver = False
    board = trello.add_board()
    began = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(1_100):
        trello.create_card(board, f"Card {number}", at=began + timedelta(minutes=number))
    seen: list[str] = []
    before: str | None = None
    for _ in range(2):
        page = trello_rest.page(board_talk.ask(trello_rest.actions(board.id, before)), trello_rest.PAGE)
        seen += [one["data"]["card"]["name"] for one in page.found]
        before = page.before
    assert before is None
    assert seen == [f"Card {number}" for number in reversed(range(1_100))]
    since = trello_rest.actions(board.id, since=(began + timedelta(minutes=1_098)).isoformat())
    assert len(trello_rest.page(board_talk.ask(since), trello_rest.PAGE).found) == 2
    cards = trello_rest.page(board_talk.ask(trello_rest.cards(board.id)), trello_rest.CARDS)
    assert (len(cards.found), cards.before) == (trello_rest.CARDS, cards.found[-1]["id"])
    assert cards.at is not None


def test_trellos_limit_is_a_short_rest(trello: Trello) -> None:
    trello.fault("/1/members/me", 429, body=b'{"error": "API_TOKEN_LIMIT_EXCEEDED", "message": "Rate limit exceeded"}')
    with talking.opened(Access("trello", trello.url, trello_rest.headers(KEY, TRELLO_TOKEN))) as talk:
        verdict = stopped(talk, trello_rest.me())
    assert verdict.meaning == "later"
    assert verdict.until is not None


@pytest.mark.parametrize("token", ["ghp_top-secret", "ghp_top-secret\nX-Evil: 1", "ghp_top-secret\u00e9"])
def test_the_token_is_in_no_log_and_no_words(github: GitHub, caplog: pytest.LogCaptureFixture, token: str) -> None:
    caplog.set_level(logging.DEBUG)
    access = Access("github", github.url, {"Authorization": f"Bearer {token}"})
    with pytest.raises(Stopped) as found, talking.opened(access, HALF_A_SECOND) as talk:
        talk.ask(first())
    assert found.value.verdict.meaning == "refused"
    assert "top-secret" not in caplog.text + found.value.verdict.words + repr(access)
    assert len(github.asked) == token.isprintable() * token.isascii()
