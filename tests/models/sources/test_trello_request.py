"""models/sources/trello_request.py: only what Trello signed for the address that we gave it is a delivery."""

import json
from typing import Any

import pytest

from models.errors import BadDelivery, BadSignature, TooLarge, UnsupportedEncoding
from models.sources import trello_request
from models.sources.trello_request import MAX_BODY, receive, sign, verify
from tests.models.sources.trello_actions import created, delivery

CALLBACK = "https://badges.example/hooks/trello/5"
SECRET = b"s3cret"
BODY = json.dumps(delivery(created(card={"name": "Grüße ☃"})), ensure_ascii=False).encode()


def headers(signature: str | None = None, body: bytes = BODY, **more: str) -> list[tuple[str, str]]:
    signed = sign(SECRET, body, CALLBACK) if signature is None else signature
    found = {"X-Trello-Webhook": signed, "Content-Type": "application/json", "User-Agent": "Trello"} | more
    return list(found.items())


@pytest.mark.parametrize(
    ("secret", "body", "signature"),
    [("s3cret", '{"a":1}', "b8uXKuryXGiW2LPahc5I7obY6wg="), ("gehéim", '{"a":"ü"}', "m1BbdXpn0Vpf8dYZe3W/w+wlqVo=")],
)
def test_it_signs_as_openssl_does(secret: str, body: str, signature: str) -> None:
    address = "https://example.org/hooks/trello/5"
    assert sign(secret.encode(), body.encode(), address) == signature
    verify([b"other", secret.encode()], body.encode(), address, signature)


def test_a_delivery_is_known_by_its_actions_id_and_type() -> None:
    kept = receive(headers(), BODY, CALLBACK, [b"", b"old", SECRET])
    assert (kept.guid, kept.event, kept.payload) == (created()["id"], "createCard", BODY)


@pytest.mark.parametrize(
    ("callback", "secrets"),
    [("https://evil.example/hooks/trello/5", [SECRET]), (CALLBACK + "/", [SECRET]), (CALLBACK, [b"other"]),
     (CALLBACK, []), (CALLBACK, [b""])],
)  # fmt: skip
def test_another_address_or_secret_is_refused(callback: str, secrets: list[bytes]) -> None:
    with pytest.raises(BadSignature):
        receive(headers(), BODY, callback, secrets)


def test_an_empty_secret_never_counts() -> None:
    with pytest.raises(BadSignature):
        receive(headers(sign(b"", BODY, CALLBACK)), BODY, CALLBACK, [b""])


@pytest.mark.parametrize("signature", ["", "AAAA", "é", "x" * 10_000, "b8uXKuryXGiW2LPahc5I7obY6wg", "\x00" * 28])
def test_a_signature_of_another_form_is_refused_before_the_body_is_looked_at(signature: str) -> None:
    with pytest.raises(BadSignature):
        receive(headers(signature), b"no JSON", CALLBACK, [SECRET])


def test_without_a_signature_it_is_refused() -> None:
    with pytest.raises(BadSignature):
        receive(headers()[1:], BODY, CALLBACK, [SECRET])


def test_a_header_that_is_there_twice_a_compressed_body_and_another_type_are_refused() -> None:
    with pytest.raises(BadDelivery):
        receive([*headers(), headers()[0]], BODY, CALLBACK, [SECRET])
    for more in ({"Content-Encoding": "gzip"}, {"Content-Type": "text/plain"}):
        with pytest.raises(UnsupportedEncoding):
            receive(headers(**more), BODY, CALLBACK, [SECRET])


def test_a_body_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        receive(headers(), b" " * (MAX_BODY + 1), CALLBACK, [SECRET])


def _without(name: str) -> dict[str, Any]:
    return {key: value for key, value in delivery(created()).items() if key != name}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b"{",
        json.dumps(_without("model")).encode(),
        json.dumps(_without("action")).encode(),
        json.dumps(delivery(created() | {"id": "7"})).encode(),
        json.dumps(delivery(created() | {"type": "create card"})).encode(),
        json.dumps(delivery(created() | {"type": None})).encode(),
        b'{"model":' * 200 + b"{}" + b"}" * 200,
    ],
)
def test_what_is_signed_but_no_action_of_a_board_is_refused(body: bytes) -> None:
    with pytest.raises(BadDelivery):
        receive(headers(body=body), body, CALLBACK, [SECRET])


def test_the_signature_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    compare = trello_request.hmac.compare_digest
    monkeypatch.setattr(trello_request.hmac, "compare_digest", lambda a, b: asked.append(1) or compare(a, b))
    verify([SECRET, b"one", b"two"], BODY, CALLBACK, sign(SECRET, BODY, CALLBACK))
    assert len(asked) == 3
