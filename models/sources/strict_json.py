"""A stranger's bytes come in; a JSON object of bounded depth goes out, for a source's reader."""

import json
import math
import re
from collections.abc import Iterable
from typing import Any

from models.errors import BadDelivery

MAX_DEPTH = 100
_PLAIN_NUMBER = re.compile(r"-?\d{1,400}(\.\d{1,400})?([eE][+-]?\d{1,3})?", re.ASCII)


def parse_object(body: bytes, *, once: bool = False) -> dict[str, Any]:
    """The JSON object that `body` holds; BadDelivery for anything else.

    Refused are bytes that are not UTF-8, NaN and Infinity (which Python reads though JSON has neither),
    numbers of a size that no database takes, and nesting deeper than MAX_DEPTH; with `once` also an object that names
    a field twice, of which every reader could believe another.
    """
    try:
        value = json.loads(
            body.decode("utf-8"),
            parse_constant=_refuse,
            parse_float=_float,
            parse_int=_int,
            object_pairs_hook=_each_once if once else None,
        )
    except UnicodeDecodeError:
        raise BadDelivery("The body is not UTF-8 text.") from None
    except RecursionError:
        raise BadDelivery(f"The body nests deeper than {MAX_DEPTH} levels.") from None
    except ValueError:
        raise BadDelivery("The body is not valid JSON.") from None
    if not isinstance(value, dict):
        raise BadDelivery("The body is JSON, but not an object.")
    if _nests_deeper_than(value, MAX_DEPTH):
        raise BadDelivery(f"The body nests deeper than {MAX_DEPTH} levels.")
    return value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        raise BadDelivery("The body names a field twice.")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _float(digits: str) -> float:
    number = float(_plain(digits))
    if not math.isfinite(number):
        raise ValueError(digits)
    return number


def _int(digits: str) -> int:
    return int(_plain(digits))


def _plain(digits: str) -> str:
    if _PLAIN_NUMBER.fullmatch(digits) is None:
        raise ValueError("a number of unreasonable size")
    return digits


def _nests_deeper_than(value: object, depth: int) -> bool:
    """Level by level instead of by recursion, so that the stack cannot overflow on what is being measured."""
    level: list[object] = [value]
    for _ in range(depth):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return any(isinstance(inner, dict | list) for inner in level)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
