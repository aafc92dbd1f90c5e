"""A design and an address come in; a Share with a link that opens to its receiver alone goes out: what admins do.

Whether an address is somebody's in another organisation is never told: only people of this one, as far as its admins
may know them, are looked at here. Anybody else is decided upon when they confirm (share_receiving.py).
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Literal

from models import contributors, identities, people
from models.audit import Actor
from models.db import rows
from models.designs import Design
from models.errors import AlreadyHeld, Exhausted, Gone, NotFound, RateLimited, Taken
from models.people import Identity
from models.rules.work import Value
from models.shares import Share, ShareLink
from models.tenants import Organization

Way = Literal["email", "github"]
Role = Literal["view", "comment", "edit"]
MOST = 200
"""Open shares of one organisation."""
AGAIN, WITHIN = 5, timedelta(hours=1)
"""Links to one share, and in which time."""
A_DAY = 500
"""Links of one organisation in a day."""
DAYS = 14


class Offer(Value):
    """What is shared, as what, with whom, and for how many days it waits. `design`: None for the whole studio."""

    design: int | None
    role: Role
    way: Way
    address: str
    note: str
    days: int


def share(organization: Organization, offer: Offer, by: Actor, now: datetime) -> Share:
    """The one open share of that design with that address: a new one, or the former with another role, note and end.

    Raises NotFound for no design of here, NotContributor for whoever is known to be none, Exhausted, and Taken for a
    GitHub name that has changed hands since it was shared with.
    """
    # One after the other: two who share the same at once make one share, and none makes more than there may be.
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    if offer.design is not None:
        _design(organization, offer.design)
    account = _known(organization, offer.way, offer.address)
    found = _open(organization, offer)
    if found is None:
        return _new(organization, offer, account, by, now)
    if account is not None and found.account not in (None, account):
        raise Taken("Somebody else had this GitHub name when it was shared. Take that back first, then share it again.")
    found.role, found.note, found.account = offer.role, offer.note, account or found.account
    found.expires_at = max(found.expires_at, now + timedelta(days=offer.days))
    found.save()
    return found


def change(organization: Organization, share_id: int, role: Role) -> tuple[Share, str]:
    """(with another role, the role before). Raises NotFound, Gone."""
    found = _held(organization, share_id)
    before, found.role = str(found.role), role
    found.save(only=[Share.role])
    return found, before


def resend(organization: Organization, share_id: int, days: int, now: datetime) -> Share:
    """It can be confirmed for that long again. Raises NotFound, Gone, AlreadyHeld for what was confirmed."""
    found = _held(organization, share_id)
    if found.confirmed_at is not None:
        raise AlreadyHeld("They have confirmed it already; there is nothing to send again.")
    found.expires_at = max(found.expires_at, now + timedelta(days=days))
    found.save(only=[Share.expires_at])
    return found


def revoke(organization: Organization, share_id: int, now: datetime) -> Share:
    """It opens nothing any more, for ever. Raises NotFound, Gone when it did not before."""
    found = _held(organization, share_id)
    found.revoked_at = now
    found.save(only=[Share.revoked_at])
    return found


def link(found: Share, now: datetime) -> str:
    """The text of one more token for it, of which only the digest is kept; those before it stay as good.

    Raises RateLimited for too many.
    """
    recent = ShareLink.select().where(ShareLink.share == found, ShareLink.created_at > now - WITHIN)
    if recent.count() >= AGAIN:
        raise RateLimited("It was sent several times within the hour; wait a little.", int(WITHIN.total_seconds()))
    [(today,)] = rows(_TODAY, found.organization_id, now - timedelta(days=1))
    if today >= A_DAY:
        raise RateLimited(f"{A_DAY} links went out within a day; wait a little.", int(WITHIN.total_seconds()))
    text = secrets.token_urlsafe(32)
    ShareLink.create(share=found, digest=digest(text), created_at=now)
    return text


def mailed_to(found: Share) -> str | None:
    """Where a mail with the link goes: to the address that it is for; by a GitHub name, to the address by which whoever
    has that account, and is known here, signs in. No admin learns of it."""
    if found.way == "email" or found.account is None:
        return found.address if found.way == "email" else None
    owner = Identity.get_or_none(Identity.provider == "github", Identity.external_id == found.account)
    if owner is None:
        return None
    now_is = people.current([owner.person_id])[owner.person_id]
    proven = rows(_PROVEN, people.all_of([now_is])[now_is])
    return str(proven[0][0]) if proven else None


_PROVEN = """
SELECT external_id FROM identity WHERE provider = 'email' AND person_id = ANY(%s) AND proven_at IS NOT NULL
ORDER BY seen_at DESC, id DESC LIMIT 1
"""
_TODAY = """
SELECT count(*) FROM share_link l JOIN share s ON s.id = l.share_id WHERE s.organization_id = %s AND l.created_at > %s
"""


def digest(token: str) -> str:
    """What is kept of it, and looked up: 32 random bytes need no slower hash, and no comparison byte by byte."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def note_sent(found: Share, now: datetime) -> None:
    """A mail with its link goes out."""
    found.sent_at = now
    found.save(only=[Share.sent_at])


