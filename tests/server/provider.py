"""A provider of accounts that speaks OAuth 2 with PKCE as GitHub does, and is as strict; for tests."""

import base64
import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

CLIENT_ID, CLIENT_SECRET = "the-client", "the-clients-secret"


@dataclass
class Provider:
    """Whoever comes is `user`, and agrees; `breaks` makes it answer wrongly at /token or /user."""

    user: dict[str, Any] = field(default_factory=lambda: {"id": 1001, "login": "ada", "name": "Ada Lovelace"})
    breaks: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)

    async def authorize(self, request: web.Request) -> web.Response:
        query = dict(request.query)
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT_ID
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.asked[code] = query
        raise web.HTTPFound(f"{query['redirect_uri']}?code={code}&state={query['state']}")

    async def token(self, request: web.Request) -> web.Response:
        if "token" in self.breaks:
            return web.Response(**self.breaks["token"])
        form = await request.post()
        asked = self.asked.pop(str(form.get("code")), None)
        if asked is None or not self._is_right(dict(form), asked) or request.headers["Accept"] != "application/json":
            return web.json_response({"error": "bad_verification_code", "error_description": "no"})
        self.tokens.append(secrets.token_urlsafe(16))
        return web.json_response({"access_token": self.tokens[-1], "token_type": "bearer", "scope": ""})

    async def who(self, request: web.Request) -> web.Response:
        if "user" in self.breaks:
            return web.Response(**self.breaks["user"])
        if request.headers.get("Authorization", "")[7:] not in self.tokens:
            return web.json_response({"message": "Bad credentials"}, status=401)
        return web.json_response(self.user | {"email": "not-used@example.org", "type": "User"})

    def _is_right(self, form: dict[str, Any], asked: dict[str, str]) -> bool:
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return (
            (form["client_id"], form["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
            and challenge == asked["code_challenge"]
            and form["redirect_uri"] == asked["redirect_uri"]
        )


@asynccontextmanager
async def provider() -> AsyncIterator[Provider]:
    """A provider that runs inside the block."""
    made = Provider()
    app = web.Application()
    app.router.add_get("/authorize", made.authorize)
    app.router.add_post("/token", made.token)
    app.router.add_get("/api/user", made.who)
    server = TestServer(app)
    await server.start_server(access_log=None)
    made.url = str(server.make_url("")).rstrip("/")
    try:
        yield made
    finally:
        await server.close()
