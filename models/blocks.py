"""Somebody whose work shall not count comes in; they are blocked from now on, or no longer. Deeds look at it."""

from datetime import datetime

from models import ledger, people, touching, workitems
from models.db import rows
from models.errors import NotAllowed
from models.ledger import Settled
from models.people import Membership
from models.rules.callers import Caller
from models.tenants import Organization


def set_blocked(organization: Organization, caller: Caller, person_id: int, blocked: bool, now: datetime) -> bool:
    """Whether that changed anything. Raises NotFound, NotAllowed for oneself and for people above the caller."""
    if caller.person == person_id:
        raise NotAllowed("Nobody blocks themselves, or takes a block of themselves away.")
    _, member = touching.find(organization, caller, person_id)
    if (member.blocked_at is not None) == blocked:
        return False
    # Whoever was merged into them is blocked, too: deeds look at who earned them, so that un-merging stays exact.
    theirs = Membership.person.in_(people.all_of([person_id])[person_id]) & (Membership.organization == organization)
    Membership.update(blocked_at=now if blocked else None).where(theirs).execute()
    return True


_CONCERNED = """
SELECT DISTINCT item_id FROM deed WHERE organization_id = %s AND earner_id = ANY(%s)
  AND (refused = 'blocked' OR happened_at >= %s)
"""


def hold_work(organization_id: int, person_id: int, now: datetime) -> list[workitems.WorkItem]:
    """The work that a block, or its end, concerns; held before the person, whose lock comes later."""
    everybody = people.all_of([person_id])[person_id]
    return workitems.hold([item for (item,) in rows(_CONCERNED, organization_id, everybody, now)])


def count_anew(organization: Organization, held: list[workitems.WorkItem], now: datetime) -> Settled:
    """What was done before a block stands; what was done while it stood counts again once it is taken away."""
    return ledger.settle_all(organization.id, held, None, now)
