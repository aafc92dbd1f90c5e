"""An e-mail address comes in; a six-digit code goes out, to be sent there; whoever brings it back owns the address."""

import secrets
from datetime import datetime, timedelta

from peewee import CharField, SmallIntegerField

from models import sealing
from models.db import Instant, Record

LASTS = timedelta(minutes=10)
ATTEMPTS = 5
KEPT = timedelta(days=1)
_PURPOSE = "sign-in code"


class SignInCode(Record):
    """A code that was sent. `digest` is keyed, for six digits alone could be guessed from any plain hash."""

    email = CharField(max_length=320)
    digest = CharField(max_length=64)
    attempts = SmallIntegerField(default=0)
    created_at = Instant()
    expires_at = Instant()
    used_at = Instant(null=True)


SignInCode.add_index(SignInCode.index(SignInCode.email, SignInCode.id, name="sign_in_code_email"))


def make(email: str, now: datetime) -> str:
    """A new code for that address; those before it are of no use any more."""
    SignInCode.delete().where(SignInCode.email == email, SignInCode.created_at < now - KEPT).execute()
    code = f"{secrets.randbelow(1_000_000):06d}"
    SignInCode.create(
        email=email, digest=sealing.mark(_PURPOSE, f"{email} {code}"), created_at=now, expires_at=now + LASTS
    )
    return code


def accept(email: str, code: str, now: datetime) -> bool:
    """Whether this is the newest code of that address, for the first time, in time, and within its attempts.

    A wrong one counts as an attempt, which must be committed before the caller is refused.
    """
    # Locked: many guesses at once are counted one after the other.
    newest: SignInCode | None = (
        SignInCode.select()
        .where(SignInCode.email == email)
        .order_by(SignInCode.id.desc())
        .limit(1)
        .for_update()
        .first()
    )
    if newest is None or newest.used_at is not None or newest.expires_at <= now or newest.attempts >= ATTEMPTS:
        return False
    right = sealing.is_mark(_PURPOSE, f"{email} {code}", newest.digest)
    newest.attempts += 1
    newest.used_at = now if right else None
    newest.save()
    return right
