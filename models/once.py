"""A key and a piece of work come in; its answer goes out, and the same answer for the same key ever after.

The `Idempotency-Key` of every POST: the answer is kept in the transaction of what it tells of.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from peewee import CharField

from models.db import Instant, Json, Record
from models.errors import Invalid, Reused

KEY_LENGTH = 200


class KeptAnswer(Record):
    """What was answered to a caller's key. `fingerprint`: of what was asked with it."""

    holder = CharField(max_length=80)
    key = CharField(max_length=200)
    fingerprint = CharField(max_length=64)
    answer = Json(null=True)
    kept_at = Instant()

    class Meta:
        indexes = ((("holder", "key"), True),)


def answered(holder: str, key: str, asked: object, do: Callable[[], Any], now: datetime) -> Any:
    """`do()`, or what it answered when the same holder asked the same with this key before.

    Inside the unit of `do`. A refusal keeps nothing, so it may be tried again. Raises Invalid for an unusable key,
    Reused for a key that came with something else.
    """
    if not 1 <= len(key) <= KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise Invalid(f"An Idempotency-Key has 1 to {KEY_LENGTH} characters of ASCII.")
    fingerprint = hashlib.sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)).hexdigest()
    # A second request with the same key waits here until the first one's unit has ended.
    fresh = KeptAnswer.insert(holder=holder, key=key, fingerprint=fingerprint, kept_at=now)
    won = list(fresh.on_conflict_ignore().returning(KeptAnswer.id).execute())
    mine = (KeptAnswer.holder == holder) & (KeptAnswer.key == key)
    if not won:
        kept = KeptAnswer.get(mine)
        if kept.fingerprint != fingerprint:
            raise Reused("This Idempotency-Key came with another request before; use a new one.")
        return kept.answer
    answer = do()
    KeptAnswer.update(answer=answer).where(mine).execute()
    return answer
