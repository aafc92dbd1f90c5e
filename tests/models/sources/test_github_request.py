"""What comes with a webhook request is checked before it is believed."""

import hmac
import json
from urllib.parse import quote_plus, urlencode

import pytest

from models.errors import BadDelivery, BadSignature, Refusal, TooLarge, UnsupportedEncoding
from models.sources import github_request
from models.sources.github_request import receive, sign, verify

SECRET, OLDER = b"a secret of today", b"a secret of yesterday"
BODY = b'{"action": "opened", "n": 1}'
GUID = "72d3162e-cc78-11e3-81ab-4c9367dc0958"


def headers(body: bytes = BODY, secret: bytes = SECRET, **changed: str | None) -> list[tuple[str, str]]:
    """A good request's headers; `changed` replaces one of them, or with None leaves it out."""
    usual: dict[str, str | None] = {
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/044aadd",
        "X-GitHub-Delivery": GUID,
        "X-GitHub-Event": "issues",
        "X-Hub-Signature": "sha1=" + "0" * 40,
        "X-Hub-Signature-256": sign(secret, body),
    }
    usual.update({name.replace("_", "-"): value for name, value in changed.items()})
    return [(name, value) for name, value in usual.items() if value is not None]


def test_a_good_request_gives_its_id_event_and_exact_bytes() -> None:
    received = receive(headers(), BODY, [SECRET])
    assert (received.guid, received.event, received.payload) == (GUID, "issues", BODY)


def test_header_names_may_have_any_case() -> None:
    lowered = [(name.lower(), value) for name, value in headers()]
    assert receive(lowered, BODY, [SECRET]).guid == GUID


def test_githubs_own_example_of_a_signature_passes() -> None:
    """From GitHub's page on validating webhook deliveries."""
    signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    verify([b"It's a Secret to Everybody"], b"Hello, World!", signature)


@pytest.mark.parametrize("secrets", [[SECRET, OLDER], [OLDER, SECRET]])
def test_any_of_two_secrets_will_do_while_they_are_rotated(secrets: list[bytes]) -> None:
    assert receive(headers(), BODY, secrets).guid == GUID


@pytest.mark.parametrize("secrets", [[], [OLDER], [b""]])
def test_a_signature_by_none_of_the_secrets_is_refused(secrets: list[bytes]) -> None:
    with pytest.raises(BadSignature):
        receive(headers(), BODY, secrets)


def test_an_empty_secret_never_counts() -> None:
    by_nothing = "sha256=" + hmac.digest(b"", BODY, "sha256").hex()
    with pytest.raises(BadSignature):
        verify([b""], BODY, by_nothing)


def test_every_secret_is_tried_even_after_one_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bytes] = []
    compare = github_request.hmac.compare_digest

    def watched(expected: bytes, given: bytes) -> bool:
        tried.append(expected)
        return compare(expected, given)

    monkeypatch.setattr(github_request.hmac, "compare_digest", watched)
    verify([SECRET, OLDER], BODY, sign(SECRET, BODY))
    assert len(tried) == 2


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        "sha256=",
        "sha256=" + "0" * 63,
        "sha256=" + "0" * 65,
        "sha256=" + "g" * 64,
        "sha256=" + "٣" * 64,
        "sha1=" + "0" * 40,
        "0" * 64,
        "sha256=" + "0" * 64 + "\n",
    ],
)
def test_a_missing_weak_or_malformed_signature_is_refused(signature: str | None) -> None:
    with pytest.raises(BadSignature):
        receive(headers(X_Hub_Signature_256=signature), BODY, [SECRET])


def test_the_signature_is_checked_before_the_body_is_parsed() -> None:
    with pytest.raises(BadSignature):
        receive(headers(b"not json", OLDER), b"not json", [SECRET])


@pytest.mark.parametrize("name", ["X-GitHub-Delivery", "X-GitHub-Event", "X-Hub-Signature-256", "Content-Type"])
def test_a_header_that_we_use_may_be_there_only_once(name: str) -> None:
    twice = [*headers(), (name.upper(), dict(headers())[name])]
    with pytest.raises(BadDelivery, match="twice"):
        receive(twice, BODY, [SECRET])


