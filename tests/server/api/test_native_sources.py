"""`/v1/…/connections` and `/v1/…/sources`: what is connected, by admins alone, tenants apart, and no secret in it."""

import json
from datetime import datetime

import pytest
from redis import Redis

from models import db
from models.hooks import Hook
from tests.providers import github as at_github
from tests.providers import trello as at_trello
from tests.server.api.desk import Desk
from tests.server.asking import answering

TOKEN, KEY, SECRET = "t0ken" * 8, "k" * 32, "5ecret" * 8
GITHUB = {"provider": "github", "token": TOKEN}
TRELLO = {"provider": "trello", "key": KEY, "token": TOKEN, "secret": SECRET}
BOARD, DONE = "5abbe4b7ddc1b351ef961414", "5abbe4b7ddc1b351ef961415"


async def test_a_repository_and_a_board_are_connected_listed_and_let_go_of(desk: Desk) -> None:
    hub = (await desk.done("POST", "/connections", GITHUB))["connection"]
    trello = (await desk.done("POST", "/connections", TRELLO))["connection"]
    assert (hub["provider"], hub["account"], hub["way"], hub["state"]) == ("github", "", "token", "active")
    asked = {"provider": "github", "name": "lumen/lexer", "connection": hub["id"], "remote": "99"}
    made = await desk.done("POST", "/sources", asked)
    assert made["secret"] is None
    assert made["job"]["kind"] == "hook.connect"
    rule = {"done": [DONE], "ticked": False, "points": "title", "field": None}
    asked = {"provider": "trello", "name": "Wishes", "connection": trello["id"], "remote": BOARD, "board": rule}
    board = (await desk.done("POST", "/sources", asked))["source"]
    assert (board["board"], board["history"], board["items"]) == (rule, None, 0)
    told = await desk.done("GET", "/sources")
    assert [one["project"]["name"] for one in told["sources"]] == ["lumen/parser", "lumen/lexer", "Wishes"]
    assert [one["id"] for one in told["connections"]] == [hub["id"], trello["id"]]
    changed = await desk.done("PUT", f"/sources/{board['hook']['id']}/board", {"done": [], "ticked": True})
    assert changed["source"]["board"]["ticked"]
    assert changed["job"]["kind"] == "board.refold"
    status, refused = await desk.ask("POST", "/sources", asked)
    assert (status, refused["error"]["code"]) == (409, "taken")
    assert (await desk.done("DELETE", f"/sources/{board['hook']['id']}"))["job"] is None
    ended = (await desk.done("DELETE", f"/connections/{hub['id']}"))["connection"]
    assert ended["state"] == "ended"
    told = await desk.done("GET", "/sources")
    assert [one["project"]["name"] for one in told["sources"]] == ["lumen/parser"]
    status, audited = await desk.ask("GET", "/audit")
    assert not any(secret in json.dumps([made, told, audited]) for secret in (TOKEN, KEY, SECRET))


async def test_what_can_be_connected_is_asked_of_the_provider(
    desk: Desk, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_github.github() as github, answering(redis):
        monkeypatch.setenv("CODEBADGE_GITHUB_API_URL", github.url)
        for number, name in enumerate(("lumen/lexer", "lumen/docs"), 1):
            github.add_repository(number, name)
        hub = (await desk.done("POST", "/connections", {"provider": "github", "token": at_github.TOKEN}))["connection"]
        asked = {"provider": "github", "name": "lumen/docs", "connection": hub["id"], "remote": "2"}
        await desk.done("POST", "/sources", asked)
        told = await desk.done("GET", f"/connections/{hub['id']}/choices")
        assert (told["account"], {one["name"]: one["connected"] for one in told["choices"]}) == (
            "ada",
            {"lumen/lexer": False, "lumen/docs": True},
        )
        github.revoke()
        status, refused = await desk.ask("GET", f"/connections/{hub['id']}/choices")
        assert (status, refused["error"]["code"]) == (409, "provider_refused")
        [card] = (await desk.done("GET", "/sources"))["connections"]
        assert (card["account"], card["state"], card["error"]) == ("ada", "refused", refused["error"]["message"])


async def test_a_boards_members_are_shown_with_who_they_are_here(
    desk: Desk, redis: Redis, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    with at_trello.trello() as trello, answering(redis):
        monkeypatch.setenv("CODEBADGE_TRELLO_API_URL", trello.url)
        board = trello.add_board("Wishes")
        keys = {"key": at_trello.KEY, "token": at_trello.TOKEN, "secret": at_trello.SECRET}
        connection = (await desk.done("POST", "/connections", {"provider": "trello"} | keys))["connection"]["id"]
        asked = {"provider": "trello", "name": "Wishes", "connection": connection, "remote": board.id}
        hook = (await desk.done("POST", "/sources", asked))["source"]["hook"]["id"]
        path = f"/connections/{connection}/boards/{board.id}"
        shown = await desk.done("GET", path)
        assert [one["name"] for one in shown["lists"]] == ["To do", "Doing", "Done"]
        assert [one["person"] for one in shown["members"]] == [None, None]
        person = (await desk.done("POST", "/people", {"name": "Ada", "email": "ada@example.org"}))["person"]["id"]
        ada = {"member": shown["members"][0]["id"], "person": person, "username": "ada"}
        await desk.done("PUT", f"/sources/{hook}/members", ada)
        shown = await desk.done("GET", path)
        assert [one["person"] and one["person"]["name"] for one in shown["members"]] == ["Ada", None]
        assert (await desk.ask("GET", path, role="stranger"))[0] in (403, 404)


async def test_a_look_at_the_page_asks_how_webhooks_fare_and_needs_no_answer(
    desk: Desk, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_github.github() as github:
        monkeypatch.setenv("CODEBADGE_GITHUB_API_URL", github.url)
        github.add_repository(1, "lumen/lexer")
        hub = (await desk.done("POST", "/connections", {"provider": "github", "token": at_github.TOKEN}))["connection"]
        asked = {"provider": "github", "name": "lumen/lexer", "connection": hub["id"], "remote": "1"}
        hook = (await desk.done("POST", "/sources", asked))["source"]["hook"]["id"]
        _registered(hook)
        with answering(redis):
            told = await desk.done("GET", "/sources?health=1")
        assert [one["hook"]["health"] and one["hook"]["health"]["active"] for one in told["sources"]] == [None, False]
        before = len(github.asked)
        await desk.done("GET", "/sources?health=1")
        assert len(github.asked) == before, "asked once in a minute"


def _registered(hook: int) -> None:
    with db.unit():
        Hook.update(remote="77").where(Hook.id == hook).execute()


@pytest.mark.parametrize("path", ["/sources", "/connections/1/choices", "/connections/1/boards/" + BOARD])
async def test_nobody_below_an_admin_reads_any_of_it(desk: Desk, path: str) -> None:
    assert [(await desk.ask("GET", path, role=role))[0] for role in ("moderator", "contributor", None)] == [
        403,
        403,
        401,
    ]
    assert (await desk.ask("GET", path, role="stranger"))[0] in (403, 404)
