"""`/v1`: accounts of people over REST: who may do what, and what comes back."""

from datetime import datetime
from typing import Any

import pytest

from models import callers, db, jwts
from models.audit import AuditLine
from models.people import Membership, Person
from tests.cast import ADA, BOB, issue
from tests.server.api.desk import Desk

CARD = {"id", "name", "login", "avatar"}
ACCOUNT = CARD | {
    "role",
    "role_name",
    "joined_at",
    "left_at",
    "hidden",
    "signed_in_at",
    "blocked",
    "email",
    "identities",
    "points",
    "badges",
}


def two_people(desk: Desk, now: datetime) -> None:
    """Ada is person 1, Bob 2."""
    for number, person in ((1, ADA), (2, BOB)):
        desk.server.lumen.deliver("issues", issue("closed", now, number=number, assignees=(person,), by=ADA), now)


async def as_person(desk: Desk, person: int, method: str, path: str, body: object = None) -> tuple[int, Any]:
    """The same by somebody who has signed in."""
    with db.unit():
        here = desk.server.lumen.organization.id
        desk.tokens["oneself"] = jwts.sign(Person.get_by_id(person), here, desk.server.clock.at)
    return await desk.ask(method, path, body, role="oneself")


async def test_an_account_is_made_with_special_badges_and_found(desk: Desk) -> None:
    body = {"name": "Ada Lovelace", "email": "Ada@Example.org", "github": "@Ada", "special": ["special"]}
    made = await desk.done("POST", "/people", body)
    assert made["person"].keys() == ACCOUNT
    assert (made["person"]["email"], made["person"]["badges"]) == ("ada@example.org", 1)
    assert [award["badge"]["slug"] for award in made["awards"]] == ["special"]
    person = made["person"]["id"]
    assert (await desk.done("GET", f"/people/{person}/account"))["person"] == made["person"]
    found = await desk.done("GET", "/people?search=example.org")
    assert found == {"people": [made["person"]], "total": 1}


