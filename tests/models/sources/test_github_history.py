"""models/sources/github_history.py: a page of the past says what webhooks would have said; a hostile one, nothing."""

import contextlib
import copy
import itertools
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import Invalid
from models.rules.folding import fold
from models.rules.work import Change, Folded, Work
from models.sources import github, github_app_rest, github_history, github_hooks, github_rest, trello_hooks, trello_rest
from models.sources.github_history import Page
from models.sources.rest import Answer
from tests.providers.github import GitHub
from tests.providers.github import github as running_github
from tests.providers.github_deeds import Hook
from tests.providers.github_world import shown_event, shown_issue, shown_pull, shown_review
from tests.providers.serving import Asked

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
REST = Path(__file__).parents[4] / "shared" / "fixtures" / "github" / "rest"


@pytest.fixture(scope="module")
def there() -> Iterator[GitHub]:
    with running_github() as running:
        yield running


@pytest.fixture
def provider(there: GitHub) -> GitHub:
    """lumen/parser, and a hook that remembers what it could not deliver."""
    there.add_repository(1, "lumen/parser")
    there.hooks = {1: Hook(1, 1, "http://127.0.0.1:9/", "s", ["*"])}
    return there


def answer(shown: Any) -> Answer:
    return Answer(200, {}, json.dumps(shown).encode())


def page(provider: GitHub, stage: github_history.Stage) -> Page:
    asked = github_history.first(stage, "1")
    path, _, query = asked.path.partition("?")
    given = dict(one.split("=") for one in query.split("&"))
    ways = {"issues": GitHub.issues, "pulls": GitHub.pulls, "events": GitHub.events}
    shown = ways[stage](provider, Asked("GET", path, given, {}, None), "1").shown
    return github_history.read(stage, answer(shown), "lumen/parser")


def told(provider: GitHub) -> list[Change]:
    """What the webhooks said, as far as they were of work."""
    sent = provider.hooks[1].sent
    return [change for one in sent for change in github.read(one.event, one.body, NOW).changes]


def folded(changes: list[Change]) -> Folded:
    found = None
    for change in changes:
        found = fold(found, change)
    assert found is not None
    return found


def kind(changes: list[Change], wanted: str) -> list[Change]:
    return [change for change in changes if change.work.kind == wanted]


def test_an_issue_of_the_past_is_what_its_webhooks_said(provider: GitHub) -> None:
    provider.add_issue(7, "Slow", author="carol", at=NOW, labels=["points: 3"], body="Why?")
    provider.assign(7, "bob", at=NOW + HOUR)
    provider.close_issue(7, by="ada", at=NOW + 2 * HOUR)
    heard = told(provider)
    past = [*page(provider, "issues").changes, *page(provider, "events").changes]
    live = folded(heard).work
    read = folded(past).work
    for name in ("external_id", "title", "text", "labels", "state", "reason", "ended_at", "began_at", "author"):
        assert getattr(read, name) == getattr(live, name), name
    assert read.assignees == live.assignees
    assert read.ended_by is not None
    assert read.ended_by.login == "ada"
    every = {folded(list(order)).work for order in itertools.permutations([*heard[-2:], *past])}
    assert len(every) == 1, "any order of webhooks and history ends equal"


def test_who_closed_it_last_is_told_by_the_events(provider: GitHub) -> None:
    provider.add_issue(7, at=NOW)
    provider.close_issue(7, by="ada", at=NOW + HOUR)
    provider.reopen(7, at=NOW + 2 * HOUR)
    provider.close_issue(7, by="bob", at=NOW + 3 * HOUR)
    assert [change.work.ended_by for change in page(provider, "issues").changes] == [None]
    found = page(provider, "events")
    assert folded(list(reversed(found.changes))).work.ended_by == folded(list(found.changes)).work.ended_by
    assert folded(list(found.changes)).work.ended_by.login == "bob"  # type: ignore[union-attr]
    assert {change.tells for change in found.changes} == {("ending",)}
    assert (found.read, found.unread, found.oldest) == (3, 0, NOW + HOUR)


