"""What providers other than GitHub send to a hook, signed as they do, and the hooks that they send it to."""

import base64
import hashlib
import hmac
import io
import json
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from models import db, hooks, projects
from models.hooks import Hook
from models.sources import standard_webhooks
from tests.cast import Lumen
from tests.server.running import Answer, Running

PUBLIC = "http://codebadge.test"
APPLICATION, ANOTHER = "the application's secret ünd more", "another application's"


@dataclass
class Sender:
    """One hook, and whoever sends to it. What `send` is given otherwise replaces what is right."""

    server: Running
    hook: Hook
    secret: str
    ids: Any = field(default_factory=lambda: count(1))

    @property
    def url(self) -> str:
        return f"{self.server.url}/hooks/{self.hook.provider}/{self.hook.key}"

    async def post(self, body: bytes, headers: dict[str, str | None]) -> Answer:
        """The status and the answer."""
        present = {name: value for name, value in headers.items() if value is not None}
        async with self.server.session.post(self.url, data=io.BytesIO(body), headers=present) as response:
            return response.status, await response.json()


class Anybody(Sender):
    """A generic source."""

    async def send(self, said: object, id: str | None = None, headers: dict[str, str | None] | None = None) -> Answer:
        """Signed by Standard Webhooks, at the server's time."""
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        now, id = self.server.clock.at, id or f"message-{next(self.ids)}"
        return await self.post(body, generic_headers(self.secret, id, now, body) | (headers or {}))


class Trello(Sender):
    """A board of Trello's."""

    async def send(self, action: object, headers: dict[str, str | None] | None = None, callback: str = "") -> Answer:
        """Signed as Trello does, by the address as it was registered."""
        body = action if isinstance(action, bytes) else json.dumps(action).encode()
        address = callback or hooks.url(self.hook, PUBLIC)
        signed = {"Content-Type": "application/json", "X-Trello-Webhook": trello_signature(self.secret, body, address)}
        return await self.post(body, signed | (headers or {}))

    async def look(self) -> tuple[int, bytes]:
        """Status and body of a HEAD."""
        async with self.server.session.head(self.url) as response:
            return response.status, await response.read()


def generic_headers(secret: str, id: str, at: datetime, body: bytes) -> dict[str, str | None]:
    """What Standard Webhooks send along."""
    return {
        "Content-Type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": standard_webhooks.seconds(at),
        "webhook-signature": standard_webhooks.sign(secret.encode(), id, at, body),
    }


def trello_signature(secret: str, body: bytes, callback: str) -> str:
    """X-Trello-Webhook, by Trello's own words."""
    return base64.b64encode(hmac.new(secret.encode(), body + callback.encode(), hashlib.sha1).digest()).decode()


def generic_hook(lumen: Lumen, now: datetime, name: str = "gitlab") -> tuple[Hook, str]:
    """A generic hook of Lumen's, and its secret."""
    with db.unit():
        return hooks.create(lumen.organization, None, now, "generic", name=name, public_url=PUBLIC)


def trello_hook(lumen: Lumen, now: datetime, board: str = "Roadmap", secret: str = APPLICATION) -> tuple[Hook, str]:
    """A hook of Lumen's for a board, and the application's secret."""
    with db.unit():
        project = projects.create(lumen.organization, "trello", board, now)
        return hooks.create(lumen.organization, None, now, "trello", project=project, secret=secret, public_url=PUBLIC)
