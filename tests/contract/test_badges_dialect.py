"""Document 001, `/badges`, sentence by sentence."""

from typing import Any

import pytest

from models import badges, db, holdings
from models.audit import AuditLine
from models.awards import Award
from models.badges import Badge
from models.people import UNSEEN
from tests.contract.rows import Row, holds, table
from tests.contract.stage import NOBODY, ROLES, SECONDS, URL, Stage

BADGE: dict[str, Any] = {
    "id": "{early}",
    "name": "Early Adopter",
    "slug": "early-adopter",
    "description": "Joined during beta",
    "iconUrl": "https://example.com/early.png",
    "color": "#FF5733",
    "isActive": True,
    "awardedCount": 1,
}
ANY = {name: type(value) for name, value in BADGE.items()} | {"iconUrl": URL}
LISTED = ANY | {"createdAt": SECONDS}
BY = {"id": "{admin}", "username": "admin"}
HELD = {name: BADGE[name] for name in ("id", "name", "slug", "description", "iconUrl", "color")}
HELD |= {"awardedAt": SECONDS, "awardedBy": BY}
NEW = {
    "name": "Contributor",
    "slug": "contributor",
    "description": "Contributed code to the project",
    "iconUrl": "https://example.com/contributor.svg",
    "color": "#4CAF50",
    "isActive": True,
}
CHANGES = {"name": "Updated Name", "description": "Updated description", "color": "#FF5733", "isActive": False}
AWARDED = {
    "message": "Badge awarded successfully",
    "userBadge": {"id": str, "userId": "{ada}", "badgeId": "{early}", "awardedAt": SECONDS},
}
AWARD = {"badgeId": "{early}", "userId": "{ada}", "reason": "Optional reason for awarding"}
HELD_BY_ADA = (("early", "ada"),)


def error(code: str, message: Any = str) -> dict[str, Any]:
    """An error in this dialect."""
    return {"error": {"code": code, "message": message}}


