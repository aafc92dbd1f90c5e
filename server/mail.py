"""A mail comes in; it goes out by SMTP, or into a file under the data directory where no SMTP server is set."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

import aiosmtplib

from models import mailing
from models.errors import Unavailable
from models.settings import Settings

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
        message = mailing.message(mail.to, mail.subject, mail.text, self._settings.mail_from, now)
        if self._settings.smtp_url is None:
            file = await asyncio.to_thread(mailing.keep, message, self._settings, now)
            log.info("no SMTP server is set (CODEBADGE_SMTP_URL); a mail was written to %s", file)
            return
        try:
            await aiosmtplib.send(message, **mailing.way(self._settings.smtp_url))
        except (aiosmtplib.SMTPException, OSError) as failed:
            # Without its words: they repeat the address.
            log.error("the mail server did not take a mail: %s", failed.__class__.__name__)
            raise Unavailable("The mail could not be sent; try again in a moment.") from None
