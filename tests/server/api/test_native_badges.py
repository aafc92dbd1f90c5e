"""`/v1`: badges are made, changed, deleted, given and taken back, one by one and many at once."""

from datetime import datetime

import pytest

from models import db
from models.audit import AuditLine
from models.awards import Award
from models.people import Membership
from tests.cast import ADA, BOB, issue
from tests.server.api.desk import Desk

WHOLE = {
    "id",
    "name",
    "slug",
    "description",
    "color",
    "image",
    "design",
    "icon_url",
    "active",
    "league",
    "pattern",
    "special",
    "stock",
    "held",
    "created_at",
    "updated_at",
    "words",
}


def two_people(desk: Desk, now: datetime) -> None:
    """Ada is person 1, Bob 2."""
    for number, person in ((1, ADA), (2, BOB)):
        desk.server.lumen.deliver("issues", issue("closed", now, number=number, assignees=(person,)), now)


async def test_a_badge_is_made_read_changed_and_deleted(desk: Desk) -> None:
    made = (await desk.done("POST", "/badges", {"name": "Early Adopter", "color": "#3a5a78"}))["badge"]
    assert made.keys() == WHOLE
    assert (made["slug"], made["held"], made["active"]) == ("early-adopter", 0, True)

    changed = (await desk.done("PATCH", "/badges/early-adopter", {"name": "Pioneer", "active": False}))["badge"]
    assert changed == made | {"name": "Pioneer", "active": False, "updated_at": changed["updated_at"]}
    assert (await desk.done("GET", f"/badges/{made['id']}", role=None))["badge"] == changed

    assert await desk.done("DELETE", f"/badges/{made['id']}?why=a+mistake") == {"badge": made["id"], "taken_from": 0}
    assert (await desk.ask("GET", "/badges/early-adopter"))[0] == 404


async def test_anybody_may_read_the_badges_all_or_the_active_ones(desk: Desk) -> None:
    await desk.done("PATCH", "/badges/special", {"active": False})
    every = (await desk.done("GET", "/badges", role=None))["badges"]
    active = (await desk.done("GET", "/badges?active=true", role=None))["badges"]
    idle = (await desk.done("GET", "/badges?active=false", role=None))["badges"]
    assert [badge["slug"] for badge in idle] == ["special"]
    assert active == [badge for badge in every if badge["active"]]


