"""A person in an organisation comes in; a signed token of 15 minutes goes out, and is read again; callers.py asks."""

import secrets
from datetime import datetime, timedelta

import jwt
from jwt.types import Options
from pydantic import StrictInt, ValidationError

from models import sealing
from models.errors import NotSignedIn
from models.people import Person
from models.rules.work import Value

LASTS = timedelta(minutes=15)
AHEAD = timedelta(minutes=1)
"""How far another server's clock may be ahead of ours."""
ALGORITHM = "HS256"
US = "codebadge"
_PURPOSE = "jwt"
_NAMES = ["sub", "org", "epoch", "iat", "exp", "jti", "iss", "aud"]


class Claims(Value):
    """Who a token speaks for. `epoch`: the person's, when it was made; a later one has ended it."""

    sub: str
    org: StrictInt
    epoch: StrictInt
    iat: StrictInt
    exp: StrictInt
    jti: str
    iss: str
    aud: str


def sign(person: Person, organization_id: int, now: datetime) -> str:
    """The token's text. Nothing of it is kept: the role is looked up at every use."""
    claims = Claims(
        sub=str(person.id),
        org=organization_id,
        epoch=person.epoch,
        iat=int(now.timestamp()),
        exp=int((now + LASTS).timestamp()),
        jti=secrets.token_urlsafe(12),
        iss=US,
        aud=US,
    )
    return jwt.encode(claims.model_dump(), sealing.derived(_PURPOSE)[0], algorithm=ALGORITHM)


def read(text: str, now: datetime) -> Claims:
    """What an intact token of ours says. Raises NotSignedIn."""
    for key in sealing.derived(_PURPOSE):
        claims = _read(text, key)
        if claims is not None and claims.iat <= (now + AHEAD).timestamp() and now.timestamp() < claims.exp:
            return claims
    raise NotSignedIn("This token is unknown, expired or revoked.")


def _read(text: str, key: bytes) -> Claims | None:
    # The time is compared by the caller's clock, as everywhere, so not by the library.
    checks: Options = {"require": _NAMES, "verify_exp": False, "verify_iat": False}
    try:
        said = jwt.decode(text, key, algorithms=[ALGORITHM], issuer=US, audience=US, options=checks)
        return Claims.model_validate(said)
    except (jwt.InvalidTokenError, ValidationError, UnicodeError):
        return None