def test_a_pull_request_has_its_own_id_and_its_ending_comes_by_number(provider: GitHub) -> None:
    pull = provider.add_pull(8, "Faster", author="carol", at=NOW)
    provider.merge(8, by="ada", at=NOW + HOUR)
    assert page(provider, "issues") == Page(read=1, oldest=NOW + HOUR), "it is no issue, and nothing unreadable"
    [found] = page(provider, "pulls").changes
    assert (found.work.external_id, found.work.state, found.work.merged_by) == (
        str(pull.id + 500_000_000),
        "merged",
        None,
    )
    endings = page(provider, "events").endings
    assert [(one.number, one.kind, one.account.login, one.at) for one in endings] == [
        (8, "closed", "ada", NOW + HOUR),
        (8, "merged", "ada", NOW + HOUR),
    ]
    past = [found, *(github_history.ended(found.work, one) for one in endings)]
    live = folded(told(provider)).work
    for order in itertools.permutations(past):
        read = folded(list(order)).work
        assert (read.state, read.merged_by, read.ended_by) == (live.state, live.merged_by, live.ended_by)


def test_reviews_of_the_past_are_those_of_the_webhooks(provider: GitHub) -> None:
    provider.add_pull(8, "Faster", author="carol", at=NOW)
    provider.add_review(8, "bob", "changes_requested", at=NOW + HOUR)
    provider.add_review(8, "bob", "approved", at=NOW + 2 * HOUR)
    provider.add_review(8, "carol", "commented", at=NOW + 3 * HOUR)
    provider.add_review(8, "ghost", "approved", at=NOW + 3 * HOUR)
    [pull] = page(provider, "pulls").changes
    shown = [shown_review(provider.home(), provider.item(8), one, "") for one in provider.item(8).reviews]
    found = github_history.reviews(answer(shown), pull.work, pull.seen_at)
    assert (found.read, found.unread) == (4, 0)
    for who in ("bob", "carol"):
        mine = [one for one in kind(list(found.changes), "review") if one.work.author.login == who]  # type: ignore[union-attr]
        live = [one for one in kind(told(provider), "review") if one.work.author.login == who]  # type: ignore[union-attr]
        for order in itertools.permutations(mine):
            read = folded(list(order)).work
            assert (read.state, read.reason, read.external_id) == (
                "given",
                live[-1].work.reason,
                live[-1].work.external_id,
            )
    beside = folded([pull, *kind(list(found.changes), "pull_request")]).work
    assert [one.login for one in beside.reviewers] == ["bob"]
    assert beside.title == "Faster"


def test_a_dismissed_review_takes_back_what_its_webhook_gave(provider: GitHub) -> None:
    provider.add_pull(8, author="carol", at=NOW)
    review = provider.add_review(8, "bob", "approved", at=NOW + HOUR)
    heard = kind(told(provider), "review")
    review.state = "dismissed"
    provider.label(8, "x", at=NOW + 2 * HOUR)
    [pull] = page(provider, "pulls").changes
    shown = shown_review(provider.home(), provider.item(8), review, "")
    found = github_history.reviews(answer([shown]), pull.work, pull.seen_at)
    for order in itertools.permutations([*heard, *kind(list(found.changes), "review")]):
        assert folded(list(order)).work.state == "dismissed"


def test_ghosts_and_deleted_issues_tell_nothing(provider: GitHub) -> None:
    provider.add_issue(7, author="ghost", at=NOW)
    provider.close_issue(7, by=None, at=NOW + HOUR)
    [found] = page(provider, "issues").changes
    assert (found.work.author, found.work.state) == (None, "closed")
    assert page(provider, "events").changes == ()
    provider.delete_issue(7)
    assert page(provider, "events") == Page(read=1, oldest=NOW + HOUR)


