"""Somebody with a browser: it keeps cookies, sends the proof that unsafe methods need, and reads its mail."""

import re
from email import message_from_bytes, policy
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp
from yarl import URL

from models.mailing import FOLDER
from models.settings import Settings
from tests.server.running import Running


class Surfer:
    """`async with Surfer(server) as somebody`."""

    def __init__(self, server: Running) -> None:
        self.url, self.csrf = server.url, ""
        self.session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"User-Agent": "Tests"})

    async def __aenter__(self) -> "Surfer":
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self.session.close()

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON; the proof is sent unless `headers` replace it."""
        sent = {"X-CSRF-Token": self.csrf} | {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.request(method, self.url + path, json=body, headers=sent) as response:
            answer = await response.json(content_type=None)
            if isinstance(answer, dict) and "csrf" in answer:
                self.csrf = answer["csrf"]
            return response.status, answer

    async def get(self, path: str) -> Any:
        """JSON of what must be answered."""
        status, body = await self.ask("GET", path)
        assert status == 200, body
        return body

    async def sign_in(self, email: str, settings: Settings) -> Any:
        """By the code that comes by mail; the session's answer."""
        status, body = await self.ask("POST", "/v1/session/email", {"email": email})
        assert status == 202, body
        given = {"email": email, "code": code_for(email, settings)}
        status, body = await self.ask("POST", "/v1/session/email/code", given)
        assert status == 200, body
        return body

    def cookie(self, name: str = "codebadge_session") -> str | None:
        """What the browser keeps under that name."""
        return next((one.value for one in self.session.cookie_jar if one.key == name), None)

    def steal(self, cookie: str | None) -> None:
        """From now on the browser shows somebody else's session."""
        self.session.cookie_jar.update_cookies({"codebadge_session": str(cookie)}, URL(self.url))


def code_for(email: str, settings: Settings) -> str:
    """The code in the last mail to that address."""
    [code] = re.findall(r"^ {4}([0-9]{6})$", last_mail(email, settings), re.M)
    return str(code)


def last_mail(email: str, settings: Settings) -> str:
    """The words of the last mail to that address."""
    written = sorted(_mails(settings), key=lambda file: file.stat().st_mtime_ns)
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in written]
    return [mail.get_content() for mail in mails if mail["To"] == email][-1]  # type: ignore[attr-defined]


def _mails(settings: Settings) -> list[Path]:
    return list((settings.data / FOLDER).glob("*.eml"))
