"""A letter that nobody waits for comes in; it goes out by SMTP, or into a file; whether it was taken is said."""

import asyncio
import logging
from datetime import datetime

import aiosmtplib

from models import mailing
from models.rules.letters import Letter
from models.settings import Settings

WHOLE = 20.0
"""Seconds for a whole mail: a mail server may take its time with every word."""
log = logging.getLogger("codebadge.mail")


def send(letter: Letter, configured: Settings, now: datetime) -> bool:
    """Whether the mail server has it now. Neither address nor words are logged."""
    message = mailing.message(letter, configured.mail_from, now)
    if configured.smtp_url is None:
        file = mailing.keep(message, configured, now)
        log.info("no SMTP server is set (CODEBADGE_SMTP_URL); a mail was written to %s", file)
        return True
    try:
        asyncio.run(asyncio.wait_for(aiosmtplib.send(message, **mailing.way(configured.smtp_url)), WHOLE))
    except (aiosmtplib.SMTPException, OSError) as failed:
        # Without its words: they repeat the address.
        log.error("the mail server did not take a mail: %s", failed.__class__.__name__)
        return False
    return True
