"""models/sources/trello_rest.py: what is asked of Trello's REST, and what its answers mean."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.errors import Invalid
from models.sources import trello_hooks, trello_rest
from models.sources.rest import LONGEST, Answer
from models.sources.trello_rest import MEMBERS_REST, SHORTEST

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
BOARD, CARD, OLDER = "6" * 24, "5" * 24, "4" * 24


def answer(shown: Any, status: int = 200, **headers: str) -> Answer:
    body = shown if isinstance(shown, bytes) else json.dumps(shown).encode()
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


@pytest.mark.parametrize(
    ("status", "said", "meaning"),
    [
        (200, b"", "done"),
        (304, b"", "done"),
        (400, b"invalid value for limit", "wrong"),
        (400, b"URL (https://x) did not return 200 status code, got 404", "wrong"),
        (400, b"A webhook with that callback, model, and token already exists", "there"),
        (401, b"invalid token", "refused"),
        (401, b"invalid key", "refused"),
        (403, b'{"error": "API_TOO_MANY_CARDS_REQUESTED"}', "denied"),
        (404, b"board not found", "gone"),
        (410, b"", "gone"),
        (429, b"", "later"),
        (500, b"", "again"),
        (504, b"", "again"),
    ],
)
def test_a_status_has_one_meaning(status: int, said: bytes, meaning: str) -> None:
    assert trello_rest.judged(answer(said, status), NOW).meaning == meaning


def test_who_cannot_be_reached_is_told_so() -> None:
    said = b"URL (https://codebadge.test/hooks/trello/secret-key) did not return 200 status code, got 404"
    words = trello_rest.judged(answer(said, 400), NOW).words
    assert "does not reach this server" in words
    assert "secret-key" not in words


@pytest.mark.parametrize(
    ("said", "headers", "rest"),
    [
        (b'{"error": "API_KEY_LIMIT_EXCEEDED"}', {}, SHORTEST),
        (b"", {"retry_after": "120"}, timedelta(seconds=120)),
        (b"", {"retry_after": "x"}, SHORTEST),
        (b"", {"retry_after": "9999999999"}, LONGEST),
        (b"Rate limit of members exceeded", {}, MEMBERS_REST),
    ],
)
def test_how_long_it_wants_us_to_wait_is_bounded(said: bytes, headers: dict[str, str], rest: timedelta) -> None:
    assert trello_rest.judged(answer(said, 429, **headers), NOW).until == NOW + rest


@pytest.mark.parametrize(("key", "token"), [("k", ""), ("k\n", "t"), ('k"', "t"), ("k", 't", x="y'), ("k", "t,u")])
def test_only_what_can_stand_in_a_header_does(key: str, token: str) -> None:
    with pytest.raises(Invalid):
        trello_rest.headers(key, token)


@pytest.mark.parametrize("board", ["", "x" * 24, "6" * 23, "6" * 24 + "\n", "../../../members/me/../../x", "٣" * 24])
def test_only_an_id_stands_in_a_path(board: str) -> None:
    asking = (trello_rest.board, trello_rest.cards, trello_rest.actions, trello_hooks.show, trello_hooks.delete)
    for ask in asking:
        with pytest.raises(Invalid):
            ask(board)
    with pytest.raises(Invalid):
        trello_hooks.create(board, "https://codebadge.test/x")


def test_a_place_is_a_part_of_the_address() -> None:
    asked = trello_rest.actions(BOARD, before="a&b=c", since="2026-01-01T00:00:00+00:00")
    assert asked.path.endswith("limit=1000&before=a%26b%3Dc&since=2026-01-01T00%3A00%3A00%2B00%3A00")


def test_a_full_page_leads_to_what_is_older() -> None:
    found = answer([{"id": CARD}, {"id": OLDER}, {"id": "x"}], date="Wed, 04 Mar 2026 12:00:00 GMT")
    assert trello_rest.page(found, 3).before == OLDER
    assert trello_rest.page(found, 4).before is None
    assert trello_rest.page(found, 4).at == NOW
    assert trello_rest.page(answer([{"id": "x"}]), 1).before is None


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Wed, 99 Mar 2026 12:00:00 GMT", "Wed, 04 Mar 2026 12:00:00", "x" * 99]
)
def test_a_date_that_is_none_is_not_believed(date: str) -> None:
    assert trello_rest.said_at(answer([], date=date)) in (None, NOW)


def test_what_cannot_be_read_in_a_list_is_left_out() -> None:
    shown = [{"id": BOARD, "name": "Roadmap", "closed": False}, {"id": "../x", "name": "Evil"}, 5]
    assert [one.name for one in trello_rest.lists_of(answer(shown))] == ["Roadmap"]
    [who] = trello_rest.members_of(answer([{"id": CARD, "username": "ada", "avatarUrl": "https://a.test/1"}]))
    assert (who.username, who.name, who.avatar) == ("ada", None, "https://a.test/1/50.png")
