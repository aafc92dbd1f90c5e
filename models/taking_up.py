"""A GitHub account that signs in under a name that an admin wrote down comes in; who waited for it is that person.

That account may have worked elsewhere already, and so be somebody: the two become one by models/merges.py, and what
admins gave to the one who waited, roles above all, is theirs.
"""

from datetime import datetime

from models import audit, handing_over, identities, league_awards, leagues, merges, merging, people
from models.audit import Actor
from models.people import Identity, Membership, Person
from models.rules import roles
from models.tenants import Organization


def take_up(account: Identity, waiting: Identity, now: datetime) -> None:
    """Only GitHub's own word brings anybody here: no webhook's. Whoever has signed in another way stays themselves."""
    keep = people.current([account.person_id])[account.person_id]
    gone = people.current([waiting.person_id])[waiting.person_id]
    leagues.hold(handing_over.leagues_of([keep, gone]))
    here = people.organizations_of(gone)
    for organization_id in here:
        identities.join(organization_id, [keep], now)
        people.lock(organization_id, [keep, gone])
    kept, lost = Person.get_by_id(keep), Person.get_by_id(gone)
    if keep == gone or lost.signed_in_at or any(one.erased_at or one.merged_into for one in (kept, lost)):
        return
    waiting.delete_instance()
    if lost.owner:
        Person.update(owner=True).where(Person.id == keep).execute()
    outcomes = {one: _become_one(Organization.get_by_id(one), keep, gone, kept.name, now) for one in here}
    for one, outcome in outcomes.items():
        organization = Organization.get_by_id(one)
        by = Actor(name=kept.name, door="page", person=keep)
        audit.write(organization, by, "person:merge", f"person:{keep}", now, after={"gone": gone}, why=WHY)
        league_awards.note(organization, outcome, league_awards.WORKER, now)


WHY = "Signed in with the GitHub name that was waited for."


def _become_one(organization: Organization, keep: int, gone: int, by: str, now: datetime) -> league_awards.Outcome:
    of = {
        one.person_id: one
        for one in Membership.select().where(
            Membership.organization == organization, Membership.person.in_([keep, gone])
        )
    }
    if roles.outranks(roles.SPELLINGS[of[gone].role], roles.SPELLINGS[of[keep].role]):
        Membership.update(role=of[gone].role).where(Membership.id == of[keep].id).execute()
    found = merges.make_one(organization, keep, gone, by, now)
    return merging.follow(found, [organization.id], now)[organization.id]
