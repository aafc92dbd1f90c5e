"""`/api/leagues`, `/api/sections`, `/api/dashboard` and their `/v1` twins: one row per statement, for every role."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
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
        filled = {name: str(value).format_map(ids) if isinstance(value, str) else value for name, value in body.items()} if isinstance(body, dict) else body
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
            made.headers[role] = bearer(jwts.sign(person.id, lumen.id, person.epoch, now))
        other = organizations.create("other", "Other", "UTC", now)
        made.headers[FOREIGN] = bearer(tokens.create(other, "super_admin", "foreign", now)[1])
        made.headers[EXPIRED] = bearer(tokens.create(lumen, "super_admin", "old", now, now)[1])
        made.headers["program"] = bearer(tokens.create(lumen, "moderator", "a program", now)[1])
        made.headers[NOBODY] = {}
        league = leagues.create(lumen, "Compilers", "From text to code", "person", now)
        made.league = league.id
        made.sections = tuple(sections.create(league, name, "", None, now).id for name in ("Lexer", "Parser"))
        badge = badges.create(lumen, "compiler", "Compiler", "All of it", "special", "#000000", None, now, league=league)
        made.badge = badge.id
    yield made


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}
