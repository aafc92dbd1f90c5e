"""A moment comes in; what admins are to be told of outlets that were switched off goes out, as mails, once each.

The row is the queue: `notice_at` stands from the switching off until somebody has the mail. workers/outgoing.py sends.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models import people
from models.db import database, rows
from models.outlets import Outlet
from models.people import Membership, Person
from models.rules import outgoing, outlet_letters
from models.rules.letters import Letter
from models.rules.outlet_letters import SwitchedOff
from models.rules.roles import GIVEN, may
from models.tenants import Organization

AGAIN = timedelta(minutes=30)
"""After a try, or the death of whoever made it, comes the next one; for TRIED at most, and then nobody is told."""
TRIED = timedelta(days=2)
DAY, A_DAY = timedelta(days=1), 5
"""How many in a day of one organisation: whoever lets one go on again and again that is off at once fills nobody's
mailbox with it."""
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
    told, admins = _told(outlet, public_url, now), () if _is_one_too_many(outlet, now) else _admins(outlet)
    return Notice(outlet.id, tuple(outlet_letters.letter(to, told) for to in admins))


def told(notice: Notice, was_taken: bool, now: datetime) -> None:
    """What came of it. As soon as one admin has it, the others are not told twice for those who have not."""
    outlet: Outlet | None = Outlet.select().where(Outlet.id == notice.outlet).for_update().first()
    if outlet is None or outlet.state != "off":
        return
    failing: datetime = outlet.failing_since or outlet.created_at
    if was_taken or not notice.letters or now - failing > outgoing.LONG + TRIED:
        outlet.notice_at = None
        outlet.save(only=[Outlet.notice_at])


# Up to its own, so that of many at once the first are told, also when they are tried again.
_LATELY = """
SELECT count(*) FROM audit_line WHERE organization_id = %(here)s AND action = 'outlet:off' AND at > %(since)s
AND id <= (SELECT max(id) FROM audit_line WHERE organization_id = %(here)s AND action = 'outlet:off'
    AND target = %(outlet)s)
"""


def _is_one_too_many(outlet: Outlet, now: datetime) -> bool:
    asked = {"here": outlet.organization_id, "since": now - DAY, "outlet": f"outlet:{outlet.id}"}
    return int(database.execute_sql(_LATELY, asked).fetchone()[0]) > A_DAY


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


def _admins(outlet: Outlet) -> Sequence[str]:
    """Addresses that their owners have proven, one for each person: what is only written down may be anybody's."""
    mine = (Membership.organization == outlet.organization_id) & Membership.left_at.is_null()
    here = mine & Membership.role.in_(_TOLD) & Person.merged_into.is_null()
    found = Membership.select(Membership.person).join(Person).where(here)
    several = people.all_of([one.person_id for one in found])
    known = dict(rows(_ADDRESSES, [id_ for ids in several.values() for id_ in ids]))
    first = [next((known[id_] for id_ in ids if id_ in known), None) for _, ids in sorted(several.items())]
    return [address for address in first if address is not None]
