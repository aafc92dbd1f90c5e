"""Somebody whose work shall not count comes in; they are blocked from now on, or no longer. Deeds look at it."""

from datetime import datetime

from models import touching
from models.errors import NotAllowed
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
    member.blocked_at = now if blocked else None
    member.save(only=[Membership.blocked_at])
    return True
