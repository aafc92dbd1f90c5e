"""A Letter comes in; it goes out by SMTP, or into a file under the data directory where no SMTP server is set."""

import asyncio
import logging
from datetime import datetime
from email.message import EmailMessage

import aiosmtplib

from models import mailing
from models.errors import Unavailable
from models.rules.letters import Letter
from models.settings import Settings
from server.ending import end

CLOSING = 3.0
"""Seconds that a server which stops leaves to mails on their way."""
log = logging.getLogger("codebadge.mail")


class Post:
    """Takes mails away. Neither addresses nor words are ever logged."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._quiet: set[asyncio.Task[bool]] = set()

    async def send(self, letter: Letter, now: datetime) -> None:
        """Returns once the mail server has it; at once for what is sent quietly, for time tells, too. Raises
        Unavailable when it does not take it."""
        message = mailing.message(letter, self._settings.mail_from, now)
        if self._settings.smtp_url is None:
            file = await asyncio.to_thread(mailing.keep, message, self._settings, now)
            log.info("no SMTP server is set (CODEBADGE_SMTP_URL); a mail was written to %s", file)
        elif letter.quietly:
            task = asyncio.create_task(_is_taken(self._settings.smtp_url, message))
            self._quiet.add(task)
            task.add_done_callback(self._quiet.discard)
        elif not await _is_taken(self._settings.smtp_url, message):
            raise Unavailable("The mail could not be sent; try again in a moment.")

    async def close(self) -> None:
        """A moment for what is sent quietly; nobody waits longer for a mail server."""
        if self._quiet:
            await asyncio.wait(self._quiet, timeout=CLOSING)
        await end(*self._quiet)


async def _is_taken(url: str, message: EmailMessage) -> bool:
    try:
        await aiosmtplib.send(message, **mailing.way(url))
    except (aiosmtplib.SMTPException, OSError) as failed:
        # Without its words: they repeat the address.
        log.error("the mail server did not take a mail: %s", failed.__class__.__name__)
        return False
    return True
