"""models/jwts.py: a signed token says who, where and until when; nothing but our own signature is believed."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest

from models import jwts, sealing
from models.errors import NotSignedIn
from models.people import Person
from models.settings import Settings

SECOND = timedelta(seconds=1)


@pytest.fixture
def ada(unit: None, now: datetime) -> Person:
    return Person.create(name="Ada", epoch=3, created_at=now)


def forged(now: datetime, key: bytes | str | None = None, algorithm: str = "HS256", **changes: Any) -> str:
    """A token that is as ours but for what is given."""
    said = {"sub": "1", "org": 2, "epoch": 0, "jti": "x", "iss": "codebadge", "aud": "codebadge"}
    said |= {"iat": int(now.timestamp()), "exp": int(now.timestamp()) + 60}
    said = {name: value for name, value in (said | changes).items() if value is not None}
    return jwt.encode(said, sealing.derived("jwt")[0] if key is None else key, algorithm=algorithm)


def test_it_says_who_and_where_for_a_quarter_of_an_hour(ada: Person, now: datetime) -> None:
    claims = jwts.read(jwts.sign(ada, 7, now), now + timedelta(minutes=15) - SECOND)
    assert (claims.sub, claims.org, claims.epoch) == (str(ada.id), 7, 3)
    assert claims.exp - claims.iat == 900


def test_then_it_has_ended(ada: Person, now: datetime) -> None:
    with pytest.raises(NotSignedIn):
        jwts.read(jwts.sign(ada, 7, now), now + timedelta(minutes=15))


def test_the_forgery_without_changes_is_a_token(clean: Settings, now: datetime) -> None:
    assert jwts.read(forged(now), now).sub == "1"


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "somebody"},
        {"aud": "somebody"},
        {"aud": ["codebadge", "other"]},
        {"sub": None},
        {"sub": 1},
        {"org": None},
        {"org": "2"},
        {"org": True},
        {"epoch": None},
        {"exp": None},
        {"exp": "later"},
        {"iat": None},
        {"jti": None},
        {"more": "than we say"},
    ],
    ids=str,
)
def test_whatever_is_not_as_we_say_it_is_not_ours(clean: Settings, now: datetime, change: dict[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        jwts.read(forged(now, **change), now)


def test_one_from_the_future_is_not_ours(clean: Settings, now: datetime) -> None:
    later = int(now.timestamp()) + 120
    with pytest.raises(NotSignedIn):
        jwts.read(forged(now, iat=later, exp=later + 60), now)


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_no_other_algorithm_is_believed(clean: Settings, now: datetime, algorithm: str) -> None:
    with pytest.raises(NotSignedIn):
        jwts.read(forged(now, algorithm=algorithm, key=sealing.derived("jwt")[0] * 2), now)


def test_an_unsigned_one_is_not_believed(clean: Settings, now: datetime) -> None:
    head, body, _ = forged(now).split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).decode().rstrip("=")
    for text in (f"{none}.{body}.", f"{head}.{body}.", f"{none}.{body}"):
        with pytest.raises(NotSignedIn):
            jwts.read(text, now)


def test_keys_for_other_purposes_do_not_sign_tokens(clean: Settings, now: datetime) -> None:
    for key in (sealing.derived("session cookie")[0], clean.secret_keys[0], "x" * 32):
        with pytest.raises(NotSignedIn):
            jwts.read(forged(now, key=key), now)


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "\ud800.x.y", "\x00", "e30.e30.e30", "x" * 4000])
def test_a_text_that_is_no_token_is_nobodys(clean: Settings, now: datetime, text: str) -> None:
    with pytest.raises(NotSignedIn):
        jwts.read(text, now)


def test_a_new_server_key_ends_no_token_while_the_old_one_is_kept(
    clean: Settings, ada: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = jwts.sign(ada, 7, now)
    monkeypatch.setattr(sealing, "_keys", (sealing.new_key(), *clean.secret_keys))
    assert jwts.read(text, now).sub == str(ada.id)
    monkeypatch.setattr(sealing, "_keys", (sealing.new_key(),))
    with pytest.raises(NotSignedIn):
        jwts.read(text, now)
