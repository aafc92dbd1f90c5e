"""`/api/leagues`, `/api/sections`, `/api/dashboard` and their `/v1` twins: one row per statement, for every role."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from models import badges, db, jwts, leagues, organizations, sections, tokens
from models.audit import AuditLine
from models.leagues import League
from models.people import Identity, Membership, Person
from models.rules.roles import NAMES, Role
from tests.cast import issue
from tests.server.running import Answer, Running

V1 = "/v1/organizations/lumen"
ROLES: tuple[Role, ...] = ("contributor", "moderator", "admin", "super_admin")
NOBODY, EXPIRED, FOREIGN = "nobody", "expired", "foreign"
DAY = timedelta(days=1)


@dataclass
class School:
    """Lumen with the league Compilers of two sections and its badge, and somebody of every role."""

    server: Running
    people: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    league: int = 0
    sections: tuple[int, ...] = ()
    badge: int = 0

    async def call(self, who: str, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """A request of somebody; `{league}`, `{last}` and the like in its path and body are the ids here."""
        ids = {"league": self.league, "first": self.sections[0], "last": self.sections[1]} | self.people
        filled = {name: _filled(value, ids) for name, value in body.items()} if isinstance(body, dict) else body
        url = self.server.url + path.format_map(ids)
        async with self.server.session.request(
            method, url, json=filled, headers=self.headers[who] | headers
        ) as response:
            return response.status, await response.json()

    async def ok(self, who: str, method: str, path: str, body: object = None, status: int = 200) -> Any:
        """`data` of an answer in the envelope."""
        found, answer = await self.call(who, method, path, body)
        assert found == status, answer
        assert answer["success"] is True
        return answer.get("data")


@pytest_asyncio.fixture
async def school(server: Running, now: datetime) -> AsyncIterator[School]:
    made = School(server)
    lumen = server.lumen.organization
    with db.unit():
        for role in ROLES:
            person = Person.create(name=role.title(), created_at=now)
            mail = f"{role}@example.org"
            Identity.create(person=person, provider="email", external_id=mail, login=mail, seen_at=now, proven_at=now)
            Membership.create(organization=lumen, person=person, role=role, joined_at=now)
            made.people[role] = person.id
            made.headers[role] = bearer(jwts.sign(person, lumen.id, now))
        other = organizations.create("other", "Other", "UTC", now)
        made.headers[FOREIGN] = bearer(tokens.create(other, "super_admin", "foreign", now)[1])
        made.headers[EXPIRED] = bearer(tokens.create(lumen, "super_admin", "old", now - DAY, now)[1])
        made.headers["program"] = bearer(tokens.create(lumen, "moderator", "a program", now)[1])
        made.headers[NOBODY] = {}
        league = leagues.create(lumen, "Compilers", "From text to code", "person", now)
        made.league = league.id
        made.sections = tuple(sections.create(league, name, "", None, now).id for name in ("Lexer", "Parser"))
        badge = badges.create(
            lumen, "compiler", "Compiler", "All of it", "special", "#000000", None, now, league=league
        )
        made.badge = badge.id
    yield made


def _filled(value: object, ids: dict[str, int]) -> object:
    return value.format_map(ids) if isinstance(value, str) else value


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


LEAGUE, SECTIONS, SECTION = "/api/leagues/{league}", "/api/leagues/{league}/sections", "/api/sections/{first}"
PROGRESS = LEAGUE + "/progress"
WHO_MAY: list[tuple[str, str, object, Role, int, str]] = [
    ("GET", "/api/leagues", None, "contributor", 200, "Leagues retrieved successfully"),
    ("POST", "/api/leagues", {"name": "New"}, "admin", 201, "League created successfully"),
    ("GET", LEAGUE, None, "contributor", 200, "League retrieved successfully"),
    ("PUT", LEAGUE, {"name": "New"}, "admin", 200, "League updated successfully"),
    ("DELETE", LEAGUE, None, "super_admin", 200, "League deleted successfully"),
    ("GET", SECTIONS, None, "contributor", 200, "Sections retrieved successfully"),
    ("POST", SECTIONS, {"name": "New"}, "admin", 201, "Section created successfully"),
    ("GET", SECTION, None, "contributor", 200, "Section retrieved successfully"),
    ("PUT", SECTION, {"name": "New"}, "admin", 200, "Section updated successfully"),
    ("DELETE", SECTION, None, "admin", 200, "Section deleted successfully"),
    ("POST", SECTION + "/complete", {}, "contributor", 200, "Section completed successfully"),
    ("POST", SECTION + "/complete", {"userId": "{admin}"}, "moderator", 200, "Section completed successfully"),
    ("GET", LEAGUE + "/progress", None, "contributor", 200, "League progress retrieved successfully"),
    (
        "GET",
        LEAGUE + "/progress?userId={super_admin}",
        None,
        "moderator",
        200,
        "League progress retrieved successfully",
    ),
    ("GET", "/api/dashboard", None, "contributor", 200, "Dashboard retrieved successfully"),
]
V1_WHO_MAY: list[tuple[str, str, object, Role | None, int]] = [
    ("GET", "/leagues", None, None, 200),
    ("GET", "/leagues/{league}", None, None, 200),
    ("POST", "/leagues", {"name": "New", "sections": [{"name": "One", "matches": {"label": "one"}}]}, "admin", 201),
    ("PATCH", "/leagues/{league}", {"who": "work"}, "admin", 200),
    ("DELETE", "/leagues/{league}", None, "admin", 200),
    ("POST", "/leagues/{league}/sections", {"name": "New", "position": 1}, "admin", 201),
    ("PATCH", "/sections/{first}", {"matches": {"list": "Done"}}, "admin", 200),
    ("DELETE", "/sections/{first}", None, "admin", 200),
    ("POST", "/sections/{first}/complete", {"note": "easy"}, "contributor", 200),
    ("GET", "/leagues/{league}/progress", None, "contributor", 200),
    ("GET", "/leagues/{league}/progress?person={super_admin}", None, "moderator", 200),
]


@pytest.mark.parametrize("who", [NOBODY, EXPIRED, *ROLES])
@pytest.mark.parametrize(("method", "path", "body", "least", "status", "message"), WHO_MAY)
async def test_every_endpoint_for_every_role(
    school: School, who: str, method: str, path: str, body: object, least: Role, status: int, message: str
) -> None:
    found, answer = await school.call(who, method, path, body)
    if who in (NOBODY, EXPIRED):
        assert (found, answer["success"], set(answer)) == (401, False, {"success", "error"})
    elif ROLES.index(who) < ROLES.index(least):  # type: ignore[arg-type]
        assert (found, answer["success"]) == (403, False)
        names = NAMES["pathfinder"]
        assert answer["error"] == f"This takes the role {names[least]}; you are {names[who]}."  # type: ignore[index]
    else:
        assert (found, answer["success"], answer["message"]) == (status, True, message)


@pytest.mark.parametrize("who", [NOBODY, EXPIRED, FOREIGN, *ROLES])
@pytest.mark.parametrize(("method", "path", "body", "least", "status"), V1_WHO_MAY)
async def test_every_endpoint_of_v1_for_every_role(
    school: School, who: str, method: str, path: str, body: object, least: Role | None, status: int
) -> None:
    found, answer = await school.call(who, method, V1 + path, body)
    if who == EXPIRED or (who == NOBODY and least is not None):
        assert (found, answer["error"]["code"]) == (401, "not_signed_in")
    elif who == FOREIGN or (least is not None and ROLES.index(who) < ROLES.index(least)):  # type: ignore[arg-type]
        assert (found, answer["error"]["code"]) == (403, "not_allowed")
    else:
        assert found == status, answer


REFUSED: list[tuple[str, str, str, object, int, str]] = [
    ("admin", "POST", "/api/leagues", {}, 400, "Missing required fields (name)"),
    ("admin", "POST", "/api/leagues", {"name": ""}, 400, "Missing required fields (name)"),
    ("admin", "POST", "/api/leagues", {"name": 7}, 400, "name: "),
    ("admin", "POST", "/api/leagues", {"name": "x" * 201}, 400, "name: "),
    ("admin", "POST", "/api/leagues", {"name": "A", "colour": "red"}, 400, "colour: "),
    ("admin", "POST", "/api/leagues", {"name": "A", "who": "anybody"}, 400, "who: "),
    ("admin", "PUT", LEAGUE, {}, 400, "No fields provided to update"),
    ("admin", "PUT", "/api/leagues/99", {"name": "A"}, 404, "League not found"),
    ("admin", "PUT", "/api/leagues/ninety", {"name": "A"}, 404, "League not found"),
    ("contributor", "GET", "/api/leagues/99", None, 404, "League not found"),
    ("contributor", "GET", "/api/leagues/0", None, 404, "League not found"),
    ("contributor", "GET", "/api/leagues/99999999999999999999", None, 404, "League not found"),
    ("super_admin", "DELETE", "/api/leagues/99", None, 404, "League not found"),
    ("contributor", "GET", "/api/leagues/99/sections", None, 404, "League not found"),
    ("contributor", "GET", "/api/leagues/99/progress", None, 404, "League not found"),
    ("admin", "POST", "/api/leagues/99/sections", {"name": "A"}, 404, "League not found"),
    ("admin", "POST", SECTIONS, {}, 400, "Missing required fields (name)"),
    ("admin", "POST", SECTIONS, {"name": "A", "order": 0}, 400, "order: "),
    ("admin", "POST", SECTIONS, {"name": "A", "matches": {}}, 400, "matches: "),
    ("admin", "POST", SECTIONS, {"name": "A", "matches": {"label": "a", "list": "b"}}, 400, "matches: "),
    ("admin", "POST", SECTIONS, {"name": "A", "matches": {"label": "a", "projectId": "x"}}, 404, "Project not found"),
    ("admin", "PUT", SECTION, {}, 400, "No fields provided to update"),
    ("admin", "PUT", "/api/sections/99", {"name": "A"}, 404, "Section not found"),
    ("contributor", "GET", "/api/sections/first", None, 404, "Section not found"),
    ("admin", "DELETE", "/api/sections/99", None, 404, "Section not found"),
    ("contributor", "POST", "/api/sections/99/complete", {}, 404, "Section not found"),
    ("moderator", "POST", SECTION + "/complete", {"userId": "99"}, 404, "Target user not found"),
    ("moderator", "POST", SECTION + "/complete", {"userId": "nobody"}, 404, "Target user not found"),
    ("moderator", "POST", SECTION + "/complete", {"userId": 7}, 400, "userId: "),
    ("contributor", "POST", SECTION + "/complete", {"userId": "{admin}"}, 403, "This takes the role Pathfinder"),
    ("program", "POST", SECTION + "/complete", {}, 400, "Missing userId"),
    ("contributor", "DELETE", SECTION + "/complete", None, 404, "Contributor has not completed “Lexer”."),
    ("moderator", "GET", LEAGUE + "/progress?userId=99", None, 404, "Target user not found"),
    ("contributor", "GET", LEAGUE + "/progress?userId={admin}", None, 403, "This takes the role Pathfinder"),
    ("contributor", "GET", LEAGUE + "/progress?person=1", None, 400, "person: "),
    ("program", "GET", LEAGUE + "/progress", None, 400, "Missing userId"),
    ("program", "GET", "/api/dashboard", None, 400, "A dashboard belongs to a person"),
    ("foreign", "GET", LEAGUE, None, 404, "League not found"),
    ("foreign", "DELETE", LEAGUE, None, 404, "League not found"),
    ("foreign", "PUT", SECTION, {"name": "Mine"}, 404, "Section not found"),
    ("foreign", "POST", SECTION + "/complete", {"userId": "{admin}"}, 404, "Section not found"),
]


@pytest.mark.parametrize(("who", "method", "path", "body", "status", "error"), REFUSED)
async def test_what_is_refused_is_said_as_the_document_says_it(
    school: School, who: str, method: str, path: str, body: object, status: int, error: str
) -> None:
    found, answer = await school.call(who, method, path, body)
    assert (found, set(answer), answer["success"]) == (status, {"success", "error"}, False), answer
    assert answer["error"].startswith(error)
    with db.unit():
        assert AuditLine.select().count() == 0


async def test_malformed_json_is_refused_in_the_envelope(school: School) -> None:
    url, headers = school.server.url + "/api/leagues", school.headers["admin"]
    for body in (b"{", b"[]", b"name=a", b"\xff"):
        async with school.server.session.post(url, data=body, headers=headers) as response:
            assert (response.status, (await response.json())["success"]) == (400, False)


async def test_a_league_is_told_with_sections_badge_and_ids_as_text(school: School) -> None:
    league = (await school.ok("contributor", "GET", LEAGUE))["league"]
    image = league["badge"].pop("imageUrl")
    assert image.startswith("http")
    assert league == {
        "id": str(school.league),
        "name": "Compilers",
        "description": "From text to code",
        "who": "person",
        "sections": [
            {"id": str(school.sections[0]), "name": "Lexer", "description": "", "order": 1, "matches": None},
            {"id": str(school.sections[1]), "name": "Parser", "description": "", "order": 2, "matches": None},
        ],
        "badge": {"id": str(school.badge), "name": "Compiler", "description": "All of it"},
        "totalSections": 2,
        "learners": 0,
        "finishers": 0,
        "createdAt": "2026-03-04T12:00:00.000Z",
        "updatedAt": "2026-03-04T12:00:00.000Z",
    }


async def test_leagues_and_sections_are_made_changed_and_deleted(school: School) -> None:
    made = (await school.ok("admin", "POST", "/api/leagues", {"name": "Go", "description": "Fast"}, 201))["league"]
    assert (made["name"], made["description"], made["sections"], made["badge"]) == ("Go", "Fast", [], None)
    at = f"/api/leagues/{made['id']}/sections"
    first = (await school.ok("admin", "POST", at, {"name": "One", "description": None}, 201))["section"]
    assert first["league"] == {"id": made["id"], "name": "Go"}
    matches = {"label": "zero", "projectId": "1"}
    zero = (await school.ok("admin", "POST", at, {"name": "Zero", "order": 1, "matches": matches}, 201))["section"]
    assert (zero["order"], zero["matches"]) == (1, {"label": "zero", "list": None, "projectId": "1"})
    listed = await school.ok("contributor", "GET", at)
    assert ([one["name"] for one in listed["sections"]], listed["total"]) == (["Zero", "One"], 2)
    changed = (await school.ok("admin", "PUT", f"/api/sections/{zero['id']}", {"order": 2, "matches": None}))["section"]
    assert (changed["name"], changed["order"], changed["matches"]) == ("Zero", 2, None)
    assert (await school.ok("contributor", "GET", f"/api/sections/{zero['id']}"))["section"] == changed
    assert (await school.ok("admin", "PUT", f"/api/leagues/{made['id']}", {"name": "Golang"}))["league"][
        "description"
    ] == "Fast"
    assert await school.ok("admin", "DELETE", f"/api/sections/{zero['id']}") is None
    await school.ok("super_admin", "DELETE", f"/api/leagues/{made['id']}")
    listed = await school.ok("contributor", "GET", "/api/leagues")
    assert ([one["name"] for one in listed["leagues"]], listed["total"]) == (["Compilers"], 1)


async def test_the_last_section_brings_the_badge_and_progress_says_so(school: School) -> None:
    done = await school.ok("contributor", "POST", SECTION + "/complete", {"note": "easy"})
    person = str(school.people["contributor"])
    assert done["completion"] == {
        "id": "1",
        "sectionId": str(school.sections[0]),
        "userId": person,
        "completedAt": "2026-03-04T12:00:00.000Z",
        "note": "easy",
    }
    assert (done["progress"]["progressPercentage"], done["badgeAwarded"], done["badge"]["earnedByUser"]) == (
        50,
        False,
        False,
    )
    done = await school.ok("contributor", "POST", "/api/sections/{last}/complete", {})
    assert (done["badgeAwarded"], done["badge"]["earnedAt"]) == (True, "2026-03-04T12:00:00.000Z")
    seen = await school.ok("moderator", "GET", LEAGUE + "/progress?userId={contributor}")
    assert seen["user"] == {"id": person, "name": "Contributor"}
    assert seen["league"] == {"id": str(school.league), "name": "Compilers", "description": "From text to code"}
    assert seen["progress"]["sections"][1] == {
        "id": str(school.sections[1]),
        "name": "Parser",
        "order": 2,
        "isCompleted": True,
        "completedAt": "2026-03-04T12:00:00.000Z",
    }
    assert (seen["progress"]["totalSections"], seen["progress"]["completedSections"]) == (2, 2)
    assert (seen["badge"]["id"], seen["badge"]["earnedByUser"]) == (str(school.badge), True)
    undone = await school.ok("contributor", "DELETE", SECTION + "/complete")
    assert (undone["badgeRevoked"], undone["badge"]["earnedByUser"]) == (True, False)


async def test_an_address_is_told_to_oneself_and_to_those_who_may(school: School) -> None:
    path = LEAGUE + "/progress?userId={contributor}"
    for who, told in (("contributor", True), ("moderator", False), ("admin", True)):
        answer = await school.ok(who, "GET", path)
        assert (answer["user"].get("email") == "contributor@example.org") is told
        assert ("email" in answer["user"]) is told


async def test_a_league_for_moderators_takes_the_user_and_one_for_work_takes_nobody(school: School) -> None:
    with db.unit():
        League.update(who="moderator").execute()
    path = SECTION + "/complete"
    assert (await school.call("contributor", "POST", path, {}))[0] == 403
    assert await school.call("moderator", "POST", path, {}) == (400, {"success": False, "error": "Missing userId"})
    await school.ok("moderator", "POST", path, {"userId": "{contributor}"})
    with db.unit():
        League.update(who="work").execute()
    for who in ROLES:
        found, answer = await school.call(who, "POST", "/api/sections/{last}/complete", {"userId": "{contributor}"})
        assert (found, answer["error"]) == (403, "The sections of this league are completed by work alone.")


async def test_the_dashboard_tells_all_about_oneself(school: School, now: datetime) -> None:
    await school.server.deliver("issues", issue("closed", now))
    await school.server.settle()
    with db.unit():
        ada = Person.get(Person.login == "ada")
        school.headers["ada"] = bearer(jwts.sign(ada, school.server.lumen.organization.id, now))
    for section in ("{first}", "{last}"):
        await school.ok("ada", "POST", f"/api/sections/{section}/complete", {})
    told = await school.ok("ada", "GET", "/api/dashboard")
    assert told["user"] == {"id": str(ada.id), "name": "ada", "email": None, "role": "Pioneer"}
    assert told["points"] == {"all": 3, "year": 3, "month": 3, "week": 3, "day": 3}
    assert told["ranks"] == {"all": 1, "year": 1, "month": 1, "week": 1, "day": 1}
    assert [one["name"] for one in told["badges"]] == ["First issue closed", "Compiler"]
    assert told["badges"][1]["league"]["name"] == "Compilers"
    [step] = told["progress"]
    assert (step["league"]["name"], step["progress"]["progressPercentage"], step["badge"]["earnedByUser"]) == (
        "Compilers",
        100,
        True,
    )


async def test_the_same_key_completes_once(school: School) -> None:
    path, key = SECTION + "/complete", {"Idempotency-Key": "k1"}
    first = await school.call("contributor", "POST", path, {}, **key)
    assert await school.call("contributor", "POST", path, {}, **key) == first
    made = [await school.call("admin", "POST", "/api/leagues", {"name": "Go"}, **key) for _ in range(2)]
    assert made[0] == made[1]
    assert (await school.ok("admin", "GET", "/api/leagues"))["total"] == 2


async def test_reads_have_a_tag_and_long_lists_pages(school: School, now: datetime) -> None:
    with db.unit():
        for number in range(3):
            leagues.create(school.server.lumen.organization, f"L{number}", "", "person", now)
    session, headers = school.server.session, school.headers["contributor"]
    for path in ("/api/leagues", V1 + "/leagues"):
        url, seen = f"{path}?limit=3", []
        while url:
            async with session.get(school.server.url + url, headers=headers) as response:
                body, tag = await response.json(), response.headers["ETag"]
                following = response.links.get("next")
            async with session.get(school.server.url + url, headers=headers | {"If-None-Match": tag}) as again:
                assert again.status == 304
            seen += [one["name"] for one in body.get("data", body)["leagues"]]
            url = following["url"].path_qs if following else ""
        assert seen == ["Compilers", "L0", "L1", "L2"]


async def test_v1_completes_and_takes_back_like_the_dialect(school: School) -> None:
    for section in ("{first}", "{last}"):
        status, done = await school.call("contributor", "POST", f"{V1}/sections/{section}/complete", {})
        assert status == 200
    assert (done["award"]["badge"]["id"], done["progress"]["percent"]) == (school.badge, 100)
    assert done["completion"]["how"] == "hand"
    path = f"{V1}/sections/{{first}}/complete?person={{contributor}}&why=too+early"
    status, undone = await school.call("moderator", "DELETE", path)
    assert (status, undone["revoked"]["id"], undone["progress"]["completed"]) == (200, done["award"]["id"], 1)
    status, listed = await school.call(NOBODY, "GET", V1 + "/leagues")
    assert (listed["leagues"][0]["people"], listed["leagues"][0]["finished"]) == (1, 0)
    assert listed["leagues"][0]["badge"]["slug"] == "compiler"
    with db.unit():
        last = AuditLine.select().where(AuditLine.action == "section:uncomplete").get()
        assert (last.door, last.why, last.actor) == ("rest", "too early", "Moderator")


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/leagues", {}, 400, "missing"),
        ("PATCH", "/leagues/{league}", {}, 400, "nothing_to_change"),
        ("PATCH", "/leagues/99", {"name": "A"}, 404, "not_found"),
        ("GET", "/leagues/99", None, 404, "not_found"),
        ("GET", "/leagues/x", None, 404, "not_found"),
        ("GET", "/leagues?cursor=x", None, 400, "invalid"),
        ("POST", "/sections/99/complete", {}, 404, "not_found"),
        ("POST", "/sections/{first}/complete", {"person": "1"}, 400, "invalid"),
        ("POST", "/leagues/{league}/sections", {"name": "A", "matches": {"label": ""}}, 400, "invalid"),
        ("DELETE", "/sections/{first}/complete", None, 404, "not_found"),
        ("GET", "/leagues/{league}/progress?person=99", None, 404, "not_found"),
    ],
)
async def test_v1_refuses_in_words(
    school: School, method: str, path: str, body: object, status: int, code: str
) -> None:
    found, answer = await school.call("admin", method, V1 + path, body)
    assert (found, answer["error"]["code"]) == (status, code)
