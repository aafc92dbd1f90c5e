"""A moment comes in; what admins are to be told of outlets that were switched off goes out, as mails, once each.

The row is the queue: `notice_at` stands from the switching off until somebody has the mail. workers/outgoing.py sends.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models import people
from models.db import rows
from models.outlets import Outlet
from models.people import Membership, Person
from models.rules import outgoing, outlet_letters
from models.rules.invitations import Letter
from models.rules.outlet_letters import SwitchedOff
from models.rules.roles import GIVEN, may
from models.tenants import Organization

AGAIN = timedelta(minutes=30)
"""After a try, or the death of whoever made it, comes the next one; for TRIED at most, and then nobody is told."""
TRIED = timedelta(days=2)
_TOLD = [role for role in GIVEN if may(role, "hook:write")]
"""Who can do something about it."""


class Notice(NamedTuple):
    """Of one outlet: a letter for each admin who has an address of their own."""

    outlet: int
    letters: tuple[Letter, ...]


_DUE = "SELECT id FROM outlet WHERE state = 'off' AND notice_at <= %s ORDER BY notice_at, id LIMIT 1"


def due(now: datetime) -> bool:
    """Whether somebody is to be told: cheap."""
    return bool(rows(_DUE, now))


def take(public_url: str, now: datetime) -> Notice | None:
    """The next one, leased."""
    found = rows(f"{_DUE} FOR NO KEY UPDATE SKIP LOCKED", now)
    if not found:
        return None
    outlet: Outlet = Outlet.get_by_id(found[0][0])
    outlet.notice_at = now + AGAIN
    outlet.save(only=[Outlet.notice_at])
    told = _told(outlet, public_url, now)
    return Notice(outlet.id, tuple(outlet_letters.letter(to, told) for to in _admins(outlet.organization_id)))


def told(notice: Notice, was_taken: bool, now: datetime) -> None:
    """What came of it. As soon as one admin has it, the others are not told twice for those who have not."""
    outlet: Outlet | None = Outlet.select().where(Outlet.id == notice.outlet).for_update().first()
    if outlet is None or outlet.state != "off":
        return
    failing: datetime = outlet.failing_since or outlet.created_at
    if was_taken or not notice.letters or now - failing > outgoing.LONG + TRIED:
        outlet.notice_at = None
        outlet.save(only=[Outlet.notice_at])


def _told(outlet: Outlet, public_url: str, now: datetime) -> SwitchedOff:
    organization: Organization = outlet.organization
    return SwitchedOff(
        organization=organization.name,
        name=outlet.name,
        since=outlet.failing_since or now,
        error=outlet.error or "",
        link=f"{public_url}/admin/outgoing/{outlet.id}",
    )


_ADDRESSES = """
SELECT DISTINCT ON (person_id) person_id, external_id FROM identity
WHERE provider = 'email' AND proven_at IS NOT NULL AND person_id = ANY(%s) ORDER BY person_id, proven_at DESC
"""


def _admins(organization_id: int) -> Sequence[str]:
    """Addresses that their owners have proven, one for each person: what is only written down may be anybody's."""
    mine = (Membership.organization == organization_id) & Membership.left_at.is_null() & Membership.role.in_(_TOLD)
    found = Membership.select(Membership.person).join(Person).where(mine, Person.merged_into.is_null())
    several = people.all_of([one.person_id for one in found])
    known = dict(rows(_ADDRESSES, [id_ for ids in several.values() for id_ in ids]))
    first = [next((known[id_] for id_ in ids if id_ in known), None) for _, ids in sorted(several.items())]
    return [address for address in first if address is not None]
