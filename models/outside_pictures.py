"""An address elsewhere comes in; our own cleaned copy of the picture there goes out, once a worker has fetched it.

The row is the queue: whoever names an address asks for it, workers/picturing.py fetches it once, and a sweep rings for
those that were left waiting.
"""

import hashlib
from datetime import datetime, timedelta

from peewee import BlobField, CharField, TextField

from models.db import Instant, Record, rows
from models.errors import NotFound
from models.rules.work import Value

AGAIN = timedelta(days=1)
"""How long a refusal stands before the address is tried once more, when somebody looks."""


class OutsidePicture(Record):
    """A picture that an `icon_url` names. `digest`: SHA-256 of the address; `state`: waiting, kept or refused."""

    digest = CharField(max_length=64, unique=True)
    url = CharField(max_length=2000)
    state = CharField(max_length=12)
    media = CharField(max_length=20, null=True)
    body = BlobField(null=True)
    error = TextField(null=True)
    asked_at = Instant()
    fetched_at = Instant(null=True)


class Copy(Value):
    """A picture that we keep: cleaned SVG, or a PNG of ours; `stamp` is another for another picture."""

    media: str
    body: bytes
    stamp: str


def digest(url: str) -> str:
    """What an address is known by here."""
    return hashlib.sha256(url.encode()).hexdigest()


def address(url: str) -> str:
    """Where our copy is shown."""
    return f"/img/outside/{digest(url)}"


def want(url: str | None, now: datetime) -> int | None:
    """Asks for that picture, if it is not known; the row to ring for, or None."""
    if url is None:
        return None
    found = rows(
        "INSERT INTO outside_picture (digest, url, state, asked_at) VALUES (%s, %s, 'waiting', %s) "
        "ON CONFLICT (digest) DO UPDATE SET state = 'waiting', asked_at = excluded.asked_at "
        "WHERE outside_picture.state = 'refused' AND outside_picture.asked_at < %s RETURNING id",
        digest(url),
        url,
        now,
        now - AGAIN,
    )
    return int(found[0][0]) if found else None


def copy(wanted: str) -> Copy:
    """The copy by its address's digest. Raises NotFound while there is none."""
    found = OutsidePicture.get_or_none(OutsidePicture.digest == wanted, OutsidePicture.state == "kept")
    if found is None:
        raise NotFound("There is no copy of that picture yet.")
    body = bytes(found.body or b"")
    return Copy(media=str(found.media), body=body, stamp=hashlib.sha256(body).hexdigest()[:32])


def waiting(limit: int) -> list[int]:
    """The ids of those that are to be fetched, the longest waiting first."""
    found = rows("SELECT id FROM outside_picture WHERE state = 'waiting' ORDER BY asked_at LIMIT %s", limit)
    return [one for (one,) in found]


def keep(picture_id: int, media: str, body: bytes, now: datetime) -> None:
    """It was fetched and cleaned."""
    OutsidePicture.update(state="kept", media=media, body=body, error=None, fetched_at=now).where(
        OutsidePicture.id == picture_id
    ).execute()


def refuse(picture_id: int, why: str, now: datetime) -> None:
    """It cannot be shown; `why` is for the admin. A copy that was kept before stays."""
    OutsidePicture.update(state="refused", error=why, fetched_at=now).where(
        OutsidePicture.id == picture_id, OutsidePicture.state == "waiting"
    ).execute()
