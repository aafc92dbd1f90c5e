"""Names come in; a Team goes out, and who is in it; belonging.py brings its people's points to its boards."""

from datetime import datetime

from peewee import CharField

from models import belonging, people
from models.db import Instant, Record, link, rows
from models.errors import Exhausted, NotFound
from models.people import Person
from models.rules.messages import PersonCard
from models.rules.work import Value
from models.tenants import Organization

MOST = 500
MOST_PEOPLE = 1_000


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


class TeamCard(Value):
    """A team with its people, by name."""

    id: int
    name: str
    people: tuple[PersonCard, ...]


def create(organization: Organization, name: str, now: datetime) -> Team:
    """A team with nobody in it. Raises Exhausted."""
    if Team.select().where(Team.organization == organization, Team.deleted_at.is_null()).count() >= MOST:
        raise Exhausted(f"An organisation has at most {MOST} teams.")
    made: Team = Team.create(organization=organization, name=name, created_at=now)
    return made


def find(organization_id: int, team_id: int) -> Team:
    """A team of this organisation. Raises NotFound."""
    found = Team.get_or_none(Team.id == team_id, Team.organization == organization_id, Team.deleted_at.is_null())
    if found is None:
        raise NotFound("Team not found")
    return found


def every(organization_id: int, after: int, limit: int) -> list[Team]:
    """The organisation's teams beyond an id, oldest first."""
    mine = (Team.organization == organization_id) & Team.deleted_at.is_null() & (Team.id > after)
    return list(Team.select().where(mine).order_by(Team.id).limit(limit))


def cards(several: list[Team]) -> list[TeamCard]:
    """How teams are shown; hidden people are left out."""
    if not several:
        return []
    inside = f"SELECT team_id, person_id FROM team_place WHERE team_id = ANY(%s) AND person_id NOT IN ({people.HIDDEN})"
    places = rows(inside, [team.id for team in several], several[0].organization_id)
    known = people.cards({person for _, person in places})
    of: dict[int, list[PersonCard]] = {team.id: [] for team in several}
    for team_id, person in places:
        of[team_id].append(known[person])
    return [
        TeamCard(
            id=team.id,
            name=team.name,
            people=tuple(sorted(of[team.id], key=lambda one: (one.name.lower(), one.id))),
        )
        for team in several
    ]


def rename(team: Team, name: str) -> None:
    """It is called otherwise."""
    team.name = name
    team.save(only=[Team.name])


def delete(team: Team, now: datetime) -> None:
    """It is no more, nor are its boards; what it won stays. Takes the people's locks."""
    inside = people.lock(team.organization_id, _people(team))
    team.deleted_at = now
    team.save(only=[Team.deleted_at])
    belonging.leave(team.organization_id, inside)


def join(team: Team, person_id: int, now: datetime) -> bool:
    """Whether they were not in it before. Takes the person's lock. Raises NotFound for a stranger, Exhausted."""
    people.lock(team.organization_id, [person_id])
    people.member(team.organization_id, person_id, hidden=True)
    if len(_people(team)) >= MOST_PEOPLE:
        raise Exhausted(f"A team has at most {MOST_PEOPLE} people.")
    fresh = TeamPlace.insert(team=team, person=person_id, joined_at=now)
    joined = bool(list(fresh.on_conflict_ignore().returning(TeamPlace.id).execute()))
    belonging.follow(team.organization_id, [person_id], now)
    return joined


def leave(team: Team, person_id: int, now: datetime) -> None:
    """They are in it no more. Takes the person's lock. Raises NotFound for who is not in it."""
    people.lock(team.organization_id, [person_id])
    if not TeamPlace.delete().where(TeamPlace.team == team, TeamPlace.person == person_id).execute():
        raise NotFound("This person is not in the team.")
    belonging.follow(team.organization_id, [person_id], now)


def hand_over(gone: int, keep: int, organization_id: int) -> list[int]:
    """Whoever was merged brings their teams along; the ids of the places that are new."""
    places = rows(
        "INSERT INTO team_place (team_id, person_id, joined_at) SELECT p.team_id, %s, p.joined_at FROM team_place p "
        "JOIN team t ON t.id = p.team_id WHERE p.person_id = %s AND t.organization_id = %s "
        "ON CONFLICT DO NOTHING RETURNING id",
        keep,
        gone,
        organization_id,
    )
    return [place for (place,) in places]


def take_back(places: list[int]) -> None:
    """The places that a merge made are no more."""
    TeamPlace.delete().where(TeamPlace.id.in_(places)).execute()


def _people(team: Team) -> list[int]:
    return [person for (person,) in rows("SELECT person_id FROM team_place WHERE team_id = %s", team.id)]