def _design(organization: Organization, design_id: int) -> None:
    there = (Design.id == design_id) & (Design.organization == organization) & Design.deleted_at.is_null()
    if not Design.select().where(there).exists():
        raise NotFound(f"There is no design {design_id} in this organisation.")


_EMAIL = f"""
SELECT m.person_id FROM identity i JOIN membership m ON m.person_id = %s AND m.organization_id = %s
WHERE i.provider = 'email' AND i.external_id = %s AND {people.TOLD}
"""
_OWNER = "SELECT person_id FROM identity WHERE provider = 'email' AND external_id = %s"


def _known(organization: Organization, way: Way, address: str) -> str | None:
    """The id of the GitHub account, if somebody here has it. Raises NotContributor for people of here who are none."""
    person, account = (_by_email if way == "email" else _by_login)(organization, address)
    if person is not None:
        contributors.must_be(organization, person, "admin")
    return account


def _by_email(organization: Organization, address: str) -> tuple[int | None, None]:
    """Whose address it is, as far as the admins may know."""
    owner = next((person for (person,) in rows(_OWNER, address)), None)
    now_is = None if owner is None else people.current([owner])[owner]
    told = None if now_is is None else rows(_EMAIL, now_is, organization.id, address)
    return (now_is if told else None), None


def _by_login(organization: Organization, login: str) -> tuple[int | None, str | None]:
    """(person, account) of whoever was last seen with this name, if they are known here; else it waits for whoever
    has it when they confirm."""
    found = identities.met(login, organization.id)
    if found is None:
        return None, None
    person = people.current([found.person_id])[found.person_id]
    is_here = organization.id in people.organizations_of(person)
    return (person, str(found.external_id)) if is_here else (None, None)


def _open(organization: Organization, offer: Offer) -> Share | None:
    of = Share.design.is_null() if offer.design is None else Share.design == offer.design
    mine = (Share.organization == organization) & of & (Share.way == offer.way) & (Share.address == offer.address)
    found: Share | None = Share.select().where(mine, Share.revoked_at.is_null()).for_update().first()
    return found


def _new(organization: Organization, offer: Offer, account: str | None, by: Actor, now: datetime) -> Share:
    if Share.select().where(Share.organization == organization, Share.revoked_at.is_null()).count() >= MOST:
        raise Exhausted(f"{MOST} shares are open here; take some back first.")
    made: Share = Share.create(
        **offer.model_dump(exclude={"days"}),
        organization=organization,
        account=account,
        by=by.name,
        by_person_id=by.person,
        created_at=now,
        expires_at=now + timedelta(days=offer.days),
    )
    return made


def _held(organization: Organization, share_id: int) -> Share:
    mine = (Share.id == share_id) & (Share.organization == organization)
    found: Share | None = Share.select().where(mine).for_update().first()
    if found is None:
        raise NotFound(f"There is no share {share_id} in this organisation.")
    if found.revoked_at is not None:
        raise Gone("This was taken back already.")
    return found
