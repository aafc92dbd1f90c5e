"""Whoever works at Lumen over `/v1`: a token for every role, and calls below Lumen's path."""

from datetime import datetime
from typing import Any

from models import db, organizations, tokens
from models.rules.roles import GIVEN
from tests.server.running import Running

LUMEN = "/v1/organizations/lumen"


class Desk:
    """The server, and somebody of every role; the stranger is another organisation's super admin."""

    def __init__(self, server: Running, now: datetime) -> None:
        self.server = server
        with db.unit():
            lumen, other = server.lumen.organization, organizations.create("other", "Other", "UTC", now)
            self.tokens = {role: tokens.create(lumen, role, f"the {role}", now)[1] for role in GIVEN}
            self.tokens["stranger"] = tokens.create(other, "super_admin", "a stranger", now)[1]

    async def ask(
        self, method: str, path: str, body: object = None, role: str | None = "admin", **headers: str
    ) -> tuple[int, Any]:
        """Status, and JSON (or text) of what came back; `role` None is nobody."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if role is not None:
            sent["Authorization"] = f"Bearer {self.tokens[role]}"
        given: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {"json": body}
        url = self.server.url + LUMEN + path
        async with self.server.session.request(method, url, headers=sent, **given) as response:
            json = response.content_type == "application/json"
            self.headers = response.headers
            return response.status, await response.json() if json else await response.text()

    async def done(self, method: str, path: str, body: object = None, role: str | None = "admin") -> Any:
        """What came back from a call that must succeed."""
        status, answer = await self.ask(method, path, body, role)
        assert status in (200, 201), answer
        return answer
