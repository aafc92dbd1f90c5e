"""`/v1/…/connections` and `/v1/…/sources`: what is connected, by admins alone, tenants apart, and no secret in it."""

import json

from tests.server.api.desk import Desk

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
    print(json.dumps(made, indent=1))
    rule = {"done": [DONE], "ticked": False, "points": "title", "field": None}
    asked = {"provider": "trello", "name": "Wishes", "connection": trello["id"], "remote": BOARD, "board": rule}
    board = (await desk.done("POST", "/sources", asked))["source"]
    assert (board["board"], board["history"], board["items"]) == (rule, None, 0)
    told = await desk.done("GET", "/sources")
    print(json.dumps(told, indent=1))
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
