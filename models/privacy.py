"""Somebody who wants to be seen less comes in; they are hidden, or erased, everywhere; consequences.py tells of it.

Points stay in the organisation's totals. What an erased person's accounts do later still counts there, and is theirs.
"""

from datetime import datetime

from models import forgetting, people, sessions, touching
from models.db import rows
from models.errors import Invalid
from models.people import Membership, Person
from models.rules.callers import Caller
from models.tenants import Organization


def set_hidden(organization: Organization, caller: Caller, person_id: int, hidden: bool, now: datetime) -> bool:
    """Whether that changed anything. Raises NotFound, NotAllowed for people above the caller."""
    _, member = touching.find(organization, caller, person_id)
    if (member.hidden_at is not None) == hidden:
        return False
    member.hidden_at = now if hidden else None
    member.save(only=[Membership.hidden_at])
    if hidden:
        forgetting.unsay([organization.id], forgetting.names_of(person_id))
    return True


def erase(organization: Organization, caller: Caller, person_id: int, confirm: str, now: datetime) -> list[int]:
    """Nobody can tell any more who it was; the organisations in which they were members. For ever.

    Raises NotFound, Invalid unless `confirm` is the person's name, NotAllowed for people above the caller or of other
    organisations, for a server owner, and for the last super admin.
    """
    concerned = people.organizations_of(person_id)
    for each in concerned:
        people.lock(each, [person_id])
    person, _ = touching.look(organization, caller, person_id)
    if caller.person != person_id:
        touching.only_ours(organization, person)
    for member in Membership.select().where(Membership.person == person_id).order_by(Membership.organization):
        touching.not_the_last(member.organization, person, member)
    if confirm.strip() != person.name:
        raise Invalid("To erase somebody, write their name as it is shown.")
    _erase(person_id, now)
    return concerned


def pseudonym(person_id: int) -> str:
    """What an erased person is called."""
    return f"Erased person {person_id}"


def _erase(person_id: int, now: datetime) -> None:
    everybody = people.all_of([person_id])[person_id]
    for one in everybody:
        sessions.end_everywhere(one, now)
        forgetting.forget(one, everybody, pseudonym(person_id), now)
        Person.update(
            name=pseudonym(one), login=None, avatar=None, signed_in_at=None, erased_at=now, owner=False
        ).where(Person.id == one).execute()
    hidden = {"hidden_at": now, "left_at": now, "role": "contributor", "belongs": []}
    Membership.update(**hidden).where(Membership.person.in_(everybody)).execute()
    rows("DELETE FROM session WHERE person_id = ANY(%s) RETURNING 1", everybody)
    rows("DELETE FROM refresh_token WHERE person_id = ANY(%s) RETURNING 1", everybody)