def test_other_headers_may_be_there_twice() -> None:
    assert receive([*headers(), ("Accept", "*/*"), ("Accept", "*/*")], BODY, [SECRET])


@pytest.mark.parametrize(
    "guid", [None, "", "a b", "x" * 65, "0\x000", "٣" * 8, "../../etc", "id\n", "'; drop table delivery"]
)
def test_a_missing_or_malformed_delivery_id_is_refused(guid: str | None) -> None:
    with pytest.raises(BadDelivery):
        receive(headers(X_GitHub_Delivery=guid), BODY, [SECRET])


@pytest.mark.parametrize("event", [None, "", "Issues!", "x" * 65, "is sues", "issues\n"])
def test_a_missing_or_malformed_event_name_is_refused(event: str | None) -> None:
    with pytest.raises(BadDelivery):
        receive(headers(X_GitHub_Event=event), BODY, [SECRET])


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip", ""])
def test_a_compressed_body_is_refused(encoding: str) -> None:
    with pytest.raises(UnsupportedEncoding):
        receive(headers(Content_Encoding=encoding), BODY, [SECRET])


@pytest.mark.parametrize(
    "content_type", [None, "", "text/plain", "application/xml", "application/json; charset=latin-1"]
)
def test_a_content_type_that_github_does_not_send_is_refused(content_type: str | None) -> None:
    with pytest.raises(UnsupportedEncoding):
        receive(headers(Content_Type=content_type), BODY, [SECRET])


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])
def test_a_content_type_may_name_utf_8(content_type: str) -> None:
    assert receive(headers(Content_Type=content_type), BODY, [SECRET]).payload == BODY


def test_a_body_over_githubs_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github_request, "MAX_BODY", len(BODY))
    assert receive(headers(), BODY, [SECRET])
    longer = BODY + b" "
    with pytest.raises(TooLarge):
        receive(headers(longer), longer, [SECRET])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'"text"',
        b"null",
        b"{",
        b"{} {}",
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": 1e-99999}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": "\xff"}',
        b'\xef\xbb\xbf{"a": 1}',
        '{"a": 1}'.encode("utf-16"),
        b'{"a":' * 101 + b"1" + b"}" * 101,
        b'{"a":' + b"[" * 200_000,
        b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    ],
    ids=lambda body: repr(body[:20]),
)
def test_a_signed_body_that_is_no_reasonable_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadDelivery):
        receive(headers(body), body, [SECRET])


def test_a_hundred_levels_of_nesting_are_still_read() -> None:
    body = b'{"a":' * 100 + b"1" + b"}" * 100
    assert receive(headers(body), body, [SECRET]).payload == body


def form(body: bytes) -> list[tuple[str, str]]:
    return headers(body, Content_Type="application/x-www-form-urlencoded")


def test_a_form_is_signed_as_sent_and_its_payload_is_what_is_kept() -> None:
    text = json.dumps({"action": "opened", "title": "Grüße & mehr + 100 %"}, ensure_ascii=False)
    body = urlencode({"payload": text}).encode()
    assert receive(form(body), body, [SECRET]).payload == text.encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"payload=",
        b"other=%7B%7D",
        b"payload=%7B%7D&payload=%7B%7D",
        b"payload=%FF",
        b"payload=\xff",
        b"payload=" + quote_plus("[1]").encode(),
        b"payload=not+json",
        b"a=1&" * 11 + b"payload=%7B%7D",
        BODY,
    ],
)
def test_a_form_without_one_json_object_as_its_payload_is_refused(body: bytes) -> None:
    with pytest.raises(BadDelivery):
        receive(form(body), body, [SECRET])


def test_every_refusal_is_a_short_sentence() -> None:
    for wrong in (
        headers(X_GitHub_Event=None),
        headers(X_Hub_Signature_256=None),
        headers(Content_Type="x/y"),
    ):
        with pytest.raises(Refusal) as refused:
            receive(wrong, BODY, [SECRET])
        assert str(refused.value).endswith(".") and len(str(refused.value)) < 120
