"""A webhook request of Trello's comes in; a delivery whose signature was checked goes out, to be kept.

Trello signs the raw body followed by the address that the webhook was registered with, by the secret of the
application to which the key belongs: developer.atlassian.com/cloud/trello/guides/rest-api/webhooks.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Sequence

from models.errors import BadDelivery, BadSignature, Invalid, TooLarge
from models.sources import picking, requests
from models.sources.requests import Headers, Received
from models.sources.strict_json import parse_object

MAX_BODY = 5 * 1024 * 1024
"""Bytes. An action holds one card at most, and a board's own words."""
_USED = ("x-trello-webhook", "content-type", "content-encoding")
_EVENT = re.compile(r"[A-Za-z][A-Za-z0-9]{0,63}", re.A)
_DIGEST = 20


def receive(headers: Headers, body: bytes, callback: str, secrets: Sequence[bytes]) -> Received:
    """The delivery in a request. `callback`: the address as we registered it, never as the request names it. Raises
    BadSignature before the body is looked at, BadDelivery, TooLarge or UnsupportedEncoding."""
    header = envelope(headers)
    if len(body) > MAX_BODY:
        raise TooLarge(f"The body is larger than {MAX_BODY // 1024 // 1024} MB.")
    verify(secrets, body, callback, header)
    return opened(body)


def envelope(headers: Headers) -> str:
    """The signature that the headers hold, before a byte of the body is read."""
    used = requests.used(headers, _USED)
    requests.plain(used)
    requests.media(used, ("application/json",))
    header = used.get("x-trello-webhook")
    if header is None:
        raise BadSignature("X-Trello-Webhook is missing.")
    _digest(header)
    return header


def verify(secrets: Sequence[bytes], body: bytes, callback: str, header: str) -> None:
    """Passes if `header` is the base64 of the HMAC-SHA1 of `body` and `callback` by one of `secrets`; or BadSignature.

    Every secret is tried to the end, so that the time taken tells nothing. An empty secret never counts.
    """
    given, signed = _digest(header), body + callback.encode()
    matches = [hmac.compare_digest(hmac.digest(secret, signed, "sha1"), given) for secret in secrets if secret]
    if not any(matches):
        raise BadSignature("The signature does not belong to this body, this address and this hook's secret.")


def sign(secret: bytes, body: bytes, callback: str) -> str:
    """The value of X-Trello-Webhook that Trello would send; the tests and the local provider sign by it."""
    return base64.b64encode(hmac.digest(secret, body + callback.encode(), "sha1")).decode()


def opened(body: bytes) -> Received:
    """The delivery in a body whose signature holds, known by its action's id across all hooks."""
    fields = parse_object(body)
    try:
        action = picking.part(fields, "action")
        picking.part(fields, "model")
        guid = picking.object_id(action)
    except Invalid as wrong:
        raise BadDelivery(str(wrong)) from None
    event = picking.text(action, "type", 100)
    if _EVENT.fullmatch(event) is None:
        raise BadDelivery("The action has no type.")
    return Received(guid, event, body)


def _digest(header: str) -> bytes:
    try:
        given = base64.b64decode(header, validate=True)
    except (binascii.Error, ValueError):
        given = b""
    if len(given) != _DIGEST:
        raise BadSignature("X-Trello-Webhook must be the base64 of 20 bytes.")
    return given
