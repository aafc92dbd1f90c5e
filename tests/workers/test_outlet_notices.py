"""workers/outgoing.py, models/outlet_notices.py: admins are mailed when an outlet is switched off, each once."""

import logging
import shutil
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from redis import Redis

from models import db, outlet_notices, outlets
from models.mailing import FOLDER
from models.outlets import Outlet
from models.people import Identity, Membership, Person
from models.rules import outgoing as rules
from models.settings import Settings
from tests.cast import Lumen
from tests.processes import free_port
from workers import mailing, outgoing

ERROR = "It answered with status 500."


@pytest.fixture
def here(settings: Settings, lumen: Lumen, redis: Redis) -> Iterator[Settings]:
    """Of Lumen's members Ada and Bob are admins with an address of theirs."""
    configured = replace(settings, public_url="https://badges.example.org")
    shutil.rmtree(configured.data / FOLDER, ignore_errors=True)
    for name, role in (("ada", "admin"), ("bob", "super_admin"), ("carol", "moderator")):
        member(lumen, name, role)
    yield configured
    shutil.rmtree(configured.data / FOLDER, ignore_errors=True)


def member(lumen: Lumen, name: str, role: str, proven: bool = True, left: bool = False) -> Person:
    at = datetime.now(UTC)
    with db.unit():
        made: Person = Person.create(name=name.capitalize(), login=name, created_at=at)
        Membership.create(
            organization=lumen.organization, person=made, role=role, joined_at=at, left_at=at if left else None
        )
        Identity.create(
            person=made,
            provider="email",
            external_id=f"{name}@example.org",
            login=f"{name}@example.org",
            seen_at=at,
            proven_at=at if proven else None,
        )
        return made


def switched_off(lumen: Lumen, ago: timedelta = rules.LONG) -> Outlet:
    now = datetime.now(UTC)
    with db.unit():
        outlet, _ = outlets.create(lumen.organization, "Chat\nroom", "https://chat.example/", ("digest",), now)
        outlet.failing_since = now - ago
        outlets.switch_off(outlet, ERROR, now)
        return outlet


def mails(here: Settings) -> dict[str, EmailMessage]:
    """By whom they are for."""
    found = [message_from_bytes(one.read_bytes(), policy=policy.default) for one in (here.data / FOLDER).glob("*.eml")]
    assert len({str(one["To"]) for one in found}) == len(found), "somebody has two"
    return {str(one["To"]): one for one in found if isinstance(one, EmailMessage)}


def due_again() -> None:
    with db.unit():
        Outlet.update(notice_at=datetime.now(UTC)).where(Outlet.notice_at.is_null(False)).execute()


def test_every_admin_is_told_once_by_mail(lumen: Lumen, here: Settings) -> None:
    outlet = switched_off(lumen)
    for _ in range(2):
        outgoing.tell(0, here)
        due_again()
    found = mails(here)
    assert found.keys() == {"ada@example.org", "bob@example.org"}
    mail = found["ada@example.org"]
    text = mail.get_content()
    assert mail["Subject"] == f"{lumen.organization.name}: the webhook “Chat room” was switched off"
    assert f"https://badges.example.org/admin/outgoing/{outlet.id}" in text
    assert ERROR in text and f"{outlet.failing_since:%-d %B %Y, %H:%M} (UTC)" in text


def test_nobody_is_told_by_an_address_that_they_did_not_prove_or_who_left(lumen: Lumen, here: Settings) -> None:
    member(lumen, "dan", "admin", proven=False)
    member(lumen, "eve", "admin", left=True)
    switched_off(lumen)
    outgoing.tell(0, here)
    assert mails(here).keys() == {"ada@example.org", "bob@example.org"}


def test_whoever_is_two_accounts_by_now_is_told_once(lumen: Lumen, here: Settings) -> None:
    gone = member(lumen, "ada2", "admin")
    with db.unit():
        Person.update(merged_into=Person.get(Person.login == "ada")).where(Person.id == gone.id).execute()
    switched_off(lumen)
    outgoing.tell(0, here)
    assert mails(here).keys() == {"ada@example.org", "bob@example.org"}


def test_a_mail_server_that_is_away_is_tried_again_later(
    lumen: Lumen, here: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    switched_off(lumen)
    with caplog.at_level(logging.INFO):
        outgoing.tell(0, replace(here, smtp_url=f"smtp://127.0.0.1:{free_port()}"))
    assert "did not take a mail" in caplog.text and "ada@" not in caplog.text
    with db.unit():
        assert not outlet_notices.due(datetime.now(UTC))
        assert outlet_notices.due(datetime.now(UTC) + outlet_notices.AGAIN)
    due_again()
    outgoing.tell(0, here)
    assert len(mails(here)) == 2


def test_what_cannot_be_told_for_days_is_given_up(lumen: Lumen, here: Settings) -> None:
    switched_off(lumen, rules.LONG + outlet_notices.TRIED + timedelta(hours=1))
    outgoing.tell(0, replace(here, smtp_url=f"smtp://127.0.0.1:{free_port()}"))
    due_again()
    outgoing.tell(0, here)
    assert mails(here) == {}


def test_one_that_goes_on_again_is_told_of_no_more(lumen: Lumen, here: Settings) -> None:
    outlet = switched_off(lumen)
    with db.unit():
        outlets.pause(Outlet.get_by_id(outlet.id), False)
    outgoing.tell(0, here)
    assert mails(here) == {}


def test_whoever_lets_one_go_on_that_is_gone_again_and_again_fills_nobodys_mailbox(
    lumen: Lumen, here: Settings
) -> None:
    for _ in range(outlet_notices.A_DAY + 2):
        switched_off(lumen)
    for _ in range(outlet_notices.A_DAY + 2):
        outgoing.tell(0, here)
    assert len(list((here.data / FOLDER).glob("*.eml"))) == 2 * outlet_notices.A_DAY
    with db.unit():
        assert not outlet_notices.due(datetime.now(UTC) + outlet_notices.AGAIN), "what is not told waits for nobody"


def test_a_mail_server_that_takes_its_time_with_every_word_is_waited_for_once(
    lumen: Lumen, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        switched_off(lumen)
    monkeypatch.setattr(mailing, "WHOLE", 0.3)
    monkeypatch.setattr(outgoing, "MAILING", 0.0)
    with slow_office() as (port, callers):
        outgoing.tell(0, replace(here, smtp_url=f"smtp://127.0.0.1:{port}"))
    assert len(callers) == 1
    with db.unit():
        assert Outlet.select().where(Outlet.notice_at.is_null(False)).count() == 2


@contextmanager
def slow_office() -> Iterator[tuple[int, list[object]]]:
    """An SMTP server that takes any mail, but thinks over every word; its callers."""
    callers: list[object] = []

    class Slow(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            callers.append(self.client_address)
            answer = b"220 slow"
            with suppress(OSError):
                while answer:
                    time.sleep(0.1)
                    self.wfile.write(answer + b"\r\n")
                    answer = self.next_answer()

        def next_answer(self) -> bytes:
            heard = self.rfile.readline()
            while self.in_mail and heard not in (b".\r\n", b""):
                heard = self.rfile.readline()
            self.in_mail = heard.upper().startswith(b"DATA")
            return (b"354 go on" if self.in_mail else b"250 well") if heard else b""

        in_mail = False

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Slow) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], callers
        server.shutdown()
