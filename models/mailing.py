"""A Letter comes in; a mail goes out, and what a mail server has to be told to take it.

server/mail.py sends what somebody waits for, workers/mailing.py what nobody does.
"""

import secrets
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from models.rules.letters import Letter
from models.settings import Settings

PATIENCE = 10.0
"""Seconds for the mail server to take a mail."""
FOLDER = "mail"
PORTS = {"smtp": 25, "smtps": 465}
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def message(letter: Letter, mail_from: str, now: datetime) -> EmailMessage:
    """As it goes on its way."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = mail_from, letter.to, letter.subject
    domain = parseaddr(mail_from)[1].rpartition("@")[2]
    made["Date"], made["Message-ID"] = format_datetime(now), f"<{secrets.token_hex(16)}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    return made


def way(url: str) -> dict[str, Any]:
    """What aiosmtplib is to be told of the server. A password goes to another machine by TLS only; without one TLS is
    used where it is offered."""
    parts = urlsplit(url)
    tls, name = parts.scheme == "smtps", unquote(parts.username) if parts.username else None
    must = name is not None and parts.hostname not in HERE
    return {
        "hostname": parts.hostname,
        "port": parts.port or PORTS[parts.scheme],
        "username": name,
        "password": None if name is None else unquote(parts.password or ""),
        "use_tls": tls,
        "start_tls": False if tls else must or None,
        "timeout": PATIENCE,
    }


def keep(made: EmailMessage, configured: Settings, now: datetime) -> Path:
    """In a file, where no mail server is set; readable by its owner only, from its first byte on."""
    folder = configured.data / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.eml"
    file.touch(mode=0o600)
    file.write_bytes(bytes(made))
    return file
