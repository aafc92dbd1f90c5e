"""A refresh token comes in; a new pair of tokens goes out, once: a second use ends its whole family."""

from peewee import CharField

from models.db import Instant, Record, link
from models.people import Person
from models.tenants import Organization


class RefreshToken(Record):
    """One link of a chain of refresh tokens; `family` names the chain. `digest` is SHA-256 of its text."""

    person_id: int
    organization_id: int
    person = link(Person, index=True)
    organization = link(Organization)
    family = CharField(max_length=40, index=True)
    digest = CharField(max_length=64, unique=True)
    created_at = Instant()
    expires_at = Instant()
    used_at = Instant(null=True)
    ended_at = Instant(null=True)
