"""Entries or awards just written come in; standings, tallies, awards and messages go out, in the same unit.

One piece for every door: webhook, backfill, REST, admin socket and command line end here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from models import awards, ledger, outbox, people, standings, tallies
from models.awards import Award
from models.ledger import Entry
from models.people import Person
from models.rules.messages import AwardChanged, MessageKind, PersonChanged, PointsChanged
from models.tenants import Organization


def of_entries(organization: Organization, written: Mapping[int, Sequence[Entry]], now: datetime) -> None:
    """Everything that follows from new lines in the ledger, person by person in the order of their locks."""
    for person_id in sorted(written):
        _of_one(organization, person_id, written[person_id], now)


def of_awards(organization: Organization, kind: MessageKind, changed: Iterable[Award], now: datetime) -> None:
    """Tells of awards granted or revoked."""
    for award, card in zip(kept := list(changed), awards.cards(kept), strict=True):
        person = people.card(Person.get_by_id(award.person_id))
        outbox.tell(organization.id, kind, AwardChanged(person=person, award=card), (), now)


def of_renaming(renamed: Iterable[int], now: datetime) -> None:
    """Tells of people whose name or picture changed, in every organisation that shows them."""
    for person in people.cards(renamed).values():
        for organization_id in people.organizations_of(person.id):
            outbox.tell(organization_id, "person.changed", PersonChanged(person=person), (), now)


def _of_one(organization: Organization, person_id: int, entries: Sequence[Entry], now: datetime) -> None:
    boards = standings.add(organization, person_id, entries)
    steps = tallies.add(organization.id, person_id, entries)
    granted, revoked = awards.reconcile(organization.id, person_id, steps, entries, now)
    body = PointsChanged(
        person=people.card(Person.get_by_id(person_id)),
        delta=sum(entry.points for entry in entries),
        totals=standings.totals(organization, person_id, now),
        lines=tuple(ledger.lines(entries)),
    )
    outbox.tell(organization.id, "points.changed", body, boards, now)
    of_awards(organization, "badge.awarded", granted, now)
    of_awards(organization, "badge.revoked", revoked, now)
