"""A track of sections comes in; who has completed which goes out, and the league's badge with the last one."""

from peewee import SQL, CharField, IntegerField, TextField

from models.db import Instant, Json, Record, link
from models.errors import NotFound
from models.people import Person
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


Section.add_index(Section.index(Section.league, Section.position, name="section_league"))
Section.add_index(
    Section.index(
        Section.organization, name="section_matching", where=SQL("matches IS NOT NULL AND deleted_at IS NULL")
    )
)


class Completion(Record):
    """A section completed by a person: by hand (`by`), or by work (`item`). A revoked one stays as a row."""

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


def find(organization_id: int, league_id: int) -> League:
    """A league of this organisation. Raises NotFound."""
    found = League.get_or_none(
        League.id == league_id, League.organization == organization_id, League.deleted_at.is_null()
    )
    if found is None:
        raise NotFound("League not found")
    return found
