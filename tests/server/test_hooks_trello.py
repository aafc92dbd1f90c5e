"""`/hooks/trello/{hook}`: Trello's look while it is asked for a webhook, and its actions, each of them once."""

import asyncio
import json
from datetime import datetime
from typing import Any

import pytest

from models import db, hooks, organizations, projects
from models.deliveries import Delivery
from models.errors import Invalid
from models.tenants import Project
from server.bounds import Bounds
from tests.cast import Lumen
from tests.server.running import Running, raw
from tests.server.senders import ANOTHER, APPLICATION, PUBLIC, Trello, trello_hook, trello_signature

BOARD, DONE, CARD, BOB = "b" * 24, "d" * 24, "c" * 24, "e" * 24


def moved(at: datetime, action: str = "a" * 24) -> dict[str, Any]:
    """Bob's card is moved into the list of what is done, by Bob."""
    bob = {"id": BOB, "username": "bob", "fullName": "Bob"}
    return {
        "model": {"id": BOARD, "name": "Roadmap", "url": "https://trello.com/b/x/roadmap"},
        "action": {
            "id": action,
            "type": "updateCard",
            "date": f"{at:%Y-%m-%dT%H:%M:%S}.000Z",
            "idMemberCreator": BOB,
            "memberCreator": bob,
            "data": {
                "board": {"id": BOARD, "name": "Roadmap", "shortLink": "x"},
                "card": {"id": CARD, "name": "(5) Mend the lamp", "idShort": 3, "shortLink": "y", "idList": DONE},
                "listBefore": {"id": "f" * 24, "name": "Doing"},
                "listAfter": {"id": DONE, "name": "Done"},
                "old": {"idList": "f" * 24},
            },
        },
    }


def joined(at: datetime) -> dict[str, Any]:
    """Bob became a member of the card."""
    action = moved(at)
    data = action["action"]["data"] | {"member": {"id": BOB, "name": "Bob"}, "idMember": BOB}
    return action | {"action": action["action"] | {"id": "9" * 24, "type": "addMemberToCard", "data": data}}


@pytest.fixture
def trello(server: Running, now: datetime) -> Trello:
    return Trello(server, *trello_hook(server.lumen, now))


def rows() -> list[Delivery]:
    with db.unit():
        return list(Delivery.select().order_by(Delivery.id))


async def test_a_look_finds_a_hook_whose_row_was_committed_a_moment_ago(server: Running, now: datetime) -> None:
    nobody = Trello(server, hooks.Hook(provider="trello", key="not-yet-there"), APPLICATION)
    assert await nobody.look() == (404, b"")

    made = Trello(server, *trello_hook(server.lumen, now))
    with db.unit():
        hooks.Hook.update(key="not-yet-there").where(hooks.Hook.id == made.hook.id).execute()
    looks = await asyncio.gather(*(nobody.look() for _ in range(5)))

    assert looks == [(200, b"")] * 5


async def test_a_look_wants_exactly_200_and_nothing_beside(server: Running, trello: Trello) -> None:
    request = f"HEAD /hooks/trello/{trello.hook.key} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    head, _, body = (await raw(server.url, request.encode())).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 200 OK")
    assert body == b""


async def test_nobody_else_looks(server: Running, trello: Trello) -> None:
    async with server.session.get(trello.url) as response:
        assert (response.status, response.headers["Allow"]) == (405, "HEAD,POST")
    async with server.session.head(server.hook) as response:
        assert response.status == 405
    server.lumen.hook.provider = "trello"
    assert (await Trello(server, server.lumen.hook, APPLICATION).look())[0] == 404


async def test_an_action_is_kept_and_answered_with_200_known_or_new(trello: Trello, now: datetime) -> None:
    first, again = await trello.send(moved(now)), await trello.send(moved(now))

    [row] = rows()
    assert first == (200, {"delivery": row.id})
    assert again == (200, {"delivery": row.id, "known": True})
    assert (row.guid, row.event, json.loads(bytes(row.body))) == ("a" * 24, "updateCard", moved(now))


async def test_one_action_through_two_hooks_earns_once(server: Running, trello: Trello, now: datetime) -> None:
    with db.unit():
        rule = {"done": [DONE], "ticked": True, "points": "title", "field": None}
        Project.update(board=rule, external_id=BOARD).where(Project.provider == "trello").execute()
        home = Project.get(Project.provider == "trello")
        other, secret = hooks.create(
            server.lumen.organization, None, now, "trello", project=home, secret=ANOTHER, public_url=PUBLIC
        )
    for one in (trello, Trello(server, other, secret)):
        assert [(await one.send(action))[0] for action in (joined(now), moved(now))] == [200, 200]
    await server.settle()

    assert [row.guid for row in rows()] == ["9" * 24, "a" * 24]
    assert [(row["person"]["name"], row["points"]) for row in await server.rows("week")] == [("Bob", 5)]


