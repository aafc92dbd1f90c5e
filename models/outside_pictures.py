"""An address elsewhere comes in; our own cleaned copy of the picture there goes out, once a worker has fetched it.

The row is the queue: whoever names an address asks for it, workers/picturing.py fetches it once, and a sweep rings for
those that were left waiting. A copy lives as long as a badge names its address: it goes with the last one.
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


def exchange(former: str | None, url: str | None, now: datetime) -> None:
    """A badge names another address, or none: the one is asked for, and the other's copy goes if no badge is left that
    names it. The badge's row is written before."""
    # In one order for everybody who writes these rows.
    for one in sorted({former, url} - {None}, key=lambda given: digest(str(given))):
        if one == url:
            want(one, now)
        else:
            _let_go(str(one))


_NAMED = "EXISTS (SELECT 1 FROM badge b WHERE b.icon_url = p.url AND b.deleted_at IS NULL)"
_HELD = "SELECT 1 FROM outside_picture WHERE digest = %s FOR UPDATE"
_GONE = f"DELETE FROM outside_picture p WHERE digest = %s AND NOT {_NAMED} RETURNING 1"


def _let_go(url: str) -> None:
    # Held first: whoever names it at this moment has asked for it by now, and is seen; or asks once it is gone.
    if rows(_HELD, digest(url)):
        rows(_GONE, digest(url))


_ALONE = f"SELECT p.url FROM outside_picture p WHERE NOT {_NAMED}"
_MISSING = """
SELECT DISTINCT b.icon_url FROM badge b WHERE b.icon_url IS NOT NULL AND b.deleted_at IS NULL
AND NOT EXISTS (SELECT 1 FROM outside_picture p WHERE p.url = b.icon_url)
"""


class Astray(Value):
    """`alone`: addresses of copies that no badge names; `missing`: those that a badge names and nobody asked for."""

    alone: tuple[str, ...]
    missing: tuple[str, ...]


def compare() -> Astray:
    """How far what is kept is from what badges name; there is neither, or something went wrong."""
    return Astray(alone=tuple(url for (url,) in rows(_ALONE)), missing=tuple(url for (url,) in rows(_MISSING)))


def mend(now: datetime) -> Astray:
    """The same, and there is neither afterwards; a worker fetches what was missing."""
    found = compare()
    for url in sorted((*found.alone, *found.missing), key=digest):
        exchange(None if url in found.missing else url, url if url in found.missing else None, now)
    return found


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
