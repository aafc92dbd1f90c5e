"""Every route that the server has, with no token, bad ones, every role's and a stranger's: who may not gets nothing and
changes nothing. The table of routes says who may; what is in no table has a reason here."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio
from redis import Redis

from models.rules import roles
from models.rules.roles import GIVEN, Capability
from models.settings import Settings
from server.api.dialects import DIALECTS
from server.api.openapi import open_path
from server.api.routes import Dialect, Route, names_of
from server.bounds import OFTEN, Bounds
from tests.cast import Lumen
from tests.contract.houses import ANOTHER_BOARD, MEMBER, TRELLO, House, prints, two_houses
from tests.server.running import Clock, Running, serving

BESIDE = {
    "/healthz": "for the machine's keeper",
    "/readyz": "for the machine's keeper",
    "/metrics": "for the machine's keeper",
    "/hooks/github/{hook}": "signed by the provider",
    "/hooks/trello/{hook}": "signed by the provider",
    "/hooks/generic/{hook}": "signed by whoever has its secret",
    "/github-app/made": "the provider's way back; tests/server/test_github_app.py",
    "/socket.io/": "tests/server/live/",
    "/openapi.json": "a document",
    "/asyncapi.json": "a document",
    "/docs": "a page",
}
"""What no table of routes holds, and needs none."""
HOMES_OF_PAGES = {
    "server.pages",
    "server.oauth",
    "server.awards_page",
    "server.pictures.cards",
    "server.pictures.flat",
    "server.pictures.serving",
}
"""Pages, pictures (tests/server/pictures/) and the provider's way back: they hold nothing that is not asked of the
API."""
SESSIONS = ("/v1/session", "/v1/auth", "/v1/organizations", "/v1/shares", "/v1/me/shares")
"""Whoever is not signed in yet may ask here, and what they may do is told by what they show."""
OF_OTHERS: dict[str, Capability | None] = {
    "GET /v1/organizations/{org}/people/{person}/account": "person:read",
    "PATCH /v1/organizations/{org}/people/{person}": "person:write",
    "DELETE /v1/organizations/{org}/people/{person}/identities/{identity}": "person:write",
    "PUT /v1/organizations/{org}/people/{person}/hidden": "person:write",
    "GET /v1/organizations/{org}/people/{person}/export": None,
    "POST /v1/organizations/{org}/people/{person}/erase": "person:write",
    "POST /v1/organizations/{org}/sections/{section}/complete": "section:complete-for",
    "DELETE /v1/organizations/{org}/sections/{section}/complete": "section:complete-for",
    "GET /v1/organizations/{org}/leagues/{league}/progress": "section:complete-for",
    "GET /api/leagues/{league}/progress": "section:complete-for",
    "POST /api/sections/{section}/complete": "section:complete-for",
    "DELETE /api/sections/{section}/complete": "section:complete-for",
}
"""Everybody may, for themselves; for others, as here, it takes this. None: nobody may."""
GENEROUS = Bounds(often=dict.fromkeys(OFTEN, "1000000 per second"), try_out_time=0.01, ask_time=0.01)
"""Nobody works here who would answer."""
ROWS = [(dialect, route) for dialect in DIALECTS for route in dialect.routes]
ORDER = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass
class Walk:
    """The server and the two houses."""

    server: Running
    lumen: House
    other: House

    async def call(self, route: Route, house: House, token: str | None, org: str | None = None) -> tuple[int, str]:
        """Status and text of a request that is right but for who asks; `org` instead of the house's own."""
        path = open_path(route.path)
        for name in names_of(route.path):
            path = path.replace(
                f"{{{name}}}", str(org if name == "org" and org else house.ids[stands_for(route, name)])
            )
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        body = None if route.takes is None else json.dumps(filled(route, house)).encode()
        asked = {field.alias or name for name, field in route.query.model_fields.items()}
        query = {name: str(house.ids["person"]) for name in asked & {"person", "userId"}}
        async with self.server.session.request(
            route.method, self.server.url + path, data=body, params=query, headers=headers
        ) as response:
            return response.status, await response.text()


