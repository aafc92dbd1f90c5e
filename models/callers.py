"""A token's text comes in; who calls goes out: an organisation, a role in it, and the person, if it is one's own."""

import hashlib
from datetime import datetime

from models import tokens
from models.rules.callers import Caller


def of_bearer(text: str, now: datetime) -> Caller:
    """Who holds this token. Raises NotSignedIn."""
    return tokens.caller(text, now)


def fingerprint(shown: str) -> str:
    """What stands for a caller's token where only equality matters."""
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
