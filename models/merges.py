"""Two people who are one come in; one Person with exact totals goes out, and can be taken apart again.

A merge changes whose lines there are, never what a line says. Every entry remembers its earner (ledger.Entry), also one
that is written while the merge stands, so that un-merging knows what is whose; awards and completions are noted in
`moved`. What is counted is then made again from the ledger, as `codebadge rebuild` would. merging.py tells of it.
"""

from datetime import datetime

from peewee import CharField

from models import account_reading, drift, handing_over, identities, leagues, people, sessions, teams, touching
from models.account_reading import AdminPerson
from models.db import Instant, Json, Record, link, rows
from models.errors import InUse, Invalid, NotFound, NotHeld
from models.people import Membership, Person
from models.rules.callers import Caller
from models.rules.messages import PersonCard, Time, iso
from models.rules.work import Value
from models.tenants import Organization


class PersonMerge(Record):
    """What a merge moved, so that it can be undone exactly: handing_over.Noted, and since when `gone` was `hidden`."""

    organization_id: int
    kept_id: int
    gone_id: int
    organization = link(Organization)
    kept = link(Person)
    gone = link(Person)
    by = CharField(max_length=200)
    moved = Json()
    at = Instant()
    undone_at = Instant(null=True)


PersonMerge.add_index(PersonMerge.index(PersonMerge.organization, PersonMerge.id, name="person_merge_organization"))


class MergeCard(Value):
    """A merge as admins see it."""

    id: int
    kept: PersonCard
    gone: PersonCard
    by: str
    at: Time
    undone_at: Time | None


class Half(Value):
    """One of the two, as they are."""

    person: PersonCard
    points: int
    badges: int


class Whole(Value):
    """What the one would have."""

    points: int
    badges: int
    identities: int


class Preview(Value):
    """What a merge would do."""

    keep: Half
    gone: Half
    after: Whole


_BOTH_HOLD = """
SELECT count(DISTINCT badge_id) FROM award WHERE organization_id = %s AND person_id IN (%s, %s) AND revoked_at IS NULL
"""


def preview(organization: Organization, caller: Caller, keep: int, gone: int) -> Preview:
    """What merging them would give, before any badge that the sum earns. Raises as `merge` does."""
    _refuse(organization, caller, keep, gone)
    one, other = account_reading.accounts(organization, [keep, gone])
    [(badges,)] = rows(_BOTH_HOLD, organization.id, keep, gone)
    after = Whole(
        points=one.points + other.points, badges=badges, identities=len(one.identities) + len(other.identities)
    )
    return Preview(keep=_half(one), gone=_half(other), after=after)


def merge(organization: Organization, caller: Caller, keep: int, gone: int, by: str, now: datetime) -> PersonMerge:
    """`gone` is `keep` from now on, who keeps name and role, and is hidden if either was. Holds both people, and the
    leagues of both.

    Raises NotFound, Invalid for one and the same, NotAllowed for people above the caller, for those of other
    organisations, and for the last super admin.
    """
    leagues.hold(handing_over.leagues_of([keep, gone]))
    people.lock(organization.id, [keep, gone])
    _refuse(organization, caller, keep, gone)
    return make_one(organization, keep, gone, by, now)


def make_one(organization: Organization, keep: int, gone: int, by: str, now: datetime) -> PersonMerge:
    """The same without any question; the caller holds both people, members here, and their leagues."""
    kept, lost = _member(organization.id, keep), _member(organization.id, gone)
    moved = {"hidden": iso(lost.hidden_at) if lost.hidden_at else None}
    moved |= handing_over.give(organization.id, gone, keep, now)  # type: ignore[arg-type]
    moved["teams"] = teams.hand_over(gone, keep, organization.id)  # type: ignore[assignment]
    Person.update(merged_into=keep).where(Person.id == gone).execute()
    sessions.end_everywhere(gone, now)
    if lost.hidden_at and not kept.hidden_at:
        Membership.update(hidden_at=now).where(Membership.id == kept.id).execute()
    Membership.update(hidden_at=now).where(Membership.id == lost.id).execute()
    drift.make_again(organization, [keep, gone])
    return PersonMerge.create(organization=organization, kept=keep, gone=gone, by=by, moved=moved, at=now)


