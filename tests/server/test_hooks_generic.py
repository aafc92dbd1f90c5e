"""`POST /hooks/generic/{hook}`: anybody's work, signed by Standard Webhooks, on the way to the board."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import db, hooks, organizations
from models.deliveries import Delivery
from models.hooks import Hook
from models.people import Identity
from models.tenants import Project
from server.bounds import Bounds
from tests.cast import Lumen, moment
from tests.server.running import Running
from tests.server.senders import Anybody, generic_hook

ADA, BOB = {"id": "11", "login": "ada"}, {"id": "12", "login": "bob"}


@pytest.fixture
def gitlab(server: Running, now: datetime) -> Anybody:
    return Anybody(server, *generic_hook(server.lumen, now))


def closed(at: datetime, **other: Any) -> dict[str, Any]:
    """An issue of GitLab's, closed by Bob for Ada."""
    work = {
        "kind": "issue",
        "id": "9001",
        "number": 42,
        "title": "The lexer hangs",
        "state": "closed",
        "opened_at": moment(at - timedelta(days=1)),
        "closed_at": moment(at),
        "author": BOB,
        "assignees": [ADA],
        "closed_by": BOB,
    }
    return {"time": moment(at), "project": {"id": "501", "name": "lumen/lexer"}, "work": work | other}


def rows() -> list[Delivery]:
    with db.unit():
        return list(Delivery.select().order_by(Delivery.id))


async def test_it_goes_the_whole_way_to_the_board(server: Running, gitlab: Anybody, now: datetime) -> None:
    status, answer = await gitlab.send(closed(now, points=5), id="evt_1")
    await server.settle()

    assert (status, [row.guid for row in rows()]) == (202, ["evt_1"])
    assert answer == {"delivery": rows()[0].id}
    assert [(row["person"]["login"], row["points"]) for row in await server.rows("week")] == [("ada", 5)]
    with db.unit():
        [project] = Project.select().where(Project.provider == "generic")
    assert (project.name, project.external_id) == ("lumen/lexer", "gitlab:501")


async def test_of_two_messages_the_later_counts_in_whichever_order_they_come(
    server: Running, gitlab: Anybody, now: datetime
) -> None:
    earlier = closed(now, state="open") | {"time": moment(now - timedelta(minutes=5))}
    for said in (closed(now, points=5), earlier):
        assert (await gitlab.send(said))[0] == 202
    await server.settle()
    assert [row["points"] for row in await server.rows("week")] == [5]

    await gitlab.send(closed(now, state="open") | {"time": moment(now + timedelta(minutes=1))})
    await server.settle()
    assert await server.rows("week") == []


async def test_the_same_message_again_is_known(gitlab: Anybody, now: datetime) -> None:
    first = await gitlab.send(closed(now), id="one")
    again = await gitlab.send(closed(now), id="one")

    assert first == (202, {"delivery": rows()[0].id})
    assert again == (200, {"delivery": rows()[0].id, "known": True})


async def test_a_contribution_and_a_ping_are_taken(server: Running, gitlab: Anybody, now: datetime) -> None:
    answer = {"time": moment(now), "project": {"id": "forum", "name": "Forum"}}
    helped = {"kind": "contribution", "id": "post-7", "title": "Helped a newcomer", "state": "given", "author": ADA}
    assert (await gitlab.send(answer | {"work": helped}))[0] == 202
    assert (await gitlab.send({"ping": True}))[0] == 202
    await server.settle()

    assert set(server.states().values()) == {"done"}
    with db.unit():
        assert Hook.get_by_id(gitlab.hook.id).verified_at is not None


async def test_an_account_of_one_organisation_is_nobody_in_another(
    server: Running, gitlab: Anybody, now: datetime
) -> None:
    with db.unit():
        ember = organizations.create("ember", "Ember", "Europe/Vienna", now)
        hook, secret = hooks.create(ember, None, now, "generic", name="gitlab")
    await gitlab.send(closed(now))
    await Anybody(server, hook, secret).send(closed(now))
    await server.settle()

    with db.unit():
        people = {one.person_id for one in Identity.select().where(Identity.login == "ada")}
    assert len(people) == 2


REFUSED = [
    ({"webhook-signature": None}, 403, "bad_signature"),
    ({"webhook-signature": "v1,AAAA"}, 403, "bad_signature"),
    ({"webhook-timestamp": "1772625000"}, 403, "bad_signature"),
    ({"webhook-timestamp": "now"}, 400, "bad_delivery"),
    ({"webhook-id": "another"}, 403, "bad_signature"),
    ({"webhook-id": "../é"}, 400, "bad_delivery"),
    ({"Content-Type": "text/plain"}, 415, "unsupported_encoding"),
    ({"Content-Type": "application/cloudevents+json"}, 400, "bad_delivery"),
    ({"Content-Encoding": "gzip"}, 415, "unsupported_encoding"),
]


@pytest.mark.parametrize(("wrong", "status", "code"), REFUSED)
async def test_what_is_wrong_is_refused_and_nothing_is_kept(
    gitlab: Anybody, now: datetime, wrong: dict[str, str | None], status: int, code: str
) -> None:
    answered, answer = await gitlab.send(closed(now), headers=wrong)

    assert (answered, answer["error"]["code"]) == (status, code)
    assert rows() == []


@pytest.mark.parametrize(
    "body", [b"[]", b"{", b"\xff", b"{}", b'{"ping":true,"ping":false}', b'{"a":' * 200 + b"1" + b"}" * 200]
)
async def test_a_hostile_body_is_refused_though_it_is_signed(gitlab: Anybody, body: bytes) -> None:
    status, answer = await gitlab.send(body)

    assert (status, answer["error"]["code"]) == (400, "bad_delivery")
    assert rows() == []


async def test_what_is_wrong_with_a_message_is_said(gitlab: Anybody, now: datetime) -> None:
    _, answer = await gitlab.send(closed(now, state="solved"))
    assert answer["error"]["message"].startswith("work.state: must be 'open', 'closed'")


async def test_a_body_is_bounded(gitlab: Anybody) -> None:
    status, answer = await gitlab.send(b" " * (Bounds().generic_body + 1))
    assert (status, answer["error"]["message"]) == (413, "The body is larger than 256 kB.")


async def test_a_hook_of_another_provider_is_not_found(server: Running, gitlab: Anybody, now: datetime) -> None:
    gitlab.hook.key = server.lumen.hook.key
    assert (await gitlab.send(closed(now)))[0] == 404


async def test_that_there_was_no_hook_is_not_remembered(server: Running, gitlab: Anybody, now: datetime) -> None:
    key, gitlab.hook.key = gitlab.hook.key, "not-yet-there"
    assert (await gitlab.send(closed(now)))[0] == 404
    with db.unit():
        Hook.update(key="not-yet-there").where(Hook.key == key).execute()
    assert (await gitlab.send(closed(now)))[0] == 202


async def test_a_paused_hook_refuses_and_a_disconnected_one_is_gone(
    server: Running, gitlab: Anybody, now: datetime, lumen: Lumen
) -> None:
    with db.unit():
        hooks.pause(gitlab.hook, True, now)
    assert (await gitlab.send(closed(now)))[0] == 403

    other = Anybody(server, *generic_hook(lumen, now, "jira"))
    with db.unit():
        hooks.disconnect(other.hook, now)
    status, answer = await other.send(closed(now))
    assert (status, answer["error"]["code"]) == (410, "gone")