def test_a_page_with_something_unreadable_keeps_the_rest(provider: GitHub) -> None:
    for number in (1, 2, 3):
        provider.add_issue(number, at=NOW + number * HOUR)
    shown = [shown_issue(provider.home(), provider.item(number), "") for number in (1, 2, 3)]
    shown[1]["id"] = "2"
    found = github_history.read("issues", answer([*shown, 5]), "lumen/parser")
    assert [change.work.number for change in found.changes] == [1, 3]
    assert (found.read, found.unread) == (3, 1)


def test_the_samples_are_read() -> None:
    [sample] = [one for one in json.loads((REST / "paginate-issues.json").read_text()) if "page=2" in one["path"]][:1]
    found = github_history.read("issues", answer(sample["response"]), "octokit-fixture-org/paginate-issues")
    assert (len(found.changes), found.unread) == (len(sample["response"]), 0)
    [repository] = json.loads((REST / "get-repository.json").read_text())[:1]
    assert github_rest.repository_of(answer(repository["response"])).full_name == "octokit-fixture-org/hello-world"


@pytest.mark.parametrize("repository", ["", "0", "01", "1/../2", "x", "٣", "1" * 20])
def test_a_repository_is_asked_by_its_id(repository: str) -> None:
    with pytest.raises(Invalid):
        github_history.first("issues", repository)


ABOUT = Work(kind="pull_request", external_id="5", number=5, state="open", began_at=NOW)
READERS: list[Callable[[Answer], Any]] = [
    *(lambda got, stage=stage: github_history.read(stage, got, "a/b") for stage in ("issues", "pulls", "events")),
    lambda got: github_history.reviews(got, ABOUT, NOW),
    github_hooks.hook_of,
    github_hooks.sent,
    lambda got: github_hooks.find(got, "x"),
    github_rest.repositories_of,
    github_rest.account_name,
    github_app_rest.lease_of,
    github_app_rest.repositories_of,
    trello_rest.member_of,
    trello_rest.boards_of,
    trello_rest.lists_of,
    trello_rest.members_of,
    trello_rest.fields_of,
    trello_hooks.hook_of,
    lambda got: trello_rest.page(got, 1),
]


def _shown() -> list[dict[str, Any]]:
    world = GitHub()
    world.deliver = False
    home = world.add_repository()
    issue, pull = world.add_issue(at=NOW), world.add_pull(at=NOW, merged_by="ada")
    review = world.add_review(pull.number, at=NOW)
    return [
        shown_issue(home, issue, ""),
        shown_pull(home, pull, ""),
        shown_review(home, pull, review, ""),
        shown_event(home, next(iter(home.told.values())), ""),
        {"id": "6" * 24, "name": "x", "consecutiveFailures": 2, "config": {"url": "x"}, "guid": "g", "delivered_at": 5},
    ]


SHOWN = _shown()
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.sampled_from(["2026-03-02T10:00:00Z", "0001-01-01T00:00:00+23:59", "\x00", "closed", "merged", "6" * 24]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(SHOWN[0])), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SHOWN), st.data())
def test_whatever_a_provider_says_is_read_or_invalid(shown: dict[str, Any], data: st.DataObject) -> None:
    spoilt = copy.deepcopy(shown)
    for _ in range(data.draw(st.integers(0, 4))):
        place = spoilt
        name = data.draw(st.sampled_from(sorted(place)))
        if isinstance(place[name], dict) and place[name] and data.draw(st.booleans()):
            place, name = place[name], data.draw(st.sampled_from(sorted(place[name])))
        place[name] = data.draw(JUNK)
    for body in (spoilt, [spoilt], data.draw(JUNK)):
        for reader in READERS:
            with contextlib.suppress(Invalid):
                reader(answer(body))


@given(st.binary(max_size=40) | st.sampled_from([b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe", b"9" * 9_000]))
def test_what_is_no_json_is_invalid(body: bytes) -> None:
    for reader in READERS:
        with contextlib.suppress(Invalid):
            reader(Answer(200, {}, body))
