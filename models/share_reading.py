"""An organisation, a person or a link comes in; who has what of the studio goes out, or what waits to be confirmed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from models import contributors, people, share_receiving
from models.db import database
from models.designs import Design
from models.errors import Gone
from models.rules import masks
from models.rules.messages import PersonCard, Time
from models.rules.work import Value
from models.shares import Share
from models.tenants import Organization

State = Literal["waiting", "confirmed", "dormant", "expired", "revoked"]
MOST = 300


class SharedDesign(Value):
    """What is shared."""

    id: int
    name: str


class ShareCard(Value):
    """A share as admins and its receiver see it. `design`: None for the whole studio; `person`: who confirmed;
    `sent_at`: when a mail went out last. Once confirmed it does not expire; while who confirmed it is no contributor,
    it is dormant, and opens nothing."""

    id: int
    design: SharedDesign | None
    role: str
    way: str
    address: str
    person: PersonCard | None
    by: str
    note: str
    state: State
    created_at: Time
    expires_at: Time
    sent_at: Time | None
    confirmed_at: Time | None
    revoked_at: Time | None


class MyShare(ShareCard):
    """The same with where it is: the organisation's slug `org`, its name, and the page that opens it."""

    org: str
    organization: str
    href: str


class InvitationCard(Value):
    """What whoever holds a link may know: `what` is the design's name, None for the whole studio; `hint` is what a
    stranger may read of the address."""

    organization: str
    org: str
    what: str | None
    role: str
    way: str
    hint: str
    by: str
    state: State
    expires_at: Time


def card(found: Share, now: datetime) -> ShareCard:
    """One share."""
    return _cards([found], now)[0]


def my_card(found: Share, now: datetime) -> MyShare:
    """One share, for its receiver."""
    return _mine([found], now)[0]


def listed(organization: Organization, design_id: int | None, now: datetime) -> list[ShareCard]:
    """Who has what, or had it: open ones first, the newest of each first. Of one design, those of the whole studio
    are among them."""
    of = Share.design.is_null() | (Share.design == design_id) if design_id else Share.id.is_null(False)
    found = Share.select().where(Share.organization == organization, of)
    return _cards(list(found.order_by(Share.revoked_at.is_null(False), Share.id.desc()).limit(MOST)), now)


def invitation(token: str, now: datetime) -> InvitationCard:
    """Raises NotFound for a token that is none, Gone for a design that was deleted."""
    found = share_receiving.opened(token)
    if found.design is not None and found.design.deleted_at is not None:
        raise Gone("This design was deleted.")
    organization = found.organization
    return InvitationCard(
        organization=organization.name,
        org=organization.slug,
        what=found.design.name if found.design else None,
        role=found.role,
        way=found.way,
        hint=masks.of(found.way, found.address),
        by=shown_by(found),
        state=state(found, now),
        expires_at=found.expires_at,
    )


# A GitHub account by its number; where that is not known yet, by its name.
_MINE = """
SELECT s.id FROM share s LEFT JOIN design d ON d.id = s.design_id
WHERE s.revoked_at IS NULL AND d.deleted_at IS NULL AND (s.person_id = ANY(%(mine)s)
  OR s.confirmed_at IS NULL AND s.expires_at > %(now)s AND EXISTS (
    SELECT 1 FROM identity i WHERE i.person_id = ANY(%(mine)s) AND i.proven_at IS NOT NULL AND i.provider = s.way
    AND CASE WHEN s.way = 'github' AND s.account IS NULL THEN lower(i.login) = s.address
        ELSE i.external_id = coalesce(s.account, s.address) END))
ORDER BY s.id DESC LIMIT %(most)s
"""


def mine(person_id: int, now: datetime) -> list[MyShare]:
    """What was shared with somebody, in all organisations: what waits for them, and what they confirmed where they are
    a contributor still."""
    everybody = people.all_of([person_id])[person_id]
    asked = database.execute_sql(_MINE, {"mine": everybody, "now": now, "most": MOST})
    ids = [share for (share,) in asked.fetchall()]
    found = list(Share.select().where(Share.id.in_(ids or [0])).order_by(Share.id.desc()))
    opens = contributors.of(person_id, {one.organization_id for one in found})
    return _mine([one for one in found if one.confirmed_at is None or one.organization_id in opens], now)


def state(found: Share, now: datetime) -> State:
    """How far it is. What was confirmed stays so until it is taken back."""
    if found.revoked_at is not None:
        return "revoked"
    if found.confirmed_at is not None:
        return "confirmed"
    return "expired" if found.expires_at <= now else "waiting"


def href(found: Share, org: str) -> str:
    """The page of what is shared."""
    return f"/studio{'' if found.design_id is None else f'/{found.design_id}'}?org={org}"


def shown_by(found: Share) -> str:
    """Who shared it, to others than admins."""
    ids, names = people.unseen(found.organization_id, [found.by_person_id], [found.by])
    return people.UNSEEN if found.by_person_id in ids or found.by in names else str(found.by)


def _cards(found: list[Share], now: datetime) -> list[ShareCard]:
    names = _names(found)
    who = _receivers(found)
    dormant = _dormant(found, who)
    return [
        ShareCard(
            id=one.id,
            design=SharedDesign(id=one.design_id, name=names[one.design_id]) if one.design_id else None,
            role=one.role,
            way=one.way,
            address=one.address,
            person=who.get(one.person_id) if one.person_id else None,
            by=one.by,
            note=one.note,
            state="dormant" if one.id in dormant else state(one, now),
            created_at=one.created_at,
            expires_at=one.expires_at,
            sent_at=one.sent_at,
            confirmed_at=one.confirmed_at,
            revoked_at=one.revoked_at,
        )
        for one in found
    ]


def _mine(found: list[Share], now: datetime) -> list[MyShare]:
    asked = Organization.select().where(Organization.id.in_({one.organization_id for one in found} or [0]))
    places = {one.id: one for one in asked}
    return [
        MyShare(
            **dict(each) | {"by": shown_by(one)},
            org=places[one.organization_id].slug,
            organization=places[one.organization_id].name,
            href=href(one, places[one.organization_id].slug),
        )
        for one, each in zip(found, _cards(found, now), strict=True)
    ]


def _names(found: Iterable[Share]) -> dict[int, str]:
    wanted = {one.design_id for one in found if one.design_id}
    return {one.id: one.name for one in Design.select(Design.id, Design.name).where(Design.id.in_(wanted or [0]))}


def _dormant(found: Iterable[Share], who: Mapping[int, PersonCard]) -> set[int]:
    """Those that were confirmed by people who are no contributors at the moment."""
    held = {
        one.id: (one.organization_id, who[one.person_id].id)
        for one in found
        if one.person_id is not None and one.person_id in who and one.confirmed_at and one.revoked_at is None
    }
    opens = contributors.among({place for place, _ in held.values()}, {person for _, person in held.values()})
    return {share for share, pair in held.items() if pair not in opens}


def _receivers(found: Iterable[Share]) -> dict[int, PersonCard]:
    """Who those who confirmed are now."""
    now_are = people.current({one.person_id for one in found if one.person_id})
    shown = people.cards(now_are.values())
    return {person: shown[now_is] for person, now_is in now_are.items()}
