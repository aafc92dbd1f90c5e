"""A person who has proven who they are comes in; a browser session goes out, and can be ended everywhere at once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from peewee import CharField

from models import refreshing
from models.db import Instant, Record, link
from models.people import Person
from models.rules.messages import Time
from models.rules.work import Value

LASTS = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is known when a browser was last here: a write for every click would cost more than it tells."""
AGENT_LENGTH = 300


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


class SessionCard(Value):
    """A browser that is signed in, as its person sees it."""

    id: int
    agent: str
    created_at: Time
    seen_at: Time
    current: bool


def start(person: Person, agent: str, now: datetime) -> str:
    """A new session; its secret, which is kept nowhere but in the browser."""
    secret = secrets.token_urlsafe(32)
    Session.delete().where(Session.person == person, Session.expires_at <= now).execute()
    Session.create(
        person=person,
        digest=_digest(secret),
        agent="".join(one for one in agent if one.isprintable())[:AGENT_LENGTH],
        created_at=now,
        seen_at=now,
        expires_at=now + LASTS,
    )
    # Also of who founded the first organisation, whom the set-up code has signed in.
    Person.update(signed_in_at=now).where(Person.id == person.id).execute()
    return secret


def find(secret: str, now: datetime) -> Session | None:
    """The session of that secret while it lives; None also for people who were erased or merged away."""
    found: Session | None = (
        Session.select(Session, Person)
        .join(Person)
        .where(
            Session.digest == _digest(secret),
            Session.ended_at.is_null(),
            Session.expires_at > now,
            Person.erased_at.is_null(),
            Person.merged_into.is_null(),
        )
        .first()
    )
    return found


def is_due(session: Session, now: datetime) -> bool:
    """Whether it is time to note that the browser is still there."""
    return bool(now - session.seen_at >= SEEN_EVERY)


def see(session_id: int, now: datetime) -> None:
    """Notes that the browser is still there."""
    Session.update(seen_at=now).where(Session.id == session_id, Session.seen_at < now).execute()


def of(person_id: int, current: int | None, now: datetime) -> list[SessionCard]:
    """The person's living sessions, the last used first."""
    living = Session.select().where(Session.person == person_id, Session.ended_at.is_null(), Session.expires_at > now)
    return [
        SessionCard(
            id=one.id, agent=one.agent, created_at=one.created_at, seen_at=one.seen_at, current=one.id == current
        )
        for one in living.order_by(Session.seen_at.desc(), Session.id.desc()).limit(100)
    ]


def end(secret: str, now: datetime) -> None:
    """Signs this browser out, if it is signed in."""
    Session.update(ended_at=now).where(Session.digest == _digest(secret), Session.ended_at.is_null()).execute()


def end_everywhere(person_id: int, now: datetime) -> int:
    """Ends every session, signed token and refresh token of a person; how many sessions that were."""
    # First the person's row: who renews a token waits for it, and then finds the token ended.
    Person.update(epoch=Person.epoch + 1).where(Person.id == person_id).execute()
    refreshing.end_all(person_id, now)
    living = (Session.person == person_id) & Session.ended_at.is_null()
    was = Session.select().where(living, Session.expires_at > now).count()
    Session.update(ended_at=now).where(living).execute()
    return int(was)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
