"""Every command of the socket has a twin in `/v1`: given the same, both leave the same rows, in two equal houses."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redis import Redis

from models import db, organizations, records
from models.commands import COMMANDS
from models.db import rows
from models.settings import Settings
from tests import emptying
from tests.cast import Lumen
from tests.contract.houses import ANOTHER_BOARD, LIST, MEMBER, TRELLO, Furnisher, House
from tests.server.running import Clock, Running, serving

ADMIN = "/admin"
Given = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Twin:
    """A command, its row in `/v1`, and what is given to both; ids are the house's."""

    command: str
    row: str
    given: Given


MODEL, ESTIMATE = "/v1/projects/{project}/model", "/v1/projects/{project}/estimates/{item}"
STEP = {"client": "tab", "changes": [{"on": "*given", "set": {"primary": "#123456"}}]}
PATTERN = {"earned": {"is": "count", "at_least": 3, "where": {"kinds": ["issue.closed"]}}}
TWINS = (
    # The house has asked for one job before.
    Twin("pattern:preview", "POST /patterns/preview", lambda _: {"pattern": PATTERN, "badge": "issue-1"}),
    Twin("badge:backfill", "POST /badges/{badge}/backfill", lambda _: {"badge": "issue-1", "why": "for what was"}),
    Twin("job:stop", "POST /jobs/{job}/stop", lambda ids: {"job": ids["job"] + 2, "why": "enough"}),
    Twin("job:undo", "POST /jobs/{job}/undo", lambda ids: {"job": ids["job"] + 2, "reason": "by mistake"}),
    Twin("points:adjust", "POST /points", lambda ids: {"person": ids["person"], "points": 3, "reason": "the fair"}),
    Twin("badge:create", "POST /badges", lambda _: {"name": "A new one", "color": "#123456"}),
    Twin("badge:update", "PATCH /badges/{badge}", lambda ids: {"badge": ids["badge"], "name": "Renamed", "why": "so"}),
    Twin("badge:award", "POST /awards", lambda ids: {"person": ids["keep"], "badge": ids["badge"], "reason": "well"}),
    Twin(
        "badge:revoke",
        "POST /badges/{badge}/revoke",
        lambda ids: {"person": ids["keep"], "badge": ids["badge"], "reason": "a slip"},
    ),
    Twin(
        "badge:award-many",
        "POST /awards/many",
        lambda ids: {"badge": "special", "rows": [{"person": ids["person"], "reason": "x"}, {"person": "@nobody"}]},
    ),
    Twin("badge:undo-many", "POST /awards/batches/{batch}/undo", lambda ids: {"batch": ids["batch"], "reason": "slip"}),
    Twin("delivery:replay", "POST /deliveries/{delivery}/replay", lambda ids: {"delivery": ids["delivery"]}),
    Twin("board:rebuild", "POST /boards/rebuild", lambda _: {}),
    Twin("hook:create", "POST /hooks", lambda _: {"project": "lumen/lexer"}),
    Twin("hook:rotate", "POST /hooks/{hook}/rotate", lambda ids: {"hook": ids["hook"]}),
    Twin("hook:pause", "PUT /hooks/{hook}/paused", lambda ids: {"hook": ids["hook"], "paused": True}),
    Twin("source:repair", "POST /sources/{hook}/repair", lambda ids: {"hook": ids["app_hook"]}),
    Twin("job:pause", "POST /jobs/{job}/pause", lambda ids: {"job": ids["mending"]}),
    Twin("job:resume", "POST /jobs/{job}/resume", lambda ids: {"job": ids["mending"]}),
    Twin("connection:create", "POST /connections", lambda _: {"provider": "github", "token": "t0ken" * 8}),
    Twin("connection:change", "PUT /connections/{connection}", lambda ids: {"connection": ids["connection"], **TRELLO}),
    Twin(
        "source:connect",
        "POST /sources",
        lambda ids: {
            "provider": "trello",
            "name": "Wishes",
            "connection": ids["connection"],
            "remote": ANOTHER_BOARD,
            "history": "past",
            "board": {"done": [LIST], "points": "title"},
        },
    ),
    Twin("source:board", "PUT /sources/{hook}/board", lambda ids: {"hook": ids["source"], "done": [LIST]}),
    Twin(
        "source:member",
        "PUT /sources/{hook}/members",
        lambda ids: {"hook": ids["source"], "member": MEMBER, "person": ids["person"], "username": "vic"},
    ),
    Twin("source:fetch", "POST /sources/{hook}/history", lambda ids: {"hook": ids["source"], "mode": "teach"}),
    Twin("source:reconnect", "POST /sources/{hook}/reconnect", lambda ids: {"hook": ids["source"]}),
    Twin("source:disconnect", "DELETE /sources/{hook}", lambda ids: {"hook": ids["source"]}),
    Twin("connection:end", "DELETE /connections/{connection}", lambda ids: {"connection": ids["connection"]}),
    Twin("app:forget", "DELETE /github-app", lambda _: {}),
    Twin("app:begin", "POST /github-app", lambda _: {"github_organization": "lumen"}),
    Twin(
        "outlet:create",
        "POST /outlets",
        lambda _: {"name": "Chat", "url": "https://chat.example/hook", "events": ["badge.awarded", "digest"]},
    ),
    Twin("outlet:test", "POST /outlets/{outlet}/test", lambda ids: {"outlet": ids["outlet"]}),
    Twin(
        "outlet:replay",
        "POST /outlets/{outlet}/dispatches/{dispatch}/replay",
        lambda ids: {"outlet": ids["outlet"], "dispatch": ids["dispatch"]},
    ),
    Twin("outlet:rotate", "POST /outlets/{outlet}/rotate", lambda ids: {"outlet": ids["outlet"]}),
    Twin("outlet:change", "PATCH /outlets/{outlet}", lambda ids: {"outlet": ids["outlet"], "paused": True}),
    Twin("outlet:delete", "DELETE /outlets/{outlet}", lambda ids: {"outlet": ids["outlet"]}),
    Twin("tariff:change", "PUT /tariff", lambda ids: {"project": ids["project"], "tariff": {}, "why": "to be sure"}),
    Twin("organization:update", "PATCH ", lambda _: {"name": "Lumen anew", "time_zone": "UTC"}),
    Twin("token:create", "POST /tokens", lambda _: {"name": "a program", "role": "moderator", "scopes": ["self"]}),
    Twin("token:revoke", "DELETE /tokens/{token}", lambda ids: {"token": ids["token"]}),
    Twin("special:create", "POST /special-badges", lambda _: {"name": "First", "rule": {"kind": "first", "count": 2}}),
    Twin(
        "special:change",
        "PUT /special-badges/{badge}",
        lambda ids: {"badge": ids["handed"], "rule": {"kind": "hand", "stock": 3}},
    ),
    Twin(
        "special:allot",
        "POST /special-badges/{badge}/allot",
        lambda ids: {"badge": ids["handed"], "person": ids["person"], "reason": "by hand"},
    ),
    Twin("league:create", "POST /leagues", lambda _: {"name": "Another", "sections": [{"name": "one"}]}),
    Twin("league:update", "PATCH /leagues/{league}", lambda ids: {"league": ids["league"], "description": "longer"}),
    Twin("section:create", "POST /leagues/{league}/sections", lambda ids: {"league": ids["league"], "name": "three"}),
    Twin("section:update", "PATCH /sections/{section}", lambda ids: {"section": ids["section"], "name": "first"}),
    Twin(
        "section:complete",
        "POST /sections/{section}/complete",
        lambda ids: {"section": ids["section"], "person": ids["keep"], "note": "seen"},
    ),
    Twin(
        "section:uncomplete",
        "DELETE /sections/{section}/complete",
        lambda ids: {"section": ids["section"], "person": ids["keep"], "why": "not seen"},
    ),
    Twin("section:delete", "DELETE /sections/{section}", lambda ids: {"section": ids["section"], "why": "too many"}),
    Twin("league:delete", "DELETE /leagues/{league}", lambda ids: {"league": ids["league"], "why": "over"}),
    Twin("person:create", "POST /people", lambda _: {"email": "new@example.org", "name": "New", "special": ["handed"]}),
    Twin("person:update", "PATCH /people/{person}", lambda ids: {"person": ids["person"], "name": "Victoria"}),
    Twin(
        "person:role",
        "PUT /people/{person}/role",
        lambda ids: {"person": ids["person"], "role": "pathfinder", "why": "trusted"},
    ),
    Twin("person:link", "POST /people/{person}/identities", lambda ids: {"person": ids["person"], "github": "vic"}),
    Twin(
        "person:unlink",
        "DELETE /people/{person}/identities/{identity}",
        lambda ids: {"person": ids["person"], "identity": ids["identity"]},
    ),
    Twin("flag:decide", "POST /flags/{flag}/decide", lambda ids: {"flag": ids["flag"], "state": "cleared"}),
    Twin(
        "person:block",
        "PUT /people/{person}/blocked",
        lambda ids: {"person": ids["person"], "blocked": True, "why": "as we said"},
    ),
    Twin(
        "dispute:answer",
        "POST /disputes/{dispute}/answer",
        lambda ids: {"dispute": ids["dispute"], "state": "declined", "answer": "as it is"},
    ),
    Twin("dispute:open", "POST /disputes", lambda ids: {"about": "badge", "id": ids["badge"], "text": "I want it"}),
    Twin("dispute:withdraw", "POST /disputes/{dispute}/withdraw", lambda ids: {"dispute": ids["dispute"] + 1}),
    Twin(
        "season:create",
        "POST /seasons",
        lambda _: {"name": "Spring", "starts_on": "2026-03-01", "ends_on": "2026-05-31"},
    ),
    Twin("season:update", "PATCH /seasons/{season}", lambda ids: {"season": ids["season"], "ends_on": "2026-04-30"}),
    Twin("season:delete", "DELETE /seasons/{season}", lambda ids: {"season": ids["season"], "why": "over"}),
    Twin("team:create", "POST /teams", lambda _: {"name": "Green"}),
    Twin("team:update", "PATCH /teams/{team}", lambda ids: {"team": ids["team"], "name": "Red"}),
    Twin(
        "team:join",
        "PUT /teams/{team}/people/{person}",
        lambda ids: {"team": ids["team"], "person": ids["keep"]},
    ),
    Twin(
        "team:leave",
        "DELETE /teams/{team}/people/{person}",
        lambda ids: {"team": ids["team"], "person": ids["keep"]},
    ),
    Twin("team:delete", "DELETE /teams/{team}", lambda ids: {"team": ids["team"], "why": "over"}),
    Twin("design:create", "POST /designs", lambda _: {"name": "Gold", "template": "medal", "given": {"title": "Gold"}}),
    Twin("design:copy", "POST /designs/{design}/copy", lambda ids: {"design": ids["design"], "name": "Silver"}),
    Twin("design:change", "PATCH /designs/{design}", lambda ids: {"design": ids["design"], "name": "Bronze"}),
    Twin("design:step", "POST /designs/{design}/steps", lambda ids: {"design": ids["design"], **STEP}),
    Twin("design:publish", "POST /designs/{design}/versions", lambda ids: {"design": ids["design"], "words": "warm"}),
    Twin(
        "design:revert",
        "POST /designs/{design}/versions/{number}/restore",
        lambda ids: {"design": ids["design"], "number": 1},
    ),
    Twin(
        "design:comment",
        "POST /designs/{design}/comments",
        lambda ids: {"design": ids["design"], "text": "Rounder", "layer": "a"},
    ),
    Twin(
        "design:resolve",
        "POST /designs/{design}/comments/{comment}/resolve",
        lambda ids: {"design": ids["design"], "comment": ids["comment"], "resolved": True},
    ),
    Twin(
        "template:create",
        "POST /templates",
        lambda ids: {"design": ids["design"], "name": "Ours", "public": True, "licence": "CC0-1.0"},
    ),
    Twin("template:change", "PATCH /templates/{ref}", lambda ids: {"ref": str(ids["ref"]), "name": "Mine"}),
    Twin("template:delete", "DELETE /templates/{ref}", lambda ids: {"ref": str(ids["ref"]), "why": "old"}),
    Twin(
        "badge:design",
        "PUT /badges/{badge}/design",
        lambda ids: {"badge": ids["badge"], "design": ids["design"], "version": 1, "why": "for the feast"},
    ),
    Twin("design:free", "POST /designs/{design}/free", lambda ids: {"design": ids["design"]}),
    Twin("design:delete", "DELETE /designs/{design}", lambda ids: {"design": ids["spare"], "why": "too many"}),
    Twin("design:restore", "POST /designs/{design}/restore", lambda ids: {"design": ids["spare"]}),
    Twin("share:create", "POST /shares", lambda _: {"email": "friend@example.org", "role": "edit", "note": "please"}),
    Twin("share:change", "PATCH /shares/{share}", lambda ids: {"share": ids["share"], "role": "view"}),
    Twin("share:resend", "POST /shares/{share}/resend", lambda ids: {"share": ids["share"], "days": 20}),
    Twin("share:revoke", "DELETE /shares/{share}", lambda ids: {"share": ids["share"]}),
    Twin("share:confirm", "POST /v1/shares/confirm", lambda ids: {"share": ids["mine"]}),
    Twin("share:leave", "DELETE /v1/me/shares/{share}", lambda ids: {"share": ids["mine"]}),
    Twin("person:follow", "PUT /following/{person}", lambda ids: {"person": ids["person"]}),
    Twin("person:unfollow", "DELETE /following/{person}", lambda ids: {"person": ids["person"]}),
    Twin("person:unmerge", "POST /people/merges/{merge}/undo", lambda ids: {"merge": ids["merge"], "why": "two"}),
    Twin(
        "person:merge",
        "POST /people/merge",
        lambda ids: {"keep": ids["person"], "gone": ids["keep"], "why": "one and the same"},
    ),
    Twin("person:hide", "PUT /people/{person}/hidden", lambda ids: {"person": ids["person"], "hidden": True}),
    Twin("person:erase", "POST /people/{person}/erase", lambda ids: {"person": ids["person"], "confirm": "Victoria"}),
    Twin(
        "estimate:withdraw",
        f"DELETE {ESTIMATE}/ruling",
        lambda ids: {"project": ids["project"], "item": ids["item"], "why": "a slip"},
    ),
    Twin(
        "estimate:override",
        f"PUT {ESTIMATE}",
        lambda ids: {"project": ids["project"], "item": ids["item"], "points": 8, "why": "it was hard"},
    ),
    Twin("estimate:accept", f"POST {ESTIMATE}/accept", lambda ids: {"project": ids["project"], "item": ids["item"]}),
    Twin(
        "lesson:import",
        f"POST {MODEL}/import",
        lambda ids: {
            "project": ids["project"],
            "lessons": [{"key": "a", "title": "old", "points": 2, "closed_at": "2026-03-01T00:00:00Z"}],
        },
    ),
    Twin("lesson:forget", f"POST {MODEL}/lessons/forget", lambda ids: {"project": ids["project"], "lessons": [1]}),
    Twin("lesson:restore", f"POST {MODEL}/lessons/restore", lambda ids: {"project": ids["project"], "lessons": [1]}),
    Twin("model:change", f"PATCH {MODEL}", lambda ids: {"project": ids["project"], "frozen": True}),
    Twin("model:retrain", f"POST {MODEL}/retrain", lambda ids: {"project": ids["project"], "why": "anew"}),
    Twin("model:reset", f"POST {MODEL}/reset", lambda ids: {"project": ids["project"], "why": "all of it"}),
    Twin("badge:retire", "DELETE /badges/{badge}", lambda ids: {"badge": ids["badge"], "why": "enough"}),
)
RANDOM = {
    "hook": {"key", "callback"},
    "hook_secret": {"sealed"},
    "connection": {"sealed"},
    "github_app": {"sealed"},
    "outlet": {"sealed", "former"},
    "token": {"digest"},
    "share_link": {"digest"},
    "audit_line": {"door", "salt", "actor_digest", "previous", "digest"},
    "audit_head": {"digest"},
}
"""Columns that hold chance, or by which door it came."""
Rows = dict[str, list[str]]


