"""A badge with a pattern comes in; whoever earned it before gets it, dated when they did, step by step, in a job.

Nobody is told one by one: a digest tells of it at the end. Its undo takes back what it gave, and gives back what it
took.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from models import (
    awards,
    badges,
    consequences,
    deed_pages,
    earning,
    jobs,
    listeners,
    outbox,
    pattern_awards,
    people,
    tallies,
)
from models.awards import Award
from models.badges import Badge
from models.db import rows
from models.errors import Invalid
from models.jobs import Job
from models.rules.messages import Digest
from models.rules.patterns.nouns import some
from models.tenants import Organization

KIND = "pattern.backfill"
CHUNK = 200
"""Awards that one step of an undo takes back."""


def ask_for(badge: Badge, by: str, by_person: int | None, now: datetime) -> Job:
    """The job. The caller rings for it. Raises Invalid for a badge without a pattern, or one that is switched off."""
    if badge.pattern is None or not badge.is_active:
        raise Invalid(f"“{badge.name}” is earned by no pattern now; there is nothing to give for what was done before.")
    return jobs.ask_for(badge.organization, KIND, {"badge": badge.id}, by, by_person, now)


def step(job: Job, now: datetime) -> None:
    """The next people: counted anew, and given what is due to them. `place`: the last of them."""
    if job.state == "undoing":
        _undo(job, now)
        return
    badge = Badge.get_by_id(job.arguments["badge"])
    heard = listeners.of_badge(badge) if badge.is_active and badge.deleted_at is None else None
    page = deed_pages.following(job.organization_id, int(job.place or 0))
    if heard is None or not page.people:
        end(job, "done", now)
        return
    for person in people.lock(job.organization_id, page.people):
        tallies.forget(person, [heard.badge])
        earning.settle(badge.organization, person, [heard], (), now, job.id)
    total = job.total if job.total is not None else deed_pages.people(job.organization_id)
    jobs.stepped(job, job.done + len(page.people), total, page.people[-1], now)


def end(job: Job, state: jobs.State, now: datetime) -> None:
    """No more steps; what was given until now is told in one message."""
    found = _counted(job)
    jobs.finish(job, state, now, found)
    _tell(job, "backfill", "was given to {} for what they had done before", _people(job), now)


def begin_undo(job: Job, reason: str, now: datetime) -> None:
    """Sends an ended backfill backwards. Raises Invalid for a job of another kind, NotHeld as jobs.begin_undo."""
    if job.kind != KIND:
        raise Invalid("Only a backfill can be undone.")
    jobs.begin_undo(job, now)
    job.arguments = job.arguments | {"reason": reason}
    job.save(only=[Job.arguments])


def _undo(job: Job, now: datetime) -> None:
    given = _given(job)
    organization = Organization.get_by_id(job.organization_id)
    people.lock(organization.id, [award.person_id for award in given])
    reason = f"The backfill was undone: {job.arguments.get('reason', '')}"
    for award in given:
        awards.end_by_rule(award, reason, now)
    back = [] if given else _give_back(job)
    for person, badge in sorted({(award.person_id, award.badge_id) for award in given} | set(back)):
        consequences.of_circumstances(organization, {f"badge:{badge}"}, [person], now, quiet=True)
    jobs.stepped(job, job.done, job.total, None, now)
    if not given:
        jobs.finish(job, "undone", now)
        concerned = sorted({*_people(job), *(person for person, _ in back)})
        _tell(job, "undo", "is taken back from {}: a backfill was undone", concerned, now)


def _given(job: Job) -> list[Award]:
    """What it gave and still stands, some of it."""
    mine = (Award.job == job) & Award.revoked_at.is_null()
    return list(Award.select().where(mine).order_by(Award.person, Award.id).limit(CHUNK))


_TAKEN = """
UPDATE award a SET revoked_at = NULL, revoke_reason = NULL
WHERE a.organization_id = %s AND a.way = 'pattern' AND a.revoked_by IS NULL AND a.revoked_at IS NOT NULL
  AND right(a.revoke_reason, length(%s)) = %s
  AND NOT EXISTS (SELECT 1 FROM award o WHERE o.badge_id = a.badge_id AND o.person_id = a.person_id
                  AND o.number = a.number AND o.revoked_at IS NULL)
RETURNING a.person_id, a.badge_id
"""


def _give_back(job: Job) -> list[tuple[int, int]]:
    """What it took stands again; whose, and which badge."""
    mark = pattern_awards.by_job(job.id)
    return [(person, badge) for person, badge in rows(_TAKEN, job.organization_id, mark, mark)]


_COUNTED = """
SELECT count(*), count(DISTINCT person_id) FROM award WHERE job_id = %s
"""
_LOST = (
    "SELECT count(*) FROM award WHERE organization_id = %s AND badge_id = %s AND right(revoke_reason, length(%s)) = %s"
)


def _counted(job: Job) -> dict[str, Any]:
    [(given, holders)], mark = rows(_COUNTED, job.id), pattern_awards.by_job(job.id)
    [(taken,)] = rows(_LOST, job.organization_id, job.arguments["badge"], mark, mark)
    return {"badge": job.arguments["badge"], "awards": int(given), "people": int(holders), "taken": int(taken)}


def _people(job: Job) -> list[int]:
    """To whom it gave something."""
    found = "SELECT DISTINCT person_id FROM award WHERE job_id = %s ORDER BY 1"
    return [person for (person,) in rows(found, job.id)]


def _tell(job: Job, what: Literal["backfill", "undo"], words: str, concerned: Sequence[int], now: datetime) -> None:
    badge = Badge.get_by_id(job.arguments["badge"])
    told = f"“{badge.name}” {words.format(some(len(concerned), 'person', 'people'))}."
    if concerned:
        body = Digest(what=what, words=told, people=len(concerned), badge=badges.card(badge))
        outbox.tell_digest(job.organization_id, body, concerned, now)
