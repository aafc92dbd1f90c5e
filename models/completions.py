"""Somebody's word that a section is completed, or no longer, comes in; Completions go out; league_awards.py is next.

Who completes what is completed already changes nothing, and is not refused. What work completed falls with the work
alone.
"""

from datetime import datetime

from models import leagues, people, sections
from models.errors import NotAllowed, NotFound
from models.leagues import Completion, Section
from models.people import Person
from models.tenants import Organization


def complete(
    organization: Organization, section_id: int, person: Person, by: str, note: str, now: datetime
) -> tuple[Completion, bool]:
    """(the completion, whether it is new), by hand. Holds the league and the person. Raises NotFound."""
    section = _hold(organization, section_id, person)
    added = add(section.organization_id, section.id, person.id, None, by, note, now, now)
    found = live(section, person.id)
    assert found is not None, "the person's lock is held"
    return found, added


def uncomplete(organization: Organization, section_id: int, person: Person, now: datetime) -> Completion:
    """Takes a completion back by hand. Holds the league and the person. Raises NotFound, and NotAllowed for what
    work completed."""
    section = _hold(organization, section_id, person)
    found = live(section, person.id)
    if found is None:
        raise NotFound(f"{person.name} has not completed “{section.name}”.")
    if found.item_id is not None:
        raise NotAllowed(f"“{section.name}” was completed by work, and stands and falls with it.")
    return end(found, now)


def live(section: Section, person_id: int) -> Completion | None:
    """How somebody has completed a section."""
    return Completion.get_or_none(
        Completion.section == section, Completion.person == person_id, Completion.revoked_at.is_null()
    )


def add(
    organization_id: int,
    section_id: int,
    person_id: int,
    item_id: int | None,
    by: str | None,
    note: str,
    at: datetime,
    now: datetime,
) -> bool:
    """A completion, unless there is one. The caller holds the league and the person."""
    fresh = Completion.insert(
        organization=organization_id,
        section=section_id,
        person=person_id,
        item=item_id,
        by=by,
        note=note,
        completed_at=min(at, now),
    )
    return bool(list(fresh.on_conflict_ignore().returning(Completion.id).execute()))


def end(completion: Completion, now: datetime) -> Completion:
    """It counts no more; the row stays."""
    completion.revoked_at = now
    completion.save(only=[Completion.revoked_at])
    return completion


def _hold(organization: Organization, section_id: int, person: Person) -> Section:
    section = sections.find(organization.id, section_id)
    leagues.hold([section.league_id])
    people.lock(organization.id, [person.id])
    # It may have been deleted while we waited.
    return sections.find(organization.id, section_id)