READS = [
    Row("GET /badges: get all badges", "no token", "GET", "/badges", 200, {"badges": [LISTED]}),
    Row(
        "isActive (boolean, optional): true",
        "no token",
        "GET",
        "/badges?isActive=true",
        200,
        {"badges": [LISTED | {"isActive": True}]},
    ),
    Row("isActive: false", "no token", "GET", "/badges?isActive=false", 200, {"badges": []}),
    *(
        Row("isActive is a boolean", "no token", "GET", f"/badges?isActive={word}", 400, error("invalid"), ours=True)
        for word in ("yes", "1", "True", "")
    ),
    Row("GET /badges/:badgeId", "no token", "GET", "/badges/{early}", 200, BADGE, given=HELD_BY_ADA),
    Row("GET /badges/slug/:slug", "no token", "GET", "/badges/slug/early-adopter", 200, BADGE, given=HELD_BY_ADA),
    Row("badges of a user", "no token", "GET", "/badges/users/{ada}", 200, {"badges": [HELD]}, given=HELD_BY_ADA),
    Row("a user without badges has none", "no token", "GET", "/badges/users/{bob}", 200, {"badges": []}),
    Row("iconUrl is https://… also for built-in art", "no token", "GET", "/badges/{pattern}", 200, ANY),
    Row("an unknown parameter is refused", "no token", "GET", "/badges?active=true", 400, error("invalid"), ours=True),
    *(
        Row("an unknown badge is not found", "no token", "GET", path, 404, error("not_found", "Badge not found"))
        for path in ("/badges/4711", "/badges/badge-id", "/badges/slug/none", "/badges/-1", "/badges/9" + "9" * 30)
    ),
    *(
        Row("a fixed word is never an id", "no token", "GET", path, 404, error("not_found"), ours=True)
        for path in ("/badges/award", "/badges/slug", "/badges/users", "/badges/slug/award", "/badges/users/award")
    ),
    Row("a fixed word is never an id", "super_admin", "DELETE", "/badges/award", 404, error("not_found"), ours=True),
    Row(
        "an unknown user is not found",
        "no token",
        "GET",
        "/badges/users/4711",
        404,
        error("not_found", "User not found"),
    ),
    Row("an unknown address is told in JSON", "no token", "GET", "/badges/1/2/3/4", 404, error("http_404"), ours=True),
]
WRITES = [
    Row(
        "POST /badges creates a new badge",
        "admin",
        "POST",
        "/badges",
        201,
        {"id": str, "name": "Contributor", "slug": "contributor", "createdAt": SECONDS},
        NEW,
    ),
    Row("PATCH: all fields optional", "admin", "PATCH", "/badges/{early}", 200, ANY | CHANGES, CHANGES),
    *(
        Row(f"PATCH: only {name}", "admin", "PATCH", "/badges/{early}", 200, ANY | {name: value}, {name: value})
        for name, value in CHANGES.items()
    ),
    Row("PATCH: also slug", "admin", "PATCH", "/badges/{early}", 200, ANY | {"slug": "x"}, {"slug": "x"}, ours=True),
    Row("PATCH: without a field", "admin", "PATCH", "/badges/{early}", 400, error("nothing_to_change"), {}, ours=True),
    Row("DELETE /badges/:badgeId", "admin", "DELETE", "/badges/{early}", 200, {"message": str}),
    Row("POST /badges/award", "moderator", "POST", "/badges/award", 201, AWARDED, AWARD),
    Row(
        "reason: optional",
        "moderator",
        "POST",
        "/badges/award",
        201,
        AWARDED,
        {"badgeId": "{early}", "userId": "{ada}"},
    ),
    Row(
        "DELETE /badges/:badgeId/users/:userId",
        "moderator",
        "DELETE",
        "/badges/{early}/users/{ada}",
        200,
        {"message": "Badge revoked successfully"},
        given=HELD_BY_ADA,
    ),
    Row(
        "a revocation may say why",
        "moderator",
        "DELETE",
        "/badges/{early}/users/{ada}",
        200,
        {"message": "Badge revoked successfully"},
        {"reason": "ok"},
        given=HELD_BY_ADA,
        ours=True,
    ),
    Row(
        "a duplicate award",
        "moderator",
        "POST",
        "/badges/award",
        409,
        error("already_held", "User already has this badge"),
        AWARD,
        given=HELD_BY_ADA,
        ours=True,
    ),
    Row(
        "revoking what is not held",
        "moderator",
        "DELETE",
        "/badges/{early}/users/{ada}",
        404,
        error("not_found", "User does not have this badge"),
        ours=True,
    ),
    Row("a slug in use", "admin", "POST", "/badges", 409, error("taken"), NEW | {"slug": "early-adopter"}, ours=True),
    Row("without a slug", "admin", "POST", "/badges", 201, dict, {"name": "Contributor"}, ours=True),
    Row("null is no icon", "admin", "POST", "/badges", 201, dict, NEW | {"iconUrl": None}, ours=True),
]
UNKNOWN = [
    Row(f"unknown badge or user: {who}", "super_admin", method, path, 404, error("not_found"), body, ours=True)
    for who, method, path, body in (
        ("patched", "PATCH", "/badges/4711", CHANGES),
        ("patched", "PATCH", "/badges/slug", CHANGES),
        ("deleted", "DELETE", "/badges/4711", None),
        ("deleted", "DELETE", "/badges/users", None),
        ("awarded", "POST", "/badges/award", AWARD | {"badgeId": "4711"}),
        ("awarded", "POST", "/badges/award", AWARD | {"badgeId": "early-adopter"}),
        ("awarded", "POST", "/badges/award", AWARD | {"userId": "4711"}),
        ("awarded", "POST", "/badges/award", AWARD | {"userId": "{stranger}"}),
        ("revoked", "DELETE", "/badges/4711/users/{ada}", None),
        ("revoked", "DELETE", "/badges/{early}/users/4711", None),
        ("revoked", "DELETE", "/badges/{early}/users/award", None),
    )
]
WRONG = [
    Row(f"what cannot be is refused: {body!r:.60}", "super_admin", method, path, 400, error(code), body, ours=True)
    for method, path, code, body in (
        ("POST", "/badges", "invalid", b"{"),
        ("POST", "/badges", "invalid", b"[]"),
        ("POST", "/badges", "invalid", b'{"name": "\xff"}'),
        ("POST", "/badges", "missing", {}),
        ("POST", "/badges", "missing", NEW | {"name": ""}),
        ("POST", "/badges", "missing", NEW | {"name": None}),
        ("POST", "/badges", "invalid", NEW | {"name": 5}),
        ("POST", "/badges", "invalid", NEW | {"name": "x" * 201}),
        ("POST", "/badges", "invalid", NEW | {"name": "nul\x00"}),
        ("POST", "/badges", "invalid", NEW | {"slug": "No Slug"}),
        ("POST", "/badges", "invalid", NEW | {"slug": "x" * 101}),
        ("POST", "/badges", "invalid", NEW | {"description": "x" * 2001}),
        ("POST", "/badges", "invalid", NEW | {"iconUrl": "javascript:alert(1)"}),
        ("POST", "/badges", "invalid", NEW | {"iconUrl": "https://" + "x" * 2000}),
        ("POST", "/badges", "invalid", NEW | {"color": "green"}),
        ("POST", "/badges", "invalid", NEW | {"isActive": "true"}),
        ("POST", "/badges", "invalid", NEW | {"owner": "me"}),
        ("POST", "/badges", "invalid", NEW | {"icon_url": "https://example.com"}),
        ("PATCH", "/badges/{early}", "invalid", {"name": ""}),
        ("PATCH", "/badges/{early}", "invalid", {"isActive": 1}),
        ("PATCH", "/badges/{early}", "invalid", {"awardedCount": 9}),
        ("POST", "/badges/award", "missing", {"badgeId": "{early}"}),
        ("POST", "/badges/award", "missing", {"userId": "{ada}"}),
        ("POST", "/badges/award", "invalid", {"badgeId": 1, "userId": "{ada}"}),
        ("POST", "/badges/award", "invalid", AWARD | {"reason": "x" * 501}),
        ("POST", "/badges/award", "invalid", AWARD | {"when": "now"}),
        ("DELETE", "/badges/{early}/users/{ada}", "invalid", {"why": "so"}),
    )
]
ENDPOINTS: list[tuple[str, str, str, Any, int, int]] = [
    # sentence, method, path, body, how many of ROLES stand too low, status of those who do not
    ("Authentication: Not required", "GET", "/badges", None, 0, 200),
    ("Authentication: Not required", "GET", "/badges/{early}", None, 0, 200),
    ("Authentication: Not required", "GET", "/badges/slug/early-adopter", None, 0, 200),
    ("Authentication: Not required", "GET", "/badges/users/{ada}", None, 0, 200),
    ("Create: Required (Admin or Super Admin)", "POST", "/badges", NEW, 2, 201),
    ("Update: Required (Admin or Super Admin)", "PATCH", "/badges/{early}", CHANGES, 2, 200),
    ("Delete: Required (Admin or Super Admin)", "DELETE", "/badges/{early}", None, 2, 200),
    ("Award: Required (Moderator, Admin, or Super Admin)", "POST", "/badges/award", AWARD, 1, 201),
    ("Revoke: Required (Moderator, Admin, or Super Admin)", "DELETE", "/badges/{early}/users/{bob}", None, 1, 200),
]
BOB_HOLDS = (("early", "bob"),)
ACCESS = [
    Row(
        says,
        role,
        method,
        path,
        good if rank >= low else 403,
        dict if rank >= low else error("not_allowed"),
        body,
        BOB_HOLDS,
    )
    for says, method, path, body, low, good in ENDPOINTS
    for rank, role in enumerate(ROLES)
] + [
    Row(
        says,
        nobody,
        method,
        path,
        200 if public else 401,
        dict if public else error("not_signed_in"),
        body,
        BOB_HOLDS,
        ours=nobody != "no token",
    )
    for says, method, path, body, low, _ in ENDPOINTS
    for nobody in NOBODY
    for public in [low == 0 and nobody == "no token"]
]


