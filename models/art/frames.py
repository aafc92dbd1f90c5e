"""A header and bytes come in; a frame goes down a pipe, or comes out of what was read: so speak pen.py and desk.py."""

import json
import os
import struct
from typing import Any, NamedTuple

_SIZES = struct.Struct("!II")
LARGEST = 16_000_000
"""Bytes of an answer, its header with it."""


class Answer(NamedTuple):
    """What a task gives: facts as JSON, and bytes."""

    told: dict[str, Any]
    body: bytes = b""


def packed(header: dict[str, Any], body: bytes) -> bytes:
    """A frame."""
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"".join((_SIZES.pack(len(head), len(body)), head, body))


def unpacked(read: bytearray) -> tuple[dict[str, Any], bytes] | None:
    """The first whole frame, taken off; None while there is none yet."""
    found = looked_at(read)
    if found:
        del read[: sum(_SIZES.unpack_from(read)) + _SIZES.size]
    return found


def looked_at(read: bytearray) -> tuple[dict[str, Any], bytes] | None:
    """The same, and it stays."""
    if len(read) < _SIZES.size:
        return None
    head, body = _SIZES.unpack_from(read)
    start = _SIZES.size + head
    if len(read) < start + body:
        return None
    return json.loads(bytes(read[_SIZES.size : start])), bytes(read[start : start + body])


def send(pipe: int, frame: bytes | bytearray) -> None:
    """All of it. Raises OSError when nobody is at the other end."""
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(pipe, rest) :]
