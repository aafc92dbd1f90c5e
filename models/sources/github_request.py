"""A webhook request comes in; a delivery whose signature was checked goes out, to be kept.

The rules are GitHub's: docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries. SHA-1
signatures, which GitHub still sends beside the strong ones, are never accepted.
"""

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from models.errors import BadDelivery, BadSignature, TooLarge
from models.sources import requests
from models.sources.requests import Headers
from models.sources.requests import Received as Received
from models.sources.strict_json import parse_object

MAX_BODY = 25 * 1024 * 1024
"""Bytes; GitHub drops payloads that are larger."""

_SIGNATURE = re.compile(r"sha256=([0-9a-f]{64})", re.ASCII)
_GUID = re.compile(r"[0-9A-Za-z_-]{1,64}", re.ASCII)
_EVENT = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_USED = ("x-github-delivery", "x-github-event", "x-hub-signature-256", "content-type", "content-encoding")
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers say, before a byte of the body is read."""

    guid: str
    event: str
    signature: str
    form: bool


def receive(headers: Headers, body: bytes, secrets: Sequence[bytes]) -> Received:
    """The delivery in a request; raises what `envelope`, `verify` and `unwrap` raise, in this order."""
    outside = envelope(headers)
    return opened(outside, body, secrets)


def envelope(headers: Headers) -> Envelope:
    """The headers; raises BadDelivery, BadSignature or UnsupportedEncoding before a body need be read."""
    used = requests.used(headers, _USED)
    requests.plain(used)
    return Envelope(
        guid=requests.formed(used, "x-github-delivery", _GUID, "X-GitHub-Delivery"),
        event=requests.formed(used, "x-github-event", _EVENT, "X-GitHub-Event"),
        signature=_signature(used.get("x-hub-signature-256")),
        form=requests.media(used, (_JSON, _FORM)) == _FORM,
    )


def opened(outside: Envelope, body: bytes, secrets: Sequence[bytes]) -> Received:
    """The delivery inside; the signature is checked before the body is looked at."""
    if len(body) > MAX_BODY:
        raise TooLarge(f"The body is larger than {MAX_BODY // 1024 // 1024} MB.")
    verify(secrets, body, outside.signature)
    return Received(outside.guid, outside.event, unwrap(body, form=outside.form))


def verify(secrets: Sequence[bytes], body: bytes, header: str | None) -> None:
    """Passes if `header` is the HMAC-SHA256 of the raw `body` by one of `secrets`; else BadSignature.

    Every secret is tried to the end, so that the time taken tells nothing. An empty secret never counts.
    """
    given = bytes.fromhex(_signature(header).removeprefix("sha256="))
    matches = [hmac.compare_digest(hmac.digest(secret, body, "sha256"), given) for secret in secrets if secret]
    if not any(matches):
        raise BadSignature("The signature does not belong to this body and this hook's secret.")


def sign(secret: bytes, body: bytes) -> str:
    """The value of X-Hub-Signature-256 that GitHub would send; the demo and the tests sign by it."""
    return "sha256=" + hmac.digest(secret, body, "sha256").hex()


def unwrap(body: bytes, *, form: bool) -> bytes:
    """The JSON text of a body, out of its form field if it is a form; BadDelivery if no JSON object."""
    payload = _form_field(body) if form else body
    parse_object(payload)
    return payload


def _signature(header: str | None) -> str:
    if header is None:
        raise BadSignature("X-Hub-Signature-256 is missing. Set a secret on the webhook; SHA-1 does not count.")
    if _SIGNATURE.fullmatch(header) is None:
        raise BadSignature("X-Hub-Signature-256 must be sha256= and 64 small hexadecimal digits.")
    return header


def _form_field(body: bytes) -> bytes:
    try:
        fields = parse_qsl(body.decode("ascii"), strict_parsing=True, max_num_fields=10, errors="strict")
    except ValueError:
        raise BadDelivery("The body is not a valid form.") from None
    payloads = [value for name, value in fields if name == "payload"]
    if len(payloads) != 1:
        raise BadDelivery("The form must hold the field “payload” once.")
    return payloads[0].encode()
