"""Somebody's objection comes in; a Dispute goes out, waiting for a moderator's answer. subjects.py says about what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from peewee import BigIntegerField, CharField, TextField

from models import people, subjects
from models.db import Instant, Record, link, rows
from models.errors import AlreadyOpen, NotAllowed, NotFound, NotHeld
from models.people import Person
from models.rules.messages import PersonCard, Time
from models.rules.work import Value
from models.subjects import About, Subject
from models.tenants import Organization

AT_ONCE = 5
"""Disputes that one person may have open."""
State = Literal["open", "accepted", "declined", "withdrawn"]
Answer = Literal["accepted", "declined"]


class Dispute(Record):
    """`about`: entry, award, refusal or badge, with its id. `state`: open, accepted, declined or withdrawn."""

    organization_id: int
    person_id: int
    organization = link(Organization)
    person = link(Person)
    about = CharField(max_length=12)
    about_id = BigIntegerField()
    text = TextField()
    state = CharField(max_length=12, default="open")
    answer = TextField(null=True)
    answered_by = CharField(max_length=200, null=True)
    created_at = Instant()
    answered_at = Instant(null=True)


Dispute.add_index(Dispute.index(Dispute.organization, Dispute.state, Dispute.id, name="dispute_organization"))
Dispute.add_index(Dispute.index(Dispute.organization, Dispute.person, Dispute.id, name="dispute_person"))


class DisputeCard(Value):
    """A dispute as its person and moderators see it. An answer accepts or declines; it changes no points by itself."""

    id: int
    person: PersonCard
    about: About
    about_id: int
    subject: Subject
    text: str
    state: State
    answer: str | None
    answered_by: str | None
    created_at: Time
    answered_at: Time | None


def begin(organization: Organization, person_id: int, about: About, about_id: int, text: str, now: datetime) -> Dispute:
    """An open dispute, of hidden people too. Raises NotFound for what is not theirs, AlreadyOpen, Invalid for a badge
    that they hold."""
    people.lock(organization.id, [person_id])
    people.member(organization.id, person_id, hidden=True)
    subjects.find(organization.id, person_id, about, about_id)
    mine = (Dispute.organization == organization) & (Dispute.person == person_id) & (Dispute.state == "open")
    waiting = [(one.about, one.about_id) for one in Dispute.select().where(mine)]
    if (about, about_id) in waiting:
        raise AlreadyOpen("You have asked about this already; the answer will be here.")
    if len(waiting) >= AT_ONCE:
        raise AlreadyOpen(f"{AT_ONCE} of your disputes wait for an answer; one more when one of them has got it.")
    return Dispute.create(
        organization=organization, person=person_id, about=about, about_id=about_id, text=text, created_at=now
    )


def withdraw(organization: Organization, person_id: int, dispute_id: int, now: datetime) -> Dispute:
    """Somebody's own dispute is over. Raises NotFound for those of others, NotHeld for one that has ended."""
    dispute = _hold(organization, dispute_id)
    if dispute.person_id != person_id:
        raise _missing(dispute_id)
    return _end(dispute, "withdrawn", None, None, now)


def answer(
    organization: Organization, who: int | None, dispute_id: int, verdict: Answer, text: str, by: str, now: datetime
) -> Dispute:
    """What a moderator, who is the person `who`, says. Raises NotFound, NotHeld for one that has ended, NotAllowed for
    one's own."""
    dispute = _hold(organization, dispute_id)
    if dispute.person_id == who:
        raise NotAllowed("Nobody answers their own dispute; somebody else will.")
    return _end(dispute, verdict, text, by, now)


def page(
    organization_id: int, person_id: int | None, state: State | None, before: int | None, limit: int
) -> tuple[list[DisputeCard], int | None]:
    """(disputes of a person, or None: of everybody, newest first; the `before` of the next page or None)."""
    wanted = Dispute.organization == organization_id
    for given, condition in (
        (person_id, Dispute.person == person_id),
        (state, Dispute.state == state),
        (before, Dispute.id < before),
    ):
        wanted = wanted & condition if given is not None else wanted
    found = list(Dispute.select().where(wanted).order_by(Dispute.id.desc()).limit(limit + 1))
    return cards(found[:limit]), found[limit - 1].id if len(found) > limit else None


def of_person(organization_id: int, person_id: int) -> list[DisputeCard]:
    """All that somebody has ever objected to here, in its order."""
    mine = (Dispute.organization == organization_id) & (Dispute.person == person_id)
    return cards(list(Dispute.select().where(mine).order_by(Dispute.id)))


def cards(disputes: Sequence[Dispute]) -> list[DisputeCard]:
    """How disputes of one organisation are shown."""
    if not disputes:
        return []
    here = disputes[0].organization_id
    known = people.cards({dispute.person_id for dispute in disputes})
    about = subjects.of(here, {(dispute.about, dispute.about_id) for dispute in disputes})
    _, unseen = people.unseen(here, (), (dispute.answered_by for dispute in disputes))
    return [
        DisputeCard(
            person=known[dispute.person_id],
            subject=about[dispute.about, dispute.about_id],
            answered_by=people.UNSEEN if dispute.answered_by in unseen else dispute.answered_by,
            **{name: getattr(dispute, name) for name in _PLAIN},
        )
        for dispute in disputes
    ]


_PLAIN = ("id", "about", "about_id", "text", "state", "answer", "created_at", "answered_at")


def _hold(organization: Organization, dispute_id: int) -> Dispute:
    rows("SELECT 1 FROM dispute WHERE id = %s AND organization_id = %s FOR NO KEY UPDATE", dispute_id, organization.id)
    dispute: Dispute | None = Dispute.get_or_none(Dispute.id == dispute_id, Dispute.organization == organization)
    if dispute is None:
        raise _missing(dispute_id)
    return dispute


def _missing(dispute_id: int) -> NotFound:
    return NotFound(f"There is no dispute {dispute_id} in this organisation.")


def _end(dispute: Dispute, state: State, text: str | None, by: str | None, now: datetime) -> Dispute:
    if dispute.state != "open":
        raise NotHeld("This dispute is closed already.")
    dispute.state, dispute.answer, dispute.answered_by, dispute.answered_at = state, text, by, now
    dispute.save(only=[Dispute.state, Dispute.answer, Dispute.answered_by, Dispute.answered_at])
    return dispute
