"""Anybody's deliveries, as docs/generic.md has them: `POST /hooks/generic/{hook}`."""

from collections.abc import Sequence
from datetime import datetime

from models.hooks import Door
from models.sources import generic_request
from models.sources.generic_request import Envelope
from models.sources.requests import Headers, Received
from server.hooks.integration import Integration


def _envelope(headers: Headers, now: datetime) -> Envelope:
    return generic_request.envelope(headers, now)


def _opened(outside: Envelope, body: bytes, door: Door, secrets: Sequence[bytes]) -> Received:
    return generic_request.opened(outside, body, secrets)


GENERIC = Integration("generic", lambda bounds: bounds.generic_body, _envelope, _opened)
