"""An admin's word, or a rule's, comes in; Awards granted and revoked go out; outbox.py tells of them.

What a person decided stands: no rule gives back what was revoked by hand, or takes what was given by hand. Somebody
whose gift was taken back may still earn the badge of a league by completing it afterwards.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import SQL, BigIntegerField, CharField, IntegerField, TextField, fn

from models import people
from models.badges import Badge
from models.db import Instant, Json, Record, link, rows
from models.errors import AlreadyHeld, Exhausted, NotFound, NotHeld
from models.jobs import Job
from models.people import Person
from models.rules.special import BY_HAND
from models.tenants import Organization


class AwardBatch(Record):
    """Awards given in one go, so that they can be taken back in one go."""

    organization = link(Organization)
    badge = link(Badge)
    by = CharField(max_length=200)
    made_at = Instant()
    undone_at = Instant(null=True)


class Award(Record):
    """A badge held by a person; a revoked one stays as a row. `by` and `revoked_by` are None for a rule's doing.

    `number`: which level, or which time of a repeatable badge, from 1; `level` its name. `trace`: what its pattern saw
    when it was met. `job`: the backfill that gave it.
    `design_version`: what the badge looked like when it was given.
    `way`: `pattern`, `special`, `league` or `hand`; `by_person` is the id of who gave it by hand, if they are known.
    """

    organization_id: int
    badge_id: int
    person_id: int
    organization = link(Organization)
    badge = link(Badge)
    person = link(Person)
    reason = TextField()
    evidence = Json(default=list)
    way = CharField(max_length=12)
    by = CharField(max_length=200, null=True)
    by_person_id = BigIntegerField(null=True)
    batch = link(AwardBatch, null=True)
    awarded_at = Instant()
    revoked_at = Instant(null=True)
    revoked_by = CharField(max_length=200, null=True)
    revoke_reason = TextField(null=True)
    number = IntegerField(default=1)
    level = CharField(max_length=40, null=True)
    trace = Json(null=True)
    job = link(Job, null=True)
    design_version_id = BigIntegerField(null=True)


# Whether a picture is some award's is asked by strangers (shown_art.py).
Award.add_index(
    Award.index(Award.design_version_id, name="award_design_version", where=SQL("design_version_id IS NOT NULL"))
)
# The race of two grants ends here: one live award per badge, person and number.
Award.add_index(
    Award.index(
        Award.badge, Award.person, Award.number, name="award_held", unique=True, where=SQL("revoked_at IS NULL")
    )
)
Award.add_index(Award.index(Award.organization, Award.person, Award.id, name="award_person"))
Award.add_index(Award.index(Award.organization, Award.id, name="award_organization_id"))
Award.add_index(Award.index(Award.job, name="award_job", where=SQL("job_id IS NOT NULL")))
Award.add_index(Award.index(Award.batch, name="award_batch_awards", where=SQL("batch_id IS NOT NULL")))


def give(
    organization: Organization,
    badge: Badge,
    person_id: int,
    reason: str,
    by: str | None,
    now: datetime,
    *,
    way: str = "hand",
    by_person: int | None = None,
    batch: int | None = None,
    evidence: Sequence[dict[str, Any]] = (),
) -> Award:
    """An award by hand, or by another `way`. Raises NotFound for a stranger or a badge that is gone, AlreadyHeld,
    Exhausted when the badge's stock is used up."""
    person = people.member(organization.id, person_id)
    people.lock(organization.id, [person_id])
    if held(badge, person_id) is not None:
        raise AlreadyHeld(f"{person.name} holds “{badge.name}” already.")
    look = _hold(badge)
    return Award.create(
        organization=organization,
        badge=badge,
        design_version_id=look,
        person=person_id,
        reason=reason or badge.description or (BY_HAND if badge.special else ""),
        evidence=list(evidence),
        way=way,
        by=by,
        by_person_id=by_person,
        batch=batch,
        awarded_at=now,
    )


def by_rule(
    organization_id: int,
    badge: Badge,
    person_id: int,
    reason: str,
    evidence: Sequence[dict[str, Any]],
    way: str,
    now: datetime,
    earned_at: datetime | None = None,
    **more: Any,
) -> Award | None:
    """An award that a rule gives, unless it is held, was taken back by hand, or cannot be given any more; what was
    given by hand last, and taken back before `earned_at`, is no hindrance. The caller holds the person's lock.

    `more`: `number`, `level`, `trace`, `job` of the award.
    """
    if _has(badge, person_id, more.get("number", 1)) or _revoked_by_hand(badge, person_id, earned_at):
        return None
    try:
        look = _hold(badge)
    except (NotFound, Exhausted):
        return None
    return Award.create(
        organization=organization_id,
        badge=badge,
        design_version_id=look,
        person=person_id,
        reason=reason,
        evidence=list(evidence),
        way=way,
        awarded_at=now,
        **more,
    )


