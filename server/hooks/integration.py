"""How one provider's requests are read and answered, as a row; taking.py does it. A provider is a file beside this."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.hooks import Door
from models.sources.requests import Headers, Received
from server.bounds import Bounds


@dataclass(frozen=True)
class Integration:
    """`envelope` reads the headers, before a byte of the body is read; `opened` checks the body, by secrets that open
    now. Both raise the refusals of models/sources. `most` is the largest body, in bytes.

    `kept`: the status for what is new (what is known is 200). `quiet`: a paused hook answers 200 and keeps nothing, for
    a provider that gives a hook up after refusals. `shared`: several hooks may tell of one thing, under one id.
    """

    provider: str
    most: Callable[[Bounds], int]
    envelope: Callable[[Headers, datetime], Any]
    opened: Callable[[Any, bytes, Door, Sequence[bytes]], Received]
    kept: int = 202
    quiet: bool = False
    shared: bool = False
