"""`outlet:…`: done by admins, audited, and without a secret or an address in it."""

from typing import Any

import pytest

from models import db
from models.audit import AuditLine
from models.dispatches import Dispatch
from models.errors import InUse, Invalid, NotAllowed, NotFound, NothingToChange
from models.outlets import Outlet
from tests.models.commands.office import Office

URL = "https://chat.example/hooks/as-secret-as-a-password"
CHAT = {"name": "Chat", "url": URL, "events": ["digest", "badge.awarded", "digest"]}


def made(office: Office) -> dict[str, Any]:
    return office.run("outlet:create", office.admin, CHAT).answer


def trail() -> list[tuple[str, str, object, object]]:
    with db.unit():
        lines = AuditLine.select().order_by(AuditLine.id)
        return [(line.action, line.target, line.before, line.after) for line in lines]


def test_a_new_outlets_secret_is_told_once_and_audited_with_its_host_alone(office: Office) -> None:
    answer = made(office)
    outlet = answer["outlet"]
    assert answer["secret"].startswith("whsec_")
    assert (outlet["url"], outlet["events"], outlet["state"]) == (URL, ["badge.awarded", "digest"], "active")
    after = {"host": "chat.example", "events": ["badge.awarded", "digest"]}
    assert trail() == [("outlet:create", f"outlet:{outlet['id']}", None, after)]
    assert answer["secret"] not in str(outlet)


def test_an_outlet_is_changed_paused_and_let_go_on(office: Office) -> None:
    outlet = made(office)["outlet"]["id"]
    office.run("outlet:change", office.admin, {"outlet": outlet, "paused": True})
    told = office.run("outlet:change", office.admin, {"outlet": outlet, "paused": False, "name": "Talk"}).answer
    assert (told["outlet"]["name"], told["outlet"]["url"], told["outlet"]["state"]) == ("Talk", URL, "active")
    states = [(before["state"], after["state"]) for _, _, before, after in trail()[1:]]  # type: ignore[index]
    assert states == [("active", "paused"), ("paused", "active")]
    assert URL not in str(trail())


def test_a_new_secret_another_try_and_sending_again_are_audited(office: Office) -> None:
    first = made(office)
    outlet = first["outlet"]["id"]
    fresh = office.run("outlet:rotate", office.admin, {"outlet": outlet}).answer
    assert fresh["secret"] != first["secret"] and fresh["outlet"]["former_until"] is not None
    tried = office.run("outlet:test", office.admin, {"outlet": outlet}).answer["dispatch"]
    assert (tried["kind"], tried["state"], tried["attempts"]) == ("codebadge.test", "waiting", 0)
    with db.unit():
        Dispatch.update(state="failed", attempts=10, next_at=None).execute()
    sent = office.run("outlet:replay", office.admin, {"outlet": outlet, "dispatch": tried["id"]}).answer["dispatch"]
    assert (sent["key"], sent["state"], sent["attempts"]) == (tried["key"], "waiting", 0)
    actions = [action for action, *_ in trail()]
    assert actions == ["outlet:create", "outlet:rotate", "outlet:test", "outlet:replay"]
    assert "whsec_" not in str(trail())


def test_a_deleted_outlet_leaves_nothing_but_its_line(office: Office) -> None:
    outlet = made(office)["outlet"]["id"]
    office.run("outlet:test", office.admin, {"outlet": outlet})
    office.run("outlet:delete", office.admin, {"outlet": outlet})
    with db.unit():
        assert (Outlet.select().count(), Dispatch.select().count()) == (0, 0)
    assert trail()[-1][0] == "outlet:delete"


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("outlet:change", {"paused": True}),
        ("outlet:delete", {}),
        ("outlet:rotate", {}),
        ("outlet:test", {}),
        ("outlet:replay", {"dispatch": 1}),
    ],
)
def test_others_find_no_outlet_here(office: Office, name: str, more: dict[str, object]) -> None:
    given = {"outlet": made(office)["outlet"]["id"], **more}
    with pytest.raises(NotFound):
        office.run(name, office.stranger, given)
    with pytest.raises(NotAllowed):
        office.run(name, office.moderator, given)
    assert len(trail()) == 1


def test_a_paused_one_tries_nothing_out(office: Office) -> None:
    outlet = made(office)["outlet"]["id"]
    office.run("outlet:change", office.admin, {"outlet": outlet, "paused": True})
    with pytest.raises(InUse):
        office.run("outlet:test", office.admin, {"outlet": outlet})


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://chat.example/"},
        {"url": "https://127.0.0.1/"},
        {"url": "https://ada:secret@chat.example/"},
        {"url": "https://chat.example/" + "a" * 1_000},
        {"url": ""},
        {"events": []},
        {"events": ["estimate.changed"]},
        {"events": "digest"},
        {"name": " "},
        {"name": "x" * 101},
        {"state": "active"},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_left(office: Office, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        office.run("outlet:create", office.admin, CHAT | wrong)
    with db.unit():
        assert Outlet.select().count() == 0
    outlet = made(office)["outlet"]["id"]
    with pytest.raises(Invalid):
        office.run("outlet:change", office.admin, {"outlet": outlet} | wrong)
    with pytest.raises(NothingToChange):
        office.run("outlet:change", office.admin, {"outlet": outlet})
    assert len(trail()) == 1
