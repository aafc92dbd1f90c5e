"""Names come in; a Team goes out, and who is in it; standings.py counts its people on its boards."""

from peewee import CharField

from models.db import Instant, Record, link
from models.people import Person
from models.tenants import Organization


class Team(Record):
    """Some people of an organisation who have boards of their own."""

    organization_id: int
    organization = link(Organization)
    name = CharField(max_length=200)
    created_at = Instant()
    deleted_at = Instant(null=True)


Team.add_index(Team.index(Team.organization, Team.id, name="team_organization"))


class TeamPlace(Record):
    """Somebody in a team."""

    team = link(Team)
    person = link(Person, index=True)
    joined_at = Instant()

    class Meta:
        indexes = ((("team", "person"), True),)
