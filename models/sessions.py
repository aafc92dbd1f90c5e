"""A person who has proven who they are comes in; a browser session goes out, and can be ended everywhere at once."""

from peewee import CharField

from models.db import Instant, Record, link
from models.people import Person


class Session(Record):
    """A browser that is signed in. `digest` is SHA-256 of the secret in its cookie."""

    person_id: int
    person = link(Person, index=True)
    digest = CharField(max_length=64, unique=True)
    agent = CharField(max_length=300)
    created_at = Instant()
    seen_at = Instant()
    expires_at = Instant()
    ended_at = Instant(null=True)
