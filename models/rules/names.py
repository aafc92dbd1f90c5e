"""What somebody typed as an e-mail address or a GitHub name comes in; the form in which it is kept goes out."""

import re
from collections.abc import Callable

from models.errors import Invalid

LONGEST_EMAIL = 100
ENCODED = "=?"
"""Begins an encoded word (RFC 2047): the mail would go to what it stands for, and not to what was typed."""
_EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.A
)
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38})(?:_[a-z0-9]{1,20})?", re.A)


def email(text: str) -> str:
    """In small letters. Raises Invalid for what is none; without control characters, it is safe in a mail's header."""
    address = text.strip().lower()
    if len(address) > LONGEST_EMAIL or ENCODED in address or not _EMAIL.fullmatch(address):
        raise Invalid("Write the e-mail address like ada@example.org.")
    return address


def github(text: str) -> str:
    """A GitHub name in small letters, without `@`. Raises Invalid for what is none."""
    login = text.strip().lower().removeprefix("@")
    if not _LOGIN.fullmatch(login):
        raise Invalid("Write the GitHub name like ada-lovelace.")
    return login


def of_email(address: str) -> str:
    """What to call somebody of whom only the address is known, until they say it themselves."""
    return address.partition("@")[0].partition("+")[0] or "Newcomer"


def as_value(rule: Callable[[str], str], text: str) -> str:
    """The same inside a pydantic type: a ValueError says what is wrong."""
    try:
        return rule(text)
    except Invalid as wrong:
        raise ValueError(str(wrong)) from None