class Door:
    """A way to give commands to a house that was furnished a moment ago."""

    def __init__(self, server: Running, house: House) -> None:
        self.server, self.house = server, house
        self.token = house.tokens["super_admin"]

    async def give(self, twin: Twin) -> None:
        """The command; it must be done."""
        raise NotImplementedError


class Socket(Door):
    """By `/admin`."""

    async def give(self, twin: Twin) -> None:
        async with self.server.browser(ADMIN, auth={"token": self.token}) as office:
            answer = await office.ask(twin.command, twin.given(self.house.ids), namespace=ADMIN)
        assert answer["ok"], answer


class Rest(Door):
    """By `/v1`: what the path names is not in the body; a DELETE has its words in the query."""

    async def give(self, twin: Twin) -> None:
        method, path = twin.row.split(" ")
        given = twin.given(self.house.ids)
        named = re.findall(r"{(\w+)}", path)
        below = "" if path.startswith("/v1") else "/v1/organizations/lumen"
        url = f"{self.server.url}{below}{path.format(**given)}"
        rest = {name: value for name, value in given.items() if name not in named}
        sent: dict[str, Any] = {"params": rest} if method == "DELETE" else {"json": rest}
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.server.session.request(method, url, headers=headers, **sent) as response:
            assert response.status in (200, 201, 202), await response.text()


