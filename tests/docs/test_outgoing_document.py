"""docs/outgoing.md: its example opens what we sign and nothing else; it names every event, and our real patience."""

import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models.rules import outgoing
from models.sources import standard_webhooks

BODY = b'{"type":"digest"}'
KEY = bytes(range(32))


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "outgoing.md").read_text()


@pytest.fixture
def is_ours(page: str) -> Any:
    [example] = re.findall(r"```python\n(.*?)```", page, re.S)
    named: dict[str, Any] = {}
    exec(example, named)  # noqa: S102 - our own page
    return named["is_ours"]


def signed(key: bytes = KEY, at: float | None = None) -> dict[str, str]:
    moment = datetime.fromtimestamp(at or time.time(), UTC)
    return {
        "webhook-id": "msg_1_7",
        "webhook-timestamp": standard_webhooks.seconds(moment),
        "webhook-signature": standard_webhooks.sign(key, "msg_1_7", moment, BODY),
    }


def test_the_example_opens_what_is_signed_with_the_secret(is_ours: Any) -> None:
    secret = standard_webhooks.secret(KEY)
    mine = signed()
    assert is_ours(secret, mine, BODY)
    both = signed(b"another key of some length......")["webhook-signature"] + " " + mine["webhook-signature"]
    assert is_ours(secret, mine | {"webhook-signature": both}, BODY)


def test_the_example_refuses_everything_else(is_ours: Any) -> None:
    secret = standard_webhooks.secret(KEY)
    assert not is_ours(secret, signed(), BODY + b" ")
    assert not is_ours(secret, signed(b"another key"), BODY)
    assert not is_ours(secret, signed() | {"webhook-id": "msg_1_8"}, BODY)
    assert not is_ours(secret, signed(at=time.time() - 600), BODY)


def test_every_event_is_named(page: str) -> None:
    assert all(f"`{event}`" in page for event in (*outgoing.EVENTS, outgoing.TEST))


def test_the_tries_are_those_of_the_code(page: str) -> None:
    assert "after 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours" in " ".join(page.split())
    told = [5, 5 * 60, 30 * 60, *(hours * 3_600 for hours in (2, 5, 10, 14, 20, 24))]
    assert [delay.total_seconds() for delay in outgoing.DELAYS] == told