def end_by_rule(award: Award, reason: str, now: datetime) -> Award:
    """Takes back what a rule gave. The caller holds the person's lock."""
    return end(award, reason, None, now)


def end(award: Award, reason: str, by: str | None, now: datetime) -> Award:
    """It is held no more. The caller holds the person's lock."""
    award.revoked_at, award.revoked_by, award.revoke_reason = now, by, reason
    award.save(only=[Award.revoked_at, Award.revoked_by, Award.revoke_reason])
    return award


def revoke(
    organization: Organization, badge: Badge, person_id: int, reason: str, by: str, now: datetime
) -> list[Award]:
    """Takes a badge back by hand, with all its levels and times; the highest first. Raises NotFound for a stranger,
    NotHeld."""
    person = people.member(organization.id, person_id)
    people.lock(organization.id, [person_id])
    live = list(_live(badge, person_id))
    if not live:
        raise NotHeld(f"{person.name} does not hold “{badge.name}”.")
    return [end(award, reason, by, now) for award in live]


def held(badge: Badge, person_id: int) -> Award | None:
    """The award by which a person holds a badge: of its highest level, or the last time."""
    found: Award | None = _live(badge, person_id).first()
    return found


def holders(badge: Badge) -> int:
    """How many people hold it, at whatever level."""
    counting = "SELECT count(DISTINCT person_id) FROM award WHERE badge_id = %s AND revoked_at IS NULL"
    return int(rows(counting, badge.id)[0][0])


def is_highest() -> Any:
    """That an award is the one with the highest number of those that its holder has of the badge, as a condition."""
    other = Award.alias()
    same = (other.badge == Award.badge) & (other.person == Award.person) & other.revoked_at.is_null()
    return ~fn.EXISTS(other.select(SQL("1")).where(same, other.number > Award.number))


def of_person(organization_id: int, person_id: int) -> list[Award]:
    """A person's awards, newest first, revoked ones included."""
    mine = (Award.organization == organization_id) & (Award.person == person_id)
    return list(Award.select().where(mine).order_by(Award.id.desc()))


def recent(organization_id: int, limit: int) -> list[Award]:
    """The organisation's last awards, newest first, revoked ones included; not hidden people's, nor a backfill's."""
    shown = (Award.organization == organization_id) & people.visible(organization_id, Award.person)
    return list(Award.select().where(shown, Award.job.is_null()).order_by(Award.id.desc()).limit(limit))


def is_refused(badge: Badge, person_id: int) -> bool:
    """Whether somebody took it back by hand, so that no pattern gives it again."""
    return _revoked_by_hand(badge, person_id, None)


def _live(badge: Badge, person_id: int) -> Any:
    mine = (Award.badge == badge) & (Award.person == person_id) & Award.revoked_at.is_null()
    return Award.select().where(mine).order_by(Award.number.desc())


def _has(badge: Badge, person_id: int, number: int) -> bool:
    return bool(_live(badge, person_id).where(Award.number == number).exists())


_HOLD = {
    # Whoever gives it waits for whoever deletes it; a stock is counted by one at a time.
    False: "SELECT deleted_at, design_version_id FROM badge WHERE id = %s FOR SHARE",
    True: "SELECT deleted_at, design_version_id FROM badge WHERE id = %s FOR NO KEY UPDATE",
}


def _hold(badge: Badge) -> int | None:
    """What it looks like now."""
    [(deleted_at, look)] = rows(_HOLD[badge.stock is not None], badge.id)
    if deleted_at is not None:
        raise NotFound(f"There is no badge “{badge.name}” any more.")
    if badge.stock is not None and holders(badge) >= badge.stock:
        raise Exhausted(f"All {badge.stock} of “{badge.name}” are given.")
    return None if look is None else int(look)


def _revoked_by_hand(badge: Badge, person_id: int, earned_at: datetime | None) -> bool:
    last = Award.select().where(Award.badge == badge, Award.person == person_id).order_by(Award.id.desc()).first()
    if last is None or last.revoked_by is None:
        return False
    return not (earned_at and last.way == "hand" and last.revoked_at <= earned_at)
