"""Awards given to many in one go come in, or a badge that goes; all of them are taken back in one go."""

from datetime import datetime

from models import awards, people
from models.awards import Award, AwardBatch
from models.badges import Badge
from models.errors import NotFound, NotHeld
from models.tenants import Organization


def take_from_all(organization: Organization, badge: Badge, reason: str, by: str, now: datetime) -> list[Award]:
    """Takes a badge back from everybody who holds it. The caller has locked the badge."""
    live = Award.select().where(Award.badge == badge, Award.revoked_at.is_null()).order_by(Award.person).for_update()
    return [awards.end(award, reason, by, now) for award in live]


def begin(organization: Organization, badge: Badge, by: str, now: datetime) -> AwardBatch:
    """Many awards that can be undone together begin with this."""
    return AwardBatch.create(organization=organization, badge=badge, by=by, made_at=now)


def undo(organization: Organization, batch_id: int, reason: str, by: str, now: datetime) -> list[Award]:
    """Takes back what is left of a batch. Raises NotFound, NotHeld when it was undone before."""
    found = AwardBatch.get_or_none(AwardBatch.id == batch_id, AwardBatch.organization == organization)
    if found is None:
        raise NotFound(f"There is no batch {batch_id} in this organisation.")
    if found.undone_at is not None:
        raise NotHeld("This was undone already.")
    holding = [award.person_id for award in Award.select().where(Award.batch == found, Award.revoked_at.is_null())]
    people.lock(organization.id, holding)
    AwardBatch.update(undone_at=now).where(AwardBatch.id == batch_id).execute()
    live = Award.select().where(Award.batch == found, Award.revoked_at.is_null()).order_by(Award.person)
    return [awards.end(award, reason, by, now) for award in live]
