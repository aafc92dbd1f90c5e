"""server/mail.py: mails go to a real SMTP server, or into a folder, and never into the log."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from redis import Redis

from models import db
from models.errors import Unavailable
from models.people import Identity
from models.rules.letters import Letter
from models.settings import Settings
from server.mail import Post
from tests.cast import Lumen
from tests.models.shared import joins, signed_in
from tests.processes import free_port
from tests.server.api.desk import Desk
from tests.server.running import Clock, serving
from tests.server.surfing import Surfer

MAIL = Letter(to="ada@example.org", subject="Grüße", text="Dein Code ist\n\n    123456\n")


def said(caplog: pytest.LogCaptureFixture) -> str:
    """What we log; the SMTP server of these tests, in the same process, tells everything."""
    return "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("mail."))


class Office:
    """What an SMTP server took; `answer` is what it says to a mail."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answer = "250 taken"
        self.asked = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        self.asked += 1
        if self.answer.startswith("250"):
            self.taken.append(envelope)
        return self.answer

    def message(self) -> EmailMessage:
        content = self.taken[-1].content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


@pytest.fixture
def office() -> Office:
    return Office()


Opened = Callable[..., Any]


@pytest_asyncio.fixture
async def listen(office: Office) -> AsyncIterator[Opened]:
    """Opens an SMTP server with those options; its port."""
    servers: list[asyncio.Server] = []

    async def start(**options: Any) -> int:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(office, loop=loop, **options), "127.0.0.1", 0)
        servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    yield start
    for server in servers:
        server.close()


async def test_a_mail_reaches_the_server_as_it_was_written(
    clean: Settings, office: Office, listen: Opened, now: datetime
) -> None:
    url = f"smtp://127.0.0.1:{await listen()}"
    post = Post(replace(clean, smtp_url=url, mail_from="Codebadge <badges@example.org>"))
    await post.send(MAIL, now)
    message = office.message()
    assert (message["To"], message["From"]) == ("ada@example.org", "Codebadge <badges@example.org>")
    assert (message["Subject"], message.get_content().split()) == ("Grüße", MAIL.text.split())
    assert (message["Auto-Submitted"], message["Message-ID"][-13:]) == ("auto-generated", "@example.org>")
    assert message["Date"].datetime == now
    assert (office.taken[0].mail_from, office.taken[0].rcpt_tos) == ("badges@example.org", ["ada@example.org"])


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_name_and_password_are_shown_to_a_server_of_this_machine(
    clean: Settings, office: Office, listen: Opened, now: datetime
) -> None:
    shown = []

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        shown.append((data.login, data.password))
        return AuthResult(success=True)

    port = await listen(authenticator=check, auth_required=True, auth_require_tls=False)
    await Post(replace(clean, smtp_url=f"smtp://ada%40example.org:p%2Fw@127.0.0.1:{port}")).send(MAIL, now)
    assert shown == [(b"ada@example.org", b"p/w")]
    assert len(office.taken) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_password_never_leaves_this_machine_in_the_clear(
    clean: Settings, office: Office, listen: Opened, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if 127.0.0.1 were another machine, which would take the password without STARTTLS."""
    monkeypatch.setattr("models.mailing.HERE", frozenset())
    shown = []

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        shown.append(data.login)
        return AuthResult(success=True)

    port = await listen(authenticator=check, auth_required=True, auth_require_tls=False)
    with pytest.raises(Unavailable):
        await Post(replace(clean, smtp_url=f"smtp://ada:pw@127.0.0.1:{port}")).send(MAIL, now)
    assert (shown, office.taken) == ([], [])


@pytest.mark.parametrize("answer", ["550 no", "451 later", "421 going away"])
async def test_a_mail_that_is_not_taken_is_told_without_its_words(
    clean: Settings, office: Office, listen: Opened, now: datetime, answer: str, caplog: pytest.LogCaptureFixture
) -> None:
    office.answer = answer
    post = Post(replace(clean, smtp_url=f"smtp://127.0.0.1:{await listen()}"))
    with caplog.at_level(logging.INFO), pytest.raises(Unavailable):
        await post.send(MAIL, now)
    assert "did not take a mail" in said(caplog)
    assert "ada@" not in said(caplog)
    assert "123456" not in said(caplog)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_server_that_is_away_is_told_as_that(clean: Settings, now: datetime, scheme: str) -> None:
    post = Post(replace(clean, smtp_url=f"{scheme}://127.0.0.1:{free_port()}"))
    with pytest.raises(Unavailable):
        await post.send(MAIL, now)


async def test_without_a_server_it_is_a_file_of_the_owners_alone(
    clean: Settings, now: datetime, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await Post(replace(clean, data=tmp_path)).send(MAIL, now)
    [file] = (tmp_path / "mail").iterdir()
    assert (file.suffix, file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (".eml", 0o600, 0o700)
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert message["To"] == "ada@example.org"
    assert str(file) in caplog.text
    assert "ada@example.org" not in caplog.text
    assert "123456" not in caplog.text


async def test_signing_in_by_a_code_that_came_by_smtp(
    clean: Settings, lumen: Lumen, redis: Redis, office: Office, listen: Opened, now: datetime
) -> None:
    settings = replace(clean, smtp_url=f"smtp://127.0.0.1:{await listen()}")
    async with serving(settings, lumen, redis, Clock(now)) as server, Surfer(server) as ada:
        assert (await ada.ask("POST", "/v1/session/email", {"email": "ada@example.org"}))[0] == 202
        words = office.message().get_content().split()
        [code] = [word for word in words if word.isdigit() and len(word) == 6]
        assert code not in office.message()["Subject"]
        status, _ = await ada.ask("POST", "/v1/session/email/code", {"email": "ada@example.org", "code": code})
        assert status == 200
        office.answer = "550 no"
        status, body = await ada.ask("POST", "/v1/session/email", {"email": "bob@example.org"})
        assert (status, body["error"]["code"]) == (503, "unavailable")


async def test_an_admin_who_shares_by_a_github_name_does_not_learn_whether_there_was_a_mail(
    clean: Settings, lumen: Lumen, redis: Redis, office: Office, listen: Opened, now: datetime
) -> None:
    with db.unit():
        cole, dora = signed_in(now, github=("77", "cole")), signed_in(now, github=("78", "dora"))
        for person in (cole, dora):
            joins(lumen.organization, person, now)
        mail = "cole@example.org"
        Identity.create(person=cole, provider="email", external_id=mail, login=mail, seen_at=now, proven_at=now)
    office.answer = "451 later"
    settings = replace(clean, smtp_url=f"smtp://127.0.0.1:{await listen()}")
    async with serving(settings, lumen, redis, Clock(now)) as server:
        desk = Desk(server, now)
        told = [await desk.ask("POST", "/shares", {"github": name, "role": "view"}) for name in ("cole", "dora")]
        assert [status for status, _ in told] == [201, 201]
    assert office.asked == 1
