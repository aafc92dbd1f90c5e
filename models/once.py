"""A key and a piece of work come in; its answer goes out, and the same answer for the same key ever after.

The `Idempotency-Key` of every POST: the answer is kept in the transaction of what it tells of.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from peewee import CharField, TextField

from models import sealing
from models.db import Instant, Record
from models.errors import Invalid, Reused

KEY_LENGTH = 200
KEPT = timedelta(hours=24)


class KeptAnswer(Record):
    """What was answered to a caller's key. `fingerprint`: of what was asked with it. `answer` is sealed, for it may
    hold a secret that was shown that once."""

    holder = CharField(max_length=80)
    key = CharField(max_length=200)
    fingerprint = CharField(max_length=64)
    answer = TextField(null=True)
    kept_at = Instant(index=True)

    class Meta:
        indexes = ((("holder", "key"), True),)


def answered(holder: str, key: str, asked: object, do: Callable[[], Any], now: datetime) -> Any:
    """`do()`, or what it answered when the same holder asked the same with this key before.

    Inside the unit of `do`. A refusal keeps nothing, so it may be tried again. Raises Invalid for an unusable key,
    Reused for a key that came with something else.
    """
    if not 1 <= len(key) <= KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise Invalid(f"An Idempotency-Key has 1 to {KEY_LENGTH} characters of ASCII.")
    fingerprint = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    KeptAnswer.delete().where(KeptAnswer.kept_at < now - KEPT).execute()
    # A second request with the same key waits here until the first one's unit has ended.
    fresh = KeptAnswer.insert(holder=holder, key=key, fingerprint=fingerprint, kept_at=now)
    won = list(fresh.on_conflict_ignore().returning(KeptAnswer.id).execute())
    mine = (KeptAnswer.holder == holder) & (KeptAnswer.key == key)
    if not won:
        kept = KeptAnswer.get(mine)
        if kept.fingerprint != fingerprint:
            raise Reused("This Idempotency-Key came with another request before; use a new one.")
        return orjson.loads(sealing.unseal(str(kept.answer)))
    answer = do()
    KeptAnswer.update(answer=sealing.seal(orjson.dumps(answer).decode())).where(mine).execute()
    return answer


def withdraw(holder: str, key: str) -> None:
    """As if nothing had come with this key: for a refusal that is told after the commit."""
    KeptAnswer.delete().where(KeptAnswer.holder == holder, KeptAnswer.key == key).execute()


def forget_words(words: Sequence[str]) -> None:
    """Deletes kept answers that hold one of these words: somebody is erased."""
    for kept in KeptAnswer.select().where(KeptAnswer.answer.is_null(False)):
        answer = sealing.unseal(str(kept.answer))
        if any(orjson.dumps(word).decode()[1:-1] in answer for word in words):
            kept.delete_instance()
