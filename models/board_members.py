"""Members of a board come in; the people here that they are go out, and one of them is made somebody who is known."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from models import identities, league_awards, merges, merging, people, touching
from models.league_awards import Outcome
from models.people import Membership, Person
from models.rules.callers import Caller
from models.rules.messages import PersonCard
from models.rules.work import Account
from models.sources import trello_accounts
from models.sources.trello_accounts import PROVIDER
from models.tenants import Organization

_EVER = datetime.fromtimestamp(0, UTC)


class Mapped(NamedTuple):
    """Who it is now; `merge`: by which merge, None if it was them already; `outcomes`: what leagues gave by it."""

    person: PersonCard
    merge: int | None
    outcomes: dict[int, Outcome]


def known(organization_id: int, members: Iterable[str]) -> dict[str, PersonCard]:
    """Who these members are, as far as they are people of this organisation; for its admins, so hidden ones, too."""
    wanted = {member: _account(organization_id, member, member) for member in members}
    found = identities.known(wanted.values())
    earners = {member: found[one.key] for member, one in wanted.items() if one.key in found}
    now = people.current(earners.values())
    here = {one.person_id for one in _members(organization_id, now.values())}
    cards = people.cards(here)
    return {member: cards[now[earner]] for member, earner in earners.items() if now[earner] in here}


def _members(organization_id: int, ids: Iterable[int]) -> list[Membership]:
    mine = (Membership.organization == organization_id) & Membership.person.in_(list(ids) or [0])
    shown = Person.erased_at.is_null() & Person.merged_into.is_null()
    return list(Membership.select().join(Person).where(mine, shown))


def is_person(
    organization: Organization,
    caller: Caller,
    member: str,
    username: str | None,
    person_id: int,
    by: str,
    now: datetime,
) -> Mapped:
    """The member's account is met, if it was not, and its person merged into this one: so it can be taken apart again.

    Raises as merges.merge does: NotFound for strangers, NotAllowed for people of other organisations.
    """
    person, _ = touching.look(organization, caller, person_id)
    account = _account(organization.id, member, username or member)
    # Of what an admin typed the provider knows better, whenever it speaks.
    met = identities.recognise(organization.id, [account], _EVER, now)
    gone = met.people[account.key]
    if gone == person_id:
        return Mapped(people.card(person), None, {})
    merge = merges.merge(organization, caller, person_id, gone, by, now)
    return Mapped(people.card(person), merge.id, merging.follow(merge, [organization.id], now))


def _account(organization_id: int, member: str, login: str) -> Account:
    return Account(provider=PROVIDER, external_id=trello_accounts.key(organization_id, member), login=login)


def note(mapped: Mapped, now: datetime) -> None:
    """What leagues gave by it, in the audit trail: the last thing."""
    for organization, outcome in sorted(mapped.outcomes.items()):
        league_awards.note(Organization.get_by_id(organization), outcome, league_awards.WORKER, now)
