"""What a provider is asked and what it answered, as values; github_rest.py and trello_rest.py say it in its words."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from models.errors import Invalid
from models.sources.picking import Fields

MAX_ANSWER = 1024 * 1024
"""Bytes of an answer that are read."""
MAX_PAGE = 32 * 1024 * 1024
"""The same of a list: a hundred issues of 65,536 characters each, in the worst script, fit in."""
MOST_ITEMS = 5_000
"""Things in one list that are looked at."""
LONGEST = timedelta(hours=2)
"""How long we wait where somebody says "later", whatever they say."""
_TOKEN = re.compile(r"[!-~]{1,500}", re.A)
_SECONDS = re.compile(r"[0-9]{1,10}", re.A)


@dataclass(frozen=True, slots=True)
class Request:
    """A path (with its query) below the provider's address, what is sent there as JSON, and how long an answer may be
    (bytes)."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    at_most: int = MAX_ANSWER


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `headers` in small letters. 304: what was marked by the etag is still so."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Meaning = Literal["done", "later", "again", "refused", "denied", "gone", "there", "wrong"]
"""later: too much was asked at once. again: the provider is away or busy. refused: the token is no good. denied: it may
not do this. gone: there is no such thing, or nobody may change it. there: what was to be made is there already. wrong:
the provider does not take it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means; `until`: when to ask again, of "later"."""

    meaning: Meaning
    words: str = ""
    until: datetime | None = None


def is_token(token: str) -> bool:
    """Whether it can stand in a header."""
    return _TOKEN.fullmatch(token) is not None


def whole(text: str) -> int | None:
    """A header's number of seconds."""
    return int(text) if _SECONDS.fullmatch(text) else None


def wait(wanted: datetime, now: datetime, shortest: timedelta) -> datetime:
    """When to ask again, within bounds."""
    return min(max(wanted, now + shortest), now + LONGEST)


def thing(answer: Answer) -> Fields:
    """The object that came. Raises Invalid."""
    found = _json(answer)
    if not isinstance(found, dict):
        raise Invalid("The provider's answer is no object.")
    return found


def things(answer: Answer) -> list[Fields]:
    """The objects in the list that came; what is none is left out. Raises Invalid."""
    found = _json(answer)
    if not isinstance(found, list):
        raise Invalid("The provider's answer is no list.")
    return [one for one in found[:MOST_ITEMS] if isinstance(one, dict)]


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise Invalid("The provider's answer is no JSON.") from None
