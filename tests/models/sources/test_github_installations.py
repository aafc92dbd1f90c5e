"""What GitHub tells of an app's installations, and of issues that change repositories."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from models.rules.work import Reading
from models.sources import github

Read = Callable[[str], Reading]
ARRIVED = datetime(2026, 3, 4, tzinfo=UTC)
UPDATED = "2026-03-02T10:00:00Z"
PARSER = {"id": 501, "name": "parser", "full_name": "lumen/parser", "private": False}
LEXER = {"id": 502, "name": "lexer", "full_name": "lumen/lexer", "private": True}


def told(event: str, action: str, **more: Any) -> Reading:
    installation = {"id": 77, "account": {"login": "lumen"}, "updated_at": UPDATED, **more.pop("installation", {})}
    return github.read(event, {"action": action, "installation": installation, **more}, ARRIVED)


def test_an_app_that_is_installed_tells_for_whom_and_for_which_repositories() -> None:
    seen = told("installation", "created", repositories=[PARSER, LEXER]).installation
    assert seen is not None
    assert (seen.number, seen.account, seen.state) == (77, "lumen", "active")
    assert [(one.external_id, one.name) for one in seen.added] == [("501", "lumen/parser"), ("502", "lumen/lexer")]
    assert seen.at == datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("action", "state"),
    [("suspend", "paused"), ("unsuspend", "active"), ("new_permissions_accepted", "active"), ("deleted", "ended")],
)
def test_what_becomes_of_an_installation_is_told_without_repositories(action: str, state: str) -> None:
    seen = told("installation", action, repositories=[PARSER]).installation
    assert seen is not None
    assert (seen.state, seen.added, seen.removed) == (state, (), ())


def test_repositories_come_and_go() -> None:
    seen = told("installation_repositories", "added", repositories_added=[LEXER], repositories_removed=[]).installation
    assert seen is not None and seen.state is None
    assert ([one.external_id for one in seen.added], seen.removed) == (["502"], ())
    seen = told("installation_repositories", "removed", repositories_removed=[LEXER]).installation
    assert seen is not None
    assert ([one.external_id for one in seen.removed], seen.added) == (["502"], ())


def test_what_github_may_yet_think_of_is_parked() -> None:
    reading = told("installation", "repainted")
    assert (reading.verdict, reading.installation) == ("unknown", None)
    nameless = github.read("installation", {"action": "created", "installation": {"id": "none"}}, ARRIVED)
    assert (nameless.verdict, nameless.installation) == ("unknown", None)


def test_every_delivery_tells_through_which_installation_it_came(read: Read) -> None:
    assert told("issues", "pinned").through == 77
    assert read("issues.opened").through is None


def issue(external_id: int, repository: str, number: int, **more: Any) -> dict[str, Any]:
    url = f"https://github.com/{repository}/issues/{number}"
    times = {"created_at": "2026-03-01T09:00:00Z", "updated_at": UPDATED}
    return {"id": external_id, "number": number, "title": "Lexer", "state": "open", "html_url": url, **times, **more}


def moved(action: str, mine: dict[str, Any], changes: dict[str, Any], home: dict[str, Any]) -> Reading:
    sender = {"id": 13, "login": "cleo", "type": "User"}
    body = {"action": action, "issue": mine, "changes": changes, "repository": home, "sender": sender}
    return github.read("issues", body, ARRIVED)


def test_an_issue_that_changes_repositories_is_told_as_both_by_either_event() -> None:
    old, new = issue(7001, "lumen/parser", 42), issue(7999, "lumen/lexer", 1)
    left = moved("transferred", old, {"new_issue": new, "new_repository": LEXER}, PARSER)
    came = moved("opened", new, {"old_issue": old, "old_repository": PARSER}, LEXER)
    assert left.moved is not None and came.moved is not None
    assert (left.changes[0].gone, left.moved.change.gone) == (True, False)
    assert (came.changes[0].gone, came.moved.change.gone) == (False, True)
    assert left.changes[0].work.went_to == came.moved.change.work.went_to == new["html_url"]
    assert came.changes[0].work.came_from == left.moved.change.work.came_from == old["html_url"]
    assert (left.moved.project.external_id, came.moved.project.external_id) == ("502", "501")
    assert left.why == "It is https://github.com/lumen/lexer/issues/1 now."


def test_an_issue_of_which_the_event_tells_no_more_is_gone_all_the_same(read: Read) -> None:
    reading = read("issues.transferred")
    assert (reading.changes[0].gone, reading.moved) == (True, None)
