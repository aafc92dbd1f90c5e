"""models/sources/standard_webhooks.py: what standardwebhooks.com signs, and nothing that was altered or recorded."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadDelivery, BadSignature, Refusal
from models.sources import standard_webhooks as signing

# The worked example of the specification's own libraries.
SECRET = b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, AT, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, UTC), b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
FLIPPED = "v1," + base64.b64encode(bytes(32)).decode()
KEYS = st.binary(min_size=24, max_size=64).map(lambda key: signing.secret(key).encode())
BODIES = st.binary(max_size=200)
IDS = st.from_regex(r"[0-9A-Za-z_:/+=~@-]{1,256}", fullmatch=True)
TIMES = st.integers(10**9, 4 * 10**9).map(lambda stamp: datetime.fromtimestamp(stamp, UTC))


def headers(**other: str | None) -> list[tuple[str, str]]:
    right = {"webhook_id": ID, "webhook_timestamp": "1614265330", "webhook_signature": SIGNATURE} | other
    return [(name.replace("_", "-"), value) for name, value in right.items() if value is not None]


def test_it_signs_as_the_specification_does() -> None:
    assert signing.sign(SECRET, ID, AT, BODY) == SIGNATURE
    assert signing.verify(headers(), BODY, [SECRET], AT) == ID


def test_a_secret_is_written_as_people_copy_it() -> None:
    written = signing.secret(bytes(range(32)))
    assert written == "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert signing.sign(written.encode(), ID, AT, BODY) == signing.sign(bytes(range(32)), ID, AT, BODY)


@pytest.mark.parametrize("apart", [timedelta(minutes=5), timedelta(minutes=-5)])
def test_clocks_may_be_five_minutes_apart_and_no_more(apart: timedelta) -> None:
    assert signing.verify(headers(), BODY, [SECRET], AT + apart) == ID
    with pytest.raises(BadSignature):
        signing.verify(headers(), BODY, [SECRET], AT + apart * 1.01)


@pytest.mark.parametrize("several", [f"{FLIPPED} {SIGNATURE}", f"v1a,abc {SIGNATURE}", f"{SIGNATURE}  v2,x y"])
def test_one_right_signature_among_several_is_enough(several: str) -> None:
    assert signing.verify(headers(webhook_signature=several), BODY, [b"", b"another", SECRET], AT) == ID


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"webhook_signature": FLIPPED}, BadSignature),
        ({"webhook_signature": SIGNATURE.removeprefix("v1,")}, BadSignature),
        ({"webhook_signature": SIGNATURE.replace("v1,", "v1a,")}, BadSignature),
        ({"webhook_signature": SIGNATURE[:-4]}, BadSignature),
        ({"webhook_signature": SIGNATURE.replace("=", "é")}, BadSignature),
        ({"webhook_signature": f"{FLIPPED} " * 20 + SIGNATURE}, BadSignature),
        ({"webhook_signature": None}, BadSignature),
        ({"webhook_timestamp": "1614265331"}, BadSignature),
        ({"webhook_timestamp": None}, BadDelivery),
        ({"webhook_timestamp": "1614265330.0"}, BadDelivery),
        ({"webhook_timestamp": "-1614265330"}, BadDelivery),
        ({"webhook_timestamp": "٣٣"}, BadDelivery),
        ({"webhook_timestamp": "9" * 40}, BadDelivery),
        ({"webhook_id": "msg_another"}, BadSignature),
        ({"webhook_id": None}, BadDelivery),
        ({"webhook_id": "a.b"}, BadDelivery),
        ({"webhook_id": "a" * 257}, BadDelivery),
        ({"Webhook_Id": ID}, BadDelivery),
    ],
)
def test_what_is_wrong_is_refused(wrong: dict[str, str | None], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        signing.verify(headers(**wrong), BODY, [SECRET], AT)


@given(KEYS, IDS, TIMES, BODIES)
def test_what_was_signed_is_believed(key: bytes, id: str, at: datetime, body: bytes) -> None:
    sent = [
        ("Webhook-Id", id),
        ("Webhook-Timestamp", signing.seconds(at)),
        ("Webhook-Signature", signing.sign(key, id, at, body)),
    ]
    assert signing.verify(sent, body, [key], at) == id


@given(KEYS, KEYS, IDS, IDS, BODIES, BODIES)
def test_a_signature_is_of_one_key_id_and_body_alone(
    key: bytes, other: bytes, id: str, second: str, body: bytes, altered: bytes
) -> None:
    signed = signing.sign(key, id, AT, body)
    same = (other, second, altered) == (key, id, body)
    sent = headers(webhook_id=second, webhook_signature=signed)
    if same:
        assert signing.verify(sent, altered, [other], AT) == second
    else:
        with pytest.raises(BadSignature):
            signing.verify(sent, altered, [other], AT)


@given(st.lists(st.tuples(st.sampled_from(signing.NAMES), st.text(max_size=300)), max_size=6), BODIES)
def test_strangers_headers_are_refused_and_break_nothing(sent: list[tuple[str, str]], body: bytes) -> None:
    with pytest.raises((BadSignature, BadDelivery)):
        signing.verify(sent, body, [SECRET], AT)