@table(READS)
async def test_what_anybody_may_read(stage: Stage, row: Row) -> None:
    await holds(stage, row)


@table(WRITES + UNKNOWN + WRONG)
async def test_what_is_written(stage: Stage, row: Row) -> None:
    await holds(stage, row)


@table(ACCESS)
async def test_who_may(stage: Stage, row: Row) -> None:
    await holds(stage, row)


@pytest.mark.parametrize(("method", "path", "body"), [(m, p, b) for _, m, p, b, low, _ in ENDPOINTS if low])
async def test_a_stranger_finds_nothing_of_ours(stage: Stage, method: str, path: str, body: Any) -> None:
    stage.give("early", "bob", "admin")
    answer = await stage.call("a stranger", method, path, body)
    assert answer.status == (201 if (method, path) == ("POST", "/badges") else 404)
    with db.unit():
        assert Badge.select().where(Badge.slug == "contributor", Badge.organization == 1).count() == 0
        assert Badge.get_by_id(int(stage.ids["early"])).name == "Early Adopter"
        assert Award.select().where(Award.revoked_at.is_null()).count() == 1


async def test_a_strangers_token_reads_its_own_organisation(stage: Stage) -> None:
    assert (await stage.call("a stranger", "GET", "/badges/{early}")).status == 404
    assert (await stage.call("a stranger", "GET", "/badges/users/{ada}")).status == 404
    listed = (await stage.call("a stranger", "GET", "/badges")).body["badges"]
    assert stage.ids["elsewhere"] in [badge["id"] for badge in listed]
    assert stage.ids["early"] not in [badge["id"] for badge in listed]


