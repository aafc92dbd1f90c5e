"""Two people come in; whom one follows goes out, for boards of friends. Only the follower knows."""

from datetime import datetime

from models import people
from models.db import Instant, Record, link, rows
from models.errors import Exhausted, Invalid, NotFound
from models.people import Person
from models.rules.messages import PersonCard
from models.tenants import Organization

MOST = 200


class Follow(Record):
    """Somebody follows somebody in an organisation; only the follower knows."""

    organization = link(Organization)
    follower = link(Person)
    followed = link(Person)
    since = Instant()

    class Meta:
        indexes = ((("organization", "follower", "followed"), True),)


def follow(organization: Organization, follower: int, followed: int, now: datetime) -> PersonCard:
    """May be repeated. Raises NotFound for a stranger, Invalid for oneself, Exhausted."""
    person = people.member(organization.id, followed)
    if follower == followed:
        raise Invalid("You are among your friends already.")
    people.lock(organization.id, [follower])
    if len(of(organization.id, follower)) >= MOST:
        raise Exhausted(f"One can follow {MOST} people.")
    fresh = Follow.insert(organization=organization, follower=follower, followed=followed, since=now)
    fresh.on_conflict_ignore().execute()
    return people.card(person)


def unfollow(organization: Organization, follower: int, followed: int) -> None:
    """Raises NotFound for whom one does not follow."""
    mine = (Follow.organization == organization) & (Follow.follower == follower)
    if not Follow.delete().where(mine, Follow.followed == followed).execute():
        raise NotFound("You do not follow this person.")


def of(organization_id: int, follower: int) -> list[int]:
    """The ids of the people whom somebody follows, as they were when it began."""
    mine = "SELECT followed_id FROM follow WHERE organization_id = %s AND follower_id = %s ORDER BY followed_id"
    return [one for (one,) in rows(mine, organization_id, follower)]


def shown(organization_id: int, follower: int) -> list[PersonCard]:
    """The same as they are shown, by name; hidden people are left out."""
    found = people.cards(friends(organization_id, follower))
    return sorted(found.values(), key=lambda card: (card.name.lower(), card.id))


def friends(organization_id: int, follower: int) -> list[int]:
    """The people whom somebody follows and anybody may see, as they are now."""
    now_are = sorted(set(people.current(of(organization_id, follower)).values()))
    seen = "SELECT person_id FROM membership WHERE organization_id = %s AND person_id = ANY(%s) AND hidden_at IS NULL"
    return [person for (person,) in rows(seen, organization_id, now_are)]