async def test_everybody_else_sees_cards_of_those_who_are_shown(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    for role in (None, "contributor", "moderator"):
        found = await desk.done("GET", "/people", role=role)
        assert found["total"] == 2
        assert all(person.keys() == CARD for person in found["people"])
    await desk.done("PUT", "/people/1/hidden", {"hidden": True})
    assert [one["id"] for one in (await desk.done("GET", "/people", role=None))["people"]] == [2]
    assert [one["hidden"] for one in (await desk.done("GET", "/people"))["people"]] == [True, False]


async def test_a_long_list_goes_on_by_cursor(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    first = await desk.done("GET", "/people?limit=1", role=None)
    link = desk.headers["Link"]
    assert first["total"] == 2 and 'rel="next"' in link
    rest = await desk.done("GET", "/people?limit=1&cursor=1", role=None)
    assert [one["people"][0]["login"] for one in (first, rest)] == ["ada", "bob"]
    assert "Link" not in desk.headers


async def test_a_person_is_renamed_given_a_role_linked_and_unlinked(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    assert (await desk.done("PATCH", "/people/1", {"name": "Ada Lovelace"}))["person"]["name"] == "Ada Lovelace"
    given = await desk.done("PUT", "/people/1/role", {"role": "Pathfinder".lower(), "why": "she asked"})
    assert (given["person"]["role"], given["person"]["role_name"]) == ("moderator", "Moderator")
    linked = await desk.done("POST", "/people/1/identities", {"email": "ada@example.org"})
    identity = next(one["id"] for one in linked["person"]["identities"] if one["provider"] == "email")
    left = await desk.done("DELETE", f"/people/1/identities/{identity}")
    assert [one["provider"] for one in left["person"]["identities"]] == ["github"]
    with db.unit():
        assert [(line.action, line.target, line.after) for line in AuditLine.select().order_by(AuditLine.id)][:2] == [
            ("person:update", "person:1", {"changed": ["name"]}),
            ("person:role", "person:1", {"role": "moderator"}),
        ]


async def test_two_are_merged_as_previewed_and_parted_again(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    seen = await desk.done("POST", "/people/merge/preview", {"keep": 1, "gone": 2})
    assert seen["after"]["points"] == seen["keep"]["points"] + seen["gone"]["points"] == 6
    merged = await desk.done("POST", "/people/merge", {"keep": 1, "gone": 2, "why": "the same"})
    assert (merged["person"]["points"], len(merged["person"]["identities"])) == (6, 2)
    assert (await desk.ask("GET", "/people/2"))[0] == 404
    [told] = (await desk.done("GET", "/people/merges"))["merges"]
    assert (told["id"], told["kept"]["id"], told["gone"]["id"], told["by"]) == (merged["merge"], 1, 2, "the admin")
    parted = await desk.done("POST", f"/people/merges/{merged['merge']}/undo", {"why": "they are two"})
    assert parted["person"]["points"] == 3
    again = await desk.ask("POST", f"/people/merges/{merged['merge']}/undo", {"why": "they are two"})
    assert again[0] == 409
    assert (await desk.done("GET", "/people/2", role=None))["totals"]["all"] == 3


async def test_a_person_hides_takes_home_and_erases_themselves(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    assert await as_person(desk, 1, "PUT", "/people/1/hidden", {"hidden": True}) == (
        200,
        {"person": 1, "hidden": True},
    )
    status, account = await as_person(desk, 1, "GET", "/people/1/account")
    assert (status, account["person"]["hidden"]) == (200, True)
    status, told = await as_person(desk, 1, "GET", "/people/1/export")
    assert (status, told["person"]["login"], len(told["entries"])) == (200, "ada", 1)
    status, answer = await as_person(desk, 1, "POST", "/people/1/erase", {"confirm": "ada"})
    assert (status, answer) == (200, {"person": 1, "name": "Erased person 1"})
    with db.unit():
        last = AuditLine.select().order_by(AuditLine.id.desc()).get()
        assert (last.action, last.actor, last.person_id) == ("person:erase", "Erased person 1", 1)


SELF = (
    ("GET", "/people/2/account", None),
    ("GET", "/people/2/export", None),
    ("PATCH", "/people/2", {"name": "Mallory"}),
    ("PUT", "/people/2/hidden", {"hidden": True}),
    ("POST", "/people/2/erase", {"confirm": "bob"}),
    ("DELETE", "/people/2/identities/2", None),
)
ADMINS = (
    ("POST", "/people", {"github": "mallory"}),
    ("PUT", "/people/2/role", {"role": "contributor"}),
    ("POST", "/people/2/identities", {"email": "mallory@example.org"}),
    ("POST", "/people/merge/preview", {"keep": 1, "gone": 2}),
    ("POST", "/people/merge", {"keep": 1, "gone": 2, "why": "the same"}),
    ("GET", "/people/merges", None),
    ("POST", "/people/merges/1/undo", {"why": "they are two"}),
)


@pytest.mark.parametrize(("method", "path", "body"), SELF + ADMINS)
async def test_nobody_does_to_others_what_takes_an_admin(
    desk: Desk, now: datetime, method: str, path: str, body: object
) -> None:
    two_people(desk, now)
    assert (await desk.ask(method, path, body, role=None))[0] == 401
    for role in ("contributor", "moderator", "stranger"):
        assert (await desk.ask(method, path, body, role=role))[0] == 403
    assert (await as_person(desk, 1, method, path, body))[0] == 403


async def test_nobody_takes_home_what_is_kept_of_others(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    for role in ("admin", "super_admin"):
        assert (await desk.ask("GET", "/people/2/export", role=role))[0] == 403


async def test_the_last_super_admin_is_not_demoted_by_accident(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    with db.unit():
        Membership.update(role="super_admin").where(Membership.person == 1).execute()
        assert callers.role_in(Person.get_by_id(1), desk.server.lumen.organization.id) == "super_admin"
    status, answer = await desk.ask("PUT", "/people/1/role", {"role": "admin"}, role="super_admin")
    assert (status, answer["error"]["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/people", {}, 400),
        ("POST", "/people", {"email": "no address"}, 400),
        ("POST", "/people", {"github": "two words"}, 400),
        ("POST", "/people", {"github": "ada", "role": "king"}, 400),
        ("POST", "/people", {"github": "cyd", "role": "super_admin"}, 403),
        ("POST", "/people", {"github": "cyd", "special": ["no-such"]}, 404),
        ("POST", "/people", {"github": "ada"}, 409),
        ("POST", "/people/1/identities", {"email": "a@example.org", "github": "a"}, 400),
        ("POST", "/people/merge", {"keep": 1, "gone": 1, "why": "the same"}, 400),
        ("POST", "/people/merge", {"keep": 1, "gone": 99, "why": "the same"}, 404),
        ("POST", "/people/1/erase", {"confirm": "bob"}, 400),
        ("DELETE", "/people/1/identities/1", None, 409),
        ("GET", "/people/x/account", None, 404),
        ("PUT", "/people/1/hidden", {"hidden": "yes"}, 400),
        ("GET", "/people?cursor=x", None, 400),
    ],
)
async def test_what_is_wrong_is_refused(
    desk: Desk, now: datetime, method: str, path: str, body: object, status: int
) -> None:
    two_people(desk, now)
    assert (await desk.ask(method, path, body))[0] == status
