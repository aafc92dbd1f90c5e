"""Document 002, `/api/badges`, sentence by sentence."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from models import badges, db, holdings
from models.audit import AuditLine
from models.awards import Award
from models.badges import Badge
from tests.contract.rows import Row, holds, table
from tests.contract.stage import MILLISECONDS, NOBODY, ROLES, URL, Stage

PIONEER, PATHFINDER, CHIEF, GRAND = ROLES
LEAGUE = {"id": "{league}", "name": "AI/ML League", "description": "Learn machine learning fundamentals"}
BADGE = {
    "id": "{fundamentals}",
    "name": "AI/ML Fundamentals Badge",
    "description": "Awarded for completing all AI/ML League sections",
    "imageUrl": URL,
    "league": LEAGUE,
}
ANY = {"id": str, "name": str, "description": str, "imageUrl": URL, "league": (None, dict)}
LISTED = ANY | {"totalEarners": int, "createdAt": MILLISECONDS, "earnedByUser": bool, "earnedAt": (None, MILLISECONDS)}
NEW = {
    "name": "Python Mastery Badge",
    "description": "Awarded for completing all Python programming sections",
    "imageUrl": "https://example.com/python-badge.png",
    "leagueId": "{empty_league}",
}
CREATED = {
    "id": str,
    "name": NEW["name"],
    "description": NEW["description"],
    "imageUrl": NEW["imageUrl"],
    "league": {
        "id": "{empty_league}",
        "name": "Python Programming League",
        "description": "Learn machine learning fundamentals",
    },
    "createdAt": MILLISECONDS,
}
CHANGES = {
    "name": "Updated Badge Name",
    "description": "Updated description",
    "imageUrl": "https://example.com/updated-badge.png",
}
UPDATED = BADGE | {"updatedAt": MILLISECONDS}
TO_ADA = {"userId": "{ada}", "reason": "Exceptional performance and dedication"}
USER = {"id": "{ada}", "name": "the ada"}
AWARDED = {
    "userBadge": {
        "id": str,
        "badge": {
            "id": "{fundamentals}",
            "name": BADGE["name"],
            "description": BADGE["description"],
            "league": {"id": "{league}", "name": "AI/ML League"},
        },
        "user": USER,
        "earnedAt": MILLISECONDS,
    }
}
WITH_EMAIL = {"userBadge": AWARDED["userBadge"] | {"user": USER | {"email": "ada@example.org"}}}
ADA_HOLDS = (("fundamentals", "ada"),)
AT, ONE = "/api/badges", "/api/badges/{fundamentals}"
AWARD, REVOKE = f"{ONE}/award", f"{ONE}/revoke"


def good(data: Any, message: str) -> dict[str, Any]:
    """The envelope of what went well."""
    return {"success": True, **({} if data is None else {"data": data}), "message": message}


def bad(error: Any = str) -> dict[str, Any]:
    """The envelope of a refusal."""
    return {"success": False, "error": error}


def listing(**held: Any) -> Any:
    return good({"badges": [LISTED], "total": int, "earnedCount": int}, "Badges retrieved successfully") | held


READS = [
    Row("1. Get All Badges (200)", "ada", "GET", AT, 200, listing(), given=ADA_HOLDS),
    Row(
        "2. Get My Badges (200)",
        "ada",
        "GET",
        f"{AT}/my-badges",
        200,
        good({"badges": [BADGE | {"earnedAt": MILLISECONDS}], "total": 1}, "User badges retrieved successfully"),
        given=ADA_HOLDS,
    ),
    Row(
        "2. nothing earned yet",
        "bob",
        "GET",
        f"{AT}/my-badges",
        200,
        good({"badges": [], "total": 0}, "User badges retrieved successfully"),
    ),
    Row(
        "2. a program has no badges",
        "a program",
        "GET",
        f"{AT}/my-badges",
        200,
        good({"badges": [], "total": 0}, "User badges retrieved successfully"),
        ours=True,
    ),
    Row(
        "7. Get Badge Analytics (200)",
        CHIEF,
        "GET",
        f"{AT}/analytics",
        200,
        good(
            {
                "overview": {
                    "totalBadges": int,
                    "totalAwarded": 1,
                    "uniqueEarners": 1,
                    "averageBadgesPerUser": "1.00",
                },
                "badgePopularity": [{"id": str, "name": str, "league": (None, str), "timesEarned": int}],
                "recentAwards": [
                    {
                        "id": str,
                        "badge": {"name": BADGE["name"], "league": "AI/ML League"},
                        "user": {"name": "the ada", "email": "ada@example.org"},
                        "earnedAt": MILLISECONDS,
                    }
                ],
            },
            "Badge analytics retrieved successfully",
        ),
        given=ADA_HOLDS,
    ),
    Row("an unknown parameter is refused", "ada", "GET", f"{AT}?active=1", 400, bad(), ours=True),
    Row("an unknown address is told in the envelope", "ada", "GET", "/api/no/such", 404, bad(), ours=True),
]
WRITES = [
    Row("3. Create Badge (201)", CHIEF, "POST", AT, 201, good({"badge": CREATED}, "Badge created successfully"), NEW),
    *(
        Row(f"3. {name} is optional", CHIEF, "POST", AT, 201, dict, {k: v for k, v in NEW.items() if k != name})
        for name in ("description", "imageUrl")
    ),
    *(
        Row(
            f"3. optional fields of a form left empty: {empty!r}",
            CHIEF,
            "POST",
            AT,
            201,
            dict,
            NEW | dict.fromkeys(("description", "imageUrl"), empty),
            ours=True,
        )
        for empty in ("", None)
    ),
    *(
        Row(
            f"3. 400: Missing required fields ({missing})",
            CHIEF,
            "POST",
            AT,
            400,
            bad("Missing required fields (name, leagueId)"),
            {k: v for k, v in NEW.items() if k not in missing},
        )
        for missing in (("name",), ("leagueId",), ("name", "leagueId"))
    ),
    Row(
        "3. 400: Badge already exists for this league",
        CHIEF,
        "POST",
        AT,
        400,
        bad("Badge already exists for this league"),
        NEW | {"leagueId": "{league}"},
    ),
    *(
        Row("3. 404: League not found", CHIEF, "POST", AT, 404, bad("League not found"), NEW | {"leagueId": unknown})
        for unknown in ("4711", "league_id_123")
    ),
    Row(
        "4. Update Badge (200)",
        CHIEF,
        "PUT",
        ONE,
        200,
        good({"badge": UPDATED | CHANGES}, "Badge updated successfully"),
        CHANGES,
    ),
    *(
        Row(
            f"4. {name} is optional",
            CHIEF,
            "PUT",
            ONE,
            200,
            good({"badge": UPDATED | {name: value}}, "Badge updated successfully"),
            {name: value},
        )
        for name, value in CHANGES.items()
    ),
    Row("4. 400: No fields provided to update", CHIEF, "PUT", ONE, 400, bad("No fields provided to update"), {}),
    Row("4. 404: Badge not found", CHIEF, "PUT", f"{AT}/4711", 404, bad("Badge not found"), CHANGES),
    Row(
        "5. Award Badge Manually (201)",
        PATHFINDER,
        "POST",
        AWARD,
        201,
        good(AWARDED, "Badge awarded successfully"),
        TO_ADA,
    ),
    Row(
        "5. with email for who may read it",
        CHIEF,
        "POST",
        AWARD,
        201,
        good(WITH_EMAIL, "Badge awarded successfully"),
        TO_ADA,
    ),
    Row("5. reason is optional", PATHFINDER, "POST", AWARD, 201, dict, {"userId": "{ada}"}),
    Row("5. 400: Missing userId", PATHFINDER, "POST", AWARD, 400, bad("Missing userId"), {"reason": "so"}),
    Row(
        "5. 400: User already has this badge",
        PATHFINDER,
        "POST",
        AWARD,
        400,
        bad("User already has this badge"),
        TO_ADA,
        given=ADA_HOLDS,
    ),
    Row("5. 404: Badge not found", PATHFINDER, "POST", f"{AT}/4711/award", 404, bad("Badge not found"), TO_ADA),
    *(
        Row(
            "5. 404: Target user not found",
            PATHFINDER,
            "POST",
            AWARD,
            404,
            bad("Target user not found"),
            TO_ADA | {"userId": unknown},
        )
        for unknown in ("4711", "user_id_123", "{stranger}")
    ),
    Row(
        "6. Revoke Badge (200)",
        CHIEF,
        "DELETE",
        REVOKE,
        200,
        good(None, "Badge revoked successfully"),
        {"userId": "{ada}", "reason": "Badge awarded in error"},
        given=ADA_HOLDS,
    ),
    Row("6. reason is optional", CHIEF, "DELETE", REVOKE, 200, dict, {"userId": "{ada}"}, given=ADA_HOLDS),
    Row("6. 400: Missing userId", CHIEF, "DELETE", REVOKE, 400, bad("Missing userId")),
    Row("6. 400: Missing userId", CHIEF, "DELETE", REVOKE, 400, bad("Missing userId"), {"userId": ""}),
    *(
        Row(
            "6. 404: User does not have this badge",
            CHIEF,
            "DELETE",
            path,
            404,
            bad("User does not have this badge"),
            {"userId": user},
        )
        for path, user in (
            (REVOKE, "{bob}"),
            (REVOKE, "4711"),
            (REVOKE, "{stranger}"),
            (f"{AT}/4711/revoke", "{ada}"),
            (f"{AT}/badge_id/revoke", "{ada}"),
        )
    ),
    Row("8. Delete Badge (200)", GRAND, "DELETE", ONE, 200, good(None, "Badge deleted successfully")),
    Row(
        "8. 400: Cannot delete badge - it has been awarded to users",
        GRAND,
        "DELETE",
        ONE,
        400,
        bad("Cannot delete badge - it has been awarded to users"),
        given=ADA_HOLDS,
    ),
    Row("8. 404: Badge not found", GRAND, "DELETE", f"{AT}/4711", 404, bad("Badge not found")),
    *(
        Row(
            "a fixed word is never an id",
            GRAND,
            method,
            f"{AT}/{word}{more}",
            404,
            bad("Badge not found"),
            body,
            ours=True,
        )
        for word in ("my-badges", "analytics", "award", "revoke")
        for method, more, body in (("PUT", "", CHANGES), ("DELETE", "", None), ("POST", "/award", TO_ADA))
    ),
]
WRONG = [
    Row(f"what cannot be is refused: {body!r:.60}", GRAND, method, path, 400, bad(), body, ours=True)
    for method, path, body in (
        ("POST", AT, b"{"),
        ("POST", AT, b"[]"),
        ("POST", AT, NEW | {"name": 5}),
        ("POST", AT, NEW | {"name": "x" * 201}),
        ("POST", AT, NEW | {"leagueId": 1}),
        ("POST", AT, NEW | {"imageUrl": "javascript:alert(1)"}),
        ("POST", AT, NEW | {"description": "x" * 2001}),
        ("POST", AT, NEW | {"color": "#000000"}),
        ("PUT", ONE, {"name": ""}),
        ("PUT", ONE, {"name": None}),
        ("PUT", ONE, {"leagueId": "{empty_league}"}),
        ("POST", AWARD, {"userId": 5}),
        ("POST", AWARD, TO_ADA | {"reason": "x" * 501}),
        ("POST", AWARD, TO_ADA | {"badgeId": "1"}),
        ("DELETE", REVOKE, {"userId": "{ada}", "when": "now"}),
    )
]
ENDPOINTS: list[tuple[str, str, str, Any, int, int]] = [
    # sentence, method, path, body, how many of ROLES stand too low, status of those who do not
    ("All Users: View badges", "GET", AT, None, 0, 200),
    ("All Users: view own earned badges", "GET", f"{AT}/my-badges", None, 0, 200),
    ("Pathfinder+: Manually award badges to users", "POST", AWARD, TO_ADA, 1, 201),
    ("Chief Pathfinder+: Create", "POST", AT, NEW, 2, 201),
    ("Chief Pathfinder+: update", "PUT", ONE, CHANGES, 2, 200),
    ("Chief Pathfinder+: revoke badges", "DELETE", "/api/badges/{early}/revoke", {"userId": "{bob}"}, 2, 200),
    ("Chief Pathfinder+: view analytics", "GET", f"{AT}/analytics", None, 2, 200),
    ("Grand Pathfinder: Delete badges", "DELETE", ONE, None, 3, 200),
]
BOB_HOLDS = (("early", "bob"),)
ACCESS = [
    Row(
        says if rank >= low else f"{says}; 403: Forbidden (insufficient permissions)",
        role,
        method,
        path,
        status if rank >= low else 403,
        dict if rank >= low else bad(),
        body,
        BOB_HOLDS,
    )
    for says, method, path, body, low, status in ENDPOINTS
    for rank, role in enumerate(ROLES)
] + [
    Row(f"{says}; 401: Unauthorized (invalid/missing token)", nobody, method, path, 401, bad(), body, BOB_HOLDS)
    for says, method, path, body, _, _ in ENDPOINTS
    for nobody in NOBODY
]
SOCIAL = [
    Row(
        f"/api/social/{site}/badge/:badgeId",
        who,
        "GET",
        f"/api/social/{site}/badge/{badge}",
        status,
        wanted,
        None,
        ADA_HOLDS,
    )
    for site in ("twitter", "linkedin")
    for who, badge, status, wanted in (
        ("ada", "{fundamentals}", 200, dict),
        ("bob", "{fundamentals}", 404, bad("User does not have this badge")),
        ("a program", "{fundamentals}", 404, bad("User does not have this badge")),
        ("ada", "4711", 404, bad("Badge not found")),
        ("ada", "my-badges", 404, bad("Badge not found")),
        ("a stranger", "{fundamentals}", 404, bad("Badge not found")),
        *((nobody, "{fundamentals}", 401, bad()) for nobody in NOBODY),
    )
]


@table(READS)
async def test_what_is_read(stage: Stage, row: Row) -> None:
    await holds(stage, row)


@table(WRITES + WRONG)
async def test_what_is_written(stage: Stage, row: Row) -> None:
    await holds(stage, row)


@table(ACCESS)
async def test_who_may(stage: Stage, row: Row) -> None:
    await holds(stage, row)


@table(SOCIAL)
async def test_what_is_shared(stage: Stage, row: Row) -> None:
    await holds(stage, row)


@pytest.mark.parametrize(("method", "path", "body"), [(m, p, b) for _, m, p, b, low, _ in ENDPOINTS if low])
async def test_a_stranger_finds_nothing_of_ours(stage: Stage, method: str, path: str, body: Any) -> None:
    stage.give("early", "bob", "admin")
    answer = await stage.call("a stranger", method, path, body)
    if path.endswith("analytics"):
        assert answer.body["data"]["overview"]["totalAwarded"] == 0
        assert answer.body["data"]["recentAwards"] == []
    else:
        assert (answer.status, answer.body["success"]) == (404, False)
    with db.unit():
        assert Badge.get_by_id(int(stage.ids["fundamentals"])).name == "AI/ML Fundamentals Badge"
        assert Award.select().where(Award.revoked_at.is_null()).count() == 1


async def test_a_strangers_token_reads_its_own_organisation(stage: Stage) -> None:
    listed = (await stage.call("a stranger", "GET", AT)).body["data"]["badges"]
    assert stage.ids["elsewhere"] in [badge["id"] for badge in listed]
    assert stage.ids["fundamentals"] not in [badge["id"] for badge in listed]


async def test_the_list_says_what_the_caller_has_earned(stage: Stage) -> None:
    stage.give("fundamentals", "ada", "admin")
    stage.give("fundamentals", "bob", "admin")
    stage.give("early", "bob", "admin")
    data = (await stage.call("ada", "GET", AT)).body["data"]
    by_id = {badge["id"]: badge for badge in data["badges"]}
    mine, other = by_id[stage.ids["fundamentals"]], by_id[stage.ids["early"]]
    assert (mine["earnedByUser"], mine["earnedAt"], mine["totalEarners"]) == (True, "2026-03-04T12:00:00.000Z", 2)
    assert (other["earnedByUser"], other["earnedAt"], other["totalEarners"]) == (False, None, 1)
    assert other["league"] is None
    assert (data["total"], data["earnedCount"]) == (len(data["badges"]), 1)


async def test_a_program_has_earned_nothing(stage: Stage) -> None:
    stage.give("fundamentals", "ada", "admin")
    data = (await stage.call("a program", "GET", AT)).body["data"]
    assert data["earnedCount"] == 0
    assert not any(badge["earnedByUser"] for badge in data["badges"])


async def test_what_was_revoked_can_be_deleted_and_the_league_is_free_again(stage: Stage) -> None:
    stage.give("fundamentals", "ada", "admin")
    await stage.call(CHIEF, "DELETE", REVOKE, {"userId": "{ada}"})
    assert (await stage.call(GRAND, "DELETE", ONE)).status == 200
    assert (await stage.call(CHIEF, "POST", AT, NEW | {"leagueId": "{league}"})).status == 201


@pytest.mark.parametrize(
    ("given", "average"), [((), "0.00"), (("ada",), "1.00"), (("ada", "ada", "bob"), "1.50"), (("ada", "bob"), "1.00")]
)
async def test_average_badges_per_user_is_text_with_two_decimals_per_earner(
    stage: Stage, given: tuple[str, ...], average: str
) -> None:
    for badge, person in zip(("fundamentals", "early", "pattern"), given, strict=False):
        stage.give(badge, person, "admin")
    data = (await stage.call(CHIEF, "GET", f"{AT}/analytics")).body["data"]
    assert data["overview"]["averageBadgesPerUser"] == average
    assert data["overview"]["totalAwarded"] == len(given)


async def test_analytics_rank_the_most_earned_and_name_the_latest(stage: Stage) -> None:
    for badge, person in (("early", "ada"), ("fundamentals", "bob"), ("fundamentals", "ada"), ("pattern", "bob")):
        stage.give(badge, person, "admin")
    stage.hide("bob")
    data = (await stage.call(CHIEF, "GET", f"{AT}/analytics")).body["data"]
    popular = data["badgePopularity"]
    assert popular[0] == {
        "id": stage.ids["fundamentals"],
        "name": "AI/ML Fundamentals Badge",
        "league": "AI/ML League",
        "timesEarned": 2,
    }
    assert [one["timesEarned"] for one in popular] == sorted([one["timesEarned"] for one in popular], reverse=True)
    # Bob is hidden: counted, not named.
    assert [one["badge"]["name"] for one in data["recentAwards"]] == ["AI/ML Fundamentals Badge", "Early Adopter"]
    assert data["overview"]["uniqueEarners"] == 2


async def test_a_shared_link_is_ready_to_be_opened(stage: Stage) -> None:
    award = stage.give("fundamentals", "ada", "admin")
    data = (await stage.call("ada", "GET", "/api/social/twitter/badge/{fundamentals}")).body["data"]
    link = urlsplit(data["shareUrl"])
    assert (link.scheme, link.netloc, link.path) == ("https", "twitter.com", "/intent/tweet")
    said = parse_qs(link.query, strict_parsing=True)
    assert said == {"text": [data["text"]], "url": [f"http://codebadge.test/awards/{award}"]}
    assert data["text"] == "I earned the “AI/ML Fundamentals Badge” badge at Lumen."
    linkedin = (await stage.call("ada", "GET", "/api/social/linkedin/badge/{fundamentals}")).body["data"]
    assert parse_qs(urlsplit(linkedin["shareUrl"]).query) == {"url": [linkedin["awardUrl"]]}
    added = parse_qs(urlsplit(linkedin["addToProfileUrl"]).query)
    assert (added["name"], added["certUrl"], added["issueYear"]) == (
        ["AI/ML Fundamentals Badge"],
        [linkedin["awardUrl"]],
        ["2026"],
    )


async def test_whoever_is_hidden_has_no_page_to_share(stage: Stage) -> None:
    stage.give("fundamentals", "ada", "admin")
    stage.hide("ada")
    assert (await stage.call("ada", "GET", "/api/social/twitter/badge/{fundamentals}")).status == 404
    assert (await stage.call("ada", "GET", f"{AT}/my-badges")).body["data"]["total"] == 1


async def test_manual_badge_operations_include_the_admin_who_performed_the_action(stage: Stage) -> None:
    await stage.call(CHIEF, "POST", AT, NEW)
    await stage.call(CHIEF, "PUT", ONE, CHANGES)
    await stage.call(PATHFINDER, "POST", AWARD, TO_ADA)
    await stage.call(CHIEF, "DELETE", REVOKE, {"userId": "{ada}", "reason": "Badge awarded in error"})
    await stage.call(GRAND, "DELETE", ONE)
    with db.unit():
        lines = [(line.action, line.actor, line.why) for line in AuditLine.select().order_by(AuditLine.id)]
    assert lines == [
        ("badge:create", "the admin", ""),
        ("badge:update", "the admin", ""),
        ("badge:award", "the moderator", TO_ADA["reason"]),
        ("badge:revoke", "the admin", "Badge awarded in error"),
        ("badge:retire", "the super_admin", ""),
    ]


async def test_long_lists_page_by_cursor_and_total_counts_all(stage: Stage) -> None:
    organization, now = stage.server.lumen.organization, stage.server.clock.at
    with db.unit():
        for number in range(120):
            made = badges.create(organization, f"b{number}", "B", "", "special", "#123456", None, now)
            stage.ids[f"b{number}"] = str(made.id)
    for number in range(120):
        stage.give(f"b{number}", "ada")
    for path, total in ((AT, 135), (f"{AT}/my-badges", 120)):
        first = await stage.call("ada", "GET", path)
        link = first.headers["Link"]
        second = await stage.call("ada", "GET", link[1 : link.index(">")])
        assert first.body.keys() == second.body.keys()
        assert "Link" not in second.headers
        ids = [badge["id"] for page in (first, second) for badge in page.body["data"]["badges"]]
        assert len(ids) == len(set(ids)) == first.body["data"]["total"] == second.body["data"]["total"]
        assert len(first.body["data"]["badges"]) == 100
        assert first.body["data"].get("earnedCount", 120) == 120
        assert total <= len(ids)


async def test_reads_carry_an_etag_and_are_not_sent_twice(stage: Stage) -> None:
    for path in (AT, f"{AT}/my-badges", f"{AT}/analytics"):
        first = await stage.call(CHIEF, "GET", path)
        again = await stage.call(CHIEF, "GET", path, If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, None)
        assert first.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize(("path", "body"), [(AT, NEW), (AWARD, TO_ADA)])
async def test_an_idempotency_key_does_it_once(stage: Stage, path: str, body: dict[str, Any]) -> None:
    first = await stage.call(CHIEF, "POST", path, body, Idempotency_Key="k1")
    again = await stage.call(CHIEF, "POST", path, body, Idempotency_Key="k1")
    assert (first.status, first.body) == (again.status, again.body)
    assert first.status == 201
    changed = body | ({"reason": "another"} if path == AWARD else {"name": "Another"})
    other = await stage.call(CHIEF, "POST", path, changed, Idempotency_Key="k1")
    assert (other.status, other.body["success"]) == (422, False)
    with db.unit():
        assert AuditLine.select().count() == 1


async def test_500_internal_server_error_is_told_in_the_envelope(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holdings, "badge_page", lambda *_: 1 / 0)
    answer = await stage.call("ada", "GET", AT)
    assert (answer.status, answer.body.keys(), answer.body["success"]) == (500, {"success", "error"}, False)
    assert "division" not in answer.body["error"]
