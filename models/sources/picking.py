"""A field of a stranger's object comes in; a clean, bounded value goes out, for a source's reader.

`some_…` functions give None for what is absent or of the wrong kind; those without raise Invalid.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from models.errors import Invalid

Fields = Mapping[str, Any]
MAX_NUMBER = 2**31 - 1
MAX_ID = 2**63 - 1
MAX_URL = 1000
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL takes neither NUL nor half a surrogate pair."""
_OBJECT_ID = re.compile(r"[0-9a-f]{24}", re.ASCII)


def part(fields: Fields, name: str) -> Fields:
    """The object under `name`."""
    found = fields.get(name)
    if not isinstance(found, dict):
        raise Invalid(f"The payload has no {name}.")
    return found


def some_part(fields: Fields, name: str) -> Fields:
    """The object under `name`, empty when there is none."""
    found = fields.get(name)
    return found if isinstance(found, dict) else {}


def some_list(fields: Fields, name: str, at_most: int) -> list[Any] | None:
    """The first `at_most` things of the list under `name`."""
    found = fields.get(name)
    return found[:at_most] if isinstance(found, list) else None


def text(fields: Fields, name: str, at_most: int) -> str:
    """The text under `name` without what a database refuses, cut to `at_most` characters; "" when absent."""
    found = fields.get(name)
    if not isinstance(found, str):
        return ""
    return _UNKEEPABLE.sub("", found[: at_most * 2]).strip()[:at_most]


def ending(fields: Fields, name: str, at_most: int) -> str:
    """The last `at_most` characters of the text under `name`, as `text` gives them."""
    found = fields.get(name)
    return text({name: found[-at_most:]}, name, at_most) if isinstance(found, str) else ""


def word(fields: Fields, name: str) -> str:
    """A short name in small letters, such as an action, a state or a commit's sha; "" when absent."""
    return text(fields, name, 64).lower()


def url(fields: Fields, name: str) -> str | None:
    """An absolute http or https address that fits its column, else None: it ends up in an `href`."""
    found = fields.get(name)
    if not isinstance(found, str) or len(found) > MAX_URL or not found.isprintable() or " " in found:
        return None
    try:
        pieces = urlsplit(found)
        usable = pieces.scheme in ("http", "https") and bool(pieces.hostname)
    except ValueError:
        return None
    return found if usable else None


def number(fields: Fields, name: str) -> int:
    """A counting number as GitHub gives to issues, from 1."""
    return _whole(fields, name, MAX_NUMBER)


def identifier(fields: Fields, name: str = "id") -> str:
    """A provider's immutable numeric id, as text."""
    return str(_whole(fields, name, MAX_ID))


def object_id(fields: Fields, name: str = "id") -> str:
    """An immutable id of 24 hexadecimal digits, as Trello gives it to everything."""
    found = some_object_id(fields, name)
    if found is None:
        raise Invalid(f"The payload lacks a usable {name}.")
    return found


def some_object_id(fields: Fields, name: str) -> str | None:
    """The same, None for anything else."""
    found = fields.get(name)
    return found if isinstance(found, str) and _OBJECT_ID.fullmatch(found) else None


def _whole(fields: Fields, name: str, at_most: int) -> int:
    found = fields.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 < found <= at_most:
        raise Invalid(f"The payload lacks a usable {name}.")
    return found


def moment(fields: Fields, name: str) -> datetime:
    """The time under `name`, in UTC."""
    found = some_moment(fields, name)
    if found is None:
        raise Invalid(f"The payload lacks a usable {name}.")
    return found


def some_moment(fields: Fields, name: str) -> datetime | None:
    """The time under `name` in UTC: ISO 8601 with offset or, as in a push, seconds since 1970."""
    found = fields.get(name)
    try:
        if isinstance(found, str) and len(found) <= 40:
            seen = datetime.fromisoformat(found)
        elif isinstance(found, int) and not isinstance(found, bool):
            seen = datetime.fromtimestamp(found, UTC)
        else:
            return None
        return seen.astimezone(UTC) if seen.tzinfo and 1990 <= seen.year < 2200 else None
    except (ValueError, OverflowError, OSError):
        return None