async def test_a_public_read_may_name_another_organisation(stage: Stage) -> None:
    assert (await stage.call("no token", "GET", "/badges/{elsewhere}")).status == 404
    assert (await stage.call("no token", "GET", "/badges/{elsewhere}?org=other")).status == 200
    assert (await stage.call("no token", "GET", "/badges?org=none")).status == 404


async def test_deleting_a_badge_also_removes_it_from_all_users_who_have_been_awarded_it(stage: Stage) -> None:
    for person in ("ada", "bob"):
        stage.give("early", person, "admin")
    await stage.call("admin", "DELETE", "/badges/{early}")
    for person in ("ada", "bob"):
        assert (await stage.call("no token", "GET", f"/badges/users/{{{person}}}")).body == {"badges": []}
    assert (await stage.call("no token", "GET", "/badges/{early}")).status == 404
    with db.unit():
        assert [award.revoked_by for award in Award.select()] == ["the admin", "the admin"]


async def test_awarded_count_follows_awards_and_revocations(stage: Stage) -> None:
    counts = []
    for method, path, body in (
        ("POST", "/badges/award", AWARD),
        ("POST", "/badges/award", AWARD | {"userId": "{bob}"}),
        ("DELETE", "/badges/{early}/users/{ada}", None),
    ):
        await stage.call("moderator", method, path, body)
        counts.append((await stage.call("no token", "GET", "/badges/{early}")).body["awardedCount"])
    assert counts == [1, 2, 1]


async def test_an_inactive_badge_is_told_apart(stage: Stage) -> None:
    await stage.call("admin", "PATCH", "/badges/{early}", {"isActive": False})
    inactive = (await stage.call("no token", "GET", "/badges?isActive=false")).body["badges"]
    assert [badge["id"] for badge in inactive] == [stage.ids["early"]]
    active = (await stage.call("no token", "GET", "/badges?isActive=true")).body["badges"]
    assert stage.ids["early"] not in [badge["id"] for badge in active]


@pytest.mark.parametrize("icon", [None, ""])
async def test_an_icon_can_be_taken_away(stage: Stage, icon: str | None) -> None:
    answer = await stage.call("admin", "PATCH", "/badges/{early}", {"iconUrl": icon})
    assert answer.body["iconUrl"] == "http://codebadge.test/static/badges/special.svg"


async def test_awarded_by_is_null_for_a_rule_and_has_no_id_for_a_program(stage: Stage) -> None:
    stage.give("pattern", "ada")
    await stage.call("a program", "POST", "/badges/award", AWARD)
    held = (await stage.call("no token", "GET", "/badges/users/{ada}")).body["badges"]
    assert [badge["awardedBy"] for badge in held] == [None, {"id": None, "username": "a program"}]


