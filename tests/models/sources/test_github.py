"""Each event of GitHub's is supported, ignored on purpose, or unknown; nothing else, whatever it holds."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from models.errors import BadDelivery
from models.rules.work import Reading
from models.sources import github
from models.sources.github_events import IGNORED, SUPPORTED

Read = Callable[[str], Reading]
ARRIVED = datetime(2026, 3, 4, tzinfo=UTC)


def read_plain(event: str, **payload: Any) -> Reading:
    return github.read(event, payload, ARRIVED)


def test_a_ping_is_a_ping_with_or_without_a_repository(read: Read) -> None:
    assert read("ping").ping and read("ping.of_organization").ping
    assert read("ping.of_organization").project is None


def test_every_payload_with_a_repository_names_its_project(read: Read) -> None:
    for name in ("issues.opened", "ping", "push.to_default_branch", "issues.milestoned", "member.added"):
        project = read(name).project
        assert project is not None
        assert (project.provider, project.external_id, project.name) == ("github", "501", "lumen/parser")
        assert project.url == "https://github.com/lumen/parser"
        assert project.archived is None


def test_leaving_a_team_or_a_repository_is_not_leaving_the_organisation(read: Read) -> None:
    seen = {name: read(name).memberships[0] for name in ("membership.removed", "member.added")}
    assert {name: (one.present, one.place) for name, one in seen.items()} == {
        "membership.removed": (False, "github team 71"),
        "member.added": (True, "github repository 501"),
    }
    assert read("organization.member_removed").memberships[0].place is None


def test_members_come_and_go(read: Read) -> None:
    seen = {name: read(name) for name in ("member.added", "membership.added", "organization.member_removed")}
    assert {name: [(one.account.login, one.present) for one in r.memberships] for name, r in seen.items()} == {
        "member.added": [("bo", True)],
        "membership.added": [("bo", True)],
        "organization.member_removed": [("bo", False)],
    }


def test_a_repository_event_says_what_it_is_called_now_and_whether_it_sleeps(read: Read) -> None:
    renamed, deleted = read("repository.renamed").project, read("repository.deleted").project
    assert renamed is not None and (renamed.name, renamed.archived) == ("lumen/parser", False)
    assert deleted is not None and deleted.archived is True


@pytest.mark.parametrize(
    "name", ["issues.milestoned", "pull_request.synchronize", "push.to_other_branch", "push.of_tag"]
)
def test_what_changes_nothing_that_is_counted_is_ignored_and_says_why(name: str, read: Read) -> None:
    reading = read(name)
    assert reading.verdict == "ignored"
    assert reading.why.endswith(".")
    assert not reading.changes


@pytest.mark.parametrize("event", sorted(IGNORED))
def test_an_event_ignored_as_a_whole_is_ignored_with_every_action(event: str) -> None:
    assert read_plain(event, action="anything").verdict == "ignored"


def test_no_event_is_both_supported_and_ignored() -> None:
    assert not SUPPORTED.keys() & IGNORED.keys()
    assert SUPPORTED.keys() == github.READERS.keys()


@pytest.mark.parametrize(
    ("event", "action"),
    [("quantum_merge", "created"), ("issues", "teleported"), ("issues", ""), ("", "opened")],
)
def test_what_is_new_to_us_is_unknown(event: str, action: str) -> None:
    reading = read_plain(event, action=action)
    assert reading.verdict == "unknown"
    assert "new to us" in reading.why


@pytest.mark.parametrize("action", [None, 7, ["opened"], {"a": 1}, True])
def test_an_action_that_is_no_word_is_unknown(action: object) -> None:
    assert read_plain("issues", action=action).verdict == "unknown"


def test_a_payload_that_lacks_what_we_need_is_parked_with_the_reason() -> None:
    assert read_plain("issues", action="closed", issue={"id": 1}).verdict == "unknown"
    assert read_plain("issues", action="closed").why == "The payload has no issue."


def test_a_pull_request_in_the_shape_of_an_issue_is_not_an_issue() -> None:
    assert read_plain("issues", action="closed", issue={"pull_request": {"url": "x"}}).verdict == "unknown"


def test_bytes_that_are_no_json_object_are_refused() -> None:
    with pytest.raises(BadDelivery):
        github.read("issues", b"[]", ARRIVED)
