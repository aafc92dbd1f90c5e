"""Entries or awards just written come in; standings, tallies, awards and messages go out, in the same unit.

One piece for every door: webhook, backfill, REST, admin socket and command line end here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from models import allotting, award_cards, earning, identities, ledger, outbox, people, qualifying, standings
from models.awards import Award
from models.closing import Closing
from models.ledger import Entry, Settled
from models.listeners import Heard
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
    their locks. `quiet`: a digest tells of it all."""
    heard = earning.hearing(organization.id, settled.moved)
    for person_id in settled.people:
        _of_one(organization, person_id, settled, heard.get(person_id, []), now, quiet)
    given = allotting.on_work(organization.id, settled.written, now)
    of_awards(organization, "badge.awarded", given, now, quiet)


def of_joining(organization: Organization, person_ids: Iterable[int], now: datetime) -> list[Award]:
    """Special badges for people who joined or have a new account; they are told. May be repeated."""
    joined = list(person_ids)
    given = allotting.on_joined(organization.id, joined, now)
    of_awards(organization, "badge.awarded", given, now)
    of_circumstances(organization, {"profile"}, joined, now)
    return given


def of_signing_in(person_id: int, now: datetime) -> None:
    """Special badges for somebody who has just proven an account; whoever named it has invited them by that."""
    for organization_id in qualifying.expecting(person_id):
        identities.join(organization_id, [person_id], now)
    for organization_id in people.organizations_of(person_id):
        of_joining(Organization.get_by_id(organization_id), [person_id], now)


def of_awards(
    organization: Organization, kind: MessageKind, changed: Iterable[Award], now: datetime, quiet: bool = False
) -> None:
    """Tells of awards granted or revoked, and has those looked at who earn other badges by holding these. Their locks
    are held. `quiet`: nothing is told."""
    kept = list(changed)
    if not quiet:
        _tell(organization, kind, kept, now)
    for badge in sorted({award.badge_id for award in kept}):
        holders = [award.person_id for award in kept if award.badge_id == badge]
        of_circumstances(organization, {f"badge:{badge}"}, holders, now, quiet)


def of_earning(organization: Organization, changed: earning.Awards, now: datetime) -> None:
    """Tells of what patterns gave and took; what waits for these badges is in it already."""
    for kind, several in zip(_EARNED, changed, strict=True):
        _tell(organization, kind, several, now)


def of_circumstances(
    organization: Organization, keys: Collection[str], person_ids: Iterable[int], now: datetime, quiet: bool = False
) -> None:
    """What patterns give and take after something of these people changed that no deed is (earning.on); it is told,
    unless `quiet`."""
    changed = earning.on(organization, keys, person_ids, now)
    if not quiet:
        of_earning(organization, changed, now)


def of_closing(organization: Organization, closings: Sequence[Closing], now: datetime) -> None:
    """The same for those who were in the top of a board when a period closed."""
    of_earning(organization, earning.on_closed(organization, closings, now), now)


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


_EARNED: tuple[MessageKind, ...] = ("badge.awarded", "badge.revoked")


def _tell(organization: Organization, kind: MessageKind, kept: Sequence[Award], now: datetime) -> None:
    for award, card in zip(kept, award_cards.of(kept), strict=True):
        person = people.shown(organization.id, award.person_id)
        if person is not None:
            outbox.tell(organization.id, kind, AwardChanged(person=person, award=card), (), now)


def _of_one(
    organization: Organization, person_id: int, settled: Settled, heard: Sequence[Heard], now: datetime, quiet: bool
) -> None:
    entries = settled.written.get(person_id, [])
    boards = standings.add(organization, person_id, entries) if entries else {}
    changed = earning.reconcile(organization, person_id, settled.moved.get(person_id, []), now, heard)
    person = people.shown(organization.id, person_id) if entries and not quiet else None
    if person is not None:
        _tell_points(organization, person, entries, boards, now)
    if not quiet:
        of_earning(organization, changed, now)


def _tell_points(
    organization: Organization,
    person: PersonCard,
    entries: Sequence[Entry],
    boards: Mapping[str, int],
    now: datetime,
) -> None:
    body = PointsChanged(
        person=person,
        delta=sum(entry.points for entry in entries),
        totals=standings.totals(organization, person.id, now, boards),
        lines=tuple(ledger.lines(entries)),
    )
    outbox.tell(organization.id, "points.changed", body, list(boards), now)
