"""A request's headers come in; those that a source reads go out, each there once; every source's requests use it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.errors import BadDelivery, UnsupportedEncoding

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Received:
    """A delivery worth keeping: its id, its event's name, and the JSON text as it was signed."""

    guid: str
    event: str
    payload: bytes


def used(headers: Headers, names: Collection[str]) -> dict[str, str]:
    """Those of these names (in small letters). Raises BadDelivery when one of them is there twice."""
    found: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        if key not in names:
            continue
        if key in found:
            raise BadDelivery(f"The header {name} is there twice.")
        found[key] = value
    return found


def plain(found: Mapping[str, str]) -> None:
    """Raises UnsupportedEncoding for a compressed body: nothing has to be unpacked to be refused."""
    if found.get("content-encoding", "identity").strip().lower() != "identity":
        raise UnsupportedEncoding("A compressed body is not accepted.")


def media(found: Mapping[str, str], allowed: Collection[str]) -> str:
    """The content type in small letters. Raises UnsupportedEncoding unless it is one of these, in UTF-8."""
    kind, _, parameters = found.get("content-type", "").partition(";")
    charset = parameters.partition("charset=")[2].strip(' "').lower()
    if kind.strip().lower() not in allowed or charset not in ("", "utf-8"):
        raise UnsupportedEncoding(f"The content type must be {' or '.join(allowed)}, in UTF-8.")
    return kind.strip().lower()


def formed(found: Mapping[str, str], key: str, form: re.Pattern[str], name: str) -> str:
    """The header, which must be there and have that form. Raises BadDelivery."""
    if key not in found:
        raise BadDelivery(f"The header {name} is missing.")
    if form.fullmatch(found[key]) is None:
        raise BadDelivery(f"The header {name} does not have the form that it must have.")
    return found[key]