def stands_for(route: Route, name: str) -> str:
    """What a name in a path is called in the house: of hooks not every one is a source."""
    return "source" if name == "hook" and "/sources/" in route.path else name


def filled(route: Route, house: House) -> dict[str, Any]:
    """A body with all that must be given, and with the house's ids wherever there is one to give."""
    assert route.takes is not None
    fields = {field.alias or name: field.is_required() for name, field in route.takes.model_fields.items()}
    known = words(route, house)
    body = {name: known[name] for name in fields if name in known and (fields[name] or name in GIVEN_ANYWAY)}
    missing = [name for name, needed in fields.items() if needed and name not in body]
    assert not missing, f"{route.method} {route.path} needs {missing}"
    return body


GIVEN_ANYWAY = {"person", "badge", "league", "rows", "userId", "leagueId", "name", "github", "points", "paused"}
GIVEN_ANYWAY |= {"key", "secret", "connection", "remote"}


def words(route: Route, house: House) -> dict[str, Any]:
    """What may stand in a body, by the names that the dialects have for it."""
    ids = house.ids
    told = {
        **{name: ids[name] for name in ("person", "badge", "league", "keep", "gone", "project")},
        "badgeId": str(ids["badge"]),
        "userId": str(ids["person"]),
        "leagueId": str(ids["league"]),
        "name": f"{house.mark} new",
        "description": "as it is",
        "reason": "because",
        "why": "because",
        "rows": [{"person": ids["person"]}],
        "points": 3,
        "paused": True,
        "hidden": True,
        "role": "contributor",
        "github": "newcomer",
        **TRELLO,
        "connection": ids["connection"],
        "remote": ANOTHER_BOARD,
        "member": MEMBER,
        "email": "new@example.org",
        "code": "123456",
        "refresh_token": "none",
        "tariff": {},
        "url": "https://chat.example/hook",
        "events": ["digest"],
        "rule": {"kind": "hand", "stock": None},
        "confirm": f"{house.mark} Vic",
        "organization": house.slug,
        "slug": "new-house",
        "time_zone": "UTC",
        "admin": {"email": "a@example.org"},
        "blocked": True,
        "pattern": {"pattern": "count", "kind": "issue.closed", "at_least": 3},
        "starts_on": "2027-03-01",
        "ends_on": "2027-05-31",
        "about": "award",
        "id": ids["award"],
        "text": "because",
        "title": "an issue",
        "lessons": [1],
        "answer": "because",
        "design": ids["design"],
        "client": "tab",
        "changes": [{"on": "*given", "set": {"title": "because"}}],
        "resolved": True,
        "svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M1 1h7v7z'/></svg>",
        "state": "cleared" if route.path.endswith("/decide") else "accepted",
    }
    if "/shares" in route.path:
        told["role"] = "edit"
    if route.path.endswith("/sources/{hook}/board"):
        told["points"] = "title"
    if route.path.endswith("/hooks"):
        told["project"] = "some/where"
        told.pop("name")
    if route.path.endswith(("/badges", "/leagues")) and route.method == "POST":
        told.pop("slug")
    return told


@pytest_asyncio.fixture
async def walk(clean: Settings, lumen: Lumen, redis: Redis, now: datetime) -> AsyncIterator[Walk]:
    """Everything is furnished, and nobody is told to ask less often."""
    houses = two_houses(lumen, redis, clean, now)
    async with serving(clean, lumen, redis, Clock(now), GENEROUS) as server:
        yield Walk(server, *houses)


def named(route: Route) -> str:
    return f"{route.method} {open_path(route.path)}"


def in_order() -> list[tuple[Dialect, Route]]:
    """What deletes comes last, so that there is something to delete."""
    return sorted(ROWS, key=lambda row: ORDER.index(row[1].method))


