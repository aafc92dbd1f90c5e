"""server/api/accounts.py, auth_tokens.py, native_organizations.py: signing in and out over HTTP, and founding."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from models import db, founding, tokens
from models.audit import AuditLine
from models.people import Identity, Membership, Person
from models.settings import Settings
from models.tenants import Organization
from tests.cast import Lumen
from tests.server.running import Running
from tests.server.surfing import Surfer, code_for

EMAIL = "ada@example.org"


def member(lumen: Lumen, now: datetime, role: str = "contributor", email: str = EMAIL, **more: Any) -> int:
    """Somebody whose address an admin has written down."""
    with db.unit():
        person = Person.create(name="Ada", created_at=now, **more)
        Identity.create(person=person, provider="email", external_id=email, login=email, seen_at=now)
        Membership.create(organization=lumen.organization, person=person, role=role, joined_at=now)
        return int(person.id)


@pytest_asyncio.fixture
async def ada(server: Running) -> AsyncIterator[Surfer]:
    async with Surfer(server) as surfer:
        yield surfer


@pytest_asyncio.fixture
async def eve(server: Running) -> AsyncIterator[Surfer]:
    async with Surfer(server) as surfer:
        yield surfer


async def test_nobody_is_signed_in_at_first(ada: Surfer) -> None:
    assert await ada.get("/v1/session") == {
        "person": None,
        "organizations": [],
        "csrf": "",
        "sign_in": {"github": False, "email": True},
        "set_up": False,
    }


async def test_a_code_by_mail_signs_in(ada: Surfer, clean: Settings, lumen: Lumen, now: datetime) -> None:
    person = member(lumen, now, "admin")
    session = await ada.sign_in(EMAIL, clean)
    assert session["person"]["id"] == person
    assert session["person"]["email"] == EMAIL
    assert [(one["provider"], one["login"], one["proven"]) for one in session["person"]["identities"]] == [
        ("email", EMAIL, True)
    ]
    assert session["organizations"] == [
        {"slug": "lumen", "name": "Lumen", "role": "admin", "role_name": "Admin", "person_hidden": False}
    ]
    assert await ada.get("/v1/session") == session
    status, _ = await ada.ask("GET", "/v1/organizations/lumen/tokens")
    assert status == 200
