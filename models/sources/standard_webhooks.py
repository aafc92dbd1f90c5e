"""A body and a secret come in; the signature of standardwebhooks.com goes out, or the verdict on one that was sent.

Both ways: generic.py reads what comes in, and our own webhooks that go out are signed here.
"""

import binascii
import hmac
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from models.errors import BadSignature
from models.sources import requests
from models.sources.requests import Headers

TOLERANCE = timedelta(minutes=5)
"""How far the sender's clock may be from ours, both ways: what was recorded cannot be sent again for ever."""
KEY_BYTES = 32
NAMES = ("webhook-id", "webhook-timestamp", "webhook-signature")
_PREFIX = b"whsec_"
_VERSION = "v1,"
_MOST = 20
"""Signatures in one header: a sender that changes its secret sends two."""
# No full stop: it parts what is signed, so that an id with one could be read as another id with another time.
_ID = re.compile(r"[0-9A-Za-z_:/+=~@-]{1,256}", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,11}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the headers say, before a byte of the body is read: the message's id, its time as it was signed, and the
    signatures."""

    id: str
    seconds: str
    signatures: tuple[bytes, ...]


def secret(key: bytes) -> str:
    """A key of KEY_BYTES as people copy it: `whsec_` and base64."""
    return (_PREFIX + b64encode(key)).decode()


def sign(secret: bytes, id: str, at: datetime, body: bytes) -> str:
    """The value of webhook-signature; webhook-timestamp is `seconds(at)`. `secret`: as it is shown, or the bare key."""
    return _VERSION + b64encode(_digest(_key(secret), id, seconds(at), body)).decode()


def seconds(at: datetime) -> str:
    """The value of webhook-timestamp."""
    return str(int(at.timestamp()))


def verify(sent: Headers, body: bytes, secrets: Sequence[bytes], now: datetime) -> str:
    """The message's id. Raises what `sealed` and `opens` raise."""
    outside = sealed(sent, now)
    opens(outside, body, secrets)
    return outside.id


def sealed(sent: Headers, now: datetime) -> Sealed:
    """The headers; BadDelivery when one is missing or malformed, BadSignature when its time is not about now."""
    found = requests.used(sent, NAMES)
    given = found.get("webhook-signature", "").split(" ")[:_MOST]
    signatures = tuple(filter(None, map(_signature, given)))
    if not signatures:
        raise BadSignature("webhook-signature must hold v1, and the base64 of an HMAC-SHA256.")
    stamp = requests.formed(found, "webhook-timestamp", _SECONDS, "webhook-timestamp")
    if abs(datetime.fromtimestamp(int(stamp), UTC) - now) > TOLERANCE:
        raise BadSignature("webhook-timestamp is more than five minutes away from our clock.")
    return Sealed(requests.formed(found, "webhook-id", _ID, "webhook-id"), stamp, signatures)


def opens(outside: Sealed, body: bytes, secrets: Sequence[bytes]) -> None:
    """Passes if one of the signatures is by one of the secrets; else BadSignature.

    Every pair is tried to the end, so that the time taken tells nothing. An empty key never counts.
    """
    keys = [key for key in map(_key, secrets) if key]
    right = [_digest(key, outside.id, outside.seconds, body) for key in keys]
    fits = [hmac.compare_digest(one, given) for one in right for given in outside.signatures]
    if not any(fits):
        raise BadSignature("No signature belongs to this id, time and body and this hook's secret.")


def _digest(key: bytes, id: str, stamp: str, body: bytes) -> bytes:
    return hmac.digest(key, f"{id}.{stamp}.".encode() + body, "sha256")


def _key(secret: bytes) -> bytes:
    return b64decode(secret.removeprefix(_PREFIX)) if secret.startswith(_PREFIX) else secret


def _signature(text: str) -> bytes | None:
    """None for what is of another version, or no signature at all: one that we understand may stand beside it."""
    if not text.startswith(_VERSION):
        return None
    try:
        found = b64decode(text.removeprefix(_VERSION).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    return found if len(found) == 32 else None