async def test_a_badge_is_given_held_and_taken_back(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    award = (await desk.done("POST", "/awards", {"person": 1, "badge": "special", "reason": "the talk"}, "moderator"))[
        "award"
    ]
    assert (award["reason"], award["by"]) == ("the talk", "the moderator")
    held = (await desk.done("GET", "/badges/special/holders", role=None))["holders"]
    assert [(one["person"]["login"], one["award"]) for one in held] == [("ada", award)]
    assert (await desk.done("GET", f"/awards/{award['id']}", role=None)) == held[0]

    taken = (await desk.done("POST", "/badges/special/revoke", {"person": 1, "reason": "a mistake"}))["award"]
    assert taken["revoke_reason"] == "a mistake"
    assert (await desk.done("GET", "/badges/special/holders", role=None))["holders"] == []


async def test_holders_come_a_page_at_a_time_and_a_link_leads_on(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    for person in (1, 2):
        await desk.done("POST", "/awards", {"person": person, "badge": "special"})
    path, seen = "/badges/special/holders?limit=1", []
    while path:
        seen += [one["person"]["id"] for one in (await desk.done("GET", path, role=None))["holders"]]
        following = desk.headers.get("Link", "")
        assert following.endswith('>; rel="next"') or not following
        path = following.partition(">")[0].removeprefix("</v1/organizations/lumen")
    assert seen == [2, 1]


async def test_whoever_is_hidden_holds_nothing_in_public(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    award = (await desk.done("POST", "/awards", {"person": 1, "badge": "special"}))["award"]
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == 1).execute()
    assert (await desk.done("GET", "/badges/special/holders", role=None))["holders"] == []
    assert (await desk.ask("GET", f"/awards/{award['id']}", role=None))[0] == 404


async def test_many_are_given_by_list_reported_row_by_row_and_undone(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    rows = [{"person": 1, "reason": "for one"}, {"person": "@bob"}, {"person": "@nobody"}, {"person": 1}]
    made = await desk.done("POST", "/awards/many", {"badge": "special", "rows": rows, "reason": "for all"})
    assert made["awarded"] == 2
    assert [(one["person"], one["code"]) for one in made["report"]] == [
        (1, "awarded"),
        ("@bob", "awarded"),
        ("@nobody", "not_found"),
        (1, "already_held"),
    ]
    with db.unit():
        assert {award.reason for award in Award.select().where(Award.batch == made["batch"])} == {"for one", "for all"}
        assert AuditLine.select().where(AuditLine.action == "badge:award-many").count() == 1
    undo = f"/awards/batches/{made['batch']}/undo"
    assert await desk.done("POST", undo, {"reason": "a mistake"}) == {"batch": made["batch"], "revoked": 2}
    assert (await desk.ask("POST", undo, {"reason": "again"}))[0] == 409


async def test_many_are_given_by_csv(desk: Desk, now: datetime) -> None:
    two_people(desk, now)
    text = '\ufeffperson,reason\r\n1,"for ""one"", the first"\r\n\r\n@BOB,\r\n=cmd|x,\r\n'.encode()
    status, made = await desk.ask("POST", "/awards/many?badge=special&reason=why", text, Content_Type="text/csv")
    assert (status, made["awarded"]) == (200, 2)
    assert [one["code"] for one in made["report"]] == ["awarded", "awarded", "not_found"]
    with db.unit():
        assert [award.reason for award in Award.select().where(Award.batch == made["batch"]).order_by(Award.id)] == [
            'for "one", the first',
            "why",
        ]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"person\n1\n",
        b"who,why\n1,x\n",
        b"person,reason\n",
        b"person,reason\n1,x,y\n",
        b"person,reason\n,x\n",
        b'person,reason\n1,"x\n',
        b"person,reason\n1,\xff\n",
        b"person,reason\n1," + b"x" * 600 + b"\n",
        b"person,reason\n1,\x00\n",
        b"person,reason\n" + b"1,x\n" * 1001,
    ],
)
async def test_a_csv_of_another_form_is_refused_and_nothing_is_given(desk: Desk, now: datetime, text: bytes) -> None:
    two_people(desk, now)
    status, answer = await desk.ask("POST", "/awards/many?badge=special", text, Content_Type="text/csv")
    assert (status, answer["error"]["code"]) in [(400, "invalid"), (400, "missing")]
    with db.unit():
        assert AuditLine.select().count() == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/badges", {"name": ""}, 400, "invalid"),
        ("POST", "/badges", {}, 400, "missing"),
        ("POST", "/badges", {"name": "x", "colour": "red"}, 400, "invalid"),
        ("POST", "/badges", {"name": "x", "icon_url": "javascript:alert(1)"}, 400, "invalid"),
        ("POST", "/badges", {"name": "x", "slug": "special"}, 409, "taken"),
        ("PATCH", "/badges/special", {}, 400, "nothing_to_change"),
        ("PATCH", "/badges/4711", {"name": "x"}, 404, "not_found"),
        ("DELETE", "/badges/no-such-badge", None, 404, "not_found"),
        ("POST", "/awards", {"person": "1", "badge": "special"}, 400, "invalid"),
        ("POST", "/awards", {"person": 4711, "badge": "special"}, 404, "not_found"),
        ("POST", "/badges/special/revoke", {"person": 1}, 400, "missing"),
        ("POST", "/badges/special/revoke", {"person": 1, "reason": "none held"}, 409, "not_held"),
        ("POST", "/awards/many", {"rows": [{"person": 1}]}, 400, "missing"),
        ("POST", "/awards/many", {"badge": "special"}, 400, "missing"),
        ("POST", "/awards/batches/4711/undo", {"reason": "none"}, 404, "not_found"),
        ("GET", "/awards/x", None, 404, "not_found"),
        ("GET", "/badges/special/holders?cursor=x", None, 400, "invalid"),
    ],
)
async def test_what_cannot_be_is_refused(
    desk: Desk, now: datetime, method: str, path: str, body: object, status: int, code: str
) -> None:
    two_people(desk, now)
    answered, answer = await desk.ask(method, path, body)
    assert (answered, answer["error"]["code"]) == (status, code)
