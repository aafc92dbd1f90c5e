"""An address elsewhere comes in; our own cleaned copy of the picture there goes out, once a worker has fetched it."""

from peewee import BlobField, CharField, TextField

from models.db import Instant, Record


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
