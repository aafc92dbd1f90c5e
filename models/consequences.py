"""Entries or awards just written come in; standings, tallies, awards and messages go out, in the same unit.

One piece for every door: webhook, backfill, REST, admin socket and command line end here.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from models import allotting, awards, earning, identities, ledger, outbox, people, qualifying, standings, tallies
from models.awards import Award
from models.ledger import Entry, Settled
from models.rules.messages import (
    AwardChanged,
    MessageKind,
    PersonCard,
    PersonChanged,
    PersonHidden,
    PersonId,
    PersonRenewed,
    PointsChanged,
)
from models.tenants import Organization


def of_entries(organization: Organization, settled: Settled, now: datetime, quiet: bool = False) -> None:
    """Everything that follows from new lines in the ledger and from deeds that moved, person by person in the order of
    their locks. `quiet`: a digest tells of the points."""
    for person_id in settled.people:
        _of_one(organization, person_id, settled, now, quiet)
    of_awards(organization, "badge.awarded", allotting.on_work(organization.id, settled.written, now), now)


def of_joining(organization: Organization, person_ids: Iterable[int], now: datetime) -> list[Award]:
    """Special badges for people who joined or have a new account; they are told. May be repeated."""
    given = allotting.on_joined(organization.id, person_ids, now)
    of_awards(organization, "badge.awarded", given, now)
    return given


def of_signing_in(person_id: int, now: datetime) -> None:
    """Special badges for somebody who has just proven an account; whoever named it has invited them by that."""
    for organization_id in qualifying.expecting(person_id):
        identities.join(organization_id, [person_id], now)
    for organization_id in people.organizations_of(person_id):
        of_joining(Organization.get_by_id(organization_id), [person_id], now)


def of_awards(organization: Organization, kind: MessageKind, changed: Iterable[Award], now: datetime) -> None:
    """Tells of awards granted or revoked."""
    for award, card in zip(kept := list(changed), awards.cards(kept), strict=True):
        person = people.shown(organization.id, award.person_id)
        if person is not None:
            outbox.tell(organization.id, kind, AwardChanged(person=person, award=card), (), now)


def of_renaming(renamed: Iterable[int], now: datetime) -> None:
    """Tells of people whose name or picture changed, in every organisation that shows them."""
    for person in people.cards(renamed).values():
        for organization_id in people.organizations_of(person.id):
            if people.shown(organization_id, person.id):
                outbox.tell(organization_id, "person.changed", PersonChanged(person=person), (), now)


def of_showing(organization_id: int, person_id: int, now: datetime) -> None:
    """Tells that somebody is hidden now, or is shown anew: again, or with other work than before."""
    person = people.shown(organization_id, person_id)
    if person is None:
        hidden = PersonHidden(person=PersonId(id=person_id))
        outbox.tell(organization_id, "person.hidden", hidden, (), now)
    else:
        outbox.tell(organization_id, "person.renewed", PersonRenewed(person=person), (), now)


def _of_one(organization: Organization, person_id: int, settled: Settled, now: datetime, quiet: bool) -> None:
    entries = settled.written.get(person_id, [])
    boards = standings.add(organization, person_id, entries) if entries else []
    steps = tallies.add(organization.id, person_id, entries)
    granted, revoked = earning.reconcile(organization.id, person_id, steps, entries, now)
    person = people.shown(organization.id, person_id)
    if person is None:
        return
    if entries and not quiet:
        _tell_points(organization, person, entries, boards, now)
    of_awards(organization, "badge.awarded", granted, now)
    of_awards(organization, "badge.revoked", revoked, now)


def _tell_points(
    organization: Organization, person: PersonCard, entries: Sequence[Entry], boards: Sequence[str], now: datetime
) -> None:
    body = PointsChanged(
        person=person,
        delta=sum(entry.points for entry in entries),
        totals=standings.totals(organization, person.id, now),
        lines=tuple(ledger.lines(entries)),
    )
    outbox.tell(organization.id, "points.changed", body, boards, now)