def test_every_command_has_a_twin_and_is_tried() -> None:
    assert {twin.command for twin in TWINS} == COMMANDS.keys()


async def test_both_doors_leave_the_same_rows(clean: Settings, redis: Redis, now: datetime) -> None:
    left = [await gone_through(door, clean, redis, now) for door in (Socket, Rest)]
    for twin, by_socket, by_rest in zip(TWINS, *left, strict=True):
        for table, found in by_socket.items():
            assert found == by_rest[table], f"{twin.command} and {twin.row} differ in {table}"


async def gone_through(door: type[Door], settings: Settings, redis: Redis, now: datetime) -> list[Rows]:
    """What every command left, one after the other."""
    found = []
    async with furnished(door, settings, redis, now) as way:
        before = dump()
        for twin in TWINS:
            await way.give(twin)
            after = dump()
            assert after["audit_line"] != before["audit_line"], f"{twin.command} leaves no line in the audit trail"
            found.append(after)
            before = after
    return found


@asynccontextmanager
async def furnished(door: type[Door], settings: Settings, redis: Redis, now: datetime) -> Any:
    """A server with one house, in a database that begins at id 1."""
    redis.flushall()
    emptying.empty()
    with db.unit():
        organization = organizations.create("lumen", "Lumen", "Europe/Vienna", now)
        lumen = Lumen.open(organization, now)
    house = House(organization, "Lumen")
    furnisher = Furnisher(house, lumen, redis, settings, now)
    furnisher.furnish()
    special = furnisher.run("special:create", name="Handed", slug="handed", rule={"kind": "hand", "stock": 5})
    house.ids["handed"] = special["badge"]["id"]
    async with serving(settings, lumen, redis, Clock(now)) as server:
        yield door(server, house)


def dump() -> Rows:
    """Every row of every table, without what is chance."""
    with db.unit():
        return {table: list(_rows(table)) for table in sorted(record._meta.table_name for record in records.RECORDS)}


def _rows(table: str) -> Iterator[str]:
    for (row,) in rows(f'SELECT to_jsonb(t) FROM "{table}" t ORDER BY t.id'):
        kept = {name: value for name, value in row.items() if name not in RANDOM.get(table, ())}
        yield json.dumps(kept, sort_keys=True)
