"""models/sources/github_hooks.py: what a webhook is made of, and what was sent to it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from models.errors import Invalid
from models.sources import github_hooks
from models.sources.rest import Answer


def test_what_cannot_be_read_of_what_was_sent_is_left_out() -> None:
    sent: dict[str, Any] = {"id": 6, "guid": "a", "status_code": 404, "delivered_at": "2026-03-04T12:00:00Z"}
    [found] = github_hooks.sent(Answer(200, {}, json.dumps([sent, {"id": 7}, "x", sent | {"id": "8"}]).encode()))
    assert (found.id, found.at, found.taken) == ("6", datetime(2026, 3, 4, 12, tzinfo=UTC), False)


def test_a_webhook_is_signed_json_over_checked_tls() -> None:
    asked = github_hooks.create("lumen/parser", "https://codebadge.test/hooks/github/x", "s")
    assert asked.body is not None
    assert (asked.method, asked.path) == ("POST", "/repos/lumen/parser/hooks")
    assert asked.body["config"]["content_type"] == "json"
    assert (asked.body["config"]["secret"], asked.body["config"]["insecure_ssl"]) == ("s", "0")


@pytest.mark.parametrize(("repository", "remote"), [("lumen", "1"), ("a/..", "1"), ("a/b", "1/../2"), ("a/b", "0")])
def test_nothing_else_stands_in_a_path(repository: str, remote: str) -> None:
    for ask in (github_hooks.show, github_hooks.delete, github_hooks.hook):
        with pytest.raises(Invalid):
            ask(repository, remote)