async def test_awarded_by_does_not_name_whoever_is_hidden(stage: Stage) -> None:
    stage.give("early", "ada", "admin")
    stage.hide("admin")
    [held] = (await stage.call("no token", "GET", "/badges/users/{ada}")).body["badges"]
    assert held["awardedBy"] == {"id": None, "username": UNSEEN}


async def test_who_is_hidden_is_not_found(stage: Stage) -> None:
    stage.give("early", "ada", "admin")
    stage.hide("ada")
    assert (await stage.call("no token", "GET", "/badges/users/{ada}")).status == 404
    assert (await stage.call("moderator", "POST", "/badges/award", AWARD)).status == 404


async def test_a_reason_is_kept_and_audited(stage: Stage) -> None:
    await stage.call("moderator", "POST", "/badges/award", AWARD)
    await stage.call("moderator", "DELETE", "/badges/{early}/users/{ada}", {"reason": "ok"})
    with db.unit():
        award = Award.get()
        assert (award.reason, award.revoke_reason) == ("Optional reason for awarding", "Reason: ok")
        lines = [(line.action, line.actor, line.door) for line in AuditLine.select().order_by(AuditLine.id)]
    assert lines == [("badge:award", "the moderator", "rest"), ("badge:revoke", "the moderator", "rest")]


async def test_long_lists_page_by_cursor_in_the_same_shape(stage: Stage) -> None:
    with db.unit():
        for number in range(120):
            badges.create(
                stage.server.lumen.organization,
                f"b{number}",
                "B",
                "",
                "special",
                "#123456",
                None,
                stage.server.clock.at,
            )
        every = Badge.select().where(Badge.organization == stage.server.lumen.organization).count()
    first = await stage.call("no token", "GET", "/badges")
    assert first.body.keys() == {"badges"}
    assert len(first.body["badges"]) == 100
    link = first.headers["Link"]
    assert link.endswith('>; rel="next"')
    second = await stage.call("no token", "GET", link[1 : link.index(">")])
    assert "Link" not in second.headers
    ids = [badge["id"] for badge in first.body["badges"] + second.body["badges"]]
    assert len(set(ids)) == len(ids) == every
    assert (await stage.call("no token", "GET", "/badges?limit=101")).status == 400
    assert (await stage.call("no token", "GET", "/badges?cursor=x")).status == 400


async def test_reads_carry_an_etag_and_are_not_sent_twice(stage: Stage) -> None:
    for path in ("/badges", "/badges/{early}", "/badges/slug/early-adopter", "/badges/users/{ada}"):
        first = await stage.call("no token", "GET", path)
        again = await stage.call("no token", "GET", path, If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, None)


@pytest.mark.parametrize(("path", "body"), [("/badges", NEW), ("/badges/award", AWARD)])
async def test_an_idempotency_key_does_it_once(stage: Stage, path: str, body: dict[str, Any]) -> None:
    first = await stage.call("admin", "POST", path, body, Idempotency_Key="k1")
    again = await stage.call("admin", "POST", path, body, Idempotency_Key="k1")
    assert (first.status, first.body) == (again.status, again.body)
    assert first.status == 201
    other = await stage.call(
        "admin", "POST", path, body | {"reason" if "award" in path else "color": "#000000"}, Idempotency_Key="k1"
    )
    assert (other.status, other.body) == (422, {"error": {"code": "reused", "message": other.body["error"]["message"]}})
    with db.unit():
        assert AuditLine.select().count() == 1


async def test_every_change_is_audited(stage: Stage) -> None:
    await stage.call("admin", "POST", "/badges", NEW)
    await stage.call("admin", "PATCH", "/badges/{early}", CHANGES)
    await stage.call("admin", "DELETE", "/badges/{early}")
    with db.unit():
        lines = [(line.action, line.actor, line.door) for line in AuditLine.select().order_by(AuditLine.id)]
    assert lines == [(f"badge:{done}", "the admin", "rest") for done in ("create", "update", "retire")]


async def test_a_bug_is_told_without_detail(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holdings, "badge_page", lambda *_: 1 / 0)
    answer = await stage.call("no token", "GET", "/badges")
    assert (answer.status, answer.body["error"]["code"]) == (500, "internal")
    assert "division" not in str(answer.body)