async def test_one_action_is_another_organisations_too(server: Running, trello: Trello, now: datetime) -> None:
    with db.unit():
        ember = organizations.create("ember", "Ember", "Europe/Vienna", now)
        home = projects.create(ember, "trello", "Roadmap", now)
        hook, secret = hooks.create(ember, None, now, "trello", project=home, secret=ANOTHER, public_url=PUBLIC)
    await trello.send(moved(now))

    status, answer = await Trello(server, hook, secret).send(moved(now))

    assert (status, "known" in answer, len(rows())) == (200, False, 2)


async def test_an_action_whose_row_is_dead_lives_again(trello: Trello, now: datetime) -> None:
    await trello.send(moved(now))
    with db.unit():
        Delivery.update(state="dead", attempts=6).execute()

    assert "known" not in (await trello.send(moved(now)))[1]
    assert [row.state for row in rows()] == ["pending"]


@pytest.mark.parametrize(
    "callback",
    [
        "http://127.0.0.1:{port}/hooks/trello/{key}",
        "http://CODEBADGE.test/hooks/trello/{key}",
        "http://codebadge.test:80/hooks/trello/{key}",
        "https://codebadge.test/hooks/trello/{key}",
        "http://codebadge.test/hooks/trello/{key}/",
        " ",
    ],
)
async def test_a_signature_for_another_address_is_refused_whatever_the_request_says(
    server: Running, trello: Trello, now: datetime, callback: str
) -> None:
    address = callback.format(port=server.port, key=trello.hook.key)
    host = {"Host": address.split("/")[2]} if "/" in address else {}

    status, answer = await trello.send(moved(now), host | {"X-Forwarded-Host": "codebadge.test"}, address)

    assert (status, answer["error"]["code"], rows()) == (403, "bad_signature", [])


async def test_the_address_counts_as_it_was_registered_though_the_server_has_moved(
    server: Running, trello: Trello, now: datetime
) -> None:
    assert trello.hook.callback == f"{PUBLIC}/hooks/trello/{trello.hook.key}"
    status, _ = await trello.send(moved(now), {"Host": "new.example.org"})
    assert status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Trello-Webhook": None}, 403),
        ({"X-Trello-Webhook": ""}, 403),
        ({"X-Trello-Webhook": "A" * 27 + "="}, 403),
        ({"X-Trello-Webhook": "é"}, 403),
        ({"Content-Encoding": "gzip"}, 415),
    ],
)
async def test_what_is_not_signed_is_refused(
    trello: Trello, now: datetime, headers: dict[str, str | None], status: int
) -> None:
    assert (await trello.send(moved(now), headers))[0] == status
    assert rows() == []


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff", b"{}", b'{"action":{"id":"x"},"model":{}}', b'{"action":7}'])
async def test_a_hostile_body_is_refused_though_it_is_signed(trello: Trello, body: bytes) -> None:
    assert (await trello.send(body))[0] == 400
    assert rows() == []


async def test_an_altered_body_and_another_secret_are_refused(trello: Trello, now: datetime) -> None:
    right = trello_signature(APPLICATION, json.dumps(moved(now)).encode(), f"{PUBLIC}/hooks/trello/{trello.hook.key}")
    altered = moved(now, action="8" * 24)
    assert (await trello.send(altered, {"X-Trello-Webhook": right}))[0] == 403
    trello.secret = ANOTHER
    assert (await trello.send(moved(now)))[0] == 403
    assert rows() == []


async def test_a_body_is_bounded(trello: Trello) -> None:
    status, answer = await trello.send(b" " * (Bounds().trello_body + 1))
    assert (status, answer["error"]["message"]) == (413, "The body is larger than 1 MB.")


async def test_a_paused_hook_keeps_nothing_but_says_200_so_that_trello_does_not_give_it_up(
    trello: Trello, now: datetime
) -> None:
    with db.unit():
        hooks.pause(trello.hook, True, now)

    assert await trello.look() == (200, b"")
    assert await trello.send(moved(now)) == (200, {"paused": True})
    assert rows() == []


async def test_a_hook_that_somebody_disconnected_is_gone_and_its_secret_opens_no_longer(
    server: Running, trello: Trello, lumen: Lumen, now: datetime
) -> None:
    assert (await trello.look())[0] == 200
    with db.unit():
        hooks.disconnect(trello.hook, now)

    assert (await trello.look())[0] == 410
    status, answer = await trello.send(moved(now))
    assert (status, answer["error"]["code"]) == (410, "gone")
    with db.unit():
        assert hooks.door(trello.hook.key).active(now) == []
        with pytest.raises(Invalid):
            hooks.rotate(trello.hook, now, secret=ANOTHER)


async def test_a_hook_of_github_that_somebody_disconnected_is_gone_too(
    server: Running, lumen: Lumen, now: datetime
) -> None:
    with db.unit():
        hooks.disconnect(lumen.hook, now)
    assert (await server.deliver("ping", {"zen": "x"}))[0] == 410