def undo(organization: Organization, caller: Caller, merge_id: int, now: datetime) -> tuple[PersonMerge, list[int]]:
    """(the merge, the organisations concerned): the two are two again, each with what their accounts have done since.

    What was given by hand meanwhile stays with the one who was kept. Raises NotFound, NotHeld when it is undone
    already, InUse while the one is merged on, NotAllowed for people above the caller.
    """
    found = _find(organization, merge_id)
    keep, gone = found.kept_id, found.gone_id
    leagues.hold(handing_over.leagues_of([keep]))
    concerned = people.organizations_of(keep)
    for each in concerned:
        people.lock(each, [keep, gone])
    found = _find(organization, merge_id)
    if Person.get_by_id(keep).merged_into is not None:
        raise InUse("They were merged on with somebody else; undo that first.")
    touching.find(organization, caller, keep)
    Person.update(merged_into=None).where(Person.id == gone).execute()
    for each in concerned:
        handing_over.take(each, keep, gone, found.moved, found.at)
        teams.take_back(found.moved.get("teams", []))
        _be_two(found, each, now)
        drift.make_again(Organization.get_by_id(each), [keep, gone])
    found.undone_at = now
    found.save(only=[PersonMerge.undone_at])
    return found, concerned


def every(organization: Organization) -> list[MergeCard]:
    """The organisation's merges, newest first."""
    found = list(PersonMerge.select().where(PersonMerge.organization == organization).order_by(PersonMerge.id.desc()))
    who = people.cards({one.kept_id for one in found} | {one.gone_id for one in found})
    return [
        MergeCard(
            id=one.id, kept=who[one.kept_id], gone=who[one.gone_id], by=one.by, at=one.at, undone_at=one.undone_at
        )
        for one in found
    ]


def _refuse(organization: Organization, caller: Caller, keep: int, gone: int) -> None:
    if keep == gone:
        raise Invalid("Choose two people.")
    for one in sorted((keep, gone)):
        person, member = touching.look(organization, caller, one)
        touching.only_ours(organization, person)
        if one == gone:
            touching.not_the_last(organization, person, member)


def _half(one: AdminPerson) -> Half:
    card = PersonCard(id=one.id, name=one.name, login=one.login, avatar=one.avatar)
    return Half(person=card, points=one.points, badges=one.badges)


def _find(organization: Organization, merge_id: int) -> PersonMerge:
    found = PersonMerge.get_or_none(PersonMerge.id == merge_id, PersonMerge.organization == organization)
    if found is None:
        raise NotFound(f"There is no merge {merge_id} in this organisation.")
    if found.undone_at is not None:
        raise NotHeld("This merge was undone already.")
    return found


def _be_two(found: PersonMerge, organization_id: int, now: datetime) -> None:
    """Both are shown or hidden as they were; in an organisation where only the one was met, as that one is."""
    identities.join(organization_id, [found.gone_id], now)
    kept, gone = _member(organization_id, found.kept_id), _member(organization_id, found.gone_id)
    here = organization_id == found.organization_id
    gone.hidden_at = found.moved["hidden"] if here else kept.hidden_at
    gone.save(only=[Membership.hidden_at])
    if here and kept.hidden_at == found.at and not _hides_still(found):
        kept.hidden_at = None
        kept.save(only=[Membership.hidden_at])


def _hides_still(found: PersonMerge) -> bool:
    """Whether somebody else who wants to be hidden is part of the one who was kept."""
    others = PersonMerge.select().where(
        PersonMerge.kept == found.kept_id, PersonMerge.undone_at.is_null(), PersonMerge.id != found.id
    )
    return any(other.moved["hidden"] for other in others)


def _member(organization_id: int, person_id: int) -> Membership:
    member: Membership = Membership.get(Membership.organization == organization_id, Membership.person == person_id)
    return member
