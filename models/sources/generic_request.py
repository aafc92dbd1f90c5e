"""A request of a generic source comes in; a delivery whose signature was checked goes out, to be kept.

Signed by Standard Webhooks; the body is our small JSON (generic_words.py), or a CloudEvent that holds it.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.sources import generic_events, requests, standard_webhooks
from models.sources.requests import Headers, Received
from models.sources.standard_webhooks import Sealed

JSON, CLOUD_EVENT = "application/json", "application/cloudevents+json"
MAX_BODY = 256 * 1024
"""Bytes."""
_USED = ("content-type", "content-encoding")
_GUID = re.compile(r"[0-9A-Za-z_-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers say, before a byte of the body is read, and when that was."""

    sealed: Sealed
    cloud_event: bool
    at: datetime


def receive(headers: Headers, body: bytes, secrets: Sequence[bytes], now: datetime) -> Received:
    """The delivery in a request; raises what `envelope` and `opened` raise."""
    return opened(envelope(headers, now), body, secrets)


def envelope(headers: Headers, now: datetime) -> Envelope:
    """The headers. Raises BadDelivery, BadSignature, UnsupportedEncoding.

    Headers of a CloudEvent in its binary form (`ce-…`) are not read: no signature covers them.
    """
    used = requests.used(headers, _USED)
    requests.plain(used)
    media = requests.media(used, (JSON, CLOUD_EVENT))
    return Envelope(standard_webhooks.sealed(headers, now), media == CLOUD_EVENT, now)


def opened(outside: Envelope, body: bytes, secrets: Sequence[bytes]) -> Received:
    """The delivery inside; its signature is checked before the body is looked at. Raises BadSignature, and BadDelivery
    in words that tell the sender what to mend."""
    standard_webhooks.opens(outside.sealed, body, secrets)
    event = generic_events.checked(body, outside.cloud_event, outside.at)
    return Received(_guid(outside.sealed.id), event, body)


def _guid(id: str) -> str:
    """The message's id, or what stands for one that is long or has other characters than an id of ours."""
    return id if _GUID.fullmatch(id) else hashlib.sha256(id.encode()).hexdigest()
