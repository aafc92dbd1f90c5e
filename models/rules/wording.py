"""What is wrong with something that was sent comes in; one plain sentence goes out, the same at every door."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from models.rules import texts

_WORDS: Mapping[str, str] = {
    "extra_forbidden": "is not known here",
    "missing": "must be given",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "literal_error": "must be {expected}",
    "string_too_long": "is longer than {max_length} characters",
    "string_too_short": "is shorter than {min_length} characters",
    "too_long": "has more than {max_length} entries",
    "too_short": "has fewer than {min_length} entries",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "less_than": "must be less than {lt}",
    "value_error": "{error}",
}
"""By pydantic's names of errors; what is not here is told in pydantic's words."""
_FORMS: Mapping[str, str] = {
    texts.SLUG: "takes small letters, digits and hyphens, as in early-adopter",
    texts.COLOR: "must be a colour like #2f6f4f",
    texts.ADDRESS: "must be an address that begins with https:// or http://",
    texts.PICTURE: "must be an address that begins with https:// or http://",
}
_OF_UNIONS = {"str", "int"}
"""Parts of a place that only say which of several types was tried."""


def sentence(wrong: ValidationError, whole: str) -> str:
    """The first thing that is wrong, and where; `whole` is what all of it is called."""
    first = wrong.errors()[0]
    unknown = first["type"] == "extra_forbidden"
    *above, last = first["loc"] or (whole,)
    # A field that is not known has whatever name a stranger gave it.
    places = [*filter(_is_place, above), *([last] if unknown or _is_place(last) else [])]
    where = ".".join(str(part)[:40] for part in places) or whole
    return f"{where}: {said(first)}."


def said(wrong: Any) -> str:
    """One of pydantic's errors in words, without the place and the full stop."""
    return (_words(wrong["type"], wrong.get("ctx") or {}) or wrong["msg"]).removesuffix(".")


def _is_place(part: int | str) -> bool:
    return isinstance(part, int) or (part.isidentifier() and part not in _OF_UNIONS)


def _words(kind: str, more: Mapping[str, Any]) -> str | None:
    if kind == "string_pattern_mismatch":
        return _FORMS.get(more["pattern"], "has not the form that it must have")
    if kind == "string_too_short" and more["min_length"] == 1:
        return "must not be empty"
    return _WORDS[kind].format(**more) if kind in _WORDS else None
