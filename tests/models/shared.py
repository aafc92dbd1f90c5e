"""A design of Lumen, people who prove accounts, and an admin who shares it with them: how tests of sharing begin."""

from datetime import datetime
from typing import Any

from models import share_receiving, sharing_out, signing_in
from models.audit import Actor
from models.designs import Design
from models.people import Membership, Person
from models.rules.callers import Caller
from models.shares import Share
from models.sharing_out import Offer
from models.signing_in import Proven, by_email
from models.studio_access import of
from models.tenants import Organization

EVE = Actor(name="Eve", door="rest")
MAIL = "ada@example.org"


def drawn(here: Organization, now: datetime, name: str = "Medal") -> Design:
    """A design of that organisation."""
    made: Design = Design.create(
        organization=here, name=name, template="medal", parameters={}, seq=0, by="Eve", created_at=now, updated_at=now
    )
    return made


def signed_in(now: datetime, *, mail: str | None = None, github: tuple[str, str] | None = None) -> int:
    """Whoever has just proven this address, or this GitHub account: (number, name)."""
    proven = by_email(mail) if mail else None
    if github:
        proven = Proven(provider="github", external_id=github[0], login=github[1], name=github[1])
    assert proven is not None
    return int(signing_in.sign_in(proven, now).id)


def joins(here: Organization, person: int, now: datetime, **more: Any) -> None:
    """They are a contributor there, by an admin's word."""
    Membership.create(organization=here, person=person, joined_at=now, **({"belongs": ["here"]} | more))


def shared(here: Organization, now: datetime, **more: Any) -> tuple[Share, str]:
    """(the share, a link's token), with Ada's address unless told."""
    offer = {"design": None, "role": "edit", "way": "email", "address": MAIL, "note": "", "days": 14} | more
    found = sharing_out.share(here, Offer.model_validate(offer), EVE, now)
    return found, sharing_out.link(found, now)


def confirmed(token: str, person: int, now: datetime) -> Share:
    """As the page does that a link opens."""
    return share_receiving.confirm(share_receiving.opened(token).id, person, now)[0]


def may(here: Organization, person: int, design: int | None) -> str | None:
    """What somebody may do with it today, by their shares."""
    caller = Caller(
        organization=here.id,
        org=here.slug,
        role="contributor",
        name=Person.get_by_id(person).name,
        person=person,
        way="session",
    )
    return of(caller, design)
