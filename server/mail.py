"""A mail comes in; it goes out by SMTP, or into a file under the data directory where no SMTP server is set."""

import asyncio
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiosmtplib

from models.errors import Unavailable
from models.settings import Settings

PATIENCE = 10.0
"""Seconds for the mail server to take a mail."""
FOLDER = "mail"
PORTS = {"smtp": 25, "smtps": 465}
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
log = logging.getLogger("codebadge.mail")


@dataclass(frozen=True)
class Mail:
    """Words for one person."""

    to: str
    subject: str
    text: str


class Post:
    """Takes mails away. Neither addresses nor words are ever logged."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, mail: Mail, now: datetime) -> None:
        """Returns once the mail server has it. Raises Unavailable when it does not take it."""
        message = self._written(mail, now)
        if self._settings.smtp_url is None:
            file = await asyncio.to_thread(_keep, self._settings.data / FOLDER, message, now)
            log.info("no SMTP server is set (CODEBADGE_SMTP_URL); a mail was written to %s", file)
            return
        try:
            await _submit(self._settings.smtp_url, message)
        except (aiosmtplib.SMTPException, OSError) as failed:
            # Without its words: they repeat the address.
            log.error("the mail server did not take a mail: %s", failed.__class__.__name__)
            raise Unavailable("The mail could not be sent; try again in a moment.") from None

    def _written(self, mail: Mail, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._settings.mail_from, mail.to, mail.subject
        domain = parseaddr(self._settings.mail_from)[1].rpartition("@")[2]
        message["Date"], message["Message-ID"] = format_datetime(now), f"<{secrets.token_hex(16)}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        return message


async def _submit(url: str, message: EmailMessage) -> None:
    """A password goes to another machine by TLS only; without one TLS is used where it is offered."""
    parts = urlsplit(url)
    tls, name = parts.scheme == "smtps", unquote(parts.username) if parts.username else None
    must = name is not None and parts.hostname not in HERE
    await aiosmtplib.send(
        message,
        hostname=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        username=name,
        password=None if name is None else unquote(parts.password or ""),
        use_tls=tls,
        start_tls=False if tls else must or None,
        timeout=PATIENCE,
    )


def _keep(folder: Path, message: EmailMessage, now: datetime) -> Path:
    """Readable by its owner only, from its first byte on."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.eml"
    file.touch(mode=0o600)
    file.write_bytes(bytes(message))
    return file
