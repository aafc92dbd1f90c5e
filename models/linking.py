"""An account that somebody signed in has just proven comes in; it is theirs as well, and their organisations hear."""

from datetime import datetime

from models import audit, consequences, people, signing_in
from models.audit import Actor
from models.signing_in import Proven
from models.tenants import Organization


def link(proven: Proven, by: Actor, now: datetime) -> None:
    """`by` is whose account it is from now on. Raises Taken for one that is somebody else's."""
    assert by.person is not None
    concerned = people.organizations_of(by.person)
    for organization in concerned:
        people.lock(organization, [by.person])
    identity = signing_in.add(proven, by.person, now)
    consequences.of_renaming([by.person], now)
    for organization in concerned:
        consequences.of_joining(Organization.get_by_id(organization), [by.person], now)
    after = {"identity": identity.id, "provider": identity.provider}
    for organization in concerned:
        audit.write(Organization.get_by_id(organization), by, "person:link", f"person:{by.person}", now, after=after)
