"""Whoever draws at Lumen over `/studio`: an admin by token, a contributor with whom a design is shared by session."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from models import db, designs, sessions
from models.audit import Actor
from models.people import Membership, Person
from models.shares import Share
from models.tenants import Organization
from server import cookies
from tests.server.running import Browser, Running

STUDIO = "/studio"
DOT = {"kind": "path", "z": "a", "d": "M-20 -20H20V20H-20Z"}
ADA = Actor(name="Ada", door="rest")


def a_design(organization: Organization, now: datetime) -> int:
    with db.unit():
        made = designs.create(organization, "Star", None, None, {}, ADA, now)
        return int(made.id)


def member(organization: Organization, name: str, now: datetime, role: str = "contributor") -> int:
    with db.unit():
        person = Person.create(name=name, login=name.lower(), created_at=now)
        Membership.create(organization=organization, person=person, role=role, joined_at=now, belongs=["here"])
        return int(person.id)


def share(organization: Organization, person: int, role: str, now: datetime, design: int | None = None) -> int:
    """As it is once it was confirmed."""
    with db.unit():
        made = Share.create(
            organization=organization,
            design=design,
            role=role,
            way="email",
            address=f"{person}@example.org",
            person=person,
            note="",
            by="Ada",
            created_at=now,
            expires_at=now,
            confirmed_at=now,
        )
        return int(made.id)


def cookie(person: int, now: datetime) -> str:
    """What their browser shows."""
    with db.unit():
        secret = sessions.start(Person.get_by_id(person), "a browser", now)
    return f"{cookies.SESSION}={cookies.session(secret).value}"


@asynccontextmanager
async def by_token(server: Running, token: str) -> AsyncIterator[Browser]:
    async with server.browser(STUDIO, auth={"token": token}) as browser:
        yield browser


@asynccontextmanager
async def by_session(server: Running, person: int, now: datetime, origin: str | None = None) -> AsyncIterator[Browser]:
    headers = {"Cookie": cookie(person, now), "Origin": origin or server.url}
    async with server.browser(STUDIO, headers=headers) as browser:
        yield browser


async def opened(browser: Browser, design: int, **more: Any) -> dict[str, Any]:
    answer = await browser.ask("open", {"org": "lumen", "design": design, **more}, STUDIO)
    assert answer["ok"], answer
    return answer


async def draw(browser: Browser, design: int, layer: str, **fields: Any) -> dict[str, Any]:
    changes = [{"on": layer, "set": {**DOT, **fields}}]
    return await browser.ask("step", {"design": design, "client": f"of-{layer}", "changes": changes}, STUDIO)
