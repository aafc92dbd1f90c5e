"""JSON Lines from outside come in, strictly; lessons to be taken in go out; lessons come in, JSON Lines go out."""

import json
import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from models.errors import BadDelivery, Invalid, TooLarge
from models.rules import wording
from models.rules.estimating.values import LABEL, LABELS, TEXT, TITLE
from models.rules.lessons import Imported
from models.rules.texts import ADDRESS
from models.sources import strict_json

BYTES = 5_000_000
MOST = 5_000
"""Lessons that come in at once."""
MEDIA = "application/x-ndjson"
_URL = re.compile(ADDRESS)
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL or UTF-8 does not take."""


def read(text: str) -> tuple[Imported, ...]:
    """Every line, or none: raises Invalid with the number of the first that is wrong, TooLarge for too many."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise Invalid("There is no line in it. Each line is a lesson, as JSON.")
    if len(lines) > MOST:
        raise TooLarge(f"These are {len(lines)} lessons; {MOST} can be taken in at once.")
    return tuple(_lesson(number, line) for number, line in lines)


def written(lessons: Iterable[dict[str, Any]]) -> bytes:
    """A line for each, as `read` takes them."""
    return b"".join(json.dumps(one, ensure_ascii=False, default=str).encode() + b"\n" for one in lessons)


def _lesson(number: int, line: str) -> Imported:
    try:
        given = strict_json.parse_object(line.encode("utf-8", "replace"), once=True)
        return Imported.model_validate_json(json.dumps(_cut(given)), strict=True)
    except BadDelivery as wrong:
        raise Invalid(f"Line {number}: {str(wrong).replace('The body', 'It')}") from None
    except ValidationError as wrong:
        raise Invalid(f"Line {number}: {wording.sentence(wrong, 'it')}") from None


def _cut(given: dict[str, Any]) -> dict[str, Any]:
    """The model reads only so much of an issue, and an address that no link may have is none."""
    told = dict(given)
    for name, most in (("key", None), ("title", TITLE), ("text", TEXT)):
        if isinstance(told.get(name), str):
            told[name] = _UNKEPT.sub("", told[name])[:most]
    if isinstance(told.get("labels"), list):
        told["labels"] = [_UNKEPT.sub("", one)[:LABEL] if isinstance(one, str) else one for one in told["labels"]][
            :LABELS
        ]
    if isinstance(told.get("url"), str) and not (_URL.match(told["url"]) and len(told["url"]) <= 1_000):
        told["url"] = None
    return told