async def test_every_route_of_the_server_is_in_a_table_or_has_a_reason(walk: Walk) -> None:
    known = {named(route) for _, route in ROWS}
    found = set()
    for route in walk.server.app.router.routes():
        assert route.resource is not None
        path = route.resource.canonical
        if route.method in ("HEAD", "OPTIONS") or path in BESIDE:
            continue
        if route.handler.__module__ in HOMES_OF_PAGES:
            assert route.method == "GET"
            assert not f"{path}/".startswith(tuple(f"{dialect.prefix.rstrip('/')}/" for dialect in DIALECTS))
            continue
        found.add(f"{route.method} {path}")
    assert found == known


async def test_a_token_that_is_none_opens_nothing_and_changes_nothing(walk: Walk) -> None:
    before = prints()
    tokens = [
        walk.lumen.tokens["expired"],
        walk.lumen.tokens["expired API token"],
        "cbt_unknown",
        "a.b.c",
        "é",
        "x" * 5000,
    ]
    for _, route in ROWS:
        for token in tokens:
            status, text = await walk.call(route, walk.lumen, token)
            assert status == 401, f"{named(route)} with {token[:12]}: {status} {text[:200]}"
            assert "Lumenmark" not in text
    assert prints() == before


async def test_nobody_reads_what_is_for_everybody_and_no_more(walk: Walk) -> None:
    # The first look at a board after the end of a period closes it.
    board = next(route for _, route in ROWS if route.method == "GET" and route.path.endswith("/boards/{board}"))
    await walk.call(board, walk.lumen, None)
    before = prints()
    for _, route in ROWS:
        status, text = await walk.call(route, walk.lumen, None)
        if route.needs is not None:
            assert status == 401, f"{named(route)}: {status} {text[:200]}"
        elif not route.path.startswith(SESSIONS) or "{org" in route.path:
            assert status == 200, f"{named(route)}: {status} {text[:200]}"
            assert "@example.org" not in text, f"{named(route)} tells an address"
    assert prints() == before


@pytest.mark.parametrize("role", GIVEN)
async def test_a_role_may_what_the_table_says_and_no_more(walk: Walk, role: roles.Role) -> None:
    for dialect, route in in_order():
        if route.needs is None:
            continue
        needs = OF_OTHERS.get(named(route), route.needs)
        allowed = needs is not None and roles.may(role, needs, dialect.ladder)
        before = prints()
        status, text = await walk.call(route, walk.lumen, walk.lumen.tokens[role])
        told = f"{named(route)} as {role}: {status} {text[:200]}"
        assert status not in (401, 500), told
        assert (status != 403) is allowed, told
        if not allowed:
            assert prints() == before, told


async def test_a_stranger_finds_every_path_of_this_house_shut(walk: Walk) -> None:
    before = prints()
    stranger = walk.other.tokens["super_admin"]
    for _, route in ROWS:
        if "{org" in route.path:
            status, text = await walk.call(route, walk.lumen, stranger)
            assert status == 403, f"{named(route)}: {status} {text[:200]}"
            assert "Lumenmark" not in text
    assert prints() == before


async def test_a_stranger_sees_and_touches_nothing_here_by_its_ids(walk: Walk) -> None:
    before = prints(walk.lumen.organization.id)
    stranger = walk.other.tokens["super_admin"]
    for _, route in in_order():
        if route.path.startswith(SESSIONS) and "{org" not in route.path:
            continue
        status, text = await walk.call(route, walk.lumen, stranger, org="other")
        told = f"{named(route)}: {status} {text[:300]}"
        if set(names_of(route.path)) - {"org"}:
            assert status in (403, 404), told
        assert status < 500, told
        assert "Lumenmark" not in text.replace("Lumenmark new", ""), told
        assert prints(walk.lumen.organization.id) == before, told
