"""What a server writes into its log while people sign in and get tokens and hooks: no secret, no address."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from models import db
from models.audit import AuditLine
from models.people import Identity, Membership, Person
from models.settings import Settings
from tests.cast import Lumen, issue
from tests.processes import web
from tests.server.running import Running, github_headers
from tests.server.surfing import Surfer, code_for

LUMEN = "/v1/organizations/lumen"
ADDRESSES = ("grace@secret.example", "newcomer@secret.example", "stranger@secret.example", "linked@secret.example")


@dataclass
class There:
    """Where a server process answers."""

    url: str


@pytest.fixture
def grace(lumen: Lumen) -> int:
    """A super admin who signs in by e-mail."""
    now = datetime.now(UTC)
    with db.unit():
        person = Person.create(name="Grace", created_at=now)
        Membership.create(organization=lumen.organization, person=person, role="super_admin", joined_at=now)
        mail = ADDRESSES[0]
        Identity.create(person=person, provider="email", external_id=mail, login=mail, seen_at=now, proven_at=now)
        return int(person.id)


async def done(surfer: Surfer, method: str, path: str, body: object = None, **headers: str) -> dict[str, Any]:
    status, answer = await surfer.ask(method, path, body, **headers)
    assert status in (200, 201, 202), answer
    return cast(dict[str, Any], answer)


async def live_through_a_day(url: str, settings: Settings, lumen: Lumen) -> list[str]:
    """Signs in, makes tokens and hooks, gives badges, fails at some of it; every secret that was seen."""
    seen: list[str] = []
    async with Surfer(cast(Running, There(url))) as surfer:
        await surfer.ask("POST", "/v1/session/email", {"email": ADDRESSES[2]})
        await done(surfer, "POST", "/v1/session/email", {"email": ADDRESSES[0]})
        code = code_for(ADDRESSES[0], settings)
        wrong = "111111" if code != "111111" else "222222"
        await surfer.ask("POST", "/v1/session/email/code", {"email": ADDRESSES[0], "code": wrong})
        await done(surfer, "POST", "/v1/session/email/code", {"email": ADDRESSES[0], "code": code})
        seen += [code, surfer.csrf, str(surfer.cookie()), str(surfer.cookie()).partition(".")[0]]

        pair = await done(surfer, "POST", "/v1/auth/tokens", {"organization": "lumen"})
        again = await done(surfer, "POST", "/v1/auth/refresh", {"refresh_token": pair["refresh_token"]})
        await surfer.ask("POST", "/v1/auth/refresh", {"refresh_token": pair["refresh_token"]})
        seen += [one[name] for one in (pair, again) for name in ("access_token", "refresh_token")]
        token = (await done(surfer, "POST", f"{LUMEN}/tokens", {"name": "a program", "role": "admin"}))["text"]
        made = await done(surfer, "POST", f"{LUMEN}/hooks", {"project": "lumen/lexer"})
        rotated = await done(surfer, "POST", f"{LUMEN}/hooks/{made['hook']['id']}/rotate")
        seen += [token, made["secret"], rotated["secret"], lumen.secret]

        await done(surfer, "POST", f"{LUMEN}/people", {"email": ADDRESSES[1], "name": "New"})
        await surfer.ask("POST", f"{LUMEN}/people", {"email": ADDRESSES[1]})
        await surfer.ask("POST", f"{LUMEN}/people/2/identities", {"email": ADDRESSES[3]})
        rows = [{"person": ADDRESSES[1]}, {"person": ADDRESSES[2]}]
        await done(surfer, "POST", f"{LUMEN}/awards/many", {"badge": "special", "rows": rows, "reason": "well done"})
        for bad in (token + "x", "cbt_" + "y" * 40):
            await surfer.ask("GET", f"{LUMEN}/hooks", None, Authorization=f"Bearer {bad}")
            await surfer.ask("GET", f"{LUMEN}/hooks?access_token={bad}")
            seen.append(bad)
        await surfer.ask("POST", f"{LUMEN}/awards", {"person": ADDRESSES[1], "badge": token})
        await deliver(surfer, made, rotated["secret"])
        await deliver(surfer, made, "a wrong secret")
    return seen


async def deliver(surfer: Surfer, hook: dict[str, Any], secret: str) -> None:
    body = str(issue("closed", datetime.now(UTC))).encode()
    headers = {name: value for name, value in github_headers("issues", body, secret).items() if value}
    path = "/" + hook["url"].split("/", 3)[3]
    async with surfer.session.post(surfer.url + path, data=body, headers=headers) as response:
        await response.read()


def test_the_log_holds_no_secret_no_token_and_no_address(
    clean: Settings, lumen: Lumen, grace: int, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with web(clean, log=log) as (url, _):
        seen = asyncio.run(live_through_a_day(url, clean, lumen))
    said = log.read_text()
    assert "listening on" in said
    for secret in {*seen, *ADDRESSES, *clean.secret_keys}:
        assert len(secret) >= 6
        assert secret not in said, f"the log tells {secret[:8]}…"
    with db.unit():
        trail = str([line.__data__ for line in AuditLine.select()])
    assert "hook:create" in trail
    for secret in {*seen, *ADDRESSES}:
        assert secret not in trail, f"the audit trail tells {secret[:8]}…"
