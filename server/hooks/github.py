"""GitHub's deliveries: `POST /hooks/github/{hook}`. models/sources/github_request.py has their form."""

from collections.abc import Sequence
from datetime import datetime

from models.hooks import Door
from models.sources import github_request
from models.sources.github_request import Envelope
from models.sources.requests import Headers, Received
from server.hooks.integration import Integration


def _envelope(headers: Headers, now: datetime) -> Envelope:
    return github_request.envelope(headers)


def _opened(outside: Envelope, body: bytes, door: Door, secrets: Sequence[bytes]) -> Received:
    return github_request.opened(outside, body, secrets)


GITHUB = Integration("github", lambda bounds: bounds.body, _envelope, _opened)
