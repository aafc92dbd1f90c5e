"""Words come in; a League goes out, a track of sections. sections.py fills it, completions.py says who did which."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from peewee import SQL, CharField, IntegerField, TextField

from models import belonging, people
from models.db import Instant, Json, Record, link, rows
from models.errors import NotFound, NothingToChange
from models.people import Person
from models.rules.leagues import Matches, Step, Who
from models.tenants import Organization
from models.workitems import WorkItem


class League(Record):
    """A track of sections. `who` may complete them: `person` (themselves), `moderator`, or `work` alone."""

    organization_id: int
    organization = link(Organization)
    name = CharField(max_length=200)
    description = TextField(default="")
    who = CharField(max_length=12, default="person")
    created_at = Instant()
    updated_at = Instant()
    deleted_at = Instant(null=True)


League.add_index(League.index(League.organization, League.id, name="league_organization"))


class Section(Record):
    """One step of a league. `matches`: the label or list by which work completes it; None when no work does."""

    organization_id: int
    league_id: int
    organization = link(Organization)
    league = link(League)
    name = CharField(max_length=200)
    description = TextField(default="")
    position = IntegerField()
    matches = Json(null=True)
    created_at = Instant()
    updated_at = Instant()
    deleted_at = Instant(null=True)

    def rule(self) -> Matches | None:
        """`matches` as a value."""
        return Matches.model_validate(self.matches) if self.matches else None

    def step(self) -> Step:
        """As the check of the league needs it."""
        return Step(id=self.id, created_at=self.created_at)


Section.add_index(Section.index(Section.league, Section.position, name="section_league"))
Section.add_index(
    Section.index(
        Section.organization, name="section_matching", where=SQL("matches IS NOT NULL AND deleted_at IS NULL")
    )
)


class Completion(Record):
    """A section completed by a person: by hand (`by`), or by work (`by` is None). A revoked one stays as a row.

    `item`: the work that it stands and falls with; None also when the section's rule has changed since.
    """

    organization_id: int
    section_id: int
    person_id: int
    item_id: int | None
    organization = link(Organization)
    section = link(Section)
    person = link(Person)
    item = link(WorkItem, null=True)
    by = CharField(max_length=200, null=True)
    note = TextField(default="")
    completed_at = Instant()
    revoked_at = Instant(null=True)


Completion.add_index(
    Completion.index(
        Completion.section, Completion.person, name="completion_live", unique=True, where=SQL("revoked_at IS NULL")
    )
)
Completion.add_index(
    Completion.index(Completion.organization, Completion.person, Completion.id, name="completion_person")
)
Completion.add_index(Completion.index(Completion.item, name="completion_item", where=SQL("item_id IS NOT NULL")))


def create(organization: Organization, name: str, description: str, who: Who, now: datetime) -> League:
    """A league without sections."""
    league: League = League.create(
        organization=organization, name=name, description=description, who=who, created_at=now, updated_at=now
    )
    return league


def find(organization_id: int, league_id: int) -> League:
    """A league of this organisation. Raises NotFound."""
    found = League.get_or_none(
        League.id == league_id, League.organization == organization_id, League.deleted_at.is_null()
    )
    if found is None:
        raise NotFound("League not found")
    return found


def every(organization_id: int, after: int, limit: int) -> list[League]:
    """The organisation's leagues beyond an id, oldest first."""
    mine = (League.organization == organization_id) & League.deleted_at.is_null() & (League.id > after)
    return list(League.select().where(mine).order_by(League.id).limit(limit))


def count(organization_id: int) -> int:
    """How many leagues there are."""
    return int(League.select().where(League.organization == organization_id, League.deleted_at.is_null()).count())


def change(league: League, changes: Mapping[str, Any], now: datetime) -> None:
    """Changes `name`, `description` or `who`. Raises NothingToChange."""
    if not changes:
        raise NothingToChange("No fields provided to update")
    for name, value in changes.items():
        setattr(league, name, value)
    league.updated_at = now
    league.save()


def delete(league: League, now: datetime) -> None:
    """Nobody sees it or goes on in it any more; whoever earned its badge keeps it. Takes the locks of its people."""
    begun = "SELECT c.person_id FROM completion c JOIN section s ON s.id = c.section_id WHERE s.league_id = %s"
    inside = people.lock(league.organization_id, (person for (person,) in rows(begun, league.id)))
    league.deleted_at = league.updated_at = now
    league.save(only=[League.deleted_at, League.updated_at])
    belonging.leave(league.organization_id, inside)


_HOLD = {
    False: "SELECT id FROM league WHERE id = ANY(%s) AND deleted_at IS NULL ORDER BY id FOR SHARE",
    True: "SELECT id FROM league WHERE id = ANY(%s) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE",
}


def hold(ids: list[int], *, alone: bool = False) -> list[int]:
    """Keeps leagues as they are until the unit ends, those that still are: whoever completes a section holds its
    league, whoever changes what it takes to complete it holds it `alone`. Before people's locks."""
    return [league for (league,) in rows(_HOLD[alone], ids)] if ids else []
